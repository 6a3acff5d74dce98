import type { Context, EventClaim } from '../chat/context.ts'
import { dayOf } from '../chat/day.ts'
import type { InboundEvent } from '../chat/event.ts'
import type { Sender } from '../features/membership/index.ts'
import { entitlementOn } from '../features/plans/index.ts'
import type { AppPorts } from './ports.ts'

export function contextOf(
  { clock, timeZone, holidays, library }: Pick<AppPorts, 'clock' | 'timeZone' | 'holidays' | 'library'>,
  sender: Extract<Sender, { kind: 'member' }>,
  event: InboundEvent,
  claim: EventClaim,
): Context {
  return {
    ...whoIs({ clock, timeZone, holidays, library }, sender),
    conversation: event.conversation,
    from: event.from,
    claim,
    ...(event.type === 'action' ? { pressed: event.message } : {}),
  }
}

/** How people are turned away whom the desk does not know; only what they write in a customer's channel makes them its own. */
export const asUnknown = (kind: Exclude<Sender['kind'], 'member'>): 'unknownUser' | 'unknownWorkspace' =>
  kind === 'unknownWorkspace' ? kind : 'unknownUser'

/** The part of a context that needs no event: who somebody is today. */
export function whoIs(
  { clock, timeZone, holidays, library }: Pick<AppPorts, 'clock' | 'timeZone' | 'holidays' | 'library'>,
  { organisation, member, contracts }: Extract<Sender, { kind: 'member' }>,
) {
  const now = clock()
  const contract = entitlementOn(library().products, contracts, dayOf(now, timeZone))
  return { now, timeZone, holidays, organisation, member, contract }
}
