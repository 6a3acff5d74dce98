import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import { testDesk } from '#test/support/desk.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'
import { messageEvent, slackEnvelope } from '#test/support/slack/payloads.ts'
import { createSlackWorld, type SlackWorld } from '#test/support/slack/slack-world.ts'

const APP_TOKEN = 'xapp-1-of-the-test'

/** Slack's other end of socket mode in front of the scripted Slack: opens a connection for the app token, and passes everything else on. */
async function socketWorld() {
  const world = await createSlackWorld()
  const { SLACK_API_URL: upstream = '', SLACK_BOT_TOKEN: botToken = '' } = world.environment
  const server = createServer((request, response) => {
    void (async () => {
      const body = await buffer(request)
      if (request.url === '/api/apps.connections.open') {
        const known = request.headers.authorization === `Bearer ${APP_TOKEN}`
        const answer = known
          ? { ok: true, url: `ws://127.0.0.1:${port}/link` }
          : { ok: false, error: 'invalid_auth' }
        return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
      }
      const { authorization = '', 'content-type': type = '' } = request.headers
      const answer = await fetch(new URL(`${request.url}`, upstream), {
        method: 'POST',
        body: new Uint8Array(body),
        headers: { authorization, 'content-type': type },
      })
      return response
        .writeHead(answer.status, { 'content-type': 'application/json' })
        .end(await answer.text())
    })()
  })
  const sockets = new WebSocketServer({ server })
  const connected = once(sockets, 'connection').then((told) => {
    const socket: WebSocket = told[0]
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1 }))
    return socket
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate()
    sockets.close()
    server.closeAllConnections()
    server.close()
  })
  const environment = {
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_BOT_TOKEN: botToken,
    SLACK_API_URL: `http://127.0.0.1:${port}/api/`,
  }
  return { world: { ...world, environment } satisfies SlackWorld, connected }
}

const Acknowledgement = z.object({ envelope_id: z.string() })

test('over a socket, an event is acknowledged when it is stored, and answered', async () => {
  const { world, connected } = await socketWorld()
  const desk = await testDesk({ platform: 'slack', world })
  const socket = await connected
  const acknowledged: string[] = []
  socket.on('message', (told) => {
    const { data, success } = Acknowledgement.safeParse(JSON.parse(String(told)))
    if (success) acknowledged.push(data.envelope_id)
  })
  const channel = world.state.directOf('U0TANAKA')
  const message = await world.state.write(channel, {
    user: 'U0TANAKA',
    text: '達成率はどのように計算されますか。',
  })
  const event = messageEvent('T0DESK', { channel: channel.id, kind: 'direct' }, message)
  const payload = slackEnvelope({ workspace: 'T0DESK' }, event)
  const send = (): string => {
    const envelope = {
      type: 'events_api',
      envelope_id: randomUUID(),
      payload,
      accepts_response_payload: false,
    }
    socket.send(JSON.stringify(envelope))
    return envelope.envelope_id
  }

  desk.expectTroubles()
  const { sql } = desk.database
  await sql.query('ALTER TABLE inbound_event RENAME TO inbound_event_away', [])
  send()
  await expect.poll(() => desk.troubles.map(({ msg }) => msg).join()).toContain('could not be stored')
  await sql.query('ALTER TABLE inbound_event_away RENAME TO inbound_event', [])

  const second = send()
  await expect.poll(() => acknowledged).toEqual([second])
  await desk.settled()
  expect(await fromDesk(desk.person('tanaka'))).toHaveLength(1)
  expect((await newestOf(desk.person('tanaka'))).words).toContain('FAQ-005')
})
