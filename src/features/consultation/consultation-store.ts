import type { ConversationRef } from '../../chat/event.ts'
import type { Consultation } from './consultation.ts'

export interface ConsultationStore {
  add(consultation: Consultation): Promise<void>
  find(organisationId: string, id: string): Promise<Consultation | undefined>
  /** The newest one that this message asked. */
  askedBy(
    organisationId: string,
    conversationKey: string,
    questionMessage: string,
  ): Promise<Consultation | undefined>
  /** Writes everything but who asked, where and when. */
  save(consultation: Consultation): Promise<void>
  feedback(
    organisationId: string,
    consultationId: string,
    memberId: string,
    feedback: { readonly verdict?: 'solved' | 'unsolved'; readonly comment?: string; readonly at: Date },
  ): Promise<void>
}

/** Everything that a member wrote to the desk and that it answered. */
export interface TurnLog {
  /** Makes the conversation the desk's own: from now on it listens there without being mentioned. */
  open(organisationId: string, conversation: ConversationRef): Promise<void>
  add(organisationId: string, turn: Turn): Promise<void>
  /** Rewrites or, with null, forgets what a message said. @returns whether it is in the log */
  rewrite(organisationId: string, messageId: string, words: string | null): Promise<boolean>
}

/** Questions that could not be handled and wait for their next try. */
export interface WaitingQuestions {
  /**
   * Gives one its new words or, with null, ends it. For the conversation only that is being decided in.
   * @returns whether it waited
   */
  rewrite(conversationKey: string, message: string, words: string | null): Promise<boolean>
}

export interface Turn {
  readonly conversationKey: string
  readonly at: Date
  readonly author: 'member' | 'bot'
  readonly memberId: string | undefined
  readonly messageId: string
  readonly words: string
}

export interface ConsultationStores {
  readonly consultations: ConsultationStore
  readonly turns: TurnLog
  readonly waiting: WaitingQuestions
}
