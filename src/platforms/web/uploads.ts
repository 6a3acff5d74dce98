import { z } from 'zod'
import type { MemberRef } from '../../chat/event.ts'
import type { FileSource } from '../../ports/file-source.ts'
import type { FileDescription } from '../../ports/files.ts'

/** Where the page brings a file before the message that speaks of it. */
export interface WebUploads {
  /** @returns the id by which the message names it. @throws whatever reading `content` threw: nothing is kept then */
  receive(
    from: MemberRef,
    file: FileDescription,
    content: AsyncIterable<Uint8Array>,
  ): Promise<
    { readonly kind: 'written'; readonly file: string } | { readonly kind: 'tooLarge' | 'notMember' }
  >
  /** Whether this person brought it, and nothing speaks of it yet. */
  isOf(from: MemberRef, file: string): Promise<boolean>
}

/** Written by read.ts, from what the page was given. */
const Locator = z.object({ file: z.uuid() })

/** The page's files are with the desk already. */
export const webFileSource: FileSource = {
  open: async (_workspace, locator) => {
    const file = Locator.safeParse(locator).data?.file
    return file === undefined ? { kind: 'refused', reason: 'notOffered' } : { kind: 'written', file }
  },
}
