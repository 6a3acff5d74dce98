import type { FileRef } from '../../chat/file.ts'
import type { FileStore } from '../../ports/files.ts'
import type { ClaimedAttachment, Fetched, FileFailure } from './attachment.ts'
import type { AttachmentStore } from './attachment-store.ts'
import { type AuditOfFiles, recordMalware } from './record-malware.ts'

export type Settled =
  | { readonly kind: 'stored'; readonly file: FileRef }
  | { readonly kind: 'failed'; readonly reason: FileFailure }

/**
 * What was fetched is kept, or can never be had. Part of a decision that holds what it is attached to. @returns undefined where it was
 * taken back meanwhile: then nothing is kept
 */
export async function settleFile(
  {
    attachments,
    files,
    audit,
  }: {
    readonly attachments: AttachmentStore
    readonly files: Pick<FileStore, 'keep' | 'remove'>
    readonly audit: AuditOfFiles
  },
  claimed: ClaimedAttachment,
  fetched: Fetched,
): Promise<Settled | undefined> {
  const { organisationId } = claimed
  const file = fetched.kind === 'written' ? await files.keep(organisationId, fetched.file) : undefined
  const reason = fetched.kind === 'failed' ? fetched.reason : 'gone'
  const check = fetched.kind === 'written' ? fetched.check : 'unchecked'
  const settled = await attachments.settle(
    claimed,
    file ? { kind: 'stored', file, check } : { kind: 'failed', reason },
  )
  if (!settled) {
    if (file) await files.remove(organisationId, [file.id])
    return undefined
  }
  await recordMalware(audit, claimed, fetched)
  return file ? { kind: 'stored', file } : { kind: 'failed', reason }
}
