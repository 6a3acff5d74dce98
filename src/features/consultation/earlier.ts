import type { ConversationRef } from '../../chat/event.ts'
import type { Consultation } from './consultation.ts'

/** A consultation that a new question of the same conversation may refer to. */
export type Earlier = Pick<Consultation, 'id' | 'state' | 'reply' | 'ticketNumber'>

/** Whose, where, and what is being read now. */
export interface EarlierOf {
  readonly organisationId: string
  readonly memberId: string
  readonly conversation: ConversationRef
  /** The message that is being read: of one that was edited, only what came before it counts. */
  readonly message: string | undefined
  readonly now: Date
}

/**
 * The member's own of this conversation, newest first, five at most and none older than a day; a thread in a direct conversation goes on
 * from the consultation that it hangs on. None that was taken back or forgotten, and none of what others asked where they read along.
 */
export type EarlierConsultations = (of: EarlierOf) => Promise<readonly Earlier[]>
