import type { Course, Locale } from '../../../chat/context.ts'
import type { FileRef } from '../../../chat/file.ts'
import {
  type Button,
  buttons,
  choices,
  type Element,
  type Fact,
  facts,
  heading,
  type Message,
  message,
  note,
  picture,
  text,
  toAsker,
  verbatim,
} from '../../../chat/message.ts'
import { type Checksheet, categoryOf, type Item, levelOf } from '../../../ports/checksheets.ts'
import type { Materials } from '../../../ports/materials.ts'
import type { ChecksheetAction } from '../actions.ts'
import { aidsOf, lectureName } from '../aids.ts'
import { type Answers, answerTo, markOf } from '../answer.ts'
import { awaitingElements, lineCard, type Reading, type SheetView } from '../cards.ts'
import { chartAlt, rateWords } from '../chart.ts'
import type { Run } from '../checksheet-store.ts'
import {
  type CounsellingAction,
  type CounsellingOffer,
  offerButtons as counsellingButtons,
} from '../counselling/index.ts'
import { phrases } from '../phrases.ts'
import { prioritiesOf } from '../priorities.ts'
import { awaits, type Rate, type Results, resultsOf } from '../rating.ts'
import { offerButtons, type ReviewAction, type ReviewOffer } from '../review/index.ts'
import type { Comparison } from './compare-runs.ts'

/** What a card of results is drawn from. `before`: of the run that came before. */
export interface ResultsView extends SheetView {
  readonly before: Results | undefined
  readonly materials: Materials
  readonly course: Course | undefined
  /** Undefined: none is shown. */
  readonly review?: ReviewOffer | undefined
  readonly counselling?: CounsellingOffer | undefined
}

/** Shown at once; the rest by pages. */
const FIRST = 3
const A_PAGE = 5

/** How a run stands: rates, what to do first, what awaits. Private, and pure. */
export function resultsCard(
  view: ResultsView,
  chart: FileRef | undefined,
  { locale }: Reading,
): Message<ChecksheetAction | ReviewAction | CounsellingAction> {
  const { sheet, run, answers, before } = view
  const { results: words, button, ...all } = phrases[locale]
  const results = resultsOf(sheet, answers)
  const isOpen = run.closedAt === undefined
  const title = all.run(sheet.title, run.number)
  const offers = [
    ...(view.review ? offerButtons(view.review, run.number, locale) : []),
    ...(view.counselling ? counsellingButtons(view.counselling, run.number, locale) : []),
  ]
  return toAsker(
    message<ChecksheetAction | ReviewAction | CounsellingAction>(
      words.title,
      heading(words.title),
      note(title),
      ...(chart ? [picture(chart, chartAlt(sheet, results, locale))] : []),
      text(`**${words.total(rateWords(results.total, locale), beforeWords(results, before, locale))}**`),
      facts(
        ...results.stages.map(({ stage, met, items, excluded }): Fact => {
          const label = sheet.stages.find(({ id }) => id === stage)?.label ?? stage
          return [label, words.stage(met, items - excluded)]
        }),
        ...(results.unanswered.length > 0
          ? [[all.label.unanswered, words.unanswered(results.unanswered.length)] as const]
          : []),
      ),
      ...firstElements(view, results, { from: 0, most: FIRST }, locale),
      ...awaitingElements(view, results.awaiting, locale),
      buttons<ChecksheetAction>(
        { label: button.table, action: { type: 'sheet.table', by: 'category', run: run.number } },
        ...(isOpen ? [{ label: button.first, action: { type: 'sheet.first', page: 0 } } as const] : []),
        { label: button.runs, action: { type: 'sheet.runs' } },
        { label: button.excel, action: { type: 'sheet.excel', run: run.number } },
        ...(isOpen ? [{ label: button.next, action: { type: 'sheet.next' } } as const] : []),
      ),
      ...(offers.length > 0 ? [buttons<ReviewAction | CounsellingAction>(...offers)] : []),
    ),
  )
}

function beforeWords({ total }: Results, before: Results | undefined, locale: Locale): string {
  const { results: words } = phrases[locale]
  if (total.rate === undefined || before?.total.rate === undefined) return ''
  return words.before(rateWords(before.total, locale), words.change(total.rate - before.total.rate))
}

/** What is best taken up, each with what helps and the next step. */
function firstElements(
  view: ResultsView,
  results: Results,
  { from, most }: { readonly from: number; readonly most: number },
  locale: Locale,
): readonly Element<ChecksheetAction>[] {
  const { results: words } = phrases[locale]
  const items = prioritiesOf(view.sheet, results).slice(from, from + most)
  if (items.length === 0) return [text(words.allMet)]
  return [
    text(`**${words.first}**`),
    ...items.map((item) => text(priorityWords(view, item, locale))),
    choices<ChecksheetAction>(
      '',
      ...items.map(({ id, number }) => ({
        label: words.open(number),
        button: phrases[locale].button.to,
        action: { type: 'sheet.item', item: id, route: 'one' } as const,
      })),
    ),
  ]
}

function priorityWords(view: ResultsView, item: Item, locale: Locale): string {
  const { results: words } = phrases[locale]
  const { sheet, answers, materials, course } = view
  const { lectures, materials: helpful } = aidsOf(item, materials, course, locale)
  const stage = sheet.stages.find(({ id }) => id === item.stage)?.label ?? item.stage
  const named = words.item(
    item.number,
    item.question,
    stage,
    words.grades[item.effect],
    words.grades[item.effort],
  )
  const helps = [...lectures, ...helpful]
  const step = words.step(nextStep(sheet, answers, item, locale))
  return [
    `**${verbatim(named)}**`,
    verbatim(step),
    ...(helps.length > 0 ? [verbatim(words.helps(helps.join('／')))] : []),
  ].join('\n')
}

/** Who does not know asks first; else the first criterion that is not met is what is to be done. */
function nextStep(sheet: Checksheet, answers: Answers, item: Item, locale: Locale): string {
  const { nextStep: words } = phrases[locale].results
  const answer = answerTo(answers, item)
  if (awaits(sheet, item, answer)) return words.unknown
  const open = item.criteria.find(
    ({ id }) => levelOf(sheet, markOf(sheet, answer, id).level).counts === 'unmet',
  )
  const how = item.means === 'product' ? words.product(item.products.join('・')) : words.governance
  return open ? words.towards(open.text, how) : how
}

/** All that is not met, page by page. */
export function prioritiesCard(
  view: ResultsView,
  page: number,
  { locale }: Reading,
): Message<ChecksheetAction> {
  const { results: words, button } = phrases[locale]
  const results = resultsOf(view.sheet, view.answers)
  const all = prioritiesOf(view.sheet, results).length
  const more = (page + 1) * A_PAGE < all
  return toAsker(
    message<ChecksheetAction>(
      words.first,
      ...firstElements(view, results, { from: page * A_PAGE, most: A_PAGE }, locale),
      ...(more
        ? [
            buttons<ChecksheetAction>({
              label: button.first,
              action: { type: 'sheet.first', page: page + 1 },
            }),
          ]
        : []),
    ),
  )
}

/** Rates by category, or by lecture and stage. */
export function tableCard(
  { sheet, run, answers }: SheetView,
  by: 'category' | 'lecture',
  { locale }: Reading,
): Message<ChecksheetAction> {
  const { results: words, button } = phrases[locale]
  const results = resultsOf(sheet, answers)
  const cell = (rate: Rate) => words.table.cell(rate.met, rate.items - rate.excluded, rateWords(rate, locale))
  const rows: readonly Fact[] =
    by === 'category'
      ? results.categories.map((it) => [`${it.number} ${categoryOf(sheet, it.number)?.name ?? ''}`, cell(it)])
      : results.lectures.map((it) => [lectureName(it.lecture, locale), cell(it)])
  const other: Button<ChecksheetAction> =
    by === 'category'
      ? { label: button.lectures, action: { type: 'sheet.table', by: 'lecture', run: run.number } }
      : { label: button.table, action: { type: 'sheet.table', by: 'category', run: run.number } }
  const title = words.table[by]
  return toAsker(message<ChecksheetAction>(title, heading(title), facts(...rows), buttons(other)))
}

/** A run as one line says it. */
export interface ListedRun {
  readonly run: Run
  readonly from: string
  /** Undefined: it is open. */
  readonly to: string | undefined
  readonly results: Results
}

/** All runs, each of which can be compared with the newest. */
export function runsCard(listed: readonly ListedRun[], { locale }: Reading): Message<ChecksheetAction> {
  const { results: words } = phrases[locale]
  const [newest, ...former] = listed
  const line = ({ run, from, to, results }: ListedRun) =>
    words.runs.line(run.number, from, to ?? words.runs.open, rateWords(results.total, locale))
  if (!newest || former.length === 0) return lineCard(words.runs.none)
  return toAsker(
    message<ChecksheetAction>(
      words.runs.title,
      heading(words.runs.title),
      text(line(newest)),
      choices<ChecksheetAction>(
        '',
        ...former.slice(0, 10).map((it) => ({
          label: line(it),
          button: words.runs.compare,
          action: { type: 'sheet.compare', run: it.run.number, with: newest.run.number } as const,
        })),
      ),
    ),
  )
}

/** What has changed between two runs. */
export function comparisonCard(
  one: ListedRun,
  other: ListedRun,
  { better, worse }: Comparison,
  { locale }: Reading,
): Message<ChecksheetAction> {
  const { results: words } = phrases[locale]
  const title = words.compare.title(one.run.number, other.run.number)
  const [before, after] = [one.results.total, other.results.total]
  const change =
    before.rate === undefined || after.rate === undefined
      ? words.none
      : words.change(after.rate - before.rate)
  const list = (label: string, items: readonly Item[]) =>
    items.length === 0
      ? []
      : [
          text(
            [
              `**${label}**`,
              ...items
                .slice(0, 20)
                .map(({ number, question }) => `- ${verbatim(phrases[locale].place(number, question))}`),
              ...(items.length > 20 ? [words.compare.more(items.length - 20)] : []),
            ].join('\n'),
          ),
        ]
  return toAsker(
    message<ChecksheetAction>(
      title,
      heading(title),
      text(words.compare.total(rateWords(before, locale), rateWords(after, locale), change)),
      ...list(words.compare.better, better),
      ...list(words.compare.worse, worse),
      ...(better.length + worse.length === 0 ? [text(words.compare.nothing)] : []),
    ),
  )
}
