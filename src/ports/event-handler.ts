import type { EventClaim } from '../chat/context.ts'
import type { InboundEvent } from '../chat/event.ts'

/** What the inbox hands its events to: the desk itself. Every call ends in exactly one decision about its event, or throws. */
export interface EventHandler {
  /** @throws LeaseLost, or any fault; nothing was decided then */
  handle(event: InboundEvent, claim: EventClaim): Promise<void>
  /** After a fault: the member is told, and the event is tried again later or given up. */
  recover(event: InboundEvent, claim: EventClaim, fault: Fault): Promise<void>
}

export interface Fault {
  readonly error: unknown
  /** 1 for the first failure of this event. */
  readonly attempt: number
}
