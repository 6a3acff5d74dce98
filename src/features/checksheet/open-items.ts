import type { Library } from '../../ports/knowledge.ts'
import { answerTo } from './answer.ts'
import { type Stores, servedSheet } from './desk.ts'
import { standingOf } from './rating.ts'
import { readRun } from './read-run.ts'

/** An item that an organisation has not achieved, as it is shown and opened. */
export interface OpenItem {
  readonly id: string
  readonly number: number
  readonly question: string
}

/**
 * Which of these items, named by their numbers, are not achieved on the newest sheet of an organisation, in the sheet's order; none
 * where it has no sheet. What does not count is not open. Reads only.
 */
export async function openItemsOf(
  stores: Pick<Stores, 'checksheets'>,
  library: Pick<Library, 'checksheets'>,
  organisationId: string,
  numbers: readonly number[],
): Promise<readonly OpenItem[]> {
  const served = servedSheet(library)
  if (!served || numbers.length === 0) return []
  const [run] = await stores.checksheets.runs(organisationId, served.id)
  if (!run) return []
  const { sheet, answers } = await readRun(stores, run, served)
  return sheet.items
    .filter((it) => numbers.includes(it.number))
    .filter((it) => standingOf(sheet, it, answerTo(answers, it)) === 'unmet')
    .map(({ id, number, question }) => ({ id, number, question }))
}
