import type { AttachedFile, MemberRef } from '../../chat/event.ts'
import type { FileRef } from '../../chat/file.ts'
import type { FileCheck } from '../../ports/scanning.ts'
import type { AttachedTo, Attachment, ClaimedAttachment, FileFailure } from './attachment.ts'

export interface AttachmentStore {
  /** What came with a message: from now on it is fetched. What it is attached to is on record. */
  add(
    organisationId: string,
    to: AttachedTo,
    from: Pick<MemberRef, 'platform' | 'workspace'>,
    files: readonly AttachedFile[],
    /** How many its consultation had before. */
    present?: number,
  ): Promise<void>
  /** How many files a ticket's consultation has, those of the messages that are carried for it and of its draft included. */
  present(organisationId: string, ticketNumber: number): Promise<number>
  /**
   * All of a consultation, in the order in which they came, as they stand until this decision commits: whoever settles one,
   * or shows them, does so after the other.
   */
  of(organisationId: string, consultationId: string): Promise<readonly Attachment[]>
  /** All of a carried message, in the order in which they came. Whoever settles or shows one holds its ticket (DeskStore.ticket). */
  with(organisationId: string, carriedId: string): Promise<readonly Attachment[]>
  /**
   * All of an answer that is being written, in the order in which they came. Whoever settles, shows or sends one holds its ticket. The
   * desk's scope only.
   */
  drafted(organisationId: string, ticketNumber: number): Promise<readonly Attachment[]>
  /** It is sent: what can be handed over is the carried message's from now on, the rest is gone. The desk's scope only. */
  enclose(organisationId: string, ticketNumber: number, carriedId: string): Promise<void>
  /** @returns false when another process has it, or it was taken back: nothing is written */
  settle(
    claimed: Pick<ClaimedAttachment, 'organisationId' | 'id' | 'token'>,
    outcome:
      | { readonly kind: 'stored'; readonly file: FileRef; readonly check: FileCheck }
      | { readonly kind: 'failed'; readonly reason: FileFailure },
  ): Promise<boolean>
  /** Those of what was taken back, files and all. */
  forget(organisationId: string, of: AttachedTo): Promise<void>
}

export interface AttachmentStores {
  readonly attachments: AttachmentStore
}
