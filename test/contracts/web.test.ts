import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { message, text, toAsker } from '#src/chat/message.ts'
import { isFromThisMachine } from '#src/platforms/web/guard.ts'
import { pageApi, serverSentEvents } from '#test/support/web/page-api.ts'
import { type ScriptedDesk, startScriptedDesk } from '#test/support/web/scripted-desk.ts'
import { createWebWorld } from '#test/support/web/web-world.ts'

let desk: ScriptedDesk
beforeEach(async () => {
  desk = await startScriptedDesk()
})
afterEach(() => desk.close())

describe('who is answered', () => {
  test.each([
    ['another name for this machine', { host: 'desk.example.jp' }],
    ['a name that only begins like this machine', { host: 'localhost.example.jp' }],
    ['another page', { origin: 'https://example.jp' }],
    ['a page without an origin of its own', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a tunnel', { 'x-forwarded-for': '127.0.0.1' }],
    ['a tunnel that names the host', { 'x-forwarded-host': 'localhost' }],
    ['a tunnel by the standard header', { forwarded: 'for=127.0.0.1' }],
  ])('%s gets 404 on every path, and nothing happens', async (_who, headers) => {
    expect(await status('GET', '/chat', headers)).toBe(404)
    expect(await status('GET', '/chat/people', headers)).toBe(404)
    expect(await status('POST', '/chat/messages', headers, said('予約したい'))).toBe(404)
    expect(desk.events).toEqual([])
    expect(await pageApi(desk.url).seen('minato/tanaka')).toEqual([])
  })

  test('this machine’s own page is answered under each of its names', async () => {
    const { port } = new URL(desk.url)
    for (const name of ['localhost', '127.0.0.1', '[::1]']) {
      const host = `${name}:${port}`
      expect(await status('GET', '/chat', { host, origin: `http://${host}` })).toBe(200)
    }
  })

  test('another machine is not answered, whatever it claims', () => {
    const from = (remoteAddress: string | undefined) =>
      isFromThisMachine({ socket: { remoteAddress }, headers: { host: 'localhost' } })
    expect(from('::ffff:127.0.0.1')).toBe(true)
    expect(from('192.168.1.5')).toBe(false)
    expect(from('::ffff:10.0.0.1')).toBe(false)
    expect(from(undefined)).toBe(false)
  })

  test('the page runs no script but its own and is kept by no cache', async () => {
    const page = await fetch(`${desk.url}/chat`)
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await fetch(`${desk.url}/chat/people`)).headers.get('cache-control')).toBe('no-store')
  })

  test.each([
    '/chat/assets/../connect.ts',
    '/chat/assets/%2e%2e/connect.ts',
    '/chat/assets/none.js',
    '/chat/x',
  ])('no file but the page’s own is served: %s', async (path) =>
    expect(await status('GET', path, {})).toBe(404),
  )
})

describe('what is posted', () => {
  test('what is no message of ours is refused with 400', async () => {
    expect(await status('POST', '/chat/messages', {}, '{')).toBe(400)
    expect(await status('POST', '/chat/messages', {}, '{}')).toBe(400)
    expect(await status('POST', '/chat/messages', {}, said('  '))).toBe(400)
    expect(await status('GET', '/chat/events?people=', {})).toBe(400)
  })

  test('more than 1 MB is refused with 413', async () => {
    expect(await status('POST', '/chat/messages', {}, said('あ'.repeat(400_000)))).toBe(413)
  })

  test('a file that is brought is named by what it was given for; one that is too large gets 413', async () => {
    const post = async (person: string, bytes: number) => {
      const query = new URLSearchParams({ person, name: '台帳.xlsx' })
      const answer = await fetch(`${desk.url}/chat/files?${query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/vnd.ms-excel' },
        body: new Uint8Array(bytes),
      })
      return [answer.status, await answer.json()] as const
    }
    const [status, answer] = await post('minato/tanaka', 2_048)
    const [[id, upload] = []] = [...desk.uploads]
    expect([status, answer]).toEqual([200, { locator: { file: id } }])
    expect(upload).toEqual({ name: '台帳.xlsx', bytes: 2_048 })
    expect((await post('minato/tanaka', 25 * 1024 * 1024 + 1))[0]).toBe(413)
    expect((await post('minato/nobody', 1))[0]).toBe(404)
    desk.storeFails(true)
    expect((await post('minato/tanaka', 1))[0]).toBe(503)
    expect(desk.uploads.size).toBe(1)
  })

  test('a person, channel or thread that is not there gets 404', async () => {
    expect(await status('POST', '/chat/messages', {}, said('はい', { person: 'minato/nobody' }))).toBe(404)
    expect(
      await status(
        'POST',
        '/chat/messages',
        {},
        said('はい', { place: { kind: 'channel', channel: 'consultants' } }),
      ),
    ).toBe(404)
    const place = { kind: 'channel', channel: 'general', thread: randomUUID() }
    expect(await status('POST', '/chat/messages', {}, said('はい', { place }))).toBe(404)
    expect(await status('GET', '/chat/events?people=aoba/tanaka', {})).toBe(404)
    expect(await status('GET', '/chat/welcome?person=aoba/tanaka', {})).toBe(404)
  })

  test('Home is read for a person who is there, and a press on it belongs to their direct conversation', async () => {
    const home = await fetch(`${desk.url}/chat/home?person=minato/tanaka`)
    expect(await home.json()).toMatchObject({ card: { type: 'AdaptiveCard' } })
    expect(await status('GET', '/chat/home?person=aoba/tanaka', {})).toBe(404)
    const press = JSON.stringify({
      id: randomUUID(),
      person: 'minato/tanaka',
      action: JSON.stringify({ type: 'history.own', page: 0 }),
    })
    expect(await status('POST', '/chat/actions', {}, press)).toBe(200)
    expect(await status('POST', '/chat/actions', {}, press)).toBe(200)
    expect(desk.events).toHaveLength(1)
    expect(desk.events[0]).toMatchObject({ conversation: { kind: 'direct', user: 'tanaka' } })
    expect(desk.events[0]).not.toHaveProperty('message')
  })

  test('a message that is posted twice is one message and one event', async () => {
    const body = said('バックアップの頻度は')
    expect(await status('POST', '/chat/messages', {}, body)).toBe(200)
    expect(await status('POST', '/chat/messages', {}, body)).toBe(200)
    expect(desk.events.map((it) => it.type)).toEqual(['message'])
    expect((await pageApi(desk.url).seen('minato/tanaka')).map((it) => it.author)).toEqual(['tanaka', 'desk'])
  })

  test('an id that another’s message has is refused, and shows nothing of it', async () => {
    const id = randomUUID()
    await status('POST', '/chat/messages', {}, said('みなとの秘密', { id }))
    expect(await status('POST', '/chat/messages', {}, said('x', { id, person: 'aoba/yamada' }))).toBe(409)
  })

  test('what could not be kept is answered 503 and kept when it is posted again', async () => {
    const body = said('バックアップの頻度は')
    desk.storeFails(true)
    expect(await status('POST', '/chat/messages', {}, body)).toBe(503)
    desk.storeFails(false)
    expect(await status('POST', '/chat/messages', {}, body)).toBe(200)
    expect(desk.events).toHaveLength(1)
    expect((await pageApi(desk.url).seen('minato/tanaka')).map((it) => it.author)).toEqual(['tanaka', 'desk'])
  })

  test('only their author edits and deletes words, and a deleted message keeps none', async () => {
    const id = randomUUID()
    await status('POST', '/chat/messages', {}, said('パスワードは hunter2 です', { id }))
    const path = `/chat/messages/${id}`
    const other = JSON.stringify({ person: 'minato/suzuki', text: 'x' })
    expect(await status('PATCH', path, {}, other)).toBe(404)
    expect(await status('DELETE', path, {}, other)).toBe(404)
    const own = JSON.stringify({ person: 'minato/tanaka', text: '訂正します' })
    expect(await status('PATCH', path, {}, own)).toBe(200)
    expect(await status('PATCH', path, {}, own)).toBe(200)
    expect(await status('DELETE', path, {}, own)).toBe(200)
    expect(await status('DELETE', path, {}, own)).toBe(200)
    expect(new Set(desk.events.map((it) => it.id)).size).toBe(3)
    expect(JSON.stringify(await desk.room.message(id))).not.toContain('hunter2')
  })
})

describe('what is heard', () => {
  test('a channel’s message reaches the desk when it addresses it or stands in a thread of its own', async () => {
    const place = { kind: 'channel', channel: 'general' }
    await status('POST', '/chat/messages', {}, said('お昼に行きます', { place }))
    expect(desk.events).toEqual([])

    const id = randomUUID()
    await status('POST', '/chat/messages', {}, said('@相談窓口 バックアップの頻度は', { id, place }))
    await status(
      'POST',
      '/chat/messages',
      {},
      said('クラウドだけでも', { person: 'minato/suzuki', place: { ...place, thread: id } }),
    )
    const conversation = {
      kind: 'shared',
      platform: 'web',
      workspace: 'minato',
      channel: 'general',
      thread: id,
    }
    expect(desk.events).toMatchObject([
      { id: `web/minato/${id}`, conversation, text: 'バックアップの頻度は' },
      { conversation, text: 'クラウドだけでも', from: { user: 'suzuki' } },
    ])
  })

  test('nobody sees another’s direct conversation or another organisation’s channel', async () => {
    await status('POST', '/chat/messages', {}, said('内密の件です'))
    await status(
      'POST',
      '/chat/messages',
      {},
      said('社内の件です', { place: { kind: 'channel', channel: 'general' } }),
    )
    const { seen } = pageApi(desk.url)
    expect(await seen('aoba/yamada')).toEqual([])
    expect(await seen('academy/sato')).toEqual([])
    expect((await seen('minato/suzuki')).map((it) => it.place.kind)).toEqual(['channel'])
  })

  test('a press on a card that one cannot see is refused', async () => {
    await status('POST', '/chat/messages', {}, said('質問です'))
    const card = (await pageApi(desk.url).seen('minato/tanaka')).at(-1)?.id
    const press = { id: randomUUID(), message: card, action: JSON.stringify({ type: 'consultation.solved' }) }
    expect(
      await status('POST', '/chat/actions', {}, JSON.stringify({ ...press, person: 'aoba/yamada' })),
    ).toBe(404)
    expect(
      await status(
        'POST',
        '/chat/actions',
        {},
        JSON.stringify({ ...press, person: 'minato/tanaka', action: '{}' }),
      ),
    ).toBe(400)
    expect(
      await status('POST', '/chat/actions', {}, JSON.stringify({ ...press, person: 'minato/tanaka' })),
    ).toBe(200)
  })

  test('a page that comes back is told only what it missed', async () => {
    await status('POST', '/chat/messages', {}, said('一つ目'))
    const url = `${desk.url}/chat/events?people=${encodeURIComponent('minato/tanaka')}`
    let last = ''
    for await (const event of serverSentEvents(url)) {
      if (event.name === 'ready') break
      last = event.id
    }
    await status('POST', '/chat/messages', {}, said('二つ目'))
    const missed: string[] = []
    for await (const event of serverSentEvents(url, { 'last-event-id': last })) {
      if (event.name === 'ready') break
      missed.push(event.text)
    }
    expect(missed).toHaveLength(2)
    expect(missed[0]).toContain('二つ目')
  })

  test('an open page is told of a message and a status as they come', async () => {
    const url = `${desk.url}/chat/events?people=${encodeURIComponent('minato/tanaka')}`
    const names: string[] = []
    for await (const event of serverSentEvents(url)) {
      names.push(event.name)
      if (event.name === 'ready') {
        await desk.messenger.showStatus(DIRECT, 'FAQと講座を確認しています')
        await desk.messenger.send({ id: 'd-1', to: DIRECT, message: HELLO, createdAt: new Date() })
      }
      if (event.name === 'message') break
    }
    expect(names).toEqual(['ready', 'status', 'message'])
  })
})

describe('what is said', () => {
  test('a delivery sent twice is one message, and is found', async () => {
    const delivery = { id: 'd-1', to: DIRECT, message: HELLO, createdAt: new Date() }
    expect(await desk.messenger.find(delivery)).toEqual({ kind: 'absent' })
    expect(await desk.messenger.send(delivery)).toEqual({ kind: 'sent', message: 'd-1' })
    expect(await desk.messenger.send(delivery)).toEqual({ kind: 'sent', message: 'd-1' })
    expect(await desk.messenger.find(delivery)).toEqual({ kind: 'found', message: 'd-1' })
    expect(await pageApi(desk.url).seen('minato/tanaka')).toHaveLength(1)
  })

  test('what can never be delivered is refused with its reason', async () => {
    const send = (to: typeof DIRECT | object) =>
      desk.messenger.send({
        id: 'd-1',
        to: { ...DIRECT, ...to },
        message: toAsker(HELLO),
        createdAt: new Date(),
      })
    expect(await send({ user: 'nobody' })).toEqual({ kind: 'refused', reason: 'user_not_found' })
    expect(await send({ kind: 'shared', channel: 'x' })).toEqual({
      kind: 'refused',
      reason: 'channel_not_found',
    })
    expect(await send({ kind: 'shared', channel: 'general', thread: 'x' })).toEqual({
      kind: 'refused',
      reason: 'thread_not_found',
    })
    const missing = { id: 'd-2', to: DIRECT, message: HELLO, createdAt: new Date() }
    expect(await desk.messenger.update(missing, 'x')).toEqual({
      kind: 'refused',
      reason: 'message_not_found',
    })
  })
})

describe('the web world', () => {
  test('a person asks, presses, writes a form and sees what comes of it', async () => {
    const world = await createWebWorld()
    await world.connect(desk.url)
    const tanaka = world.person('minato', 'tanaka')
    await tanaka.says('どれを選択すれば')
    await tanaka.presses('退職者のアカウントを停止する期限')
    expect((await tanaka.sees()).at(-1)).toMatchObject({
      from: 'desk',
      words: expect.stringContaining('FAQ-012'),
    })
    await tanaka.presses('解決しました')
    expect((await tanaka.sees()).at(-1)).toMatchObject({
      words: expect.stringContaining('✅ 解決しました'),
      buttons: [],
    })

    const form = await tanaka.opens('/consult')
    expect(form).toMatchObject({
      title: 'コンサルタントに相談する',
      fields: [{ name: 'subject' }, { name: 'body' }],
    })
    expect(await tanaka.submits({ body: '短い' })).toEqual({ body: '内容は5文字以上で入力してください。' })
    expect(await tanaka.submits({ body: '**太字**の件でご相談です' })).toEqual({})
    expect((await tanaka.sees()).at(-1)?.words).toContain('**太字**の件でご相談です')
    expect((await world.person('academy', 'sato').sees()).at(-1)).toMatchObject({ channel: 'consultants' })
    expect(world.complaints).toEqual([])
  })

  test('its faults are what the desk’s messenger meets', async () => {
    const world = await createWebWorld()
    const messenger = world.meddle(desk.messenger)
    const send = () => messenger.send({ id: 'd-1', to: DIRECT, message: HELLO, createdAt: new Date() })
    world.failNext({ kind: 'rateLimited', retryAfterSeconds: 2 })
    expect(await send()).toEqual({ kind: 'later', reason: 'ratelimited', afterMs: 2000 })
    world.failNext({ kind: 'cutAfterPosting' })
    await expect(send()).rejects.toThrow('cut')
    expect(await desk.room.message('d-1')).toBeDefined()
    expect(await send()).toEqual({ kind: 'sent', message: 'd-1' })
  })
})

const DIRECT = { kind: 'direct', platform: 'web', workspace: 'minato', user: 'tanaka' } as const
const HELLO = message('こんにちは', text('こんにちは'))

const said = (words: string, more: object = {}): string =>
  JSON.stringify({
    id: randomUUID(),
    person: 'minato/tanaka',
    place: { kind: 'direct' },
    text: words,
    ...more,
  })

/** `fetch` forges neither Host nor Origin. */
function status(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body = '',
): Promise<number> {
  const { hostname, port } = new URL(desk.url)
  return new Promise((resolve, reject) => {
    const length = { 'content-length': Buffer.byteLength(body) }
    const sent = request({ hostname, port, method, path, headers: { ...length, ...headers } }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
