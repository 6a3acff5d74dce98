import type { AttachedFile, MemberRef } from '../../chat/event.ts'
import { type FileRef, MAX_FILE_BYTES, MAX_FILES } from '../../chat/file.ts'

/** A file that a member attached to a consultation, and what has become of it. */
export type Attachment = AttachmentName &
  (
    | { readonly state: 'waiting' }
    | { readonly state: 'stored'; readonly file: FileRef }
    | { readonly state: 'failed'; readonly reason: FetchFailure }
  )

interface AttachmentName {
  readonly id: string
  readonly name: string
}

/** Why a file can never be fetched. */
export type FetchFailure =
  /** More than 25 MB. */
  | 'tooLarge'
  /** More than ten with one message. */
  | 'tooMany'
  /** Deleted, or not for the desk to read. */
  | 'gone'
  /** It stands somewhere that the desk does not fetch from. */
  | 'elsewhere'
  /** The platform offers the desk no bytes of it. */
  | 'notOffered'
  /** The platform did not answer, however often it was asked. */
  | 'unreachable'

/** Why a file need not be asked for at all; `place`: its place among those of its message, from 0. */
export function refusalOf(
  { bytes, locator }: Pick<AttachedFile, 'bytes' | 'locator'>,
  place: number,
): FetchFailure | undefined {
  if (place >= MAX_FILES) return 'tooMany'
  if (locator === undefined) return 'notOffered'
  return bytes > MAX_FILE_BYTES ? 'tooLarge' : undefined
}

/** What the fetching of one attachment came to. */
export type Fetched =
  /** Its bytes are written; the decision that settles it keeps them. */
  | { readonly kind: 'written'; readonly file: string }
  | { readonly kind: 'failed'; readonly reason: FetchFailure }

/** An attachment that this process is fetching, and has the right to settle. */
export interface ClaimedAttachment {
  readonly organisationId: string
  readonly consultationId: string
  /** Who attached it. */
  readonly memberId: string
  readonly id: string
  readonly token: string
  readonly name: string
  readonly mimeType: string
  readonly from: Pick<MemberRef, 'platform' | 'workspace'>
  readonly locator: Readonly<Record<string, string>>
}
