import { z } from 'zod'
import type { FileSource } from '../../ports/file-source.ts'
import { type OpenedFile, wholeOf } from '../../ports/files.ts'
import { allowed, download } from '../download.ts'

/** Where Teams keeps files: SharePoint, and OneDrive for Business below it, in Microsoft's clouds. */
const HOSTS = ['.sharepoint.com', '.sharepoint.us', '.sharepoint-mil.us', '.sharepoint.cn']

/** A press must be answered within seconds. */
const UPLOAD_MS = 10_000

/** Written by read.ts. */
const Locator = z.object({ url: z.string() })

/** What members attach in their personal chat: the address needs no token, and is good for some minutes. */
export const teamsFileSource = (added: readonly string[]): FileSource => ({
  open: async (_workspace, locator, signal) => {
    const url = Locator.safeParse(locator).data?.url
    if (url === undefined) return { kind: 'refused', reason: 'notOffered' }
    return download(url, { hosts: HOSTS, added, signal })
  },
})

/**
 * Puts a file where its person let it be put, in one request.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4#upload-the-file-using-upload-session
 * @returns false when the address is not Microsoft's, or did not take it. @throws when it did not answer
 */
export async function putFile(
  opened: OpenedFile,
  uploadUrl: string,
  added: readonly string[],
): Promise<boolean> {
  const { file } = opened
  const url = allowed(uploadUrl, undefined, { hosts: HOSTS, added })
  if (!url || file.bytes === 0) return false
  const answer = await fetch(url, {
    method: 'PUT',
    redirect: 'error',
    signal: AbortSignal.timeout(UPLOAD_MS),
    headers: {
      'content-type': 'application/octet-stream',
      'content-range': `bytes 0-${file.bytes - 1}/${file.bytes}`,
    },
    body: await wholeOf(opened),
  })
  await answer.body?.cancel()
  return answer.ok
}
