import { describe, expect, test } from 'vitest'
import { testDesk } from '#test/support/desk.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'
import { messageEvent, slackEnvelope, uninstalledEvent } from '#test/support/slack/payloads.ts'
import { signedRequest } from '#test/support/slack/signing.ts'
import { createSlackWorld } from '#test/support/slack/slack-world.ts'
import { SIGNING_SECRET } from '#test/support/slack/things.ts'

const QUESTION = '達成率はどのように計算されますか。'

/** What Slack sends when somebody writes to the desk. */
const body = JSON.stringify(
  slackEnvelope(
    { workspace: 'T0DESK' },
    messageEvent(
      'T0DESK',
      { channel: 'D0TANAKA', kind: 'direct' },
      {
        ts: '1764000000.000001',
        user: 'U0TANAKA',
        text: QUESTION,
      },
    ),
  ),
)
const signed = { secret: SIGNING_SECRET, body, contentType: 'application/json' } as const
const now = () => Math.floor(Date.now() / 1_000)

describe('requests to Slack’s address', () => {
  test.each([
    ['unsigned', 401, () => ({ 'content-type': 'application/json' })],
    ['signed with another secret', 401, () => signedRequest({ ...signed, secret: 'x' })],
    ['signed for another body', 401, () => signedRequest({ ...signed, body: `${body} ` })],
    [
      'signed more than five minutes ago',
      401,
      () => signedRequest({ ...signed, timestamp: now() - 5 * 60 - 2 }),
    ],
    [
      'with a forged time',
      401,
      () => ({
        ...signedRequest({ ...signed, timestamp: now() - 600 }),
        'x-slack-request-timestamp': `${now()}`,
      }),
    ],
    [
      'with two signatures',
      401,
      () => {
        const headers = signedRequest(signed)
        return { ...headers, 'x-slack-signature': `v0=${'0'.repeat(64)}, ${headers['x-slack-signature']}` }
      },
    ],
  ])('%s are refused with %i, without effect', async (_, status, headers) => {
    const desk = await testDesk({ platform: 'slack' })
    desk.expectTroubles()
    const answer = await fetch(`${desk.desk.url}/slack/events`, { method: 'POST', body, headers: headers() })
    expect(answer.status).toBe(status)
    await desk.settled()
    expect(await desk.database.prisma.inboundEvent.count()).toBe(0)
    expect(await fromDesk(desk.person('tanaka'))).toEqual([])
  })

  test.each([
    ['no JSON', '{"type":', 400],
    ['an empty body', '', 400],
    ['a body of 20 MB', `{"type":"${'x'.repeat(20_000_000)}"}`, 413],
  ])('%s gets its status, and the desk goes on', async (_, wrong, status) => {
    const desk = await testDesk({ platform: 'slack' })
    desk.expectTroubles()
    const answer = await fetch(`${desk.desk.url}/slack/events`, {
      method: 'POST',
      body: wrong,
      headers: signedRequest({ ...signed, body: wrong }),
    }).then(
      (it) => it.status,
      // The server may stop reading a body that is far too long; the client then sees the connection end.
      () => 413,
    )
    expect(answer).toBe(status)
    await desk.person('tanaka').says(QUESTION)
    await desk.settled()
    expect((await newestOf(desk.person('tanaka'))).words).toContain('FAQ-')
  })

  test('other methods and paths are not there', async () => {
    const desk = await testDesk({ platform: 'slack' })
    expect((await fetch(`${desk.desk.url}/slack/events`)).status).toBe(405)
    for (const path of ['/slack/oauth_redirect', '/slack/events/x', '/api/messages', '/chat', '/'])
      expect((await fetch(`${desk.desk.url}${path}`, { method: 'POST' })).status).toBe(404)
  })

  test('Slack’s question whether the address is ours is answered', async () => {
    const desk = await testDesk({ platform: 'slack' })
    const challenge = JSON.stringify({ type: 'url_verification', challenge: 'abc' })
    const answer = await fetch(`${desk.desk.url}/slack/events`, {
      method: 'POST',
      body: challenge,
      headers: signedRequest({ ...signed, body: challenge }),
    })
    expect(await answer.text()).toContain('abc')
  })

  test('what cannot be stored is answered 503, and kept when Slack sends it again', async () => {
    const desk = await testDesk({ platform: 'slack' })
    desk.expectTroubles()
    const { sql } = desk.database
    await sql.query('ALTER TABLE inbound_event RENAME TO inbound_event_away', [])
    await expect(desk.person('tanaka').says(QUESTION)).rejects.toThrow('503')
    await sql.query('ALTER TABLE inbound_event_away RENAME TO inbound_event', [])
    await desk.person('tanaka').says(QUESTION)
    await desk.settled()
    expect(await fromDesk(desk.person('tanaka'))).toHaveLength(1)
  })

  test('a form that cannot be stored keeps what was written in it', async () => {
    const desk = await testDesk({ platform: 'slack' })
    desk.expectTroubles()
    const { sql } = desk.database
    const tanaka = desk.person('tanaka')
    await tanaka.opens('/consult')
    await sql.query('ALTER TABLE inbound_event RENAME TO inbound_event_away', [])
    const errors = await tanaka.submits({ subject: '達成率', body: QUESTION })
    expect(errors.body).toContain('もう一度')
    await sql.query('ALTER TABLE inbound_event_away RENAME TO inbound_event', [])
    expect(await tanaka.submits({ subject: '達成率', body: QUESTION })).toEqual({})
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('FAQ-')
  })
})

describe('the desk in Slack', () => {
  test('opening its messages shows what one may ask', async () => {
    const world = await createSlackWorld()
    const desk = await testDesk({ platform: 'slack', world })
    await world.person('T0DESK', 'U0TANAKA').opensHome()
    await desk.settled()
    expect(world.prompts).toHaveLength(1)
    expect(JSON.stringify(world.prompts)).toContain('D0TANAKA')
    expect(JSON.stringify(world.prompts)).toContain('相談窓口')
  })

  test('a message becomes a question by its shortcut, with its words in the form', async () => {
    const desk = await testDesk({ platform: 'slack' })
    const tanaka = desk.person('tanaka')
    await tanaka.says('達成率の計算方法を <知りたい> です', { channel: desk.channelOf('tanaka') })
    const form = await tanaka.opens('相談窓口に質問')
    expect(form.fields.map(({ label }) => label)).toEqual(['件名（任意）', 'ご質問の内容'])
    expect(form.fields.find(({ name }) => name === 'body')?.initial).toBe(
      '達成率の計算方法を <知りたい> です',
    )
    expect(await tanaka.submits({ subject: '', body: QUESTION })).toEqual({})
    await desk.settled()
    const answer = await newestOf(tanaka)
    expect(answer.words).toContain('FAQ-')
    expect(answer.channel).toBeUndefined()
  })

  test('being told of its own end, with one token given, it has nothing to forget', async () => {
    const desk = await testDesk({ platform: 'slack' })
    const gone = JSON.stringify(slackEnvelope({ workspace: 'T0DESK' }, uninstalledEvent()))
    const headers = signedRequest({ ...signed, body: gone })
    const answer = await fetch(`${desk.desk.url}/slack/events`, { method: 'POST', body: gone, headers })
    expect(answer.status).toBe(200)
    await desk.person('tanaka').says(QUESTION)
    await desk.settled()
    expect((await newestOf(desk.person('tanaka'))).words).toContain('FAQ-')
  })

  test('an empty form is refused beside its field', async () => {
    const desk = await testDesk({ platform: 'slack' })
    await desk.person('tanaka').opens('/consult')
    const errors = await desk.person('tanaka').submits({ subject: '件名だけ', body: ' ' })
    expect(Object.keys(errors)).toEqual(['body'])
  })

  test('bots, joins, unfurled links and the desk’s own words are not questions', async () => {
    const desk = await testDesk({ platform: 'slack' })
    const told = (event: object) => {
      const other = JSON.stringify(
        slackEnvelope(
          { workspace: 'T0DESK' },
          {
            type: 'message',
            channel: 'D0TANAKA',
            channel_type: 'im',
            ts: '1764000000.000009',
            event_ts: '1764000000.000009',
            text: QUESTION,
            ...event,
          },
        ),
      )
      return fetch(`${desk.desk.url}/slack/events`, {
        method: 'POST',
        body: other,
        headers: signedRequest({ ...signed, body: other }),
      })
    }
    const words = { user: 'U0TANAKA', text: QUESTION, ts: '1764000000.000009', type: 'message' }
    const answers = [
      await told({ user: 'U0OTHER', bot_id: 'B0OTHER', subtype: 'bot_message' }),
      await told({ user: 'U0BOT', bot_id: 'B0DESK' }),
      await told({ user: 'U0TANAKA', subtype: 'channel_join' }),
      await told({ subtype: 'message_changed', message: words, previous_message: words }),
      await told({ user: 7 }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    await desk.settled()
    expect(await desk.database.prisma.inboundEvent.count()).toBe(0)
  })
})
