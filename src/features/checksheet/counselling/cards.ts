import type { Locale } from '../../../chat/context.ts'
import type { FileRef } from '../../../chat/file.ts'
import {
  type Button,
  buttons,
  type Element,
  type Fact,
  facts,
  file,
  heading,
  type Message,
  message,
  note,
  quote,
  text,
  toAsker,
  verbatim,
} from '../../../chat/message.ts'
import { type Checksheet, categoryOf } from '../../../ports/checksheets.ts'
import type { Materials } from '../../../ports/materials.ts'
import type { PlansAction } from '../../plans/index.ts'
import type { ChecksheetAction } from '../actions.ts'
import { aidsOf } from '../aids.ts'
import type { Answers } from '../answer.ts'
import type { Reading, SheetView } from '../cards.ts'
import { resultsOf } from '../rating.ts'
import type { CounsellingAction } from './actions.ts'
import { type Counselling, counsellingName } from './counselling.ts'
import { phrases } from './phrases.ts'
import { itemsOf, type Means, means, numbersOf, type ProgramRow, rowsOf } from './program.ts'
import type { TaskAction } from './tasks/actions.ts'

/** A program as it was asked for, and what has become of it. */
export interface CounsellingView {
  readonly counselling: Counselling
  readonly sheet: Checksheet
  readonly copy: Answers
  readonly rows: readonly ProgramRow[]
  readonly materials: Materials
  /** Until when the rows of a delivered one are to be done: as suggested, or as the organisation has settled since. */
  readonly days: ReadonlyMap<number, string>
}

/** What the results of a run offer. */
export interface CounsellingOffer {
  /** How many can be used today. */
  readonly left: number
  /** The contract opens it. */
  readonly isIncluded: boolean
  /** Of the run, the latest first. */
  readonly open: Pick<Counselling, 'number'> | undefined
  readonly delivered: Pick<Counselling, 'number'> | undefined
}

/** To ask for a program, or to the one that there is. */
export function offerButtons(
  { left, isIncluded, open, delivered }: CounsellingOffer,
  run: number,
  locale: Locale,
): readonly Button<CounsellingAction>[] {
  const words = phrases[locale]
  const asks = isIncluded && (left > 0 || !delivered)
  const first: readonly Button<CounsellingAction>[] = open
    ? [
        {
          label: words.open(counsellingName(open.number)),
          action: { type: 'counselling.show', number: open.number },
        },
      ]
    : asks
      ? [{ label: words.offer(left), action: { type: 'counselling.ask', run } }]
      : []
  return delivered
    ? [
        ...first,
        {
          label: words.results(counsellingName(delivered.number)),
          action: { type: 'counselling.show', number: delivered.number },
        },
      ]
    : first
}

const answeredWords = (sheet: Checksheet, answers: Answers, locale: Locale): string => {
  const { unanswered } = resultsOf(sheet, answers)
  return phrases[locale].answered(sheet.items.length - unanswered.length, sheet.items.length)
}

/** Asks once more. Who has answered nothing yet is led to the sheet first. */
export function sureCard(
  { sheet, run, answers }: SheetView,
  left: number,
  { locale }: Reading,
): Message<CounsellingAction | ChecksheetAction> {
  const words = phrases[locale]
  const open = resultsOf(sheet, answers).unanswered.length
  const isEmpty = open === sheet.items.length
  const apply = {
    label: words.button.apply,
    action: { type: 'counselling.submit', run: run.number },
  } as const
  const toSheet = { label: words.button.sheet, action: { type: 'sheet.show' } } as const
  return toAsker(
    message<CounsellingAction | ChecksheetAction>(
      words.sure.uses,
      heading(words.sure.title),
      text(`**${words.sure.uses}**`),
      facts(
        [words.label.left, words.times(left)],
        [words.label.run, words.run(sheet.title, run.number)],
        [words.label.answered, answeredWords(sheet, answers, locale)],
      ),
      text(words.sure.text),
      ...(open > 0 ? [text(isEmpty ? words.sure.none : words.sure.some(open))] : []),
      isEmpty
        ? buttons<CounsellingAction | ChecksheetAction>({ ...toSheet, tone: 'primary' }, apply)
        : buttons<CounsellingAction | ChecksheetAction>({ ...apply, tone: 'primary' }, toSheet),
    ),
  )
}

export const noneLeftCard = (locale: Locale): Message<PlansAction> => {
  const { noneLeft, button } = phrases[locale]
  return toAsker(
    message<PlansAction>(
      noneLeft,
      text(noneLeft),
      buttons<PlansAction>({ label: button.contents, action: { type: 'plans.show', view: 'contents' } }),
    ),
  )
}

/** To those whose course does not open it. */
export const onlyPracticeCard = (locale: Locale): Message<PlansAction | ChecksheetAction> => {
  const { onlyPractice, button } = phrases[locale]
  return toAsker(
    message<PlansAction | ChecksheetAction>(
      onlyPractice,
      text(onlyPractice),
      buttons<PlansAction | ChecksheetAction>(
        { label: button.upgrade, action: { type: 'plans.show', view: 'upgrade' }, tone: 'primary' },
        { label: button.results, action: { type: 'sheet.results', run: 0 } },
      ),
    ),
  )
}

/** The customer's card: how what was asked for stands. */
export function counsellingCard(
  view: CounsellingView,
  by: string,
  { locale }: Reading,
  line?: string,
): Message<CounsellingAction> {
  const { counselling, sheet, copy } = view
  const { number, state, consultant } = counselling
  const words = phrases[locale]
  const title = words.title(counsellingName(number))
  const row = customerButtons(counselling, locale)
  return toAsker(
    message<CounsellingAction>(
      line ?? title,
      heading(title),
      ...(line === undefined ? [] : [text(line)]),
      facts(
        [words.label.state, words.state[state]],
        [words.label.run, words.run(sheet.title, counselling.runNumber)],
        [words.label.by, by],
        ...(consultant ? [[words.label.consultant, consultant.name] as const] : []),
        [words.label.answered, answeredWords(sheet, copy, locale)],
      ),
      ...(counselling.message === '' ? [] : [text(`**${words.label.message}**`), quote(counselling.message)]),
      ...(row.length > 0 ? [buttons<CounsellingAction>(...row)] : []),
    ),
  )
}

function customerButtons(
  { state, number }: Counselling,
  locale: Locale,
): readonly Button<CounsellingAction>[] {
  const { button, results } = phrases[locale]
  switch (state) {
    case 'submitted':
      return [{ label: button.withdraw, action: { type: 'counselling.withdraw', number } }]
    case 'delivered':
      return [
        {
          label: results(counsellingName(number)),
          action: { type: 'counselling.show', number },
          tone: 'primary',
        },
      ]
    case 'taken':
    case 'withdrawn':
      return []
  }
}

/** Without their having asked: what has become of it. */
export const newsCard = (line: string): Message<never> => toAsker(message(line, text(line)))

/** In a shared conversation nothing private is said. */
export const newsLine = (locale: Locale): Message<never> =>
  message(phrases[locale].news, text(phrases[locale].news))

/** Shown at once of each table; all of it by pages. */
const FIRST = 3
const A_PAGE = 5

/** What was made: what comes first of both tables. `given`: the workbook, where it is handed over along. */
export function programCard(
  view: CounsellingView,
  { locale }: Reading,
  { line, given }: { readonly line?: string | undefined; readonly given?: FileRef | undefined } = {},
): Message<CounsellingAction | TaskAction> {
  const { counselling, sheet, rows } = view
  const { number, consultant, remark } = counselling
  const words = phrases[locale]
  const title = words.title(counsellingName(number))
  return toAsker(
    message<CounsellingAction | TaskAction>(
      line ?? title,
      heading(title),
      ...(line === undefined ? [] : [text(verbatim(line))]),
      facts(
        [words.label.run, words.run(sheet.title, counselling.runNumber)],
        ...(consultant ? [[words.label.consultant, consultant.name] as const] : []),
        countsFact(rows, locale),
      ),
      ...(remark === '' ? [] : [text(`**${words.label.remark}**`), quote(remark)]),
      ...means.flatMap((of) => tableElements(view, of, { from: 0, most: FIRST }, locale)),
      note(words.tasksFollow),
      buttons<CounsellingAction | TaskAction>(
        { label: words.button.tasks, action: { type: 'task.list', of: 'all', page: 0 }, tone: 'primary' },
        ...means
          .filter((of) => rowsOf(rows, of).length > FIRST)
          .map((of) => ({
            label: words.button.rest[of],
            action: { type: 'counselling.table', number, of, page: 0 } as const,
          })),
        { label: words.button.excel, action: { type: 'counselling.excel', number } },
      ),
      ...(given ? [file(given)] : []),
    ),
  )
}

export const countsFact = (rows: readonly ProgramRow[], locale: Locale): Fact => {
  const { label, counts } = phrases[locale]
  return [label.rows, counts(rowsOf(rows, 'governance').length, rowsOf(rows, 'product').length)]
}

/** One table, five rows a page. */
export function tableCard(
  view: CounsellingView,
  of: Means,
  page: number,
  { locale }: Reading,
): Message<CounsellingAction> {
  const words = phrases[locale]
  const { number } = view.counselling
  const more = (page + 1) * A_PAGE < rowsOf(view.rows, of).length
  return toAsker(
    message<CounsellingAction>(
      words.means[of],
      note(words.title(counsellingName(number))),
      ...tableElements(view, of, { from: page * A_PAGE, most: A_PAGE }, locale),
      buttons<CounsellingAction>(
        ...(more
          ? [
              {
                label: words.button.next,
                action: { type: 'counselling.table', number, of, page: page + 1 },
                tone: 'primary',
              } as const,
            ]
          : []),
        { label: words.button.program, action: { type: 'counselling.show', number } },
      ),
    ),
  )
}

function tableElements(
  view: CounsellingView,
  of: Means,
  { from, most }: { readonly from: number; readonly most: number },
  locale: Locale,
): readonly Element<never>[] {
  const words = phrases[locale]
  const rows = rowsOf(view.rows, of)
  const shown = rows.slice(from, from + most)
  const rest = rows.length - from - shown.length
  return [
    heading(words.means[of]),
    note(words.about[of]),
    ...(rows.length === 0 ? [text(words.none[of])] : []),
    ...shown.map((row, at) => text(rowWords(view, row, from + at + 1, locale))),
    ...(rest > 0 ? [note(words.more(rest))] : []),
  ]
}

function rowWords(view: CounsellingView, row: ProgramRow, priority: number, locale: Locale): string {
  const { sheet } = view
  const words = phrases[locale]
  const { label } = words
  const head = words.row(priority, categoryName(sheet, row), stageName(sheet, row), numbersOf(sheet, row))
  const due = dueWords(view, row, locale)
  const contents = contentsOf(view, row, locale).join('／')
  const lines: readonly Fact[] = [
    [label.reason, row.reason],
    ...(row.tools === '' ? [] : [[label.tools, row.tools] as const]),
    ...(contents === '' ? [] : [[label.contents, contents] as const]),
    ...(row.note === '' ? [] : [[label.note, row.note] as const]),
    ...(due === undefined ? [] : [[label.due, due] as const]),
  ]
  return [`**${verbatim(head)}**`, ...lines.map(([name, said]) => verbatim(words.line(name, said)))].join(
    '\n',
  )
}

export const categoryName = (sheet: Checksheet, { category }: Pick<ProgramRow, 'category'>): string =>
  categoryOf(sheet, category)?.name ?? ''

export const stageName = (sheet: Checksheet, { stage }: Pick<ProgramRow, 'stage'>): string =>
  sheet.stages.find(({ id }) => id === stage)?.label ?? stage

/** Once it is delivered, the day; before, how long after. Undefined: none is suggested. */
export function dueWords({ days }: CounsellingView, row: ProgramRow, locale: Locale): string | undefined {
  const words = phrases[locale]
  const day = days.get(row.row)
  if (day !== undefined) return words.dueOn(day)
  return row.dueIn === undefined ? undefined : words.dueIn(row.dueIn)
}

/** Lectures and templates that help with it, each once; whoever has a program may use them all. */
export function contentsOf(
  { sheet, materials }: Pick<CounsellingView, 'sheet' | 'materials'>,
  row: ProgramRow,
  locale: Locale,
): readonly string[] {
  const aids = itemsOf(sheet, row).map((item) => aidsOf(item, materials, 'practice', locale))
  return [...new Set([...aids.flatMap((it) => it.lectures), ...aids.flatMap((it) => it.materials)])]
}

export const programFileCard = (given: FileRef, name: string, locale: Locale): Message<never> => {
  const title = phrases[locale].results(name)
  return toAsker(message(title, text(title), file(given)))
}
