import { ErrorCode, type WebClient } from '@slack/web-api'
import { z } from 'zod'
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

/** The rest: where no link is left, without the buttons for links. */
export function withoutShared(it: Message): Message {
  const rest = it.body.filter(({ type }) => type !== 'file' && type !== 'picture')
  const links = rest.some(({ type }) => type === 'fileLink')
  const body = links
    ? rest
    : rest.filter((element) => !(element.type === 'buttons' && element.of === 'links'))
  return { ...it, body }
}

const Uploaded = z.object({
  files: z.array(z.object({ files: z.array(z.object({ id: z.string() })).optional() })).optional(),
})

/**
 * Uploads files into a conversation (scope files:write). https://docs.slack.dev/reference/methods/files.completeUploadExternal
 * @returns Slack's ids of them
 * @throws when it could not: it may have all the same
 */
export async function shareFiles(
  client: WebClient,
  files: readonly Shared[],
  place: { readonly channel: string; readonly thread: string | undefined },
  open: OpenFile,
): Promise<readonly string[]> {
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
  const told = await client.files.uploadV2({ channel_id: place.channel, file_uploads: uploads, ...into })
  const uploaded = Uploaded.safeParse(told).data?.files ?? []
  return uploaded.flatMap(({ files = [] }) => files.map(({ id }) => id))
}

const Refused = z.object({ code: z.literal(ErrorCode.PlatformError), data: z.object({ error: z.string() }) })

/** Takes back what was uploaded. What Slack refuses to delete, or has no more, stays as it is: asking again changes nothing. */
export async function unshareFiles(
  client: WebClient,
  ids: readonly string[],
  onRefused: (reason: string) => void,
): Promise<void> {
  for (const file of ids)
    try {
      await client.files.delete({ file })
    } catch (error) {
      const reason = Refused.safeParse(error).data?.data.error
      if (reason === undefined || reason === 'ratelimited') throw error
      onRefused(reason)
    }
}
