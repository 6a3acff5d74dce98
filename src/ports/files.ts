import type { FileRef } from '../chat/file.ts'

/** The bytes of files, outside any decision: written before something refers to them, read a chunk at a time. */
export interface Files {
  /**
   * Keeps the content for a day; a decision that refers to it keeps it for good ({@link FileStore.keep}).
   * @throws FileTooLarge, or what reading `content` threw: nothing is kept then
   */
  write(owner: FileOwner, file: FileDescription, content: AsyncIterable<Uint8Array>): Promise<FileRef>
  /** A file that something refers to. Undefined for any other, another organisation's included. */
  open(organisationId: string, id: string): Promise<OpenedFile | undefined>
  /** What was written and nothing refers to yet: for the desk's own hands alone. */
  written(organisationId: string, id: string): Promise<OpenedFile | undefined>
}

export interface FileOwner {
  readonly organisationId: string
  readonly memberId: string
}

export interface FileDescription {
  readonly name: string
  readonly mimeType: string
}

export interface OpenedFile {
  readonly file: FileRef
  readonly memberId: string
  /** Pieces of at most 256 KB. @throws when a piece is missing, or at the end when it is not what was written */
  readonly content: AsyncIterable<Uint8Array>
}

/** Files as part of a decision. */
export interface FileStore {
  /** From now on something refers to what was written. Undefined when it is not there, or something refers to it already. */
  keep(organisationId: string, id: string): Promise<FileRef | undefined>
  /** A record of a consultation, or a booking’s invitation, made by a decision: at most {@link CHUNK_BYTES}. */
  addRecord(owner: FileOwner, recordOf: string, file: FileDescription, content: Uint8Array): Promise<FileRef>
  /**
   * The same for somebody of the provider's, in whosever decision, in the stead of what they had of it. Undefined: no such member of
   * the provider's is there.
   */
  addDeskRecord(
    memberId: string,
    recordOf: string,
    file: FileDescription,
    content: Uint8Array,
  ): Promise<FileRef | undefined>
  /** Nobody can read them from now on; their bytes are swept. */
  remove(organisationId: string, ids: readonly string[]): Promise<void>
  /** The same of all records of a consultation or booking, as far as they are this organisation's. */
  removeRecords(organisationId: string, recordOf: string): Promise<void>
}

export interface FileStores {
  readonly files: FileStore
}

export const CHUNK_BYTES = 256 * 1024

/** Larger than MAX_FILE_BYTES of chat/file.ts. */
export class FileTooLarge extends Error {
  override readonly name = 'FileTooLarge'
}

/** The whole content at once: at most 25 MB. */
export async function wholeOf({ content }: OpenedFile): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of content) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** What is there as a whole, as {@link Files.write} takes it. */
export async function* inOnePiece(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content
}
