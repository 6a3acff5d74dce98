import type { Context } from '../../chat/context.ts'
import { dayOf } from '../../chat/day.ts'
import { asSeenBy, type Booking, standingOf } from './booking.ts'
import { presentBookingCard, refusedCard, type Shown } from './cards.ts'
import { consultantOf, type Deciding, leftOn, readingOf, toldPolicy } from './desk.ts'
import { phrases } from './phrases.ts'

/** A booking as its organisation's member may see it. */
export async function shownTo(
  { organisation, member, now, timeZone }: Context,
  { stores, library }: Deciding,
  booking: Booking,
): Promise<Shown> {
  const balances = await stores.ledger.balances(organisation.id, now)
  return {
    booking: asSeenBy(booking, member.id, phrases[member.locale].unnamedTopic),
    consultant: await consultantOf(stores, booking),
    left: booking.state === 'held' ? undefined : leftOn(balances, dayOf(booking.startsAt, timeZone)),
    policy: toldPolicy(library.provider),
  }
}

/** Nothing is changed; the booking is shown as it is. */
export async function refuseOwn(ctx: Context, it: Deciding, booking: Booking, words: string): Promise<void> {
  const shown = await shownTo(ctx, it, booking)
  await it.say.send(ctx.conversation, presentBookingCard(shown, words, readingOf(ctx)))
}

/** It is under way, or over: nothing can be changed any more. */
export function tooLate(ctx: Context, it: Deciding, booking: Booking): Promise<void> {
  const { refused } = phrases[ctx.member.locale]
  const underWay = standingOf(booking, ctx.now) === 'underWay'
  return refuseOwn(ctx, it, booking, underWay ? refused.underWay : refused.over)
}

export async function refuse(ctx: Context, { say }: Pick<Deciding, 'say'>, words: string): Promise<void> {
  await say.send(ctx.conversation, refusedCard(words, ctx.member.locale))
}
