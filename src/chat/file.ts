/** A file that the desk has: what a message says of it. Its bytes are read by its ids (ports/files.ts). */
export interface FileRef {
  /** Whose it is: nobody else may be given it. */
  readonly organisationId: string
  readonly id: string
  readonly name: string
  readonly mimeType: string
  readonly bytes: number
}

export const MAX_FILE_BYTES = 25 * 1024 * 1024
/** Of one message. */
export const MAX_FILES = 10

/** 2 KB, 1.4 MB; what is smaller than a kilobyte is one. */
export const sizeOf = (bytes: number): string =>
  bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`

const MAX_NAME = 120
/** Windows takes none of them, whatever comes after the dot. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/**
 * A name that every system takes and that shows as it is: no separators, no control or direction marks, which could make a
 * program look like a document. The ending stays.
 */
export function safeFileName(name: string): string {
  const clean = name
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
    .replace(/[\\/:*?"<>|\ufffd]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  if (clean === '') return 'file'
  const [, stem = clean, ending = ''] = /^(.+?)(\.[^. ]{1,10})?$/su.exec(clean) ?? []
  const short = [...stem]
    .slice(0, MAX_NAME - ending.length)
    .join('')
    .trimEnd()
  return `${RESERVED.test(short + ending) ? '_' : ''}${short}${ending}`
}
