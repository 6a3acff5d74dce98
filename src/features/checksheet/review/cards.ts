import type { Locale } from '../../../chat/context.ts'
import type { FileRef } from '../../../chat/file.ts'
import {
  type Button,
  buttons,
  choices,
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
import { type Checksheet, type Item, itemOf } from '../../../ports/checksheets.ts'
import type { PlansAction } from '../../plans/index.ts'
import type { ChecksheetAction } from '../actions.ts'
import { type Answers, answerTo, type Entry } from '../answer.ts'
import { MOST_CHOICES, type Reading, type SheetView, shownTime } from '../cards.ts'
import { resultsOf } from '../rating.ts'
import type { ReviewAction } from './actions.ts'
import { phrases } from './phrases.ts'
import {
  isApplied,
  type Review,
  type ReviewNote,
  type ReviewNotes,
  type ReviewQuestion,
  reviewName,
  suggestionLines,
} from './review.ts'

/** A review as it was submitted, with what has been said of it. */
export interface ReviewView {
  readonly review: Review
  readonly sheet: Checksheet
  readonly copy: Answers
  readonly notes: ReviewNotes
  readonly questions: readonly ReviewQuestion[]
}

/** What the results of a run offer. */
export interface ReviewOffer {
  /** How many can be used today. */
  readonly left: number
  /** Of the run, the latest first. */
  readonly open: Pick<Review, 'number'> | undefined
  readonly returned: Pick<Review, 'number'> | undefined
}

/** To ask for a review of a run, or to the one that there is. */
export function offerButtons(
  { left, open, returned }: ReviewOffer,
  run: number,
  locale: Locale,
): readonly Button<ReviewAction>[] {
  const words = phrases[locale]
  const results = returned && {
    label: words.results(reviewName(returned.number)),
    action: { type: 'review.results', number: returned.number, page: 0 } as const,
  }
  return [
    open
      ? { label: words.open(reviewName(open.number)), action: { type: 'review.show', number: open.number } }
      : { label: words.offer(left), action: { type: 'review.ask', run } },
    ...(results ? [results] : []),
  ]
}

const countsOf = (sheet: Checksheet, answers: Answers, locale: Locale): readonly Fact[] => {
  const { label, items } = phrases[locale]
  const { unanswered, awaiting } = resultsOf(sheet, answers)
  return [
    [label.unanswered, items(unanswered.length)],
    [label.awaiting, items(awaiting.length)],
  ]
}

/** Asks once more. */
export function sureCard(
  { sheet, run, answers }: SheetView,
  left: number,
  { locale }: Reading,
): Message<ReviewAction | ChecksheetAction> {
  const words = phrases[locale]
  const { unanswered } = resultsOf(sheet, answers)
  return toAsker(
    message<ReviewAction | ChecksheetAction>(
      words.sure.uses,
      heading(words.sure.title),
      text(`**${words.sure.uses}**`),
      facts(
        [words.label.left, words.times(left)],
        [words.label.run, words.run(sheet.title, run.number)],
        ...countsOf(sheet, answers, locale),
      ),
      text(words.sure.text),
      ...(unanswered.length > 0 ? [text(words.sure.open(unanswered.length))] : []),
      buttons<ReviewAction | ChecksheetAction>(
        { label: words.button.apply, action: { type: 'review.submit', run: run.number }, tone: 'primary' },
        { label: words.button.sheet, action: { type: 'sheet.show' } },
      ),
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

/** The customer's card: how a review stands. */
export function reviewCard(
  view: ReviewView,
  by: string,
  { locale }: Reading,
  line?: string,
): Message<ReviewAction> {
  const { review, sheet, copy, questions } = view
  const words = phrases[locale]
  const title = words.title(reviewName(review.number))
  const row = customerButtons(review, locale)
  const asked =
    review.state === 'waiting' ? questions.findLast(({ answer }) => answer === undefined) : undefined
  return toAsker(
    message<ReviewAction>(
      line ?? title,
      heading(title),
      ...(line === undefined ? [] : [text(line)]),
      facts(
        [words.label.state, words.state[review.state]],
        [words.label.run, words.run(sheet.title, review.runNumber)],
        [words.label.by, by],
        ...(review.consultant ? [[words.label.consultant, review.consultant.name] as const] : []),
        ...countsOf(sheet, copy, locale),
      ),
      ...(review.message === '' ? [] : [text(`**${words.label.message}**`), quote(review.message)]),
      ...(asked ? questionElements(sheet, asked, locale) : []),
      ...(row.length > 0 ? [buttons<ReviewAction>(...row)] : []),
    ),
  )
}

export function questionElements(
  sheet: Checksheet,
  { itemId, question }: Pick<ReviewQuestion, 'itemId' | 'question'>,
  locale: Locale,
): readonly Element<never>[] {
  const { label } = phrases[locale]
  const item = itemOf(sheet, itemId)
  return [
    text(`**${label.question}**${item ? `　No.${item.number} ${verbatim(item.question)}` : ''}`),
    quote(question),
  ]
}

function customerButtons({ state, number }: Review, locale: Locale): readonly Button<ReviewAction>[] {
  const { button } = phrases[locale]
  switch (state) {
    case 'submitted':
      return [{ label: button.withdraw, action: { type: 'review.withdraw', number } }]
    case 'waiting':
      return [{ label: button.answer, action: { type: 'review.answer', number }, tone: 'primary' }]
    case 'returned':
      return [
        { label: button.results, action: { type: 'review.results', number, page: 0 }, tone: 'primary' },
        { label: button.excel, action: { type: 'review.excel', number } },
      ]
    case 'taken':
    case 'withdrawn':
      return []
  }
}

/** Without their having asked: what has become of it. */
export function newsCard(view: ReviewView, line: string, { locale }: Reading): Message<ReviewAction> {
  const { review, sheet, questions } = view
  const row = customerButtons(review, locale)
  const asked = review.state === 'waiting' ? questions.at(-1) : undefined
  return toAsker(
    message<ReviewAction>(
      line,
      text(line),
      ...(asked ? questionElements(sheet, asked, locale) : []),
      ...(row.length > 0 ? [buttons<ReviewAction>(...row)] : []),
    ),
  )
}

/** In a shared conversation nothing private is said. */
export const newsLine = (locale: Locale): Message<never> =>
  message(phrases[locale].news, text(phrases[locale].news))

/** What was said of the sheet, ten items a page. */
export function commentsCard(
  { review, sheet, notes }: ReviewView,
  page: number,
  { locale }: Reading,
): Message<ReviewAction> {
  const words = phrases[locale]
  const items = sheet.items.filter(({ id }) => notes.has(id))
  const shown = items.slice(page * MOST_CHOICES, (page + 1) * MOST_CHOICES)
  const { number } = review
  return toAsker(
    message<ReviewAction>(
      words.comments.title,
      heading(words.comments.title),
      note(words.returned(reviewName(number), review.consultant?.name ?? '')),
      ...(review.remark === '' ? [] : [text(`**${words.label.remark}**`), quote(review.remark)]),
      text(items.length > 0 ? words.comments.count(items.length) : words.comments.none),
      ...(shown.length > 0
        ? [
            choices<ReviewAction>(
              words.comments.listed,
              ...shown.map((item) => ({
                label: `No.${item.number} ${item.question}`,
                button: words.button.see,
                action: { type: 'review.comment', number, item: item.id } as const,
              })),
            ),
          ]
        : []),
      buttons<ReviewAction>(
        ...((page + 1) * MOST_CHOICES < items.length
          ? [
              {
                label: words.button.more,
                action: { type: 'review.results', number, page: page + 1 },
              } as const,
            ]
          : []),
        { label: words.button.excel, action: { type: 'review.excel', number } },
      ),
    ),
  )
}

/** What was said of one item, and what can be done with it. `present`: what the item says today, where the sheet still has it. */
export function commentCard(
  { review, sheet, copy }: ReviewView,
  {
    item,
    noted,
    present,
  }: { readonly item: Item; readonly noted: ReviewNote; readonly present: Entry | undefined },
  reading: Reading,
  line?: string,
): Message<ReviewAction | ChecksheetAction> {
  const words = phrases[reading.locale]
  const { number } = review
  const suggested = suggestionLines(sheet, item, answerTo(copy, item), noted, words.comment.suggested)
  const applied = present && suggested.length > 0 && isApplied(sheet, present, noted)
  const title = words.comment.title(item.number)
  const at = review.returnedAt ?? review.submittedAt
  return toAsker(
    message<ReviewAction | ChecksheetAction>(
      line ?? title,
      ...(line === undefined ? [] : [text(`**${line}**`)]),
      heading(title),
      text(verbatim(item.question)),
      ...(noted.comment === '' ? [] : [quote(noted.comment)]),
      ...(suggested.length > 0
        ? [text([`**${words.label.suggestion}**`, ...suggested.map((it) => `- ${verbatim(it)}`)].join('\n'))]
        : []),
      ...(applied ? [text(words.comment.applied)] : []),
      note(words.comment.by(review.consultant?.name ?? '', shownTime(at, reading))),
      buttons<ReviewAction | ChecksheetAction>(
        ...(present && suggested.length > 0 && !applied
          ? [
              {
                label: words.button.use,
                action: { type: 'review.apply', number, item: item.id },
                tone: 'primary',
              } as const,
            ]
          : []),
        ...(present
          ? [
              {
                label: words.button.item,
                action: { type: 'sheet.item', item: item.id, route: 'one' },
              } as const,
            ]
          : []),
        { label: words.button.back, action: { type: 'review.results', number, page: 0 } },
      ),
    ),
  )
}

export const reviewFileCard = (kept: FileRef, name: string, locale: Locale): Message<never> => {
  const title = phrases[locale].results(name)
  return toAsker(message(title, text(title), file(kept)))
}
