import type { AttachedFile, MemberRef } from '../../chat/event.ts'
import { type FileRef, MAX_FILE_BYTES, MAX_FILES } from '../../chat/file.ts'
import type { FileCheck } from '../../ports/scanning.ts'

/** A file that came with a consultation, a carried message or the draft of an answer, and what has become of it. */
export type Attachment = AttachmentName &
  (
    | { readonly state: 'waiting' }
    | { readonly state: 'stored'; readonly file: FileRef; readonly check: FileCheck }
    | { readonly state: 'failed'; readonly reason: FileFailure }
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

/** So many files are one consultation's, however they came. */
export const MOST_FILES = 30

/** Why a file is not the desk's to hand over. */
export type FileFailure =
  | FetchFailure
  /** A type that the desk does not hand over: programs, scripts, web pages and whatever it does not know. */
  | 'notAllowed'
  /** It is not what its name says. */
  | 'disguised'
  /** The scanner found something in it. */
  | 'malware'
  /** More than {@link MOST_FILES} in one consultation, whoever attached them. */
  | 'full'

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
  | { readonly kind: 'written'; readonly file: string; readonly check: FileCheck }
  /** `malware`: what the scanner calls it. */
  | { readonly kind: 'failed'; readonly reason: FileFailure; readonly malware?: string }

/** What a file came with; `draft`: the answer to the ticket of this number, as long as it is being written. */
export type AttachedTo =
  | { readonly kind: 'consultation' | 'carried'; readonly id: string }
  | { readonly kind: 'draft'; readonly number: number }

/** An attachment that this process is fetching, and has the right to settle. */
export interface ClaimedAttachment<Of extends AttachedTo = AttachedTo> {
  readonly organisationId: string
  readonly of: Of
  /** Whose it will be: the member's who attached it, or whose ticket it is for. */
  readonly memberId: string
  /** Whose member attached it: the provider's, where a consultant did. */
  readonly senderId: string
  readonly id: string
  readonly token: string
  readonly name: string
  readonly mimeType: string
  readonly from: Pick<MemberRef, 'platform' | 'workspace'>
  readonly locator: Readonly<Record<string, string>>
}

/** Names of the files that can never be had, by why. */
export function missingBy(attachments: readonly Attachment[]): ReadonlyMap<FileFailure, readonly string[]> {
  const missing = new Map<FileFailure, readonly string[]>()
  for (const it of attachments)
    if (it.state === 'failed') missing.set(it.reason, [...(missing.get(it.reason) ?? []), it.name])
  return missing
}
