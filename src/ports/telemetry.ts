import type { Locale } from '../chat/context.ts'
import type { ConversationRef, MessageId, Platform } from '../chat/event.ts'

/** What operators count. */
export interface Telemetry {
  handled(platform: Platform, type: string, milliseconds: number): void
  /** A question, by how it ended. */
  answered(outcome: string): void
  fault(final: boolean): void
}

/** What operators count of the desk's own work. */
export interface JobTelemetry {
  /** It may be done here: it is counted from nought on, so that the first time is seen. */
  jobKnown(name: string): void
  jobDone(name: string): void
  jobFailed(name: string): void
  /** So many balances are not the sum of their entries. */
  ledgerDiffers(balances: number): void
  /** Owners to whom a reminder was addressed, and owners whom no app lets the desk write to. */
  reminded(owners: number, unreached: number): void
}

/** What an answer is being made by: understanding the mail, looking for what answers it, writing; or a draft for a consultant. */
export type AdviceStep = 'reading' | 'searching' | 'writing' | 'drafting' | 'commenting'

/** The passing line that tells a member that the desk is at work. */
export interface StatusLine {
  /** Shows one once the work takes longer than a moment, another once it takes long. */
  begin(conversation: ConversationRef, locale: Locale, about?: MessageId): Status
}

export interface Status {
  /** The line says this from now on, if one is shown at all; steps that follow each other fast are passed over. */
  step(step: AdviceStep): void
  end(): void
}
