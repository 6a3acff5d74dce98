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
  const now = clock()
  return {
    now,
    timeZone,
    organisation: sender.organisation,
    member: sender.member,
    contract: contractOn(sender.contracts, dayOf(now, timeZone)),
    conversation: event.conversation,
    from: event.from,
    claim,
  }
}
