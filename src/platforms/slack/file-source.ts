import { z } from 'zod'
import type { FileSource } from '../../ports/file-source.ts'
import { download } from '../download.ts'

/** Written by read.ts. */
const Locator = z.object({ url: z.string() })

/**
 * What members attach in Slack stands at the file's url_private, which is read with the bot's token (scope files:read). The
 * token goes to Slack's own host only. https://docs.slack.dev/reference/objects/file-object
 */
export const slackFileSource = (
  tokenOf: (workspace: string) => Promise<string | undefined>,
  apiUrl: string | undefined,
): FileSource => ({
  open: async (workspace, locator, signal) => {
    const url = Locator.safeParse(locator).data?.url
    if (url === undefined) return { kind: 'refused', reason: 'notOffered' }
    const token = await tokenOf(workspace)
    if (token === undefined) return { kind: 'refused', reason: 'gone' }
    const added = apiUrl === undefined ? [] : [new URL(apiUrl).host]
    return download(url, { hosts: ['files.slack.com'], added, token, signal })
  },
})
