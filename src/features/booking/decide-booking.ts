import type { Context } from '../../chat/context.ts'
import { dayOf } from '../../chat/day.ts'
import type { CalendarWriter } from '../../ports/calendar.ts'
import { scopeOf } from '../../ports/unit-of-work.ts'
import { priceOfExtra } from '../plans/index.ts'
import { type BookingAction, fromMinutes } from './actions.ts'
import { isOffered, type Slot } from './availability.ts'
import { asSeenBy, type Booking, givesBack, HOLD_MINUTES, isAt, purposeOf, standingOf } from './booking.ts'
import type { BookableConsultant } from './booking-store.ts'
import {
  bookingCard,
  chosenCard,
  movedCard,
  noneLeftCard,
  refusedCard,
  sureCard,
  upcomingCard,
} from './cards.ts'
import {
  actorOf,
  type BookingPorts,
  type Deciding,
  leftOn,
  newBooking,
  ownBooking,
  readingOf,
  sayInPlace,
  searchOn,
  showBooking,
  showDesk,
  takenOn,
} from './desk.ts'
import type { Described } from './forms.ts'
import { ownConsultation } from './goes-on.ts'
import { invite } from './invite.ts'
import { atHand, type Places } from './meeting/at-hand.ts'
import { offer } from './offer-slots.ts'
import { phrases } from './phrases.ts'
import { refuse, refuseOwn, shownTo, tooLate } from './refuse.ts'

export type DecidedAction = Exclude<
  BookingAction,
  { type: 'booking.offer' | 'booking.who' | 'booking.describe' | 'booking.accept' | 'booking.calendar' }
>

/** A decision that both sides' calendars are told of. */
interface Telling extends Deciding {
  readonly calendar: CalendarWriter
  /** As the booking was just before; `next`: of the consultant whom it is moved to. Undefined: there was none. */
  readonly places: { readonly before: Places; readonly next: Places } | undefined
}

/** A button about one's bookings. Decided from what is stored: a forged or stale one changes nothing, and is told so. */
export function decideBooking(ctx: Context, ports: BookingPorts, action: DecidedAction): Promise<void> {
  return deciding(ctx, ports, toldOf(action), async (it) => {
    switch (action.type) {
      case 'booking.hold':
        return hold(ctx, it, action)
      case 'booking.list':
        return list(ctx, it)
      case 'booking.confirm':
        return onOwn(ctx, it, action.id, (booking) => confirm(ctx, it, booking))
      case 'booking.detach':
        return onOwn(ctx, it, action.id, (booking) => detach(ctx, it, booking))
      case 'booking.drop':
        return onOwn(ctx, it, action.id, (booking) => drop(ctx, it, booking))
      case 'booking.move':
        return onOwn(ctx, it, action.id, (booking) => move(ctx, it, booking, action))
      case 'booking.cancel':
        return onOwn(ctx, it, action.id, (booking) => ask(ctx, it, booking))
      case 'booking.cancelNow':
        return onOwn(ctx, it, action.id, (booking) => cancel(ctx, it, booking))
    }
  })
}

/** The form about a meeting was sent: it is confirmed with that. */
export function describeBooking(
  ctx: Context,
  ports: BookingPorts,
  id: string,
  { topic, agenda, attendees }: Described,
): Promise<void> {
  return deciding(ctx, ports, { id }, (it) =>
    onOwn(ctx, it, id, (booking) =>
      confirm(ctx, it, {
        ...booking,
        topic: topic.trim() || booking.topic,
        agenda: agenda.trim(),
        attendees: attendees.trim(),
      }),
    ),
  )
}

/** The booking that calendars are told of, and whose it becomes. */
interface Told {
  readonly id: string
  readonly with?: string
}

function toldOf(action: DecidedAction): Told | undefined {
  switch (action.type) {
    case 'booking.confirm':
    case 'booking.cancelNow':
    case 'booking.move':
      return action
    case 'booking.hold':
    case 'booking.list':
    case 'booking.detach':
    case 'booking.drop':
    case 'booking.cancel':
      return undefined
  }
}

async function deciding(
  ctx: Context,
  ports: BookingPorts,
  of: Told | undefined,
  work: (telling: Telling) => Promise<void>,
): Promise<void> {
  const { unitOfWork, holidays, calendar } = ports
  const library = ports.library()
  const places = of && (await placesAround(ctx, ports, of))
  return unitOfWork.decide(scopeOf(ctx), (stores, say) =>
    work({ stores, say, library, holidays, calendar, places }),
  )
}

async function placesAround(
  ctx: Context,
  { unitOfWork, places }: BookingPorts,
  { id, with: next }: Told,
): Promise<Telling['places']> {
  const { claim: _, ending: __, ...scope } = scopeOf(ctx)
  const booking = await unitOfWork.decide(scope, (stores) => ownBooking(stores, ctx, id))
  if (!booking) return undefined
  const before = await places(booking)
  const stays = next === undefined || next === booking.consultantId
  return { before, next: stays ? before : await places({ ...booking, consultantId: next }) }
}

/** Both sides' calendars are told of what a booking has become. `former`: as it was before a move. */
async function inviteBoth(ctx: Context, it: Telling, booking: Booking, former?: Booking): Promise<void> {
  if (!it.places) return
  const { before, next } = it.places
  const hand = await atHand(it.stores, booking, former ? next : before, ctx)
  await invite(it, hand, booking, former && { ...former, place: before.consultant })
}

async function onOwn(
  ctx: Context,
  { stores, say }: Deciding,
  id: string,
  work: (booking: Booking) => Promise<void>,
): Promise<void> {
  const booking = await ownBooking(stores, ctx, id)
  if (booking) return work(booking)
  await say.send(ctx.conversation, refusedCard(phrases[ctx.member.locale].refused.over, ctx.member.locale))
}

async function hold(
  ctx: Context,
  it: Deciding,
  { at, with: consultantId, about }: Extract<BookingAction, { type: 'booking.hold' }>,
): Promise<void> {
  const { stores, say } = it
  const words = phrases[ctx.member.locale]
  if (ctx.organisation.kind === 'provider' || !ctx.contract.opens('webMeeting')) return offer(ctx, it, {})
  const wish = { consultantId, startsAt: fromMinutes(at) }
  const offered = await offeredAt(ctx, it, consultantId, wish.startsAt)
  if (offered.kind === 'slotTaken') return taken(ctx, it, wish)
  if (offered.kind === 'notOffered') return refuse(ctx, it, words.refused.notOffered)
  const { consultant, slot } = offered
  const day = dayOf(slot.startsAt, ctx.timeZone)
  // So that a crowd that comes too late takes no slots only to give them back; the ledger decides below.
  if (leftOn(await stores.ledger.balances(ctx.organisation.id, ctx.now), day) === 0) return noneLeft(ctx, it)
  const heldUntil = new Date(ctx.now.getTime() + HOLD_MINUTES * 60_000)
  const consultation = await ownConsultation(ctx, stores, about)
  const matter = { topic: consultation?.subject ?? words.unnamedTopic, consultationId: consultation?.id }
  const placed = await stores.bookings.place(
    ctx.organisation.id,
    newBooking(ctx, slot, consultant, matter),
    slot,
    heldUntil,
  )
  if (!placed) return taken(ctx, it, wish)
  const wanted = {
    ...{ purpose: purposeOf(placed.id), usedOn: day, lapsesAt: heldUntil },
    allowance: 'webMeeting',
  } as const
  const held = await stores.ledger.hold(ctx.organisation.id, wanted, { actor: actorOf(ctx), now: ctx.now })
  if (held.kind === 'noneLeft') {
    await stores.bookings.discard(ctx.organisation.id, placed.id)
    return noneLeft(ctx, it)
  }
  if (ctx.pressed) {
    const pressed = { conversation: ctx.conversation, message: ctx.pressed }
    await say.replace(pressed, chosenCard(slot, consultant, readingOf(ctx)))
  }
  await stores.bookings.save(await showBooking(ctx, it, { ...placed, holdId: held.hold.id }))
}

/** By others, or by one's own organisation: then its booking is shown, as when a time is pressed twice. */
async function taken(
  ctx: Context,
  it: Deciding,
  wish: Pick<Slot, 'consultantId' | 'startsAt'>,
): Promise<void> {
  const { refused } = phrases[ctx.member.locale]
  const own = await it.stores.bookings.holding(ctx.organisation.id, wish, ctx.now)
  return own ? refuseOwn(ctx, it, own, refused.own) : refuse(ctx, it, refused.slotTaken)
}

/** Only its own member, whose consultation it is, and before it is confirmed. */
async function detach(ctx: Context, it: Deciding, booking: Booking): Promise<void> {
  const words = phrases[ctx.member.locale]
  if (booking.state !== 'held' || booking.memberId !== ctx.member.id)
    return refuseOwn(
      ctx,
      it,
      booking,
      standingOf(booking, ctx.now) === 'ahead' ? words.refused.already : words.refused.over,
    )
  const detached = { ...booking, topic: words.unnamedTopic, consultationId: undefined }
  await it.stores.bookings.save(await showBooking(ctx, it, detached))
}

/** None for that day; there may be some for days of the contract. */
async function noneLeft(ctx: Context, it: Deciding): Promise<void> {
  const { stores, say, library } = it
  const { locale } = ctx.member
  const balances = await stores.ledger.balances(ctx.organisation.id, ctx.now)
  const ends = ctx.contract.period?.endsOn
  if (leftOn(balances, dayOf(ctx.now, ctx.timeZone)) > 0 && ends !== undefined)
    return refuse(ctx, it, phrases[locale].refused.outside(ends))
  await say.send(ctx.conversation, noneLeftCard(priceOfExtra(ctx, library.products), locale))
}

type OfferedAt =
  | { readonly kind: 'free'; readonly consultant: BookableConsultant; readonly slot: Slot }
  /** Another meeting has it, or a part of it. */
  | { readonly kind: 'slotTaken' }
  /** Past, or no time of theirs. */
  | { readonly kind: 'notOffered' }

/** What there is at a time. That a slot is free is for the constraint to say: others may be taking it at this moment. */
async function offeredAt(
  ctx: Context,
  it: Deciding,
  consultantId: string,
  startsAt: Date,
  own?: Booking,
): Promise<OfferedAt> {
  const consultant = await it.stores.availabilities.of(consultantId)
  if (!consultant?.bookable) return { kind: 'notOffered' }
  if (consultant.dailyMost !== undefined || consultant.weeklyMost !== undefined)
    await it.stores.availabilities.lock(consultant.providerId, consultantId)
  const day = dayOf(startsAt, ctx.timeZone)
  const days = { from: day, to: day }
  const others = (await takenOn(it.stores, ctx, days)).filter(
    (known) =>
      known.consultantId === consultantId &&
      !(
        known.kind === 'meeting' &&
        own?.consultantId === consultantId &&
        known.from.getTime() === own.startsAt.getTime()
      ),
  )
  const until = startsAt.getTime() + (consultant.slotMinutes + consultant.bufferMinutes) * 60_000
  const there = others.filter(
    ({ from, until: end, kind }) => kind === 'meeting' && from.getTime() < until && startsAt < end,
  )
  const apart = others.filter((known) => !there.includes(known))
  const slot = isOffered(consultant, apart, searchOn(ctx, it, days), startsAt)
  if (!slot) return { kind: 'notOffered' }
  return there.length > 0 ? { kind: 'slotTaken' } : { kind: 'free', consultant, slot }
}

async function confirm(ctx: Context, it: Telling, booking: Booking): Promise<void> {
  const { stores, library } = it
  const words = phrases[ctx.member.locale]
  switch (booking.state) {
    case 'held':
      break
    case 'awaiting':
    case 'confirmed':
      return refuseOwn(ctx, it, booking, words.refused.already)
    case 'cancelled':
    case 'lapsed':
    case 'finished':
    case 'noShow':
      return refuseOwn(ctx, it, booking, booking.state === 'lapsed' ? words.lapsed : words.refused.over)
  }
  if (await isElsewhere(ctx, it, booking)) {
    await lapse(ctx, it, booking)
    return refuse(ctx, it, words.refused.notOffered)
  }
  const kept =
    booking.holdId !== undefined &&
    (await stores.bookings.keep(ctx.organisation.id, booking.id, ctx.now)) &&
    (await stores.ledger.keep(ctx.organisation.id, booking.holdId, ctx.now))
  if (!kept) return lapse(ctx, it, booking)
  const state = library.provider.booking.confirmation === 'instant' ? 'confirmed' : 'awaiting'
  const confirmed = await showDesk(ctx, it, { ...booking, state })
  await stores.bookings.save(await showBooking(ctx, it, confirmed))
  await inviteBoth(ctx, it, confirmed)
  await stores.audit.record(ctx.organisation.id, {
    actor: actorOf(ctx),
    what: 'booking.confirm',
    details: { booking: booking.id, before: 'held', after: state, startsAt: booking.startsAt.toISOString() },
  })
}

/** Whether its consultant's own calendar has come to say meanwhile that they are busy. */
async function isElsewhere(
  ctx: Context,
  { stores }: Deciding,
  { consultantId, startsAt, endsAt }: Booking,
): Promise<boolean> {
  const day = dayOf(startsAt, ctx.timeZone)
  return (await takenOn(stores, ctx, { from: day, to: day })).some(
    (known) =>
      known.kind === 'elsewhere' &&
      known.consultantId === consultantId &&
      known.from < endsAt &&
      startsAt < known.until,
  )
}

async function lapse(ctx: Context, it: Deciding, booking: Booking): Promise<void> {
  const { stores } = it
  await free(ctx, it, booking)
  await stores.bookings.save(await showBooking(ctx, it, { ...booking, state: 'lapsed' }, 'lapsed'))
}

async function drop(ctx: Context, it: Deciding, booking: Booking): Promise<void> {
  const { refused } = phrases[ctx.member.locale]
  const isBooked = booking.state === 'awaiting' || booking.state === 'confirmed'
  if (booking.state !== 'held') return refuseOwn(ctx, it, booking, isBooked ? refused.already : refused.over)
  await free(ctx, it, booking)
  await it.stores.bookings.save(await showBooking(ctx, it, { ...booking, state: 'lapsed' }))
}

async function free(ctx: Context, { stores }: Deciding, { id, holdId }: Booking): Promise<void> {
  await stores.bookings.vacate(ctx.organisation.id, id)
  if (holdId) await stores.ledger.release(ctx.organisation.id, holdId, { actor: actorOf(ctx), now: ctx.now })
}

async function move(
  ctx: Context,
  it: Telling,
  booking: Booking,
  { at, with: consultantId }: Extract<BookingAction, { type: 'booking.move' }>,
): Promise<void> {
  const { stores } = it
  const words = phrases[ctx.member.locale]
  if (standingOf(booking, ctx.now) !== 'ahead') return tooLate(ctx, it, booking)
  const offered = await offeredAt(ctx, it, consultantId, fromMinutes(at), booking)
  if (offered.kind !== 'free') return refuseOwn(ctx, it, booking, words.refused[offered.kind])
  const { slot, consultant } = offered
  if (isAt(booking, slot)) return sayMoved(ctx, it, booking)
  const former = await stores.bookings.move(ctx.organisation.id, booking, slot, ctx.now)
  if (!former) return refuseOwn(ctx, it, booking, words.refused.slotTaken)
  const held = await holdFor(ctx, it, booking, dayOf(slot.startsAt, ctx.timeZone))
  const { holdId } = held
  if (held.kind === 'noneLeft') {
    if (!(await stores.bookings.move(ctx.organisation.id, booking, former, ctx.now)))
      throw new Error('a slot could not be taken back')
    const kept = { ...booking, holdId }
    await stores.bookings.save(kept)
    return refuseOwn(ctx, it, kept, words.refused.outside(ctx.contract.period?.endsOn ?? ''))
  }
  const { startsAt, endsAt } = slot
  // Where the consultant confirms, that is of the new time.
  const state = it.library.provider.booking.confirmation === 'instant' ? booking.state : 'awaiting'
  const taken = { startsAt, endsAt, consultantId, providerId: consultant.providerId }
  const moved = { ...booking, ...taken, holdId, state }
  const told = await showDesk(ctx, it, { ...moved, sequence: booking.sequence + 1 })
  await stores.bookings.save(await showBooking(ctx, it, told, 'moved'))
  await inviteBoth(ctx, it, told, booking)
  await stores.audit.record(ctx.organisation.id, {
    actor: actorOf(ctx),
    what: 'booking.move',
    details: {
      booking: booking.id,
      before: booking.startsAt.toISOString(),
      after: startsAt.toISOString(),
    },
  })
  await sayMoved(ctx, it, told)
}

/** Where the new time was chosen; the booking's own card, which may be far above or another's, shows the same. */
async function sayMoved(ctx: Context, it: Deciding, booking: Booking): Promise<void> {
  await sayInPlace(ctx, it.say, movedCard(await shownTo(ctx, it, booking), readingOf(ctx)))
}

/**
 * The same hold where the day stays, else another in its stead, of a balance that can be used on the new day. None left for that
 * day: one for the old day, which is not the same one either.
 */
async function holdFor(
  ctx: Context,
  { stores: { ledger } }: Deciding,
  { id, holdId, startsAt }: Booking,
  day: string,
): Promise<{ readonly kind: 'held' | 'noneLeft'; readonly holdId: string | undefined }> {
  const before = dayOf(startsAt, ctx.timeZone)
  if (holdId === undefined || before === day) return { kind: 'held', holdId }
  const by = { actor: actorOf(ctx), now: ctx.now }
  await ledger.release(ctx.organisation.id, holdId, { ...by, reason: 'moved' })
  const wanted = { allowance: 'webMeeting', purpose: purposeOf(id) } as const
  const held = await ledger.hold(ctx.organisation.id, { ...wanted, usedOn: day }, by)
  if (held.kind === 'held') return { kind: 'held', holdId: held.hold.id }
  // What was just given back is there again, and nobody else can have it before this decision ends.
  const again = { ...wanted, usedOn: before }
  const back = await ledger.hold(ctx.organisation.id, again, { ...by, reason: 'not moved' })
  if (back.kind === 'noneLeft') throw new Error('a hold could not be taken back')
  return { kind: 'noneLeft', holdId: back.hold.id }
}

async function ask(ctx: Context, it: Deciding, booking: Booking): Promise<void> {
  if (standingOf(booking, ctx.now) !== 'ahead') return tooLate(ctx, it, booking)
  await it.say.send(ctx.conversation, sureCard(await shownTo(ctx, it, booking), readingOf(ctx)))
}

async function cancel(ctx: Context, it: Telling, booking: Booking): Promise<void> {
  const { stores, library } = it
  if (standingOf(booking, ctx.now) !== 'ahead') return tooLate(ctx, it, booking)
  const { cancelCutoff, lateCancel } = library.provider.booking
  const back = givesBack(cancelCutoff, booking.startsAt, ctx.now) || lateCancel === 'givenBack'
  await stores.bookings.vacate(ctx.organisation.id, booking.id)
  if (booking.holdId) {
    const by = { actor: actorOf(ctx), now: ctx.now, reason: 'cancelled' }
    await stores.ledger[back ? 'release' : 'consume'](ctx.organisation.id, booking.holdId, by)
  }
  const cancelled = { ...booking, state: 'cancelled', sequence: booking.sequence + 1 } as const
  const told = await showDesk(ctx, it, cancelled)
  await stores.bookings.save(await showBooking(ctx, it, told))
  await inviteBoth(ctx, it, told)
  await stores.audit.record(ctx.organisation.id, {
    actor: actorOf(ctx),
    what: 'booking.cancel',
    details: { booking: booking.id, before: booking.state, after: 'cancelled', givenBack: back },
  })
  // The question whether they are sure is answered where it stands.
  await sayInPlace(ctx, it.say, bookingCard(await shownTo(ctx, it, told), readingOf(ctx)))
}

async function list(ctx: Context, { stores, say }: Deciding): Promise<void> {
  const upcoming = await stores.bookings.upcoming(ctx.organisation.id, ctx.now)
  const consultants = await stores.availabilities.all()
  const shown = upcoming.map((booking) => ({
    booking: asSeenBy(booking, ctx.member.id, phrases[ctx.member.locale].unnamedTopic),
    consultant: consultants.find(({ consultantId }) => consultantId === booking.consultantId) ?? {
      name: '',
      room: undefined,
    },
  }))
  await say.send(ctx.conversation, upcomingCard(shown, readingOf(ctx)))
}
