import type { Checksheet, Item } from '../../ports/checksheets.ts'
import { type Entry, type Mark, markOf, sameMark } from './answer.ts'

/** What two people made of one entry that both had before them. */
export type Merged =
  /** Each changed something else, or both the same. */
  | { readonly kind: 'merged'; readonly entry: Entry }
  /** Both changed these criteria, or the evidence, differently. */
  | { readonly kind: 'conflict'; readonly criteria: readonly string[]; readonly evidence: boolean }

/** Three-way: `base` is what `mine` was made from, `theirs` what was saved meanwhile. Pure. */
export function mergeEntries(sheet: Checksheet, item: Item, base: Entry, theirs: Entry, mine: Entry): Merged {
  const merged: Record<string, Mark> = {}
  const criteria: string[] = []
  for (const { id } of item.criteria) {
    const [was, their, own] = [base, theirs, mine].map((it) => markOf(sheet, it, id)) as [Mark, Mark, Mark]
    const chosen = either(was, their, own, sameMark)
    if (chosen === undefined) criteria.push(id)
    else if (chosen.level !== sheet.blank) merged[id] = chosen
  }
  const evidence = either(base.evidence, theirs.evidence, mine.evidence, (one, other) => one === other)
  if (criteria.length > 0 || evidence === undefined)
    return { kind: 'conflict', criteria, evidence: evidence === undefined }
  return { kind: 'merged', entry: { marks: merged, evidence } }
}

/** @returns undefined when both changed it, and not to the same */
function either<T>(was: T, theirs: T, mine: T, same: (one: T, other: T) => boolean): T | undefined {
  if (same(theirs, mine) || same(was, mine)) return theirs
  return same(was, theirs) ? mine : undefined
}
