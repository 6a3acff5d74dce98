import type { Course } from '../../chat/context.ts'
import type { KnowledgeEntry } from '../../ports/knowledge.ts'
import type { ChecksheetItem, Material, Materials } from '../../ports/materials.ts'

/** What a reader can do after an answer, as far as their course opens it. */
export interface NextSteps {
  readonly items: readonly ChecksheetItem[]
  readonly open: readonly Material[]
  readonly closed: readonly ClosedMaterials[]
}

/** Named, but not handed over: all of one kind. */
export interface ClosedMaterials {
  readonly kind: Material['kind']
  readonly titles: readonly string[]
  /** What serves in the meantime. */
  readonly instead: Material | undefined
}

/** An answer that rests on several entries leads on no further than one that rests on one. */
const most = 4

const kinds = ['template', 'tool', 'education'] as const

/** Pure. The steps of these entries, in their order, without repeats. */
export function nextStepsOf(
  entries: readonly KnowledgeEntry[],
  { items, materials }: Materials,
  course: Course | undefined,
): NextSteps {
  const ids = [...new Set(entries.flatMap((it) => (it.kind === 'fixed' ? [] : (it.next ?? []))))].slice(
    0,
    most,
  )
  const of = <It extends { readonly id: string }>(all: readonly It[]) =>
    ids.flatMap((id) => all.find((it) => it.id === id) ?? [])
  const named = of(materials)
  const open = named.filter((it) => opens(course, it))
  const closed = kinds.flatMap((kind): ClosedMaterials[] => {
    const those = named.filter((it) => it.kind === kind && !opens(course, it))
    const [first] = those
    if (first === undefined) return []
    const titles = those.map(({ title }) => title)
    return [{ kind, titles, instead: insteadOf(first, open, materials, course) }]
  })
  const instead = new Set(closed.map((it) => it.instead?.id))
  return { items: of(items), open: open.filter(({ id }) => !instead.has(id)), closed }
}

const opens = (course: Course | undefined, material: Material): boolean =>
  course === 'practice' || (course !== undefined && course === material.course)

/** A template that the reader may use: one that the answer names itself, else the one for most of the same items. */
function insteadOf(
  closed: Material,
  named: readonly Material[],
  all: readonly Material[],
  course: Course | undefined,
): Material | undefined {
  const shared = ({ items }: Material) => items.filter((it) => closed.items.includes(it)).length
  const best = (those: readonly Material[]) =>
    those
      .filter((it) => it.kind === 'template' && opens(course, it) && shared(it) > 0)
      .toSorted((a, b) => shared(b) - shared(a))[0]
  return best(named) ?? best(all)
}
