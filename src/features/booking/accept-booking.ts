import type { Context } from '../../chat/context.ts'
import { scopeOf } from '../../ports/unit-of-work.ts'
import { staleCard } from '../consultation/index.ts'
import type { BookingAction } from './actions.ts'
import { actorOf, type BookingPorts, showBooking, showDesk } from './desk.ts'

/** The consultants' side confirms a booking that awaits it; its member is told on their card. */
export function acceptBooking(
  ctx: Context,
  { unitOfWork, library: current, holidays }: BookingPorts,
  { organisation: organisationId, id }: Extract<BookingAction, { type: 'booking.accept' }>,
): Promise<void> {
  const library = current()
  return unitOfWork.decide(scopeOf(ctx), async (stores, say) => {
    const organisation =
      ctx.organisation.kind === 'provider' ? await stores.membership.organisation(organisationId) : undefined
    const booking = organisation && (await stores.bookings.find(organisationId, id))
    if (!organisation || booking?.state !== 'awaiting')
      return void (await say.send(ctx.conversation, staleCard(ctx.member.locale)))
    const member = await stores.membership.member(organisationId, booking.memberId)
    const deciding = { stores, say, library, holidays }
    const confirmed = { ...booking, state: 'confirmed', sequence: booking.sequence + 1 } as const
    const theirs = { ...ctx, organisation, member: member ?? ctx.member, conversation: booking.conversation }
    const told = await showDesk(theirs, deciding, confirmed)
    await stores.bookings.save(await showBooking(theirs, deciding, told))
    await stores.audit.record(organisationId, {
      actor: actorOf(ctx),
      what: 'booking.accept',
      details: { booking: id, before: 'awaiting', after: 'confirmed' },
    })
  })
}
