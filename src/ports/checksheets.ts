import type { Course } from '../chat/context.ts'

/** A self-assessment sheet, as curated in `knowledge/checksheets/`. Ids of items and criteria never change and are never reused. */
export interface Checksheet {
  /** GUIDELINE */
  readonly id: string
  /** As people cite it: 1.0. Another one each time that anything of it changes. */
  readonly version: string
  readonly title: string
  /** In order: the first is begun with. */
  readonly stages: readonly Stage[]
  /** In the order in which they are offered. */
  readonly levels: readonly Level[]
  /** The level of what nobody has answered yet. */
  readonly blank: string
  /** From the best down; the last begins at 0. */
  readonly ratings: readonly Rating[]
  readonly categories: readonly Category[]
  readonly items: readonly Item[]
  /** What good evidence says, and an example of it. */
  readonly evidence: { readonly asks: readonly string[]; readonly example: string }
}

export interface Stage {
  readonly id: string
  readonly label: string
}

/** How far a criterion is met. */
export interface Level {
  /** done, or 2 on a numeric scale. */
  readonly id: string
  readonly label: string
  readonly counts: 'met' | 'unmet' | 'excluded'
  /** Has to be said why. */
  readonly needsReason: boolean
  /** Nobody knows yet: listed as awaiting confirmation. */
  readonly awaits: boolean
}

export interface Rating {
  readonly symbol: string
  /** Whole per cent. */
  readonly from: number
}

export interface Category {
  readonly number: number
  /** Its short name. */
  readonly name: string
  readonly question: string
}

export interface Item {
  /** CS-005 */
  readonly id: string
  /** Through the whole sheet. */
  readonly number: number
  readonly category: number
  readonly stage: string
  readonly question: string
  readonly criteria: readonly Criterion[]
  /** Why it matters. */
  readonly why: string
  /** Lectures that explain it, and those of how to do it: EX-1-1, PR-01. */
  readonly lectures: readonly string[]
  /** Templates, tools and training material (ports/materials.ts): REG-05, TOOL-08, EDU-04. */
  readonly materials: readonly string[]
  /** What doing it brings, from 1 to 3, and what it takes. */
  readonly effect: Grade
  readonly effort: Grade
  /** By rules and organisation, or by a product that is brought in: then which kinds. */
  readonly means: 'governance' | 'product'
  readonly products: readonly string[]
}

export type Grade = 1 | 2 | 3

export interface Criterion {
  /** CS-005-a */
  readonly id: string
  readonly text: string
}

/** The least course that opens a lecture. */
export const courseOfLecture = (id: string): Course => (id.startsWith('PR-') ? 'practice' : 'learning')

export const itemOf = ({ items }: Checksheet, id: string): Item | undefined =>
  items.find((it) => it.id === id)

export const itemNumbered = ({ items }: Checksheet, number: number): Item | undefined =>
  items.find((it) => it.number === number)

export const categoryOf = ({ categories }: Checksheet, number: number): Category | undefined =>
  categories.find((it) => it.number === number)

/** @throws for a level that the sheet does not have */
export function levelOf({ levels, id: sheet }: Checksheet, id: string): Level {
  const level = levels.find((it) => it.id === id)
  if (!level) throw new Error(`${sheet} has no level ${id}`)
  return level
}
