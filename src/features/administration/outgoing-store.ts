import type { ConversationRef } from '../../chat/event.ts'

/** What the desk has still to say, or could not: the desk's alone, for an operator. */
export interface OutgoingStore {
  /**
   * Where a desk begins on a database server: nobody else decides whether it is known here until this decision commits.
   * @returns whether the database is a copy of the one that a desk worked on last, as after a back-up was restored
   */
  settleIn(): Promise<boolean>
  /**
   * A back-up was restored: what was not sent when it was made is set aside, and so is, until {@link OutgoingStore.resume}, what is
   * decided without somebody having written since. Numbers that people were told (受付番号 …) go on a thousand further, past those
   * that were given after the back-up. @returns how many are set aside
   */
  setAside(): Promise<number>
  /** Since when; undefined: what is decided is said. */
  heldSince(): Promise<Date | undefined>
  /** Oldest first. */
  list(wanted: OutgoingQuery): Promise<readonly Outgoing[]>
  /**
   * To be sent now, of those that are set aside or were given up. What may have been sent before is looked up first, as whatever the
   * outcome is unknown of. @returns the ids found
   */
  release(which: Chosen): Promise<readonly string[]>
  /** Never to be sent, of the same. @returns the ids found */
  drop(which: Chosen): Promise<readonly string[]>
  /** From now on what is decided is said; what is set aside stays so. @returns false where nothing was held */
  resume(): Promise<boolean>
}

export const outgoingStates = ['held', 'waiting', 'failed'] as const
export type OutgoingState = (typeof outgoingStates)[number]

/** One by its id, or all that are set aside. */
export type Chosen = { readonly id: string } | 'held'

export interface OutgoingQuery {
  readonly state: OutgoingState
  readonly organisationId: string | undefined
  readonly limit: number
}

export interface Outgoing {
  readonly id: string
  readonly organisation: string
  readonly to: ConversationRef
  readonly lane: 'reply' | 'relay' | 'notice'
  /** Its first words, as a notification shows them. */
  readonly summary: string
  readonly writtenAt: Date
  /** Written before the back-up was restored: the desk that was lost may have sent it. */
  readonly perhapsSent: boolean
  readonly attempts: number
  /** Why it was not sent yet, or never can be. */
  readonly reason: string | undefined
}
