import { createServer } from 'node:http'
import { buffer, json } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { z } from 'zod'

/** What the desk did through the Bot Connector. */
export interface Sent {
  readonly method: 'POST' | 'PUT' | 'DELETE'
  readonly conversation: string
  /** Of a message that is replaced or removed; of a new one, the id that it was given. */
  readonly id: string
  readonly activity: z.infer<typeof Activity>
}

const Activity = z.looseObject({
  type: z.string().default(''),
  text: z.string().optional(),
  attachments: z
    .array(z.looseObject({ contentType: z.string(), name: z.string().optional(), content: z.unknown() }))
    .default([]),
})

/** A Bot Connector and a SharePoint, as small as the desk's files need them. */
export interface TeamsPeer {
  readonly url: string
  readonly sent: readonly Sent[]
  readonly uploads: readonly {
    readonly path: string
    readonly range: string | undefined
    readonly content: Buffer
  }[]
  /** What is downloaded, by path. */
  readonly downloads: Map<string, Buffer>
}

export async function startTeamsPeer(): Promise<TeamsPeer> {
  const sent: Sent[] = []
  const uploads: { path: string; range: string | undefined; content: Buffer }[] = []
  const downloads = new Map<string, Buffer>()
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(request.url ?? '')
    const [, conversation, given] = /^\/v3\/conversations\/(.+?)\/activities(?:\/(.+))?$/.exec(path) ?? []
    const { method } = request
    if (conversation && (method === 'POST' || method === 'PUT' || method === 'DELETE')) {
      const activity = Activity.parse(method === 'DELETE' ? {} : await json(request))
      const id = given ?? `m${sent.length + 1}`
      sent.push({ method, conversation, id, activity })
      return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id }))
    }
    if (method === 'PUT') {
      uploads.push({ path, range: request.headers['content-range'], content: await buffer(request) })
      return void response.writeHead(201).end()
    }
    const content = downloads.get(path)
    response.writeHead(content ? 200 : 404).end(content)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { url: `http://127.0.0.1:${address.port}`, sent, uploads, downloads }
}
