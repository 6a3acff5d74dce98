import type { Locale } from '../../../chat/context.ts'
import {
  buttons,
  choices,
  type Element,
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
import { type EscalationAction, ticketName } from '../../escalation/index.ts'
import type { SearchedConsultation } from '../../history/index.ts'
import { type BookingAction, offerAny } from '../actions.ts'
import { type Booking, bookingName } from '../booking.ts'
import type { BookableConsultant } from '../booking-store.ts'
import { bookingFacts, type Reading } from '../cards.ts'
import type { MeetingAction } from './actions.ts'
import type { Before } from './at-hand.ts'
import { deskRow } from './desk-buttons.ts'
import type { Minutes, Score } from './meeting-store.ts'
import { phrases } from './phrases.ts'
import type { ReminderKind } from './reminding.ts'

/** A booking as a card tells of it. */
export interface Told {
  readonly booking: Booking
  readonly consultant: Pick<BookableConsultant, 'name' | 'room'>
}

/** What a customer is told without having asked. */
export type CustomerNews =
  /** `left`: after one was given back; undefined: it was not. */
  | { readonly kind: 'declined'; readonly reason: string; readonly left: number | undefined }
  | { readonly kind: 'cancelled'; readonly left: number | undefined }
  | { readonly kind: 'notConfirmed'; readonly left: number | undefined }
  | { readonly kind: 'handedOver' | 'accepted' }
  | { readonly kind: ReminderKind }

type CustomerCard = Message<BookingAction | MeetingAction>

export function newsCard(told: Told, news: CustomerNews, reading: Reading): CustomerCard {
  const words = phrases[reading.locale]
  const shown = bookingFacts(told, reading)
  const again = buttons<BookingAction>(
    { label: words.button.book, action: offerAny, tone: 'primary' },
    { label: words.button.list, action: { type: 'booking.list' } },
  )
  const counted = (left: number | undefined) =>
    note(left === undefined ? words.countedByPerson : words.givenBack(left))
  switch (news.kind) {
    case 'declined':
      return card(
        words.declined.title,
        text(words.declined.words),
        shown,
        text(`**${words.reason}**`),
        quote(news.reason),
        counted(news.left),
        text(words.declined.others),
      )
    case 'cancelled':
    case 'notConfirmed':
      return card(words[news.kind].title, text(words[news.kind].words), shown, counted(news.left), again)
    case 'handedOver':
    case 'accepted':
      return card(words[news.kind].title, shown, ownButtons(told.booking, reading.locale))
    case 'dayBefore':
      return card(
        words.reminder.dayBefore,
        text(words.reminder.dayBeforeWords),
        shown,
        ownButtons(told.booking, reading.locale),
      )
    case 'soon':
      return card(words.reminder.soon, text(words.reminder.soonWords), shown)
  }
}

/** Where others read along: nothing of when and with whom. */
export const newsLine = (
  news: { readonly kind: CustomerNews['kind'] | 'minutes' },
  locale: Locale,
): Message<never> => {
  const words = phrases[locale]
  const line =
    news.kind === 'dayBefore' || news.kind === 'soon' ? words.reminder.line : words[news.kind].title
  return message(line, note(line))
}

function ownButtons({ id }: Booking, locale: Locale): Element<BookingAction> {
  const { button } = phrases[locale]
  return buttons<BookingAction>(
    { label: button.move, action: { ...offerAny, moving: id } },
    { label: button.cancelOwn, action: { type: 'booking.cancel', id } },
    { label: button.list, action: { type: 'booking.list' } },
  )
}

export interface Brief extends Told, Before {
  readonly organisation: string
  readonly bookedBy: string
  /** One line: plan and what is left. */
  readonly contract: string
  /** One line: how far they have come; undefined: they have not begun. */
  readonly checksheet: string | undefined
}

/** One page for the consultant, before a meeting. `title`: of something else than the day before. */
export function briefCard(brief: Brief, timeZone: string, title?: string): Message<EscalationAction> {
  const words = phrases.ja
  const { booking, open, goesOnFrom } = brief
  const named = title ?? words.brief.title(bookingName(booking.number))
  return message<EscalationAction>(
    named,
    heading(named),
    facts(
      [words.desk.organisation, brief.organisation],
      [words.desk.bookedBy, brief.bookedBy],
      [words.brief.contract, brief.contract],
      [words.brief.checksheet, brief.checksheet ?? words.brief.noChecksheet],
    ),
    bookingFacts({ ...brief, booking: { ...booking, agenda: '' } }, { locale: 'ja', timeZone }),
    ...(booking.agenda === '' ? [] : [text(`**${words.brief.agenda}**`), quote(booking.agenda)]),
    ...(goesOnFrom ? consultationElements(goesOnFrom, booking) : []),
    text(`**${words.brief.open}**`),
    text(open.length > 0 ? open.map((it) => `- ${verbatim(it)}`).join('\n') : words.brief.noOpen),
  )
}

const EXCERPT = { question: 600, answer: 800 }

/** What was asked and answered before, to be read there and then. */
function consultationElements(
  { subject, question, answer, ticketNumber: number }: SearchedConsultation,
  { organisationId: organisation }: Booking,
): readonly Element<EscalationAction>[] {
  const { brief } = phrases.ja
  const named = number === undefined ? subject : `${subject}（${ticketName(number)}）`
  return [
    text(`**${brief.goesOnFrom}**\n${verbatim(named)}`),
    quote(excerpt(question, EXCERPT.question)),
    ...(answer === '' ? [] : [text(brief.answered), quote(excerpt(answer, EXCERPT.answer))]),
    ...(number === undefined
      ? []
      : [
          buttons<EscalationAction>({
            label: brief.trace,
            action: { type: 'escalation.trace', organisation, number },
          }),
        ]),
  ]
}

const excerpt = (words: string, limit: number): string =>
  words.length > limit ? `${words.slice(0, limit - 1).toWellFormed()}…` : words

/** For the consultant, a few minutes before. */
export function soonCard(brief: Brief, timeZone: string): Message<never> {
  const words = phrases.ja
  return message(
    words.reminder.soon,
    heading(words.reminder.soon),
    facts([words.desk.organisation, brief.organisation], [words.desk.bookedBy, brief.bookedBy]),
    bookingFacts({ ...brief, booking: { ...brief.booking, agenda: '' } }, { locale: 'ja', timeZone }),
  )
}

/** After the end: minutes are asked for. */
export function endedCard(
  told: Told & { readonly organisation: string },
  timeZone: string,
): Message<MeetingAction> {
  const { ended, desk } = phrases.ja
  const title = ended.title(bookingName(told.booking.number))
  return message<MeetingAction>(
    title,
    heading(title),
    text(ended.words),
    facts([desk.organisation, told.organisation]),
    bookingFacts({ ...told, booking: { ...told.booking, agenda: '' } }, { locale: 'ja', timeZone }),
    ...deskRow(told.booking),
  )
}

/** The customer's. */
export function minutesCard(
  told: Told,
  { summary, nextActions }: Pick<Minutes, 'summary' | 'nextActions'>,
  reading: Reading,
): Message<never> {
  const { minutes } = phrases[reading.locale]
  return toAsker(
    message(
      minutes.title,
      heading(minutes.title),
      bookingFacts({ ...told, booking: { ...told.booking, agenda: '' } }, reading),
      text(`**${minutes.summaryHeading}**`),
      quote(summary),
      ...(nextActions === '' ? [] : [text(`**${minutes.nextHeading}**`), quote(nextActions)]),
    ),
  )
}

/** To who wrote them. */
export function minutesSharedCard(number: number, locale: Locale): Message<MeetingAction> {
  const { minutes, button } = phrases[locale]
  const done = minutes.done(bookingName(number))
  return message<MeetingAction>(
    done,
    text(done),
    buttons<MeetingAction>({ label: button.minutesAgain, action: { type: 'meeting.minutes', number } }),
  )
}

const SCORES = [3, 2, 1] as const satisfies readonly Score[]

/** Asked once per meeting; `chosen`: what was answered so far. */
export function ratingCard(id: string, chosen: Score | undefined, locale: Locale): Message<MeetingAction> {
  const { rating } = phrases[locale]
  return toAsker(
    message<MeetingAction>(
      rating.title,
      heading(rating.title),
      text(chosen === undefined ? rating.ask : rating.thanks(rating.score[chosen])),
      buttons<MeetingAction>(
        ...SCORES.map((score) => ({
          label: rating.score[score],
          action: { type: 'meeting.rate', id, score } as const,
        })),
      ),
    ),
  )
}

/** Who could take a meeting over. */
export function handOverCard(
  { number }: Booking,
  free: readonly Pick<BookableConsultant, 'consultantId' | 'name'>[],
): Message<MeetingAction> {
  const { handedOver, button } = phrases.ja
  if (free.length === 0) return doneCard(handedOver.nobody(bookingName(number)))
  const title = handedOver.choose(bookingName(number))
  return message<MeetingAction>(
    title,
    choices<MeetingAction>(
      title,
      ...free.slice(0, 10).map(({ consultantId, name }) => ({
        ...{ label: name, button: button.handOverTo },
        action: { type: 'meeting.handOverTo', number, with: consultantId } as const,
      })),
    ),
  )
}

export function sureCard(told: Told, timeZone: string): Message<MeetingAction> {
  const { cancelled, button } = phrases.ja
  const { number } = told.booking
  const title = cancelled.sure(bookingName(number))
  return message<MeetingAction>(
    title,
    heading(title),
    bookingFacts(told, { locale: 'ja', timeZone }),
    buttons<MeetingAction>({
      label: button.cancelNow,
      action: { type: 'meeting.cancelNow', number },
      tone: 'danger',
    }),
  )
}

/** Yesterday's card was pressed: how the booking is, and what can be done with it. */
export function presentCard(told: Told, now: Date, timeZone: string): Message<MeetingAction> {
  const { stale } = phrases.ja
  const { booking } = told
  const underWay = booking.state === 'confirmed' && booking.startsAt <= now
  return message<MeetingAction>(
    stale.title,
    heading(stale.title),
    text(stale.now(bookingName(booking.number), stale.state[booking.state])),
    ...(underWay ? [text(stale.started)] : []),
    bookingFacts(told, { locale: 'ja', timeZone }),
    ...(underWay ? [] : deskRow(booking)),
  )
}

export const doneCard = (...lines: readonly [string, ...(readonly string[])]): Message<never> =>
  message(lines[0], ...lines.map((it) => text(it)))

const card = (title: string, ...body: readonly Element<BookingAction>[]): CustomerCard =>
  toAsker(message<BookingAction>(title, heading(title), ...body))
