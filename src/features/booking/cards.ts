import type { Locale } from '../../chat/context.ts'
import { addDays, dayOf, japaneseDate } from '../../chat/day.ts'
import {
  type Button,
  buttons,
  type Choice,
  choices,
  type Element,
  type Fact,
  facts,
  heading,
  type Message,
  message,
  note,
  text,
  toAsker,
  verbatim,
} from '../../chat/message.ts'
import type { PlansAction, priceOfExtra } from '../plans/index.ts'
import { type BookingAction, offerAny, toMinutes } from './actions.ts'
import type { Slot } from './availability.ts'
import { type Booking, bookingName, type CancelCutoff, HOLD_MINUTES } from './booking.ts'
import type { BookableConsultant } from './booking-store.ts'
import { phrases as calendarWords } from './calendar/phrases.ts'
import type { MeetingAction } from './meeting/actions.ts'
import { deskButtons } from './meeting/desk-buttons.ts'
import { ja as meetingWords } from './meeting/phrases.ja.ts'
import { phrases } from './phrases.ts'

/** For whom and in which zone a card shows times. */
export interface Reading {
  readonly locale: Locale
  readonly timeZone: string
}

/** The rule on cancelling; until the operator has confirmed it, their words in its stead. */
export type ToldPolicy = CancelCutoff | { readonly kind: 'unconfirmed'; readonly words: string }

/** A list of choices holds no more. */
export const OFFERED = 8

export interface Offering {
  /** Undefined: not counted, since another one is given up for it. */
  readonly left: number | undefined
  readonly endsOn: string | undefined
  readonly slots: readonly Slot[]
  readonly consultants: readonly BookableConsultant[]
  readonly lastConsultant: string | undefined
  /** Why other days than those asked for are shown. */
  readonly instead: 'range' | 'closed' | undefined
  readonly moving: string | undefined
  readonly about: string | undefined
  readonly withConsultant: string | undefined
  readonly severalConsultants: boolean
}

/** Free times to choose from. */
export function slotsCard(offering: Offering, reading: Reading): Message<BookingAction> {
  const { slots, consultants, moving, about, withConsultant, instead } = offering
  const words = phrases[reading.locale]
  const nameOf = (id: string) => consultants.find(({ consultantId }) => consultantId === id)?.name ?? ''
  const minutes = slots[0]
    ? Math.round((slots[0].endsAt.getTime() - slots[0].startsAt.getTime()) / 60_000)
    : 0
  const last = slots.at(-1)
  const shown = slots.slice(0, OFFERED)
  // Where there is one only, that it is the same one as last time tells nothing.
  const several = shown.some(({ consultantId }) => consultantId !== shown[0]?.consultantId)
  const aboutIt = about === undefined ? {} : { about }
  const options = shown.map((slot): Choice<BookingAction> => {
    const at = toMinutes(slot.startsAt)
    const [day, from, to] = timesOf(slot, reading)
    const same = several && slot.consultantId === offering.lastConsultant
    return {
      label: words.slot(day, from, to, nameOf(slot.consultantId), same),
      button: words.button.choose,
      action: moving
        ? { type: 'booking.move', id: moving, at, with: slot.consultantId }
        : { type: 'booking.hold', at, with: slot.consultantId, ...aboutIt },
    }
  })
  const kept = { moving: moving ?? '', ...aboutIt }
  const lastDay = last && dayOf(last.startsAt, reading.timeZone)
  const row: readonly Button<BookingAction>[] = [
    ...(lastDay
      ? [
          {
            label: words.button.later,
            action: { type: 'booking.offer', from: addDays(lastDay, 1), with: withConsultant ?? '', ...kept },
          } as const,
        ]
      : []),
    ...(offering.severalConsultants
      ? [{ label: words.button.who, action: { type: 'booking.who', ...kept } } as const]
      : []),
  ]
  return toAsker(
    message<BookingAction>(
      words.title,
      heading(words.title),
      ...(instead ? [text(words.noSlots[instead])] : []),
      facts(
        ...(offering.left === undefined || offering.endsOn === undefined
          ? []
          : [
              [
                words.label.quota,
                words.left(offering.left, shownDay(offering.endsOn, reading.locale)),
              ] as const,
            ]),
        [words.label.length, words.minutes(minutes)],
      ),
      choices(words.slots, ...options),
      ...(row.length > 0 ? [buttons(...row)] : []),
    ),
  )
}

/** Whom to meet. */
export function consultantsCard(
  consultants: readonly BookableConsultant[],
  { moving, about }: Pick<Extract<BookingAction, { type: 'booking.who' }>, 'moving' | 'about'>,
  locale: Locale,
): Message<BookingAction> {
  const words = phrases[locale]
  const kept = { from: '', moving, ...(about === undefined ? {} : { about }) } as const
  return toAsker(
    message(
      words.who,
      choices<BookingAction>(
        words.who,
        { label: words.anyone, button: words.button.choose, action: { ...offerAny, ...kept } },
        ...consultants.slice(0, 9).map(
          ({ consultantId, name }): Choice<BookingAction> => ({
            label: name,
            button: words.button.choose,
            action: { type: 'booking.offer', with: consultantId, ...kept },
          }),
        ),
      ),
    ),
  )
}

/** The times of a booking or slot as people read them: ISO day, 13:00, 14:00. */
export function timesOf(
  { startsAt, endsAt }: Pick<Slot, 'startsAt' | 'endsAt'>,
  { timeZone }: Pick<Reading, 'timeZone'>,
): readonly [day: string, from: string, to: string] {
  const clock = new Intl.DateTimeFormat('ja-JP', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  })
  return [dayOf(startsAt, timeZone), clock.format(startsAt), clock.format(endsAt)]
}

export interface Shown {
  readonly booking: Booking
  readonly consultant: Pick<BookableConsultant, 'name' | 'room'>
  /** Of Web meetings, as things stand; undefined where nobody counts. */
  readonly left: number | undefined
  readonly policy: ToldPolicy
}

/** A booking's one card: every change redraws it. */
export function bookingCard(
  shown: Shown,
  reading: Reading,
  news?: 'moved' | 'lapsed',
): Message<BookingAction> {
  const { booking, left } = shown
  const { id } = booking
  const words = phrases[reading.locale]
  switch (booking.state) {
    case 'held': {
      const until = new Date(booking.createdAt.getTime() + HOLD_MINUTES * 60_000)
      const clock = new Intl.DateTimeFormat('ja-JP', {
        timeZone: reading.timeZone,
        hour: '2-digit',
        minute: '2-digit',
        hour12: false,
      })
      return card(
        words.title,
        text(words.held(clock.format(until))),
        bookingFacts(shown, reading),
        ...(booking.consultationId === undefined ? [] : [note(words.topicTaken)]),
        ...(left === undefined ? [] : [note(words.after(left))]),
        note(policyOf(shown.policy, words)),
        buttons<BookingAction>(
          { label: words.button.confirm, action: { type: 'booking.confirm', id }, tone: 'primary' },
          { label: words.button.describe, action: { type: 'booking.describe', id } },
          ...(booking.consultationId === undefined
            ? []
            : [{ label: words.button.detach, action: { type: 'booking.detach', id } } as const]),
          { label: words.button.drop, action: { type: 'booking.drop', id } },
        ),
      )
    }
    case 'awaiting':
    case 'confirmed':
      return card(
        news === 'moved' ? words.moved : words.booked,
        ...(booking.state === 'awaiting' ? [text(words.awaiting)] : []),
        bookingFacts(shown, reading),
        ...(left === undefined ? [] : [note(words.nowLeft(left))]),
        note(policyOf(shown.policy, words)),
        buttons<BookingAction>(
          { label: words.button.move, action: { ...offerAny, moving: id } },
          { label: words.button.cancel, action: { type: 'booking.cancel', id } },
          { label: words.button.list, action: { type: 'booking.list' } },
        ),
      )
    case 'cancelled':
      return card(
        words.cancelled,
        bookingFacts(shown, reading),
        ...(left === undefined ? [] : [note(words.nowLeft(left))]),
        bookAgain(words),
      )
    case 'lapsed':
      return card(words.title, text(news === 'lapsed' ? words.lapsed : words.dropped), bookAgain(words))
    case 'finished':
    case 'noShow':
      return card(words.over[booking.state], bookingFacts(shown, reading), bookAgain(words))
  }
}

/** A card that is no longer true was pressed: why nothing was done, and the booking as it is. */
export function presentBookingCard(shown: Shown, said: string, reading: Reading): Message<BookingAction> {
  if (shown.booking.state === 'lapsed') return refusedCard(said, reading.locale)
  const present = bookingCard(shown, reading)
  const [title, ...rest] = present.body
  return { ...present, body: [...(title ? [title] : []), text(verbatim(said)), ...rest] }
}

/** In the place of the times from which one was chosen. */
export function chosenCard(
  slot: Slot,
  { name }: Pick<BookableConsultant, 'name'>,
  reading: Reading,
): Message<never> {
  const words = phrases[reading.locale]
  const chosen = words.chosen(words.when(...timesOf(slot, reading)), name)
  return toAsker(message(chosen, heading(words.title), text(verbatim(chosen))))
}

/** In the place of the times from which another one was chosen. */
export function movedCard({ booking, consultant, left }: Shown, reading: Reading): Message<BookingAction> {
  const words = phrases[reading.locale]
  return card(
    words.moved,
    ...(booking.state === 'awaiting' ? [text(words.awaiting)] : []),
    bookingFacts({ booking, consultant }, reading),
    ...(left === undefined ? [] : [note(words.nowLeft(left))]),
    buttons<BookingAction>({ label: words.button.list, action: { type: 'booking.list' } }),
  )
}

/** Before it is cancelled: what it means. */
export function sureCard(shown: Shown, reading: Reading): Message<BookingAction> {
  const words = phrases[reading.locale]
  const { id } = shown.booking
  return card(
    words.sure,
    bookingFacts(shown, reading),
    note(policyOf(shown.policy, words)),
    buttons<BookingAction>(
      { label: words.button.cancelNow, action: { type: 'booking.cancelNow', id }, tone: 'danger' },
      { label: words.button.keep, action: { type: 'booking.list' } },
    ),
  )
}

/** What comes, soonest first. */
export function upcomingCard(
  all: readonly Pick<Shown, 'booking' | 'consultant'>[],
  reading: Reading,
): Message<BookingAction> {
  const words = phrases[reading.locale]
  if (all.length === 0)
    return card(words.upcoming, text(words.noUpcoming), bookAgain(words), subscribeRow(reading.locale))
  return card(
    words.upcoming,
    ...all
      .slice(0, 8)
      .flatMap((it): readonly Element<BookingAction>[] => [
        bookingFacts(it, reading),
        buttons<BookingAction>(
          { label: words.button.move, action: { ...offerAny, moving: it.booking.id } },
          { label: words.button.cancel, action: { type: 'booking.cancel', id: it.booking.id } },
        ),
      ]),
    buttons<BookingAction>({ label: words.button.book, action: offerAny }),
    subscribeRow(reading.locale),
  )
}

/** Why it cannot be, and what can. */
export const refusedCard = (said: string, locale: Locale): Message<BookingAction> =>
  card(phrases[locale].title, text(verbatim(said)), bookAgain(phrases[locale]))

/** None is left: what one can do. */
export const noneLeftCard = (
  extra: ReturnType<typeof priceOfExtra>,
  locale: Locale,
): Message<PlansAction> => {
  const words = phrases[locale]
  return toAsker(
    message(
      words.refused.noneLeft,
      heading(words.title),
      text(words.refused.noneLeft),
      ...(extra
        ? [
            text(words.extra(extra.name, extra.price)),
            buttons<PlansAction>({
              label: words.button.askExtra,
              action: { type: 'plans.ask', product: extra.code },
            }),
          ]
        : []),
    ),
  )
}

/** For the consultants. */
export function deskCard(
  {
    booking,
    consultant,
    left,
    organisation,
    bookedBy,
  }: Omit<Shown, 'policy'> & {
    readonly organisation: string
    readonly bookedBy: string
  },
  timeZone: string,
): Message<BookingAction | MeetingAction> {
  const words = phrases.ja
  const title = words.desk.title(bookingName(booking.number), deskState(booking.state))
  const known: readonly Fact[] = [
    [words.label.organisation, organisation],
    [words.label.bookedBy, bookedBy],
    ...(left === undefined ? [] : [[words.label.quota, words.nowLeft(left)] as const]),
  ]
  const accept = {
    label: words.button.accept,
    action: { type: 'booking.accept', organisation: booking.organisationId, id: booking.id },
    tone: 'primary',
  } as const
  const row = [...(booking.state === 'awaiting' ? [accept] : []), ...deskButtons(booking)]
  return message<BookingAction | MeetingAction>(
    title,
    heading(title),
    facts(...known),
    bookingFacts({ booking, consultant }, { locale: 'ja', timeZone }),
    ...(row.length > 0 ? [buttons<BookingAction | MeetingAction>(...row)] : []),
  )
}

function deskState(state: Booking['state']): string {
  const { desk } = phrases.ja
  switch (state) {
    case 'awaiting':
    case 'cancelled':
      return desk[state]
    case 'held':
    case 'confirmed':
      return desk.booked
    case 'finished':
    case 'noShow':
    case 'lapsed':
      return meetingWords.deskState[state]
  }
}

/** Nobody has said yet what it is about. */
const isUnnamed = (topic: string): boolean =>
  Object.values(phrases).some(({ unnamedTopic }) => topic === unnamedTopic)

/** What a card tells of a booking itself. */
export function bookingFacts(
  { booking, consultant }: Pick<Shown, 'booking' | 'consultant'>,
  reading: Reading,
): Element<never> {
  const { label, when, placeLater } = phrases[reading.locale]
  const optional = (name: string, value: string): readonly Fact[] => (value === '' ? [] : [[name, value]])
  return facts(
    ...(booking.state === 'held' ? [] : [[label.number, bookingName(booking.number)] as const]),
    [label.when, when(...timesOf(booking, reading))],
    [label.consultant, consultant.name],
    ...optional(label.topic, isUnnamed(booking.topic) ? '' : booking.topic),
    ...optional(label.agenda, booking.agenda),
    ...optional(label.attendees, booking.attendees),
    ...(booking.state === 'confirmed' ? [[label.place, consultant.room ?? placeLater] as const] : []),
  )
}

function policyOf(policy: ToldPolicy, words: (typeof phrases)[Locale]): string {
  switch (policy.kind) {
    case 'unconfirmed':
      return words.policy.unconfirmed(policy.words)
    case 'meetingStart':
      return words.policy.meetingStart
    case 'before':
      return words.policy.before(policy.hours)
  }
}

const bookAgain = (words: (typeof phrases)[Locale]): Element<BookingAction> =>
  buttons<BookingAction>(
    { label: words.button.book, action: offerAny },
    { label: words.button.list, action: { type: 'booking.list' } },
  )

const subscribeRow = (locale: Locale): Element<BookingAction> =>
  buttons<BookingAction>({
    label: calendarWords[locale].link.button.show,
    action: { type: 'booking.calendar', what: 'show' },
  })

/** Private: when a company meets whom is its own. */
const card = (title: string, ...body: readonly Element<BookingAction>[]): Message<BookingAction> =>
  toAsker(message(title, heading(title), ...body))

const shownDay = (day: string, locale: Locale): string => (locale === 'ja' ? japaneseDate(day) : day)
