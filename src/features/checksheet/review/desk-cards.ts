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
import { categoryOf, type Item } from '../../../ports/checksheets.ts'
import type { SubmissionTargets } from '../../../ports/knowledge.ts'
import { answerTo } from '../answer.ts'
import { criteriaLines, MOST_CHOICES, type Reading, shownTime } from '../cards.ts'
import type { Change } from '../checksheet-store.ts'
import { metIn } from '../forms.ts'
import { resultsOf } from '../rating.ts'
import type { Submitter } from '../submission.ts'
import { handedInCard, handedInLine, lateCard, wishElements } from '../submission-cards.ts'
import type { ReviewAction } from './actions.ts'
import { questionElements, type ReviewView } from './cards.ts'
import { phrases } from './phrases.ts'
import {
  around,
  type ItemMark,
  isUnderWay,
  itemsShown,
  type Review,
  reviewName,
  type ShownItems,
  suggestionLines,
} from './review.ts'
import type { ReturnedNote } from './review-store.ts'

/** In the consultants' channel. */
export function deskCard(view: ReviewView, submitter: Submitter): Message<ReviewAction> {
  const { review } = view
  const words = phrases.ja
  const title = words.desk.card(reviewName(review.number), submitter.organisation)
  return handedInCard(title, {
    facts: factsOf(view, submitter, 'ja'),
    wish: messageOf(view, 'ja'),
    row: channelButtons(view),
  })
}

function channelButtons({ review: { state, number } }: ReviewView): readonly Button<ReviewAction>[] {
  const { button } = phrases.ja
  switch (state) {
    case 'submitted':
      return [{ label: button.take, action: { type: 'review.take', number }, tone: 'primary' }]
    case 'taken':
    case 'waiting':
      return [{ label: button.open, action: { type: 'review.open', number } }]
    case 'returned':
    case 'withdrawn':
      return []
  }
}

function factsOf({ review, sheet, copy }: ReviewView, submitter: Submitter, locale: Locale): readonly Fact[] {
  const words = phrases[locale]
  const { label } = words
  const { total, stages, unanswered, awaiting } = resultsOf(sheet, copy)
  const byStage = stages.map(({ stage, met, items, excluded }) =>
    words.stage(sheet.stages.find(({ id }) => id === stage)?.label ?? stage, met, items - excluded),
  )
  return [
    [label.state, words.state[review.state]],
    ...(review.consultant ? [[label.consultant, review.consultant.name] as const] : []),
    [label.contract, submitter.contract],
    [label.by, submitter.by],
    [label.run, words.run(sheet.title, review.runNumber)],
    [label.results, [words.total(total.rate), ...byStage].join('・')],
    [label.unanswered, words.items(unanswered.length)],
    [label.awaiting, words.items(awaiting.length)],
  ]
}

const messageOf = ({ review }: ReviewView, locale: Locale): readonly Element<never>[] =>
  wishElements(phrases[locale].label.message, review.message)

/** Where a consultant begins, goes on and ends. `mine`: they have it. */
export function overviewCard(
  view: ReviewView,
  submitter: Submitter,
  { mine, line }: { readonly mine: boolean; readonly line?: string | undefined },
  { locale }: Reading,
): Message<ReviewAction> {
  const { review, notes, sheet, questions } = view
  const { number } = review
  const words = phrases[locale]
  const { button } = words
  const title = words.desk.card(reviewName(number), submitter.organisation)
  const underWay = isUnderWay(review)
  return toAsker(
    message<ReviewAction>(
      line ?? title,
      ...(line === undefined ? [] : [text(`**${verbatim(line)}**`)]),
      heading(title),
      facts(...factsOf(view, submitter, locale), [words.label.notes, words.items(notes.size)]),
      ...messageOf(view, locale),
      ...questions.flatMap((it) => [
        ...questionElements(sheet, it, locale),
        ...(it.answer === undefined
          ? [note(words.desk.noAnswer)]
          : [text(`**${words.label.answer}**`), quote(it.answer)]),
      ]),
      ...(review.remark === '' ? [] : [text(`**${words.label.remark}**`), quote(review.remark)]),
      buttons<ReviewAction>(
        { ...walkButton(review, 'all', button.all), tone: 'primary' },
        { label: button.list, action: { type: 'review.list', number, page: 0 } },
        ...(underWay && mine
          ? [
              { label: button.question, action: { type: 'review.question', number, item: '' } } as const,
              { label: button.return, action: { type: 'review.return', number } } as const,
            ]
          : []),
        ...(underWay && !mine
          ? [{ label: button.takeOver, action: { type: 'review.takeOver', number } } as const]
          : []),
        ...(review.state === 'submitted'
          ? [{ label: button.take, action: { type: 'review.take', number } } as const]
          : []),
      ),
    ),
  )
}

const walkButton = (
  { number }: Pick<Review, 'number'>,
  show: ShownItems,
  label: string,
): Button<ReviewAction> => ({ label, action: { type: 'review.walk', number, show } })

/** An item that a consultant is led to, and why. */
export interface MarkedItem {
  readonly item: Item
  readonly marks: readonly ItemMark[]
}

/** What was said of the sheet and what has changed in it, ten items a page; and the other ways to an item. */
export function listCard(
  { review }: Pick<ReviewView, 'review'>,
  marked: readonly MarkedItem[],
  page: number,
  { locale }: Reading,
): Message<ReviewAction> {
  const { button, desk } = phrases[locale]
  const words = desk.list
  const { number } = review
  const title = words.title(reviewName(number))
  const shown = marked.slice(page * MOST_CHOICES, (page + 1) * MOST_CHOICES)
  return toAsker(
    message<ReviewAction>(
      title,
      heading(title),
      text(marked.length > 0 ? words.count(marked.length) : words.none),
      ...(shown.length > 0
        ? [
            choices<ReviewAction>(
              words.listed,
              ...shown.map(({ item, marks }) => ({
                label: words.one(
                  item.number,
                  marks.map((mark) => words.mark[mark]),
                  item.question,
                ),
                button: button.see,
                action: { type: 'review.item', number, item: item.id, show: 'all' } as const,
              })),
            ),
          ]
        : []),
      buttons<ReviewAction>(
        ...((page + 1) * MOST_CHOICES < marked.length
          ? [{ label: button.more, action: { type: 'review.list', number, page: page + 1 } } as const]
          : []),
        { label: button.jump, action: { type: 'review.jump', number } },
        walkButton(review, 'met', button.met),
        walkButton(review, 'noted', button.noted),
        { label: button.overview, action: { type: 'review.open', number } },
      ),
    ),
  )
}

/** In which of the reviews that a consultant has an item is meant. */
export function whichCard(
  held: readonly { readonly review: Review; readonly organisation: string; readonly item: Item }[],
  locale: Locale,
): Message<ReviewAction> {
  const { button, desk } = phrases[locale]
  const words = desk.which(held[0]?.item.number ?? 0)
  return toAsker(
    message<ReviewAction>(
      words,
      text(words),
      choices<ReviewAction>(
        desk.held,
        ...held.slice(0, MOST_CHOICES).map(({ review: { number }, organisation, item }) => ({
          label: desk.card(reviewName(number), organisation),
          button: button.see,
          action: { type: 'review.item', number, item: item.id, show: 'all' } as const,
        })),
      ),
    ),
  )
}

/** What a consultant is shown of one item. */
export interface DeskItem {
  readonly item: Item
  readonly shown: ShownItems
  /** Up to the submission, oldest first. */
  readonly changes: readonly Change[]
  readonly nameOf: (memberId: string) => string
  readonly earlier: readonly ReturnedNote[]
  /** A comment as a model drafted it. */
  readonly draft: string | undefined
  /** Whether one can be drafted at all. */
  readonly offersDraft: boolean
  readonly mine: boolean
  readonly line?: string | undefined
}

const LAST_CHANGES = 5
/** So much of a comment of before is shown. */
const SHORT = 200

export function deskItemCard(view: ReviewView, it: DeskItem, reading: Reading): Message<ReviewAction> {
  const { review, sheet, copy, notes } = view
  const { item, shown, mine, draft } = it
  const { number } = review
  const words = phrases[reading.locale]
  const { button, label } = words
  const items = itemsShown(sheet, copy, notes, shown)
  const { before, after } = around(items, item)
  const answer = answerTo(copy, item)
  const noted = notes.get(item.id)
  const suggested = noted
    ? suggestionLines(sheet, item, answer, noted, words.comment.suggested).map((it) => `- ${verbatim(it)}`)
    : []
  const stage = sheet.stages.find(({ id }) => id === item.stage)?.label ?? item.stage
  const category = categoryOf(sheet, item.category)?.name ?? ''
  const changes = it.changes
    .slice(-LAST_CHANGES)
    .map((change) =>
      words.desk.history(
        shownTime(change.at, reading),
        it.nameOf(change.memberId),
        metIn(sheet, item, change),
        item.criteria.length,
      ),
    )
  const earlier = it.earlier.map(({ number: of, consultant, comment }) =>
    words.desk.earlier(reviewName(of), consultant, comment.slice(0, SHORT)),
  )
  const listed = (title: string, lines: readonly string[]) =>
    lines.length > 0 ? [note([`**${title}**`, ...lines.map((line) => `- ${verbatim(line)}`)].join('\n'))] : []
  const to = (target: Item | undefined, words: string): readonly Button<ReviewAction>[] =>
    target ? [{ label: words, action: { type: 'review.item', number, item: target.id, show: shown } }] : []
  return toAsker(
    message<ReviewAction>(
      `No.${item.number} ${item.question}`,
      ...(it.line === undefined ? [] : [text(it.line)]),
      note(
        `${reviewName(number)}　${words.desk.where(item.category, category, item.number, stage)}　${words.desk.place(items.findIndex(({ id }) => id === item.id) + 1, items.length)}`,
      ),
      heading(item.question),
      text(criteriaLines(sheet, item, answer, reading.locale)),
      ...(answer.evidence ? [text(`**${label.evidence}**\n${verbatim(answer.evidence)}`)] : []),
      ...(noted?.comment ? [text(`**${label.comment}**`), quote(noted.comment)] : []),
      ...(suggested.length > 0 ? [text([`**${label.suggestion}**`, ...suggested].join('\n'))] : []),
      ...listed(label.history, changes),
      ...listed(label.earlier, earlier),
      ...(draft === undefined
        ? []
        : [text(`**${words.desk.draft}**`), quote(draft), note(words.desk.draftNote)]),
      ...(mine && isUnderWay(review)
        ? [
            buttons<ReviewAction>(
              {
                label: button.note,
                action: { type: 'review.note', number, item: item.id, show: shown },
                tone: 'primary',
              },
              ...(it.offersDraft && draft === undefined && !noted?.comment
                ? [
                    {
                      label: button.draft,
                      action: { type: 'review.draft', number, item: item.id, show: shown },
                    } as const,
                  ]
                : []),
              { label: button.question, action: { type: 'review.question', number, item: item.id } },
            ),
          ]
        : []),
      buttons<ReviewAction>(
        ...to(before, button.before),
        ...to(after, button.after),
        { label: button.list, action: { type: 'review.list', number, page: 0 } },
        { label: button.overview, action: { type: 'review.open', number } },
      ),
    ),
  )
}

const openButton = (number: number, locale: Locale): Button<ReviewAction> => ({
  label: phrases[locale].button.open,
  action: { type: 'review.open', number },
})

/** One line, and back to the review. */
export const deskLine = (line: string, number: number, locale: Locale): Message<ReviewAction> =>
  handedInLine(line, openButton(number, locale))

/** A reminder: nobody took it, or it is not returned. */
export function lateReviewCard(
  { number }: Pick<Review, 'number'>,
  awaited: keyof SubmissionTargets,
  organisation: string,
): Message<ReviewAction> {
  const { desk, button } = phrases.ja
  const line = desk.late[awaited](reviewName(number), organisation)
  switch (awaited) {
    case 'taken':
      return lateCard<ReviewAction>(line, { label: button.take, action: { type: 'review.take', number } })
    case 'returned':
      return lateCard(line, openButton(number, 'ja'))
  }
}

/** To whoever has it: what the customer answered. */
export function answeredCard({ review, sheet, questions }: ReviewView): Message<ReviewAction> {
  const words = phrases.ja
  const line = words.desk.answered(reviewName(review.number))
  const asked = questions.findLast(({ answer }) => answer !== undefined)
  return message<ReviewAction>(
    line,
    text(`**${line}**`),
    ...(asked
      ? [
          ...questionElements(sheet, asked, 'ja'),
          text(`**${words.label.answer}**`),
          quote(asked.answer ?? ''),
        ]
      : []),
    buttons<ReviewAction>({
      label: words.button.open,
      action: { type: 'review.open', number: review.number },
      tone: 'primary',
    }),
  )
}
