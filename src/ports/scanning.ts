import type { OpenedFile } from './files.ts'

/** Looks for malware in what is read. @throws when the scanner does not answer: ask again later */
export type Scan = (content: AsyncIterable<Uint8Array>) => Promise<Verdict>

export type Verdict =
  | { readonly kind: 'clean' }
  | { readonly kind: 'found'; readonly malware: string }
  /** More than it takes at once. */
  | { readonly kind: 'tooLarge' }

/** What looking at a file came to, before anybody may open it. */
export type Inspection =
  | { readonly kind: 'passed'; readonly check: FileCheck }
  | { readonly kind: 'refused'; readonly reason: 'notAllowed' | 'disguised' }
  | { readonly kind: 'refused'; readonly reason: 'malware'; readonly malware: string }
  /** Of an allowed type; the scanner does not answer. */
  | { readonly kind: 'later' }
  | { readonly kind: 'gone' }

/** Whether a scanner found nothing in it, or none has looked. */
export type FileCheck = 'clean' | 'unchecked'

/** `open`: the file from its beginning, as often as it is needed; undefined once it is not there any more. */
export type Inspect = (open: () => Promise<OpenedFile | undefined>) => Promise<Inspection>
