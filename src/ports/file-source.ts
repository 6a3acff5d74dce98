/** One platform's way of handing over what its members attached. Called outside any transaction. */
export interface FileSource {
  /** @throws when it did not answer: ask again later */
  open(
    workspace: string,
    locator: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<OpenedAttachment>
}

export type OpenedAttachment =
  | { readonly kind: 'content'; readonly content: AsyncIterable<Uint8Array> }
  /** Its bytes are with the desk already (ports/files.ts). */
  | { readonly kind: 'written'; readonly file: string }
  | { readonly kind: 'later'; readonly reason: string; readonly afterMs?: number }
  | { readonly kind: 'refused'; readonly reason: 'tooLarge' | 'gone' | 'elsewhere' | 'notOffered' }
