import type { WebClient } from '@slack/web-api'
import type { FileRef } from '../../chat/file.ts'
import { type OpenedFile, wholeOf } from '../../ports/files.ts'

export type OpenFile = (file: FileRef) => Promise<OpenedFile | undefined>

/**
 * Uploads files into a conversation (scope files:write). https://docs.slack.dev/reference/methods/files.completeUploadExternal
 * @throws when it could not: it may have all the same
 */
export async function shareFiles(
  client: WebClient,
  files: readonly FileRef[],
  place: { readonly channel: string; readonly thread: string | undefined },
  open: OpenFile,
): Promise<void> {
  const uploads: { readonly file: Buffer; readonly filename: string; readonly title: string }[] = []
  for (const { name, ...ids } of files) {
    const opened = await open({ name, ...ids })
    if (!opened) throw new Error(`file ${ids.id} is not there`)
    uploads.push({ file: await wholeOf(opened), filename: name, title: name })
  }
  const into = place.thread === undefined ? {} : { thread_ts: place.thread }
  await client.files.uploadV2({ channel_id: place.channel, file_uploads: uploads, ...into })
}
