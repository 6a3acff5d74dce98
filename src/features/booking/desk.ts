import { randomUUID } from 'node:crypto'
import type { Context, Organisation } from '../../chat/context.ts'
import { addDays, dayOf, startOfDay } from '../../chat/day.ts'
import type { Message } from '../../chat/message.ts'
import type { CalendarWriter } from '../../ports/calendar.ts'
import type { FileStores } from '../../ports/files.ts'
import type { Holidays } from '../../ports/holidays.ts'
import type { Library, ProviderProfile } from '../../ports/knowledge.ts'
import type { Say, UnitOfWork } from '../../ports/unit-of-work.ts'
import type { ChecksheetStores } from '../checksheet/index.ts'
import type { ConsultationStore } from '../consultation/index.ts'
import { businessDaysFrom, isBusinessDay } from '../desk-hours/index.ts'
import type { DeskStores } from '../escalation/index.ts'
import type { AuditStore, MembershipStore } from '../membership/index.ts'
import { type Balance, leftOf, type PlansStores, totalOf, usableOn } from '../plans/index.ts'
import type { Search, Slot } from './availability.ts'
import type { Booking } from './booking.ts'
import type { BookableConsultant, BookingStores } from './booking-store.ts'
import { bookingCard, deskCard, type Reading, type ToldPolicy } from './cards.ts'
import type { Places } from './meeting/at-hand.ts'

export type Stores = BookingStores &
  PlansStores &
  DeskStores &
  ChecksheetStores &
  FileStores & {
    readonly membership: MembershipStore
    readonly audit: AuditStore
    readonly consultations: ConsultationStore
  }

export interface BookingPorts {
  readonly unitOfWork: UnitOfWork<Stores>
  readonly library: () => Library
  readonly holidays: Holidays
  readonly calendar: CalendarWriter
  /** Where the two sides of a booking are told something. Found before a decision, since platforms are asked. */
  readonly places: (booking: Booking) => Promise<Places>
}

/** What a decision about bookings is made with. */
export interface Deciding {
  readonly stores: Stores
  readonly say: Say
  readonly library: Library
  readonly holidays: Holidays
}

/** The desk's days, as far as they bound what is offered. */
export function searchOn(
  { now, timeZone }: Pick<Context, 'now' | 'timeZone'>,
  {
    library,
    holidays,
  }: Pick<Deciding, 'holidays'> & {
    readonly library: { readonly provider: Pick<ProviderProfile, 'consultantHours'> }
  },
  days: { readonly from: string; readonly to: string },
): Search {
  const opening = { hours: library.provider.consultantHours, holidays }
  const today = dayOf(now, timeZone)
  return {
    ...{ now, timeZone, ...days },
    earliest: (lead) => businessDaysFrom(opening, today, lead),
    isClosed: (day) => !isBusinessDay(opening, day),
  }
}

/** Those who can be booked. */
export const bookable = async ({ availabilities }: Stores): Promise<readonly BookableConsultant[]> =>
  (await availabilities.all()).filter((it) => it.bookable)

/** Times that are taken on these days, and around them. */
export const takenOn = (
  { bookings }: Stores,
  { now, timeZone }: Pick<Context, 'now' | 'timeZone'>,
  days: { readonly from: string; readonly to: string },
) =>
  bookings.taken(startOfDay(addDays(days.from, -8), timeZone), startOfDay(addDays(days.to, 9), timeZone), now)

/** What is left of Web meetings that take place on a day. */
export const leftOn = (balances: readonly Balance[], day: string): number =>
  leftOf(totalOf(balances.filter((it) => it.allowance === 'webMeeting' && usableOn(it, day))))

/** The rule on cancelling, as far as the operator has confirmed it. */
export const toldPolicy = ({ booking }: ProviderProfile): ToldPolicy =>
  booking.cancelPolicyConfirmed
    ? booking.cancelCutoff
    : { kind: 'unconfirmed', words: booking.unconfirmedText }

export const actorOf = ({ from }: Pick<Context, 'from'>): string =>
  `${from.platform}/${from.workspace}/${from.user}`

export const readingOf = ({ member, timeZone }: Pick<Context, 'member' | 'timeZone'>): Reading => ({
  locale: member.locale,
  timeZone,
})

/** A booking of the member's organisation; undefined for any other id. */
export const ownBooking = (
  { bookings }: Stores,
  { organisation }: Pick<Context, 'organisation'>,
  id: string,
) => bookings.find(organisation.id, id)

export function newBooking(
  ctx: Context,
  { startsAt, endsAt }: Slot,
  consultant: BookableConsultant,
  { topic, consultationId }: Pick<Booking, 'topic' | 'consultationId'>,
): Omit<Booking, 'number'> {
  return {
    id: randomUUID(),
    organisationId: ctx.organisation.id,
    memberId: ctx.member.id,
    providerId: consultant.providerId,
    consultantId: consultant.consultantId,
    ...{ startsAt, endsAt, topic, consultationId },
    state: 'held',
    holdId: undefined,
    agenda: '',
    attendees: '',
    sequence: 0,
    conversation: ctx.conversation,
    cardRow: undefined,
    deskRow: undefined,
    createdAt: ctx.now,
  }
}

/** Whose booking it is, and when: an event's, or the desk's own at work. */
export type Side = Pick<Context, 'organisation' | 'member' | 'conversation' | 'now' | 'timeZone'>

/** Shows what has become of a booking on its card, or says it where there is none yet. @returns the booking with its card */
export async function showBooking(
  ctx: Side,
  deciding: Deciding,
  booking: Booking,
  news?: 'moved' | 'lapsed',
): Promise<Booking> {
  const { stores, say, library } = deciding
  const consultant = await consultantOf(stores, booking)
  const balances = await stores.ledger.balances(ctx.organisation.id, ctx.now)
  const left = leftOn(balances, dayOf(booking.startsAt, ctx.timeZone))
  const shown = { booking, consultant, left, policy: toldPolicy(library.provider) }
  const card = bookingCard(shown, readingOf(ctx), news)
  if (booking.cardRow) {
    await say.update(booking.cardRow, card)
    return booking
  }
  return { ...booking, cardRow: await say.send(ctx.conversation, card) }
}

/** Said in the place of the card that was pressed, where there is one: what it offered is decided. */
export async function sayInPlace(
  { conversation, pressed }: Pick<Context, 'conversation' | 'pressed'>,
  say: Say,
  card: Message,
): Promise<void> {
  if (pressed && (await say.replace({ conversation, message: pressed }, card))) return
  await say.send(conversation, card)
}

/** The consultants' card: new, or as things are now. @returns the booking with it */
export async function showDesk(
  {
    organisation,
    now,
    timeZone,
  }: Pick<Context, 'now' | 'timeZone'> & { readonly organisation: Organisation },
  { stores, say }: Pick<Deciding, 'stores' | 'say'>,
  booking: Booking,
): Promise<Booking> {
  const consultant = await consultantOf(stores, booking)
  const member = await stores.membership.member(organisation.id, booking.memberId)
  const balances = await stores.ledger.balances(organisation.id, now)
  const left = leftOn(balances, dayOf(booking.startsAt, timeZone))
  const card = deskCard(
    { booking, consultant, left, organisation: organisation.name, bookedBy: member?.name ?? '' },
    timeZone,
  )
  if (booking.deskRow) {
    await say.update(booking.deskRow, card)
    return booking
  }
  const channel = await stores.desk.consultantsChannel({ organisationId: organisation.id, course: undefined })
  return channel ? { ...booking, deskRow: await say.sendToDesk(channel, card) } : booking
}

/** Whom a booking is with; nameless where they are no longer registered. */
export async function consultantOf(
  { availabilities }: Pick<Stores, 'availabilities'>,
  { consultantId }: Pick<Booking, 'consultantId'>,
): Promise<Pick<BookableConsultant, 'name' | 'room'>> {
  return (await availabilities.of(consultantId)) ?? { name: '', room: undefined }
}
