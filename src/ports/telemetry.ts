import type { Locale } from '../chat/context.ts'
import type { ConversationRef, MessageId, Platform } from '../chat/event.ts'

/** What operators count. */
export interface Telemetry {
  handled(platform: Platform, type: string, milliseconds: number): void
  /** A question, by how it ended. */
  answered(outcome: string): void
  fault(final: boolean): void
}

/** The passing line that tells a member that the desk is at work. */
export interface StatusLine {
  /** Shows one once the work takes longer than a moment, another once it takes long. @returns ends it */
  begin(conversation: ConversationRef, locale: Locale, about?: MessageId): () => void
}
