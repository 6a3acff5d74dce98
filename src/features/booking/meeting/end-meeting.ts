import { dayOf } from '../../../chat/day.ts'
import type { Say, Scope } from '../../../ports/unit-of-work.ts'
import { type Booking, HOLD_MINUTES, standingOf } from '../booking.ts'
import { leftOn, type Side, type Stores, showBooking, showDesk } from '../desk.ts'
import { invite } from '../invite.ts'
import { atHand, type MeetingPorts, placesOf, tellConsultant, tellCustomer, toldOf } from './at-hand.ts'
import { endedCard } from './cards.ts'

/** Who the ledger says it was. */
const ACTOR = 'desk'

export interface AtWork {
  readonly scope: Scope
  readonly now: Date
}

/** A hold whose minutes have passed is over, and its card says so. Doing it again changes nothing. */
export async function lapseHold(ports: MeetingPorts, { scope, now }: AtWork, due: Booking): Promise<void> {
  const { organisationId, id } = due
  await ports.unitOfWork.decide(scope, async (stores, say) => {
    const booking = await stores.bookings.find(organisationId, id)
    if (booking?.state !== 'held') return
    if (booking.createdAt.getTime() + HOLD_MINUTES * 60_000 > now.getTime()) return
    await stores.bookings.vacate(organisationId, id)
    if (booking.holdId) await stores.ledger.release(organisationId, booking.holdId, { actor: ACTOR, now })
    const places = { customer: booking.conversation, consultant: undefined }
    const { side } = await atHand(stores, booking, places, { now, timeZone: ports.timeZone })
    await show(ports, stores, say, side, { ...booking, state: 'lapsed' }, 'lapsed')
  })
}

/**
 * A meeting that has ended is used up, and its consultant asked for minutes; one that nobody confirmed is given back. Doing it again
 * changes nothing.
 */
export async function endMeeting(ports: MeetingPorts, { scope, now }: AtWork, due: Booking): Promise<void> {
  const { organisationId, id } = due
  const { timeZone } = ports
  const places = await placesOf(ports, due)
  await ports.unitOfWork.decide(scope, async (stores, say) => {
    const booking = await stores.bookings.find(organisationId, id)
    if (!booking || standingOf(booking, now) !== 'past' || booking.state === 'held') return
    const hand = await atHand(stores, booking, places, { now, timeZone })
    const by = { actor: ACTOR, now }
    if (booking.state === 'confirmed') {
      if (booking.holdId) await stores.ledger.consume(organisationId, booking.holdId, by)
      const finished = { ...booking, state: 'finished' } as const
      await showBoth(ports, stores, say, hand.side, finished)
      const told = await toldOf(stores, finished)
      await tellConsultant(
        say,
        places,
        endedCard({ ...told, organisation: hand.organisation.name }, timeZone),
      )
      return
    }
    await stores.bookings.vacate(organisationId, id)
    const reason = 'not confirmed'
    if (booking.holdId) await stores.ledger.release(organisationId, booking.holdId, { ...by, reason })
    const cancelled = { ...booking, state: 'cancelled', sequence: booking.sequence + 1 } as const
    await showBoth(ports, stores, say, hand.side, cancelled)
    const balances = await stores.ledger.balances(organisationId, now)
    const left = leftOn(balances, dayOf(now, timeZone))
    await tellCustomer(stores, say, hand, cancelled, { kind: 'notConfirmed', left })
    await invite({ stores, say, calendar: ports.calendar }, hand, cancelled)
  })
}

/** Both cards of a booking as it is from now on, and the booking with them. */
export async function showBoth(
  ports: MeetingPorts,
  stores: Stores,
  say: Say,
  side: Side,
  booking: Booking,
): Promise<void> {
  await show(ports, stores, say, side, await showDesk(side, { stores, say }, booking))
}

async function show(
  { library, holidays }: MeetingPorts,
  stores: Stores,
  say: Say,
  side: Side,
  booking: Booking,
  news?: 'lapsed',
): Promise<void> {
  const deciding = { stores, say, library: library(), holidays }
  await stores.bookings.save(await showBooking(side, deciding, booking, news))
}
