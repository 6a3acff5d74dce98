import type { Locale } from '../../../chat/context.ts'
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
  quote,
  text,
  toAsker,
  verbatim,
} from '../../../chat/message.ts'
import type { SubmissionTargets } from '../../../ports/knowledge.ts'
import { answerTo } from '../answer.ts'
import { criteriaLines, MOST_CHOICES, type Reading } from '../cards.ts'
import { resultsOf } from '../rating.ts'
import type { Submitter } from '../submission.ts'
import { handedInCard, handedInLine, lateCard, wishElements } from '../submission-cards.ts'
import type { CounsellingAction } from './actions.ts'
import {
  type CounsellingView,
  categoryName,
  contentsOf,
  countsFact,
  dueWords,
  programCard,
  stageName,
} from './cards.ts'
import { type Counselling, counsellingName } from './counselling.ts'
import { phrases } from './phrases.ts'
import { draftOf, itemsOf, type Means, means, numbersOf, type ProgramRow, priorityOf } from './program.ts'
import type { TaskAction } from './tasks/actions.ts'

/** In the consultants' channel. */
export function deskCard(view: CounsellingView, submitter: Submitter): Message<CounsellingAction> {
  const { counselling } = view
  const words = phrases.ja
  const title = words.desk.card(counsellingName(counselling.number), submitter.organisation)
  return handedInCard(title, {
    facts: factsOf(view, submitter, 'ja'),
    wish: messageOf(view, 'ja'),
    row: channelButtons(view),
  })
}

function channelButtons({
  counselling: { state, number },
}: CounsellingView): readonly Button<CounsellingAction>[] {
  const { button } = phrases.ja
  switch (state) {
    case 'submitted':
      return [{ label: button.take, action: { type: 'counselling.take', number }, tone: 'primary' }]
    case 'taken':
      return [{ label: button.open, action: { type: 'counselling.open', number } }]
    case 'delivered':
    case 'withdrawn':
      return []
  }
}

function factsOf(view: CounsellingView, submitter: Submitter, locale: Locale): readonly Fact[] {
  const { counselling, sheet, copy, rows } = view
  const words = phrases[locale]
  const { label } = words
  const { total, unanswered } = resultsOf(sheet, copy)
  return [
    [label.state, words.state[counselling.state]],
    ...(counselling.consultant ? [[label.consultant, counselling.consultant.name] as const] : []),
    [label.contract, submitter.contract],
    [label.by, submitter.by],
    [label.run, words.run(sheet.title, counselling.runNumber)],
    [label.results, words.total(total.rate)],
    [label.answered, words.answered(sheet.items.length - unanswered.length, sheet.items.length)],
    countsFact(rows, locale),
  ]
}

const messageOf = ({ counselling }: CounsellingView, locale: Locale): readonly Element<never>[] =>
  wishElements(phrases[locale].label.message, counselling.message)

/** Who looks at it on the consultants' side. `mine`: they have it, and it is not delivered. */
export interface DeskStandpoint {
  readonly mine: boolean
  readonly line?: string | undefined
}

/** Where a consultant begins, goes on and ends. */
export function overviewCard(
  view: CounsellingView,
  submitter: Submitter,
  { mine, line }: DeskStandpoint,
  { locale }: Reading,
): Message<CounsellingAction> {
  const { counselling } = view
  const { number, state } = counselling
  const words = phrases[locale]
  const { button } = words
  const title = words.desk.card(counsellingName(number), submitter.organisation)
  return toAsker(
    message<CounsellingAction>(
      line ?? title,
      ...(line === undefined ? [] : [text(`**${verbatim(line)}**`)]),
      heading(title),
      facts(...factsOf(view, submitter, locale)),
      ...messageOf(view, locale),
      ...(counselling.remark === '' ? [] : [text(`**${words.label.remark}**`), quote(counselling.remark)]),
      ...(mine ? [note(words.desk.draft)] : []),
      buttons<CounsellingAction>(
        ...means.map((of) => ({
          label: button.rest[of],
          action: { type: 'counselling.rows', number, of, page: 0 } as const,
        })),
        { label: button.preview, action: { type: 'counselling.preview', number } },
        ...(mine
          ? [
              {
                label: button.deliver,
                action: { type: 'counselling.deliver', number },
                tone: 'primary',
              } as const,
            ]
          : []),
        ...(state === 'taken' && !mine
          ? [{ label: button.takeOver, action: { type: 'counselling.takeOver', number } } as const]
          : []),
        ...(state === 'submitted'
          ? [{ label: button.take, action: { type: 'counselling.take', number } } as const]
          : []),
      ),
    ),
  )
}

/** One table as it is drafted, ten rows a page; what was taken out stands at the end. */
export function draftCard(
  view: CounsellingView,
  of: Means,
  page: number,
  { locale }: Reading,
): Message<CounsellingAction> {
  const words = phrases[locale]
  const { number } = view.counselling
  const rows = draftOf(view.rows, of)
  const shown = rows.slice(page * MOST_CHOICES, (page + 1) * MOST_CHOICES)
  return toAsker(
    message<CounsellingAction>(
      words.means[of],
      heading(`${counsellingName(number)}　${words.means[of]}`),
      ...(shown.length === 0
        ? [text(words.none[of])]
        : [
            choices<CounsellingAction>(
              words.desk.listed(words.means[of]),
              ...shown.map((row) => ({
                label: nameOfRow(view, row, locale),
                button: words.button.row,
                action: { type: 'counselling.row', number, row: row.row } as const,
              })),
            ),
          ]),
      buttons<CounsellingAction>(
        ...((page + 1) * MOST_CHOICES < rows.length
          ? [
              {
                label: words.button.next,
                action: { type: 'counselling.rows', number, of, page: page + 1 },
              } as const,
            ]
          : []),
        { label: words.button.overview, action: { type: 'counselling.open', number } },
      ),
    ),
  )
}

const nameOfRow = ({ sheet, rows }: CounsellingView, row: ProgramRow, locale: Locale): string => {
  const { desk } = phrases[locale]
  const priority = row.dropped ? desk.out : String(priorityOf(rows, row) ?? '')
  return desk.one(priority, categoryName(sheet, row), stageName(sheet, row), numbersOf(sheet, row))
}

/** So much of what the customer wrote is shown beside an item. */
const SHORT = 200

/** A row with what the customer answered to its items. */
export function rowCard(
  view: CounsellingView,
  row: ProgramRow,
  { mine, line }: DeskStandpoint,
  { locale }: Reading,
): Message<CounsellingAction> {
  const { sheet, copy, counselling } = view
  const { number } = counselling
  const words = phrases[locale]
  const { button, label } = words
  const title = nameOfRow(view, row, locale)
  const named = { number, row: row.row }
  return toAsker(
    message<CounsellingAction>(
      title,
      ...(line === undefined ? [] : [text(line)]),
      note(`${counsellingName(number)}　${words.means[row.means]}`),
      heading(title),
      facts(
        ...(row.means === 'product' ? [[label.tools, row.tools] as const] : []),
        [label.contents, contentsOf(view, row, locale).join('／')],
        [label.due, dueWords(view, row, locale) ?? words.desk.noDue],
      ),
      text(`**${label.reason}**`),
      quote(row.reason),
      ...(row.note === '' ? [] : [text(`**${label.note}**`), quote(row.note)]),
      ...itemsOf(sheet, row).flatMap((item) => {
        const answer = answerTo(copy, item)
        const evidence = answer.evidence.slice(0, SHORT)
        return [
          text(
            `**${verbatim(`No.${item.number} ${item.question}`)}**\n${criteriaLines(sheet, item, answer, locale)}`,
          ),
          ...(evidence === '' ? [] : [quote(evidence)]),
        ]
      }),
      buttons<CounsellingAction>(
        ...(mine && !row.dropped
          ? ([
              { label: button.edit, action: { type: 'counselling.edit', ...named }, tone: 'primary' },
              { label: button.up, action: { type: 'counselling.move', ...named, by: 'up' } },
              { label: button.down, action: { type: 'counselling.move', ...named, by: 'down' } },
              { label: button.drop, action: { type: 'counselling.drop', ...named } },
            ] as const)
          : []),
        ...(mine && row.dropped
          ? [
              {
                label: button.restore,
                action: { type: 'counselling.restore', ...named },
                tone: 'primary',
              } as const,
            ]
          : []),
        { label: button.back, action: { type: 'counselling.rows', number, of: row.means, page: 0 } },
      ),
    ),
  )
}

/** What the customer will be shown, in the language of the consultant; nothing of it can be pressed. */
export function previewCard(
  view: CounsellingView,
  reading: Reading,
): Message<CounsellingAction | TaskAction> {
  const words = phrases[reading.locale]
  const { number } = view.counselling
  const card = programCard(view, reading, { line: words.desk.preview })
  return {
    ...card,
    body: [
      ...card.body.filter(({ type }) => type !== 'buttons'),
      buttons<CounsellingAction>({
        label: words.button.overview,
        action: { type: 'counselling.open', number },
      }),
    ],
  }
}

const openButton = (number: number, locale: Locale): Button<CounsellingAction> => ({
  label: phrases[locale].button.open,
  action: { type: 'counselling.open', number },
})

/** One line, and back to the program. */
export const deskLine = (line: string, number: number, locale: Locale): Message<CounsellingAction> =>
  handedInLine(line, openButton(number, locale))

/** A reminder: nobody took it, or its program is not delivered. */
export function lateCounsellingCard(
  { number }: Pick<Counselling, 'number'>,
  awaited: keyof SubmissionTargets,
  organisation: string,
): Message<CounsellingAction> {
  const { desk, button } = phrases.ja
  const line = desk.late[awaited](counsellingName(number), organisation)
  switch (awaited) {
    case 'taken':
      return lateCard<CounsellingAction>(line, {
        label: button.take,
        action: { type: 'counselling.take', number },
      })
    case 'returned':
      return lateCard(line, openButton(number, 'ja'))
  }
}
