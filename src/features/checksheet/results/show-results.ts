import { randomUUID } from 'node:crypto'
import type { Context } from '../../../chat/context.ts'
import { dayOf } from '../../../chat/day.ts'
import type { FileRef } from '../../../chat/file.ts'
import { ChartNotDrawn, type Charts } from '../../../ports/charts.ts'
import { type Files, inOnePiece } from '../../../ports/files.ts'
import type { ChecksheetAction } from '../actions.ts'
import { lineCard, type SheetView } from '../cards.ts'
import { chartOf } from '../chart.ts'
import type { Run } from '../checksheet-store.ts'
import { counsellingOfferOf } from '../counselling/index.ts'
import { type ChecksheetPorts, type Deciding, onSheet, readingOf } from '../desk.ts'
import { phrases } from '../phrases.ts'
import { resultsOf } from '../rating.ts'
import { readRun, readRunAndBefore, resultsBefore } from '../read-run.ts'
import { offerOf } from '../review/index.ts'
import {
  comparisonCard,
  type ListedRun,
  prioritiesCard,
  type ResultsView,
  resultsCard,
  runsCard,
  tableCard,
} from './cards.ts'
import { compareRuns } from './compare-runs.ts'

export type ResultsAction = Extract<
  ChecksheetAction,
  {
    type:
      | 'sheet.results'
      | 'sheet.table'
      | 'sheet.first'
      | 'sheet.runs'
      | 'sheet.compare'
      | 'sheet.next'
      | 'sheet.nextNow'
  }
>

export interface ResultsPorts extends ChecksheetPorts {
  readonly files: Pick<Files, 'write'>
  readonly charts: Charts
}

/** How a run stands, how two compare, and the beginning of the next. */
export async function showResults(ctx: Context, ports: ResultsPorts, action: ResultsAction): Promise<void> {
  // Drawn before the decision, which waits for nothing; what changes in between is in the words, and in the next picture.
  const chart = action.type === 'sheet.results' ? await drawn(ctx, ports, action.run) : undefined
  return onSheet(ctx, ports, async (it) => {
    const { say } = it
    const reading = readingOf(ctx)
    switch (action.type) {
      case 'sheet.results': {
        const view = await viewOf(ctx, it, action.run)
        const kept = chart && (await it.stores.files.keep(ctx.organisation.id, chart.id))
        const review = await offerOf({ ctx, stores: it.stores }, view.run)
        const counselling = await counsellingOfferOf({ ctx, stores: it.stores }, view.run)
        const card = resultsCard({ ...view, review, counselling }, kept, reading)
        return void (await say.send(ctx.conversation, card))
      }
      case 'sheet.table': {
        const view = await viewOf(ctx, it, action.run)
        return void (await say.send(ctx.conversation, tableCard(view, action.by, reading)))
      }
      case 'sheet.first': {
        const view = await viewOf(ctx, it, 0)
        return void (await say.send(ctx.conversation, prioritiesCard(view, action.page, reading)))
      }
      case 'sheet.runs':
        return void (await say.send(ctx.conversation, runsCard(await listed(ctx, it), reading)))
      case 'sheet.compare':
        return compare(ctx, it, action)
      case 'sheet.next':
        return ask(ctx, it)
      case 'sheet.nextNow':
        return beginNext(ctx, it, action.run)
    }
  })
}

async function drawn(ctx: Context, ports: ResultsPorts, number: number): Promise<FileRef | undefined> {
  const read = await readRunAndBefore(ctx, ports, number)
  if (!read) return undefined
  const { locale } = ctx.member
  const { view, before } = read
  const chart = chartOf(view.sheet, resultsOf(view.sheet, view.answers), before, locale)
  const name = phrases[locale].results.chart.file(view.run.number)
  const owner = { organisationId: ctx.organisation.id, memberId: ctx.member.id }
  try {
    return await ports.files.write(
      owner,
      { name, mimeType: 'image/png' },
      inOnePiece(await ports.charts.draw(chart)),
    )
  } catch (error) {
    // The words say all that the picture does.
    if (error instanceof ChartNotDrawn) return undefined
    throw error
  }
}

/** The run of this number, the open one for 0 or for one that never was. */
async function viewOf(
  ctx: Context,
  { stores, view, library }: Deciding,
  number: number,
): Promise<ResultsView> {
  const { sheet } = view
  const runs = await stores.checksheets.runs(ctx.organisation.id, sheet.id)
  const asked = runs.find((it) => it.number === number)
  const shown = asked ? await readRun(stores, asked, sheet) : view
  return {
    ...shown,
    before: await resultsBefore(stores, runs, shown.run, sheet),
    materials: library.materials,
    course: ctx.contract.course,
  }
}

async function listed(ctx: Context, { stores, view }: Deciding): Promise<readonly ListedRun[]> {
  const runs = await stores.checksheets.runs(ctx.organisation.id, view.sheet.id)
  const read: ListedRun[] = []
  // One after the other: they share one connection.
  for (const run of runs.slice(0, 11)) read.push(listedRun(ctx, await readRun(stores, run, view.sheet)))
  return read
}

const listedRun = ({ timeZone }: Context, { sheet, run, answers }: SheetView): ListedRun => ({
  run,
  from: dayOf(run.startedAt, timeZone),
  to: run.closedAt && dayOf(run.closedAt, timeZone),
  results: resultsOf(sheet, answers),
})

async function compare(
  ctx: Context,
  it: Deciding,
  { run, with: other }: Extract<ResultsAction, { type: 'sheet.compare' }>,
): Promise<void> {
  const { stores, say, view } = it
  const reading = readingOf(ctx)
  const runs = await stores.checksheets.runs(ctx.organisation.id, view.sheet.id)
  const [first, second] = [run, other]
    .toSorted((a, b) => a - b)
    .map((number) => runs.find((known) => known.number === number))
  if (!first || !second) {
    await say.send(ctx.conversation, lineCard(phrases[ctx.member.locale].results.runs.none))
    return
  }
  const [one, two] = [await readRun(stores, first, view.sheet), await readRun(stores, second, view.sheet)]
  const [earlier, later] = [listedRun(ctx, one), listedRun(ctx, two)]
  const comparison = compareRuns(two.sheet, earlier.results, later.results)
  await say.send(ctx.conversation, comparisonCard(earlier, later, comparison, reading))
}

async function ask(ctx: Context, { say, view }: Deciding): Promise<void> {
  const { next, button } = phrases[ctx.member.locale]
  const sure = {
    label: button.nextNow,
    action: { type: 'sheet.nextNow', run: view.run.number },
    tone: 'primary',
  } as const
  await say.send(ctx.conversation, lineCard(next.sure(view.run.number), sure))
}

/** The run is closed as it stands; the next one begins with its answers. Whoever presses twice is told so twice. */
async function beginNext(ctx: Context, it: Deciding, number: number): Promise<void> {
  const { run } = it.view
  const { next, button } = phrases[ctx.member.locale]
  const begun = run.number === number ? await closeAndBegin(ctx, it) : run
  if (!begun) return
  const on = { label: button.start, action: { type: 'sheet.walk', route: 'all' }, tone: 'primary' } as const
  await it.say.send(ctx.conversation, lineCard(next.begun(begun.number), on))
}

/** @returns undefined when somebody else has just done it */
async function closeAndBegin(
  ctx: Context,
  { stores: { checksheets }, view: { run } }: Deciding,
): Promise<Run | undefined> {
  const { id: organisationId } = ctx.organisation
  if (!(await checksheets.close(organisationId, run.id, ctx.now))) return undefined
  // Closing waited for whoever was saving: what they said goes along.
  const answers = await checksheets.answers(organisationId, run.id)
  const begun = await checksheets.start(organisationId, {
    ...{ id: randomUUID(), organisationId, sheetId: run.sheetId, version: run.version },
    ...{ startedBy: ctx.member.id, startedAt: ctx.now },
  })
  if (!begun) throw new Error('another run is open')
  for (const answer of answers.values())
    await checksheets.save(organisationId, begun.id, answer, 0, {
      ...{ memberId: answer.by ?? ctx.member.id, at: answer.at ?? ctx.now },
      source: 'carried',
    })
  return begun
}
