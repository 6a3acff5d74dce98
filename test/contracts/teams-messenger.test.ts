import { createServer } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { buttons, type Message, message, quote } from '#src/chat/message.ts'
import { type Connector, type ConnectorAnswer, createConnector } from '#src/platforms/teams/connector.ts'
import { teamsMessenger } from '#src/platforms/teams/messenger.ts'
import { clientCredentials, type TokenSource } from '#src/platforms/teams/token.ts'
import { teamsPlaceStore } from '#src/services/database/teams-place-store.ts'
import { LINKS } from '#test/support/any-message.ts'
import { freshDatabase } from '#test/support/database.ts'

const PLACE = {
  tenant: 'tenant',
  conversation: 'a:chat',
  kind: 'personal',
  user: 'tanaka',
  serviceUrl: 'https://smba.trafficmanager.net/jp/',
  bot: '28:desk',
  team: undefined,
  hearsAll: false,
} as const
const TO = {
  kind: 'direct',
  platform: 'teams',
  workspace: 'tenant',
  user: 'tanaka',
  channel: 'a:chat',
} as const

/** So many cards' worth of words, with a button at the end. */
const longMessage = (cards: number): Message =>
  message(
    '出典',
    ...Array.from({ length: cards }, () => quote('規程を見直します。'.repeat(700))),
    buttons({ label: '解決しました', action: { type: 'consultation.solved', id: 'a' } }),
  )

/** A conversation in memory: what stands in it, in order; the call with this number is answered so. */
async function chat(answers: Readonly<Record<number, ConnectorAnswer>> = {}) {
  const standing: string[] = []
  let calls = 0
  const call = (done: () => string): ConnectorAnswer => {
    calls += 1
    return answers[calls] ?? { kind: 'done', id: done() }
  }
  const connector: Connector = {
    post: async () =>
      call(() => {
        standing.push(`m${calls}`)
        return `m${calls}`
      }),
    replace: async (_, id) => call(() => id),
    remove: async (_, id) => {
      standing.splice(standing.indexOf(id), 1)
      return { kind: 'done', id }
    },
    openPersonal: async () => ({ kind: 'refused', reason: 'BadArgument', status: 403 }),
  }
  const { sql } = await freshDatabase()
  const places = teamsPlaceStore(sql)
  await places.enter(PLACE)
  const messenger = teamsMessenger(connector, places, LINKS)
  const delivery = (it: Message) => ({
    id: '0b6f1c9e-6a0e-4f53-9d53-3a8f3a1f2a01',
    to: TO,
    message: it,
    createdAt: new Date(),
  })
  return {
    standing,
    send: (it: Message) => messenger.send(delivery(it)),
    update: (it: Message, id: string) => messenger.update(delivery(it), id),
  }
}

describe('a message of several cards', () => {
  test('is known by all of them, the one with the buttons first', async () => {
    const { send, standing } = await chat()
    expect(await send(longMessage(3))).toEqual({ kind: 'sent', message: 'm3 m2 m1' })
    expect(standing).toEqual(['m1', 'm2', 'm3'])
  })

  test.each([
    { kind: 'refused', reason: 'MessageSizeTooBig', status: 413 },
    { kind: 'later', reason: 'Throttled', afterMs: 2_000 },
  ] as const)('leaves nothing behind when a later one is $kind', async (answer) => {
    const { send, standing } = await chat({ 3: answer })
    expect(await send(longMessage(3))).toEqual(answer)
    expect(standing).toEqual([])
  })

  test('becomes fewer: those that are not needed go', async () => {
    const { send, update, standing } = await chat()
    await send(longMessage(3))
    expect(await update(message('取り下げ'), 'm3 m2 m1')).toEqual({ kind: 'sent', message: 'm3' })
    expect(standing).toEqual(['m3'])
  })

  test('becomes more: nothing of it is lost, and all are known', async () => {
    const { send, update, standing } = await chat()
    await send(longMessage(1))
    expect(await update(longMessage(2), 'm1')).toEqual({ kind: 'sent', message: 'm1 m3' })
    expect(standing).toEqual(['m1', 'm3'])
  })
})

/** A Bot Connector that answers everything so. */
async function answering(status: number, headers: Readonly<Record<string, string>> = {}, body = '{}') {
  const seen: string[] = []
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization ?? '')
    request.resume()
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return {
    serviceUrl: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/jp/`,
    seen,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

const tokens = (): TokenSource & { readonly forgotten: () => number } => {
  let forgotten = 0
  return {
    token: async () => 'secret',
    forget: () => {
      forgotten += 1
    },
    forgotten: () => forgotten,
  }
}

describe('the Bot Connector', () => {
  test.each<[number, Record<string, string>, string, ConnectorAnswer]>([
    [201, {}, '{"id":"1"}', { kind: 'done', id: '1' }],
    [202, {}, '', { kind: 'done', id: '' }],
    [401, {}, '{"message":"denied"}', { kind: 'later', reason: 'status401' }],
    [
      403,
      {},
      '{"error":{"code":"BotNotInConversationRoster"}}',
      { kind: 'refused', reason: 'BotNotInConversationRoster', status: 403 },
    ],
    [404, {}, '<html>', { kind: 'refused', reason: 'status404', status: 404 }],
    [412, {}, '{}', { kind: 'later', reason: 'status412' }],
    [
      429,
      { 'retry-after': '7' },
      '{"error":{"code":"Throttled"}}',
      { kind: 'later', reason: 'Throttled', afterMs: 7_000 },
    ],
    [503, {}, '{}', { kind: 'later', reason: 'status503' }],
  ])('answers %i, and is asked once', async (status, headers, body, expected) => {
    const { serviceUrl, seen } = await answering(status, headers, body)
    const source = tokens()
    const target = { serviceUrl, conversation: 'a:chat' }
    expect(await createConnector(source).post(target, { type: 'message' })).toEqual(expected)
    expect(seen).toEqual(['Bearer secret'])
    expect(source.forgotten()).toBe(status === 401 ? 1 : 0)
  })

  test.each([500, 502, 504])('answers %i, and nobody knows what it did', async (status) => {
    const { serviceUrl } = await answering(status)
    const sent = createConnector(tokens()).post({ serviceUrl, conversation: 'a:chat' }, { type: 'message' })
    await expect(sent).rejects.toThrow(`${status}`)
  })

  test('leads elsewhere, and the token does not go there', async () => {
    const elsewhere = await answering(200)
    const { serviceUrl } = await answering(307, { location: `${elsewhere.serviceUrl}stolen` })
    const sent = createConnector(tokens()).post({ serviceUrl, conversation: 'a:chat' }, { type: 'message' })
    await expect(sent).rejects.toThrow()
    expect(elsewhere.seen).toEqual([])
  })

  test('is away: nothing was sent', async () => {
    const { serviceUrl, close } = await answering(200)
    await close()
    const target = { serviceUrl, conversation: 'a:chat' }
    expect(await createConnector(tokens()).post(target, { type: 'message' })).toEqual({
      kind: 'later',
      reason: 'unreachable',
    })
  })
})

describe('the desk’s own token', () => {
  test('is fetched once by many at a time, and again after it was refused', async () => {
    const { serviceUrl, seen } = await answering(200, {}, '{"access_token":"t","expires_in":3599}')
    const source = clientCredentials({
      appId: 'desk',
      password: 'secret',
      loginUrl: serviceUrl,
      oauthScope: 'https://api.botframework.com',
    })
    expect(await Promise.all([source.token(), source.token(), source.token()])).toEqual(['t', 't', 't'])
    expect(seen).toHaveLength(1)
    source.forget()
    await source.token()
    expect(seen).toHaveLength(2)
  })

  test('that could not be had is asked for again', async () => {
    const { serviceUrl, seen } = await answering(503)
    const source = clientCredentials({ appId: 'd', password: 's', loginUrl: serviceUrl, oauthScope: 'x' })
    await expect(source.token()).rejects.toThrow('503')
    await expect(source.token()).rejects.toThrow('503')
    expect(seen).toHaveLength(2)
  })
})
