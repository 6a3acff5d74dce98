import type { AttachedFile, MemberRef } from '../../chat/event.ts'
import type { FileRef } from '../../chat/file.ts'
import type { Attachment, ClaimedAttachment, FetchFailure } from './attachment.ts'

export interface AttachmentStore {
  /** What came with a message: from now on it is fetched. The consultation is on record. */
  add(
    organisationId: string,
    consultationId: string,
    from: MemberRef,
    files: readonly AttachedFile[],
  ): Promise<void>
  /** What is here already. */
  addStored(
    organisationId: string,
    consultationId: string,
    from: Pick<MemberRef, 'platform' | 'workspace'>,
    file: FileRef,
  ): Promise<void>
  /**
   * All of a consultation, in the order in which they came, as they stand until this decision commits: whoever settles one,
   * or shows them, does so after the other.
   */
  of(organisationId: string, consultationId: string): Promise<readonly Attachment[]>
  /** @returns false when another process has it, or it was taken back: nothing is written */
  settle(
    claimed: Pick<ClaimedAttachment, 'organisationId' | 'id' | 'token'>,
    outcome:
      | { readonly kind: 'stored'; readonly file: FileRef }
      | { readonly kind: 'failed'; readonly reason: FetchFailure },
  ): Promise<boolean>
  /** Those of a consultation whose question was taken back, files and all. */
  forget(organisationId: string, consultationId: string): Promise<void>
}

export interface AttachmentStores {
  readonly attachments: AttachmentStore
}
