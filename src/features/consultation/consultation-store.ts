import type { EventClaim } from '../../chat/context.ts'
import type { ConversationRef } from '../../chat/event.ts'
import type { FileStores } from '../../ports/files.ts'
import type { AttachmentStores } from '../attachments/index.ts'
import type { Consultation } from './consultation.ts'
import type { Trace } from './trace.ts'

export interface ConsultationStore {
  add(consultation: Consultation): Promise<void>
  /** Until the decision commits nobody else decides about it, from whatever conversation. One past its retention is not found. */
  find(organisationId: string, id: string): Promise<Consultation | undefined>
  /** A member's own open ones of one conversation, newest first. */
  openOf(
    organisationId: string,
    conversationKey: string,
    memberId: string,
    limit: number,
  ): Promise<readonly Consultation[]>
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
  /** @returns its id, by which it can be read again */
  add(organisationId: string, turn: Turn): Promise<string>
  /** What a message says; undefined once it is forgotten or past its retention. */
  words(organisationId: string, messageId: string): Promise<string | undefined>
  /** Rewrites or, with null, forgets what a message said. @returns whether it is in the log */
  rewrite(organisationId: string, messageId: string, words: string | null): Promise<boolean>
}

/** Questions as they arrived, of the conversation that is being decided in. */
export interface ArrivedQuestions {
  /** Gives a question that could not be handled yet, and waits for its next try, its new words. @returns whether one waited */
  rewriteWaiting(conversationKey: string, message: string, words: string): Promise<boolean>
  /** Ends one that waits, without its words. @returns whether one waited */
  endWaiting(conversationKey: string, message: string): Promise<boolean>
  /** Puts what `hide` makes of them in the place of the words of the event that is being decided, wherever the desk keeps them. */
  hide(event: Pick<EventClaim, 'eventId' | 'conversationKey'>, hide: (words: string) => string): Promise<void>
  /** Forgets the words of one that was handled, and of its corrections. */
  forget(conversationKey: string, message: string): Promise<void>
}

/** How answers came about: for the provider's own people, never for the members who were answered. */
export interface TraceStore {
  /** In the place of what was kept before. */
  keep(
    organisationId: string,
    consultationId: string,
    kept: Pick<KeptTrace, 'trace' | 'madeAt'>,
  ): Promise<void>
  of(organisationId: string, consultationId: string): Promise<KeptTrace | undefined>
  ofTicket(organisationId: string, ticketNumber: number): Promise<KeptTrace | undefined>
  /** It was said in this outbox row: what becomes of it is shown there too. */
  shown(organisationId: string, consultationId: string, row: string): Promise<void>
  forget(organisationId: string, consultationId: string): Promise<void>
}

export interface KeptTrace {
  readonly consultationId: string
  readonly trace: Trace
  readonly madeAt: Date
  /** The outbox rows of the cards that show it. */
  readonly shownRows: readonly string[]
}

export interface Turn {
  readonly conversationKey: string
  readonly at: Date
  readonly author: 'member' | 'bot' | 'consultant'
  readonly memberId: string | undefined
  readonly messageId: string
  readonly words: string
}

export interface ConsultationStores extends AttachmentStores, FileStores {
  readonly consultations: ConsultationStore
  readonly turns: TurnLog
  readonly questions: ArrivedQuestions
  readonly traces: TraceStore
}
