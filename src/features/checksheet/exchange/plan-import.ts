import type { Checksheet, Item } from '../../../ports/checksheets.ts'
import { type Answers, answerTo, type Entry, sameEntry } from '../answer.ts'
import { mergeEntries } from '../merge-entries.ts'

/** What taking over a workbook comes to. */
export interface ImportPlan {
  /** Items that change, each with what it is from then on. */
  readonly changes: readonly { readonly item: Item; readonly entry: Entry }[]
  /** Items that somebody else changed otherwise since the workbook was handed out, with what the workbook says. */
  readonly conflicts: readonly { readonly item: Item; readonly entry: Entry }[]
}

/**
 * Three-way, item by item: `bases` is what the workbook was made from. Where it is not known, what stands now is, so that the workbook
 * counts. Pure.
 */
export function planImport(
  sheet: Checksheet,
  entries: ReadonlyMap<string, Entry>,
  bases: ReadonlyMap<string, Entry>,
  present: Answers,
): ImportPlan {
  const changes: { readonly item: Item; readonly entry: Entry }[] = []
  const conflicts: { readonly item: Item; readonly entry: Entry }[] = []
  for (const item of sheet.items) {
    const mine = entries.get(item.id)
    if (!mine) continue
    const theirs = answerTo(present, item)
    const merged = mergeEntries(sheet, item, bases.get(item.id) ?? theirs, theirs, mine)
    if (merged.kind === 'conflict') conflicts.push({ item, entry: mine })
    else if (!sameEntry(sheet, item, theirs, merged.entry)) changes.push({ item, entry: merged.entry })
  }
  return { changes, conflicts }
}
