import { createServer } from 'node:http'
import { messageEvent, slackEnvelope } from '#test/support/slack/payloads.ts'
import { signedRequest } from '#test/support/slack/signing.ts'
import { BOT_TOKEN, SIGNING_SECRET } from '#test/support/slack/things.ts'
import type { InstantPlatform, PlatformRequest } from './platform.ts'

const TEAM = 'T0DESK'

export async function startInstantSlack(): Promise<InstantPlatform> {
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
    member: (name) => ({ platform: 'slack', workspace: TEAM, user: `U${name}` }),
    question,
    posted: (name) =>
      new Promise((resolve) => {
        waiting.set(directOf(name), resolve)
      }),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const directOf = (name: string): string => `D${name}`

let written = 0

function question(name: string, text: string): PlatformRequest {
  const ts = `1764000000.${String(++written).padStart(6, '0')}`
  const spot = { channel: directOf(name), kind: 'direct' } as const
  const event = messageEvent(TEAM, spot, { ts, user: `U${name}`, text })
  const body = JSON.stringify(slackEnvelope(TEAM, event))
  const headers = signedRequest({ secret: SIGNING_SECRET, body, contentType: 'application/json' })
  return { path: '/slack/events', body, headers }
}
