import type { Checksheet, Item } from '../../../ports/checksheets.ts'
import type { Results } from '../rating.ts'

/** What has changed from one run to another. Items that are not in both are left out. */
export interface Comparison {
  /** Not met before, met now. */
  readonly better: readonly Item[]
  /** Met before, not met now. */
  readonly worse: readonly Item[]
}

/** Pure. `sheet`: that of the later run. */
export function compareRuns(sheet: Checksheet, before: Results, after: Results): Comparison {
  const moved = (from: 'met' | 'unmet', to: 'met' | 'unmet') =>
    sheet.items.filter(({ id }) => before.standings.get(id) === from && after.standings.get(id) === to)
  return { better: moved('unmet', 'met'), worse: moved('met', 'unmet') }
}
