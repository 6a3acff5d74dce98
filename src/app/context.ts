import type { Context, EventClaim } from '../chat/context.ts'
import { dayOf } from '../chat/day.ts'
import type { InboundEvent } from '../chat/event.ts'
import type { Sender } from '../features/membership/index.ts'
import { contractOn } from '../features/plans/index.ts'
import type { AppPorts } from './ports.ts'

export function contextOf(
  { clock, timeZone }: Pick<AppPorts, 'clock' | 'timeZone'>,
  sender: Extract<Sender, { kind: 'member' }>,
  event: InboundEvent,
  claim: EventClaim,
): Context {
  return {
    ...whoIs({ clock, timeZone }, sender),
    conversation: event.conversation,
    from: event.from,
    claim,
  }
}

/** The part of a context that needs no event: who somebody is today. */
export function whoIs(
  { clock, timeZone }: Pick<AppPorts, 'clock' | 'timeZone'>,
  { organisation, member, contracts }: Extract<Sender, { kind: 'member' }>,
) {
  const now = clock()
  return { now, timeZone, organisation, member, contract: contractOn(contracts, dayOf(now, timeZone)) }
}
