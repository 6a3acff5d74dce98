import type { Context } from '../../chat/context.ts'
import type { Checksheet } from '../../ports/checksheets.ts'
import type { SheetView } from './cards.ts'
import type { Run } from './checksheet-store.ts'
import { type ChecksheetPorts, type Stores, servedSheet } from './desk.ts'
import { type Results, resultsOf } from './rating.ts'

/** A run as it is answered, and the results of the one before. */
export interface ReadSheetRun {
  readonly view: SheetView
  readonly before: Results | undefined
}

/** Outside any decision; undefined where there is nothing for this member to see. `number` 0: the open run. */
export async function readRunAndBefore(
  ctx: Pick<Context, 'organisation' | 'contract'>,
  { unitOfWork, library }: ChecksheetPorts,
  number: number,
): Promise<ReadSheetRun | undefined> {
  const { id: organisationId, kind } = ctx.organisation
  const sheet = servedSheet(library())
  if (!sheet || kind === 'provider' || !ctx.contract.opens('checksheet')) return undefined
  return unitOfWork.decide(
    { kind: 'organisation', organisationId },
    async (stores): Promise<ReadSheetRun | undefined> => {
      const runs = await stores.checksheets.runs(organisationId, sheet.id)
      const run = runs.find((it) => (number === 0 ? !it.closedAt : it.number === number))
      if (!run) return undefined
      return {
        view: await readRun(stores, run, sheet),
        before: await resultsBefore(stores, runs, run, sheet),
      }
    },
  )
}

/** On the version that it is answered on. */
export async function readRun(
  { checksheets }: Pick<Stores, 'checksheets'>,
  run: Run,
  served: Checksheet,
): Promise<SheetView> {
  const sheet = run.version === served.version ? served : await checksheets.sheet(run.sheetId, run.version)
  if (!sheet) throw new Error(`version ${run.version} of ${run.sheetId} is not kept`)
  return { sheet, run, answers: await checksheets.answers(run.organisationId, run.id) }
}

/** Of the run before, where there is one. */
export async function resultsBefore(
  stores: Pick<Stores, 'checksheets'>,
  runs: readonly Run[],
  { number }: Run,
  served: Checksheet,
): Promise<Results | undefined> {
  const former = runs.find((it) => it.number < number)
  if (!former) return undefined
  const { sheet, answers } = await readRun(stores, former, served)
  return resultsOf(sheet, answers)
}
