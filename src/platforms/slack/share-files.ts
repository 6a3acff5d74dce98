import type { WebClient } from '@slack/web-api'
import type { FileRef } from '../../chat/file.ts'
import type { Message } from '../../chat/message.ts'
import { type OpenedFile, wholeOf } from '../../ports/files.ts'

export type OpenFile = (file: FileRef) => Promise<OpenedFile | undefined>

/** What is handed over beside a message's words. */
export interface Shared {
  readonly file: FileRef
  /** Of a picture: what it says. */
  readonly alt?: string
}

export const sharedIn = ({ body }: Message): readonly Shared[] =>
  body.flatMap((it): readonly Shared[] => {
    if (it.type === 'file') return [{ file: it.file }]
    return it.type === 'picture' ? [{ file: it.file, alt: it.alt }] : []
  })

export const withoutShared = (it: Message): Message => ({
  ...it,
  body: it.body.filter(({ type }) => type !== 'file' && type !== 'picture'),
})

/**
 * Uploads files into a conversation (scope files:write). https://docs.slack.dev/reference/methods/files.completeUploadExternal
 * @throws when it could not: it may have all the same
 */
export async function shareFiles(
  client: WebClient,
  files: readonly Shared[],
  place: { readonly channel: string; readonly thread: string | undefined },
  open: OpenFile,
): Promise<void> {
  const uploads: { file: Buffer; filename: string; title: string; alt_text?: string }[] = []
  for (const { file, alt } of files) {
    const opened = await open(file)
    if (!opened) throw new Error(`file ${file.id} is not there`)
    const named = { filename: file.name, title: file.name }
    uploads.push({
      file: await wholeOf(opened),
      ...named,
      ...(alt === undefined ? {} : { alt_text: alt.slice(0, 1_000) }),
    })
  }
  const into = place.thread === undefined ? {} : { thread_ts: place.thread }
  await client.files.uploadV2({ channel_id: place.channel, file_uploads: uploads, ...into })
}
