import { createServer } from 'node:http'
import { text as textOf } from 'node:stream/consumers'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import type { ConversationRef } from '#src/chat/event.ts'
import { oneWorkspace } from '#src/platforms/slack/access.ts'
import { slackClient } from '#src/platforms/slack/client.ts'
import { slackMessenger } from '#src/platforms/slack/messenger.ts'
import { words } from '#test/support/channels.ts'
import { BOT_TOKEN } from '#test/support/slack/things.ts'

const TRIED_AT = new Date('2026-11-24T09:30:00Z')
const CHANNEL = { kind: 'shared', platform: 'slack', workspace: 'T1', channel: 'C1' } as const

interface Answer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: object
}

/** Looks for the delivery d-1 where Slack answers so. @returns what was found, and what Slack was asked */
async function lookFor(answer: Answer, to: ConversationRef = CHANNEL, triedAt: Date | undefined = TRIED_AT) {
  const asked: Readonly<Record<string, string>>[] = []
  const server = createServer(async (request, response) => {
    const form = new URLSearchParams(await textOf(request))
    asked.push({ method: request.url?.split('/').at(-1) ?? '', ...Object.fromEntries(form) })
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers })
    response.end(JSON.stringify(answer.body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const apiUrl = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/api/`
  const log = pino({ level: 'silent' })
  const messenger = slackMessenger(oneWorkspace(slackClient(BOT_TOKEN, { apiUrl, log })), {
    links: { toFile: () => '', toCalendar: () => '', toUpload: () => '', toNotice: () => '' },
    open: async () => undefined,
    log,
  })
  const delivery = { id: 'd-1', to, message: words('一報'), createdAt: new Date('2026-11-24T00:00:00Z') }
  return { found: await messenger.find(triedAt ? { ...delivery, triedAt } : delivery), asked }
}

const posted = (id: string) => ({
  ts: '1764000000.000001',
  metadata: { event_type: 'academy_desk_delivery', event_payload: { id } },
})

test('a message is looked for around the moment at which it was sent', async () => {
  const { found, asked } = await lookFor({ body: { ok: true, messages: [posted('d-0'), posted('d-1')] } })
  expect(found).toEqual({ kind: 'found', message: 'C1/1764000000.000001' })
  const seconds = TRIED_AT.getTime() / 1_000
  expect(asked).toMatchObject([
    { method: 'conversations.history', oldest: `${seconds - 60}`, latest: `${seconds + 120}`, limit: '15' },
  ])
})

test('in a thread it is looked for in the thread', async () => {
  const { asked } = await lookFor({ body: { ok: true, messages: [] } }, { ...CHANNEL, thread: '1764.1' })
  expect(asked).toMatchObject([{ method: 'conversations.replies', ts: '1764.1' }])
})

test.each([
  ['none of all', { body: { ok: true, messages: [posted('d-0')], has_more: false } }, { kind: 'absent' }],
  ['none of some', { body: { ok: true, messages: [posted('d-0')], has_more: true } }, { kind: 'cannotTell' }],
  [
    'that it was asked too often',
    { status: 429, headers: { 'retry-after': '37' }, body: { ok: false, error: 'ratelimited' } },
    { kind: 'notNow', afterMs: 37_000 },
  ],
  ['that it may not be read', { body: { ok: false, error: 'missing_scope' } }, { kind: 'cannotTell' }],
  ['that it is not itself', { body: { ok: false, error: 'internal_error' } }, { kind: 'notNow' }],
  ['nothing that can be understood', { status: 502, body: {} }, { kind: 'notNow' }],
] as const)('Slack says %s', async (_, answer, expected) => {
  expect((await lookFor(answer)).found).toEqual(expected)
})

test('a direct conversation that was never heard from cannot be read, and Slack is not asked', async () => {
  const to = { kind: 'direct', platform: 'slack', workspace: 'T1', user: 'U1' } as const
  expect(await lookFor({ body: { ok: true, messages: [] } }, to)).toEqual({
    found: { kind: 'cannotTell' },
    asked: [],
  })
})
