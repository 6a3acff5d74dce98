import { Agent, createServer, request } from 'node:http'
import { messageEvent, slackEnvelope } from '#test/support/slack/payloads.ts'
import { signedRequest } from '#test/support/slack/signing.ts'
import { BOT_TOKEN, SIGNING_SECRET } from '#test/support/slack/things.ts'

export const TEAM = 'T0DESK'

/** A Web API that takes everything at once, so that what is measured is ours. */
export interface InstantSlack {
  readonly environment: Readonly<Record<string, string>>
  /** Resolves when the next message is posted to this user. */
  posted(user: string): Promise<void>
  close(): Promise<void>
}

export async function startInstantSlack(): Promise<InstantSlack> {
  const waiting = new Map<string, () => void>()
  let ts = 0
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const body = new URLSearchParams(Buffer.concat(chunks).toString())
      const channel = body.get('channel') ?? ''
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(
        JSON.stringify({ ok: true, channel, ts: `1764000000.${++ts}`, user_id: 'U0BOT', bot_id: 'B0DESK' }),
      )
      if (!incoming.url?.endsWith('chat.postMessage')) return
      waiting.get(channel)?.()
      waiting.delete(channel)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    environment: {
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_API_URL: `http://127.0.0.1:${port}/api/`,
    },
    posted: (user) =>
      new Promise((resolve) => {
        waiting.set(directOf(user), resolve)
      }),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export const directOf = (user: string): string => `D${user.slice(1)}`

let written = 0

/** The request of a message in direct conversation, signed now. */
export function messageRequest(user: string, text: string) {
  const ts = `1764000000.${String(++written).padStart(6, '0')}`
  const event = messageEvent(TEAM, { channel: directOf(user), kind: 'direct' }, { ts, user, text })
  const body = JSON.stringify(slackEnvelope({ workspace: TEAM }, event))
  return { body, headers: signedRequest({ secret: SIGNING_SECRET, body, contentType: 'application/json' }) }
}

/** Posts to a server over connections that stay open. */
export function poster(url: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  return {
    /** Resolves with the milliseconds to the acknowledgement. @throws unless it is 200 */
    post: ({ body, headers }: ReturnType<typeof messageRequest>): Promise<number> =>
      new Promise((resolve, reject) => {
        const began = performance.now()
        const sending = request(
          `${url}/slack/events`,
          { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
          (response) => {
            response.resume()
            response.on('end', () =>
              response.statusCode === 200
                ? resolve(performance.now() - began)
                : reject(new Error(`answered ${response.statusCode}`)),
            )
          },
        )
        sending.on('error', reject)
        sending.end(body)
      }),
    close: () => agent.destroy(),
  }
}

/** Runs `work` this many times, so many at once; what each resolved with. */
export async function atOnce<T>(
  times: number,
  width: number,
  work: (at: number) => Promise<T>,
): Promise<readonly T[]> {
  const results: T[] = []
  let next = 0
  const lane = async () => {
    while (next < times) {
      const at = next++
      results.push(await work(at))
    }
  }
  await Promise.all(Array.from({ length: width }, lane))
  return results
}
