import type { ConversationRef } from '../../../chat/event.ts'
import type { NoticeReading } from '../notice-store.ts'

/** What is known of the reading of notices: always that of one customer. */
export interface NoticeReadingStore {
  /** Everybody of the organisation who said that they have read it, in the order in which they did. */
  readings(organisationId: string, noticeId: string): Promise<readonly NoticeReading[]>
  /** Those of them that somebody of the organisation has read. */
  acknowledged(organisationId: string, noticeIds: readonly string[]): Promise<readonly string[]>
  counts(organisationId: string): Promise<ReadingCounts>
  /** The notice, told to this organisation, under which this thread stands; undefined: under none, or it was recalled. */
  under(organisationId: string, thread: ConversationRef): Promise<string | undefined>
}

export interface ReadingCounts {
  /** What the organisation was told, and may see. */
  readonly told: number
  /** Of those, what it is asked to say that it has read, and nobody has. */
  readonly awaiting: number
}
