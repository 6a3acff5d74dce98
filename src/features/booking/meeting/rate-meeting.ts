import type { Context } from '../../../chat/context.ts'
import { scopeOf } from '../../../ports/unit-of-work.ts'
import { staleCard } from '../../consultation/index.ts'
import { ownBooking } from '../desk.ts'
import type { MeetingAction } from './actions.ts'
import type { MeetingPorts } from './at-hand.ts'
import { ratingCard } from './cards.ts'

/** How the customer found the meeting: one answer of each, the last. */
export function rateMeeting(
  ctx: Context,
  { unitOfWork }: Pick<MeetingPorts, 'unitOfWork'>,
  { id, score }: Extract<MeetingAction, { type: 'meeting.rate' }>,
): Promise<void> {
  return unitOfWork.decide(scopeOf(ctx), async (stores, say) => {
    const { locale } = ctx.member
    const booking = ctx.organisation.kind === 'provider' ? undefined : await ownBooking(stores, ctx, id)
    const minutes = booking && (await stores.meetings.minutes(booking.organisationId, booking.id))
    if (!booking || !minutes) return void (await say.send(ctx.conversation, staleCard(locale)))
    await stores.meetings.rate(booking.organisationId, id, { score, memberId: ctx.member.id, at: ctx.now })
    await say.update(minutes.questionRow, ratingCard(id, score, locale))
  })
}
