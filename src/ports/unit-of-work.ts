import type { Context, EventClaim } from '../chat/context.ts'
import type { ConversationRef, MessageId } from '../chat/event.ts'
import type { Message } from '../chat/message.ts'

/**
 * The only way to write. Stores exist only inside it, bound to one transaction and one scope. What `work` changes, what it
 * says and the end of the event that caused it commit together or not at all. `work` may run again, and nothing in it
 * reaches a network.
 */
export interface UnitOfWork<Stores> {
  /**
   * @throws LeaseLost when another process has taken the conversation or the job, or has handled the event: drop the decision
   */
  decide<T>(scope: Scope, work: (stores: Stores, say: Say) => Promise<T>): Promise<T>
}

/**
 * Whose rows may be touched. A customer's event names its organisation; only the provider's desk (its members, jobs and the
 * command line) may name any, and names one in every call.
 */
export type Scope =
  | {
      readonly kind: 'organisation'
      readonly organisationId: string
      /** Absent: no event is handled, as when a file has arrived. */
      readonly claim?: EventClaim
      readonly ending?: EventEnding
    }
  | {
      readonly kind: 'desk'
      readonly organisationId: string
      readonly claim?: EventClaim
      readonly ending?: EventEnding
      /** The desk's own work decides: nobody else may be at it. */
      readonly job?: JobClaim
      /** How long the decision may take, where a few seconds are not enough; nothing else is decided on an embedded database meanwhile. */
      readonly patienceMs?: number
    }

/** The right to do a job, until another process takes it over. */
export interface JobClaim {
  readonly name: string
  readonly token: string
}

/** The provider's own people act for the desk; everybody else within their organisation. */
export const scopeOf = ({ organisation, claim }: Context): Scope => ({
  kind: organisation.kind === 'provider' ? 'desk' : 'organisation',
  organisationId: organisation.id,
  claim,
})

/** How the event ends with this decision; handled unless said otherwise. */
export type EventEnding =
  | { readonly kind: 'handled' }
  | { readonly kind: 'retry'; readonly afterMs: number; readonly reference: string }
  | { readonly kind: 'failed'; readonly reference: string }

/** Puts messages into the outbox of the same transaction: decided means said. */
export interface Say {
  /** @returns the outbox row's id, by which the message can be updated */
  send(to: ConversationRef, message: Message): Promise<string>
  /** To the consultants' channel, on the relay lane, as the provider's own row. */
  sendToDesk(to: ConversationRef, message: Message): Promise<string>
  /** To a customer, what a person says or does about their ticket: on the relay lane, in the order in which it was decided. */
  relay(to: ConversationRef, message: Message): Promise<string>
  /** Without anybody having asked, on the notice lane: a delivery that waits for long holds up no answer. */
  notify(to: ConversationRef, message: Message): Promise<string>
  /**
   * One message to many places at once, for the desk alone: on the notice lane, spread out as the platforms allow, by all processes.
   * Where nobody can tell whether it arrived it is not repeated: an admin decides.
   * @returns the outbox rows' ids, in the order of the places
   */
  broadcast(wave: Wave): Promise<readonly string[]>
  /**
   * What a wave said is replaced everywhere, for the desk alone: where it is shown, where it is just being sent, and where it waits
   * to be. A later replacement overtakes an earlier one.
   */
  rebroadcast(wave: Rewave): Promise<void>
  /**
   * An admin says what becomes of rows of waves of which nobody can tell whether they arrived, for the desk alone: they are sent
   * again, in the newest words, or taken for delivered. What is not, or no longer, unknown stays as it is. @returns how many it was
   */
  decideUnknown(rows: readonly string[], decision: UnknownDecision): Promise<number>
  /** Replaces a message said earlier (an outbox row's id). A newer replacement overtakes an older one that is still unsent. */
  update(row: string, message: Message): Promise<void>
  /** Replaces a message by the id that its platform gave it: one that was pressed. @returns false where the desk cannot */
  replace(
    pressed: { readonly conversation: ConversationRef; readonly message: MessageId },
    message: Message,
  ): Promise<boolean>
}

/** Of so many places at most: one session decides it, and others wait. */
export interface Wave {
  /** Names the wave, by which its rows are counted; several decisions may add to one. */
  readonly id: string
  /** What is said: most places are told the same. */
  readonly messages: readonly Message[]
  readonly places: readonly WavePlace[]
}

export interface WavePlace {
  readonly organisationId: string
  readonly to: ConversationRef
  /** Which of the messages. */
  readonly message: number
  /** Not to be disturbed before. */
  readonly notBefore?: Date | undefined
}

export interface Rewave {
  readonly id: string
  readonly messages: readonly Message[]
  /** Rows that a broadcast returned. */
  readonly rows: readonly { readonly row: string; readonly message: number }[]
  /**
   * What becomes of a row that is certainly not shown: it says the new words, or is never sent. One that is just being sent, or may
   * have been, is replaced once it is known to be there.
   */
  readonly unsent: 'said' | 'dropped'
}

export type UnknownDecision = 'again' | 'letBe'

/** Another process owns the conversation or the job now, or has handled the event already: nothing was written. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
}
