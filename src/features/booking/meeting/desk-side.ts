import type { Context } from '../../../chat/context.ts'
import { addDays, dayOf } from '../../../chat/day.ts'
import type { Form, Message } from '../../../chat/message.ts'
import { type Say, scopeOf } from '../../../ports/unit-of-work.ts'
import { staleCard } from '../../consultation/index.ts'
import { entitlementOn } from '../../plans/index.ts'
import { worksWithin } from '../availability.ts'
import { type Booking, bookingName, standingOf } from '../booking.ts'
import type { BookableConsultant } from '../booking-store.ts'
import { actorOf, bookable, consultantOf, leftOn, type Stores, showDesk, takenOn } from '../desk.ts'
import { invite } from '../invite.ts'
import { offer } from '../offer-slots.ts'
import type { DeskAction, MeetingForm } from './actions.ts'
import {
  type AtHand,
  atHand,
  type Before,
  briefOf,
  type MeetingPorts,
  type Places,
  placesOf,
  readBefore,
  tellConsultant,
  tellCustomer,
  toldOf,
} from './at-hand.ts'
import {
  briefCard,
  doneCard,
  handOverCard,
  minutesCard,
  minutesSharedCard,
  newsLine,
  presentCard,
  ratingCard,
  sureCard,
} from './cards.ts'
import { showBoth } from './end-meeting.ts'
import { meetingForm } from './forms.ts'
import { phrases } from './phrases.ts'

type Values = Readonly<Record<string, string>>

/** One decision about a booking by somebody of the provider's. */
interface Deed {
  readonly ctx: Context
  readonly ports: MeetingPorts
  readonly stores: Stores
  readonly say: Say
  readonly hand: AtHand
  /** Where its consultant is told something, before it is handed over. */
  readonly former: Places['consultant']
}

/**
 * What a button or form of the consultants' side leads to; `values`: of a form that was submitted. Decided from what is stored: what
 * is stale changes nothing and shows the booking as it is; what a customer forges is nothing.
 */
export async function decideMeeting(
  ctx: Context,
  ports: MeetingPorts,
  action: DeskAction,
  values: Values | undefined,
): Promise<void> {
  const found = ctx.organisation.kind === 'provider' ? await numbered(ctx, ports, action.number) : undefined
  if (!found)
    return ports.unitOfWork.decide(scopeOf(ctx), async (_, say) => {
      await say.send(ctx.conversation, staleCard(ctx.member.locale))
    })
  const next = action.type === 'meeting.handOverTo' ? { ...found, consultantId: action.with } : found
  const places = await placesOf(ports, next)
  const former = next === found ? places : await placesOf(ports, found)
  const before = await readBefore(ports, found, ctx.now)
  const scope = { kind: 'desk', organisationId: found.organisationId, claim: ctx.claim } as const
  return ports.unitOfWork.decide(scope, async (stores, say) => {
    const booking = await stores.bookings.find(found.organisationId, found.id)
    if (!booking) return
    const hand = await atHand(stores, booking, places, ctx)
    const answer = await decide(
      { ctx, ports, stores, say, hand, former: former.consultant },
      action,
      values,
      before,
    )
    await say.sendToDesk(ctx.conversation, answer)
  })
}

/** The form behind a button; undefined: it cannot be done, or is not theirs. Reads only. */
export async function openMeetingForm(
  ports: Pick<MeetingPorts, 'unitOfWork'>,
  { organisation, member }: Pick<Context, 'organisation' | 'member'>,
  action: MeetingForm,
): Promise<Form | undefined> {
  if (organisation.kind !== 'provider') return undefined
  return ports.unitOfWork.decide({ kind: 'desk', organisationId: organisation.id }, async (stores) => {
    const booking = await stores.bookings.numbered(action.number)
    const written = booking && (await stores.meetings.minutes(booking.organisationId, booking.id))
    return booking && meetingForm(action, written, member.locale)
  })
}

async function decide(
  it: Deed,
  action: DeskAction,
  values: Values | undefined,
  before: Before,
): Promise<Message> {
  switch (action.type) {
    case 'meeting.decline':
      return decline(it, values?.reason?.trim() ?? '')
    case 'meeting.cancel':
      return mayCancel(it) ? sureCard(await toldOf(it.stores, it.hand.booking), it.ctx.timeZone) : present(it)
    case 'meeting.cancelNow':
      return mayCancel(it) ? cancel(it) : present(it)
    case 'meeting.handOver':
      return mayHandOver(it) ? handOverCard(it.hand.booking, await freeThen(it)) : present(it)
    case 'meeting.handOverTo':
      return mayHandOver(it) ? handOver(it, action.with, before) : present(it)
    case 'meeting.minutes':
      return writeMinutes(it, values)
    case 'meeting.noShow':
      return it.hand.booking.state === 'finished' ? recordNoShow(it) : present(it)
  }
}

const present = async ({ ctx, stores, hand }: Deed): Promise<Message> =>
  presentCard(await toldOf(stores, hand.booking), ctx.now, ctx.timeZone)

const mayCancel = ({ ctx, hand: { booking } }: Deed): boolean =>
  booking.state === 'confirmed' && standingOf(booking, ctx.now) === 'ahead'

const mayHandOver = ({ ctx, hand: { booking } }: Deed): boolean => standingOf(booking, ctx.now) === 'ahead'

async function decline(it: Deed, reason: string): Promise<Message> {
  const { stores, say, hand, ctx } = it
  const { booking } = hand
  if (booking.state !== 'awaiting' || reason === '') return present(it)
  const declined = await end(it, 'release', 'meeting.decline', { reason })
  const left = await leftNow(it)
  await tellCustomer(stores, say, hand, booking, { kind: 'declined', reason, left })
  await tellCalendars(it, declined)
  await offerOthers(it)
  return doneCard(phrases[ctx.member.locale].declined.done(bookingName(booking.number)))
}

async function cancel(it: Deed): Promise<Message> {
  const { stores, say, hand, ctx, ports } = it
  const { booking } = hand
  const back = ports.library().provider.booking.consultantCancel === 'givenBack'
  const cancelled = await end(it, back ? 'release' : 'consume', 'meeting.cancel', { givenBack: back })
  const left = back ? await leftNow(it) : undefined
  await tellCustomer(stores, say, hand, cancelled, { kind: 'cancelled', left })
  await tellCalendars(it, cancelled)
  return doneCard(phrases[ctx.member.locale].cancelled.done(bookingName(booking.number)))
}

const tellCalendars = ({ ports, stores, say, hand, former }: Deed, booking: Booking): Promise<void> =>
  invite({ stores, say, calendar: ports.calendar }, hand, booking, {
    consultantId: hand.booking.consultantId,
    place: former,
  })

/** The consultant is free again, and both cards say that it is not to be. */
async function end(
  it: Deed,
  ending: 'release' | 'consume',
  what: 'meeting.decline' | 'meeting.cancel',
  details: Readonly<Record<string, string | boolean>>,
): Promise<Booking> {
  const { ctx, ports, stores, say, hand } = it
  const { booking, side } = hand
  const by = { actor: actorOf(ctx), now: ctx.now, reason: what }
  await stores.bookings.vacate(booking.organisationId, booking.id)
  if (booking.holdId) await stores.ledger[ending](booking.organisationId, booking.holdId, by)
  const cancelled = { ...booking, state: 'cancelled', sequence: booking.sequence + 1 } as const
  await showBoth(ports, stores, say, side, cancelled)
  await stores.audit.record(booking.organisationId, {
    actor: by.actor,
    what,
    details: { booking: booking.id, before: booking.state, after: 'cancelled', ...details },
  })
  return cancelled
}

async function leftNow({ stores, hand: { booking }, ctx }: Deed): Promise<number> {
  const balances = await stores.ledger.balances(booking.organisationId, ctx.now)
  return leftOn(balances, dayOf(ctx.now, ctx.timeZone))
}

/** Free times as if the customer had asked for them, where they read alone. */
async function offerOthers({ ctx, ports, stores, say, hand }: Deed): Promise<void> {
  const { side, places, isThere } = hand
  if (!isThere || places.customer.kind !== 'direct') return
  const library = ports.library()
  const bought = await stores.contracts.of(side.organisation.id)
  const contract = entitlementOn(library.products, bought, dayOf(ctx.now, ctx.timeZone))
  const theirs: Context = { ...ctx, ...side, contract, conversation: places.customer }
  const notifying: Say = { ...say, send: (to, card) => say.notify(to, card) }
  await offer(theirs, { stores, say: notifying, library, holidays: ports.holidays }, {})
}

/** Others who work then and are in no meeting. */
async function freeThen({ ctx, stores, hand: { booking } }: Deed): Promise<readonly BookableConsultant[]> {
  const day = dayOf(booking.startsAt, ctx.timeZone)
  const taken = await takenOn(stores, ctx, { from: addDays(day, -1), to: addDays(day, 1) })
  return (await bookable(stores)).filter((it) => {
    const until = blockedUntil(booking, it)
    return (
      it.consultantId !== booking.consultantId &&
      worksWithin(it, booking) &&
      !taken.some(
        (other) =>
          other.consultantId === it.consultantId && other.from < until && booking.startsAt < other.until,
      )
    )
  })
}

const blockedUntil = ({ endsAt }: Booking, { bufferMinutes }: BookableConsultant): Date =>
  new Date(endsAt.getTime() + bufferMinutes * 60_000)

async function handOver(it: Deed, to: string, before: Before): Promise<Message> {
  const { ctx, ports, stores, say, hand } = it
  const { booking, side, places } = hand
  const { handedOver } = phrases.ja
  const next = (await freeThen(it)).find(({ consultantId }) => consultantId === to)
  const { startsAt, endsAt, organisationId, id } = booking
  const slot = next && {
    ...{ consultantId: to, startsAt, endsAt, blockedUntil: blockedUntil(booking, next) },
  }
  if (!next || !slot || !(await stores.bookings.move(organisationId, booking, slot, ctx.now))) {
    const { name } = next ?? (await consultantOf(stores, { consultantId: to }))
    return to === booking.consultantId ? present(it) : doneCard(handedOver.taken(name))
  }
  const { providerId } = next
  const after = { ...booking, consultantId: to, providerId, sequence: booking.sequence + 1 }
  await showBoth(ports, stores, say, side, after)
  await stores.audit.record(organisationId, {
    actor: actorOf(ctx),
    what: 'meeting.handOver',
    details: { booking: id, before: booking.consultantId, after: to },
  })
  await tellCustomer(stores, say, hand, after, { kind: 'handedOver' })
  await tellCalendars(it, after)
  const brief = await briefOf(stores, ports, hand, after, before)
  await tellConsultant(say, places, briefCard(brief, ctx.timeZone, handedOver.yours))
  return doneCard(handedOver.done(bookingName(booking.number), next.name))
}

/** Shared on writing; written again, the customer's card is redrawn, and they are asked nothing twice. */
async function writeMinutes(it: Deed, values: Values | undefined): Promise<Message> {
  const { ctx, stores, say, hand } = it
  const { booking, side, places } = hand
  const summary = values?.summary?.trim() ?? ''
  const nextActions = values?.next?.trim() ?? ''
  if (booking.state !== 'finished' || summary === '') return present(it)
  const { organisationId, id } = booking
  const { locale } = side.member
  const reading = { locale, timeZone: ctx.timeZone }
  const card = minutesCard(await toldOf(stores, booking), { summary, nextActions }, reading)
  const before = await stores.meetings.minutes(organisationId, id)
  const written = { summary, nextActions, writtenBy: ctx.member.id, writtenAt: ctx.now }
  if (before) {
    if (places.customer.kind === 'direct') await say.update(before.cardRow, card)
    await stores.meetings.saveMinutes(organisationId, id, { ...before, ...written })
  } else {
    const rows = await share(say, places, card, id, locale)
    await stores.meetings.saveMinutes(organisationId, id, { ...written, ...rows })
  }
  await stores.audit.record(organisationId, {
    actor: actorOf(ctx),
    what: 'meeting.minutes',
    details: { booking: id, before: before ? 'written' : 'none', after: 'written' },
  })
  // Teams shows the form in the place of the card.
  await showDesk(side, { stores, say }, booking)
  return minutesSharedCard(booking.number, ctx.member.locale)
}

async function share(say: Say, { customer }: Places, card: Message, id: string, locale: 'ja' | 'en') {
  if (customer.kind === 'direct')
    return {
      cardRow: await say.notify(customer, card),
      questionRow: await say.notify(customer, ratingCard(id, undefined, locale)),
    }
  const row = await say.notify(customer, newsLine({ kind: 'minutes' }, locale))
  return { cardRow: row, questionRow: row }
}

async function recordNoShow(it: Deed): Promise<Message> {
  const { ctx, ports, stores, say, hand } = it
  const { booking, side } = hand
  const { organisationId, id } = booking
  const back = ports.library().provider.booking.noShow === 'givenBack'
  if (back) await giveBackUsed(it)
  await showBoth(ports, stores, say, side, { ...booking, state: 'noShow' })
  await stores.audit.record(organisationId, {
    actor: actorOf(ctx),
    what: 'meeting.noShow',
    details: { booking: id, before: 'finished', after: 'noShow', givenBack: back },
  })
  const { noShow } = phrases[ctx.member.locale]
  return doneCard(noShow.done(bookingName(booking.number)), back ? noShow.givenBack : noShow.counted)
}

/** The end of the meeting has used it: one more is granted where it was taken. */
async function giveBackUsed({ ctx, stores: { ledger }, hand: { booking } }: Deed): Promise<void> {
  const { organisationId, holdId } = booking
  const entries = await ledger.entries(organisationId)
  const used = entries.find((entry) => entry.kind === 'consume' && entry.holdId === holdId)
  const balances = await ledger.balances(organisationId, ctx.now)
  const balance = used && balances.find((known) => known.id === used.balanceId)
  if (!balance) return
  const { termId, allowance, source, validFrom, validTo } = balance
  const change = { termId, allowance, source, validFrom, validTo, by: 1 }
  await ledger.adjust(organisationId, change, { actor: actorOf(ctx), now: ctx.now, reason: 'no-show' })
}

async function numbered(ctx: Context, { unitOfWork }: MeetingPorts, number: number) {
  return unitOfWork.decide({ kind: 'desk', organisationId: ctx.organisation.id }, ({ bookings }) =>
    bookings.numbered(number),
  )
}
