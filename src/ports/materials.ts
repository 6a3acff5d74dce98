import type { Course } from '../chat/context.ts'

/** What answers point to besides lectures, as curated in `knowledge/materials.yaml`. Ids never change: CS-005, REG-05, TOOL-08, EDU-04. */
export interface Materials {
  readonly items: readonly ChecksheetItem[]
  readonly materials: readonly Material[]
  /** The entry that tells the courses apart. */
  readonly courses: string
}

export interface ChecksheetItem {
  readonly id: string
  /** As it stands in the checksheet: 1–75. */
  readonly number: number
  /** Short name of its category. */
  readonly category: string
}

/** A template of a rule, a tool of daily operation, or training material. */
export interface Material {
  readonly id: string
  readonly kind: 'template' | 'tool' | 'education'
  readonly title: string
  /** The least course that opens it. */
  readonly course: Course
  /** Ids of the items of the checksheet that it helps with. */
  readonly items: readonly string[]
}
