import { z } from 'zod'
import type { Context } from '../../chat/context.ts'
import { scopeOf } from '../../ports/unit-of-work.ts'
import { staleCard } from '../consultation/index.ts'
import type { BookingAction } from './actions.ts'
import { standingOf } from './booking.ts'
import { actorOf, showBooking, showDesk } from './desk.ts'
import { invite } from './invite.ts'
import { atHand, type MeetingPorts, type Places, placesOf, tellCustomer, toldOf } from './meeting/at-hand.ts'
import { presentCard } from './meeting/cards.ts'

/** The consultants' side confirms a booking that awaits it; its member is told on their card. */
export async function acceptBooking(
  ctx: Context,
  ports: MeetingPorts,
  { organisation: organisationId, id }: Extract<BookingAction, { type: 'booking.accept' }>,
): Promise<void> {
  const { unitOfWork, holidays } = ports
  const library = ports.library()
  const places = await awaitedPlaces(ctx, ports, organisationId, id)
  // What the customer is told is the customer's.
  const scope = places ? ({ kind: 'desk', organisationId, claim: ctx.claim } as const) : scopeOf(ctx)
  return unitOfWork.decide(scope, async (stores, say) => {
    const organisation = places && (await stores.membership.organisation(organisationId))
    const booking = organisation && (await stores.bookings.find(organisationId, id))
    if (!places || !organisation || !booking)
      return void (await say.send(ctx.conversation, staleCard(ctx.member.locale)))
    if (booking.state !== 'awaiting' || standingOf(booking, ctx.now) !== 'ahead') {
      const present = presentCard(await toldOf(stores, booking), ctx.now, ctx.timeZone)
      return void (await say.sendToDesk(ctx.conversation, present))
    }
    const member = await stores.membership.member(organisationId, booking.memberId)
    const deciding = { stores, say, library, holidays }
    const confirmed = { ...booking, state: 'confirmed', sequence: booking.sequence + 1 } as const
    const theirs = { ...ctx, organisation, member: member ?? ctx.member, conversation: booking.conversation }
    const told = await showDesk(theirs, deciding, confirmed)
    await stores.bookings.save(await showBooking(theirs, deciding, told))
    const hand = await atHand(stores, confirmed, places, ctx)
    await tellCustomer(stores, say, hand, confirmed, { kind: 'accepted' })
    await invite({ stores, say, calendar: ports.calendar }, hand, confirmed)
    await stores.audit.record(organisationId, {
      actor: actorOf(ctx),
      what: 'booking.accept',
      details: { booking: id, before: 'awaiting', after: 'confirmed' },
    })
  })
}

/** Undefined: it is not theirs, or there is none. */
async function awaitedPlaces(
  { organisation: { kind, id: providerId } }: Context,
  ports: MeetingPorts,
  organisationId: string,
  id: string,
): Promise<Places | undefined> {
  if (kind !== 'provider' || !z.uuid().safeParse(organisationId).success) return undefined
  const desk = { kind: 'desk', organisationId: providerId } as const
  const booking = await ports.unitOfWork.decide(desk, ({ bookings }) => bookings.find(organisationId, id))
  return booking && placesOf(ports, booking)
}
