import { expect, onTestFinished, test, vi } from 'vitest'
import { type RunningDesk, runningDesk } from '#test/support/running-desk.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'
import { createEmulatedSlack, type EmulatedSlack } from '#test/support/slack/emulate.ts'
import { messageEvent, slackEnvelope } from '#test/support/slack/payloads.ts'
import { signedRequest } from '#test/support/slack/signing.ts'
import { SIGNING_SECRET } from '#test/support/slack/things.ts'
import type { SeenMessage } from '#test/support/world.ts'

const QUESTION = '達成率はどのように計算されますか。'

interface Office {
  readonly slack: EmulatedSlack
  readonly desk: RunningDesk
  person(name: string): ReturnType<EmulatedSlack['person']>
  /** Looks until the person's newest message from the desk holds these words, for at most 15 s. */
  sees(name: string, words: string): Promise<SeenMessage>
}

/** A started desk and the emulated Slack, as an operator would bring them together: by commands and in chat. */
async function office(): Promise<Office> {
  const slack = await createEmulatedSlack({
    people: ['tanaka', 'suzuki', 'sato', 'takahashi', 'stranger'],
    channels: {
      consulting: ['sato', 'takahashi'],
      'minato-all': ['tanaka', 'suzuki'],
      elsewhere: ['tanaka', 'suzuki'],
    },
    without: ['elsewhere'],
  })
  onTestFinished(async () => {
    await slack.close()
    expect(slack.complaints).toEqual([])
  })
  const desk = await runningDesk({ WEB_CHAT: 'off', ...slack.environment })
  await slack.connect(desk.url)
  const place = ['--platform', 'slack', '--workspace', slack.workspace]
  await desk.command('admin', 'link', ...place, '--organisation', 'MINATO')
  const people = [
    ['tanaka', '田中', 'owner', 'MINATO'],
    ['suzuki', '鈴木', 'staff', 'MINATO'],
    ['takahashi', '高橋', 'admin', 'ACADEMY'],
  ] as const
  await Promise.all(
    people.map(([user, name, role, organisation]) => {
      const who = [
        '--user',
        slack.userId(user),
        '--name',
        name,
        '--role',
        role,
        '--organisation',
        organisation,
      ]
      return desk.command('admin', 'member', 'add', ...place, ...who)
    }),
  )
  const person = (name: string) => slack.person(slack.workspace, slack.userId(name))
  return {
    slack,
    desk,
    person,
    sees: (name, words) =>
      vi.waitFor(
        async () => {
          const newest = await newestOf(person(name))
          expect(newest.words).toContain(words)
          return newest
        },
        { timeout: 15_000 },
      ),
  }
}

test('from a mail in direct messages to a consultant’s card, and feedback', async () => {
  const { slack, person, sees } = await office()
  await person('takahashi').says('このチャンネルを相談窓口にする', {
    channel: slack.channelId('consulting'),
    mention: true,
  })
  await sees('takahashi', '相談窓口に設定しました')

  const tanaka = person('tanaka')
  await tanaka.opensHome()
  expect(slack.prompts).toHaveLength(1)
  await tanaka.says(`お世話になっております。総務の田中です。\n${QUESTION}\nよろしくお願いいたします。`)
  const answer = await sees('tanaka', 'FAQ-005')
  expect(answer.words).toMatch(/^田中様/)
  await tanaka.presses('解決しました')
  await sees('tanaka', '解決済みとして承りました')
  await tanaka.presses('記録をファイルで受け取る')
  const [record] = await vi.waitFor(
    async () => {
      const shared = (await fromDesk(tanaka)).flatMap(({ files = [] }) => files)
      expect(shared).toHaveLength(1)
      return shared
    },
    { timeout: 15_000 },
  )
  expect(record?.name).toMatch(/^相談記録_\d{4}-\d{2}-\d{2}_.+\.txt$/)
  expect(new TextDecoder().decode(record?.content)).toMatch(/^ご相談の記録\r\n/)

  await tanaka.says('ファイアウォールの設定コマンドで、特定のポートを開ける書き方を教えてください。')
  await sees('tanaka', '個別の確認が必要なご質問のため')
  await sees('tanaka', '受付番号 C-0001')
  const card = await sees('takahashi', 'C-0001')
  expect(card.channel).toBe(slack.channelId('consulting'))
  expect(card.words).toContain('株式会社みなと製作所')
})

test('a mention is answered in its thread, a follow-up there needs none, and what cannot be said where the desk is not is recorded', async () => {
  const { slack, desk, person, sees } = await office()
  const channel = slack.channelId('minato-all')
  const root = await person('tanaka').says(QUESTION, { channel, mention: true })
  const answer = await sees('tanaka', 'FAQ-005')
  expect(answer).toMatchObject({ channel, thread: root })
  await person('suzuki').says('結果に出る◎○△×はどういう意味ですか。', { channel, thread: root })
  expect((await sees('suzuki', 'FAQ-006')).thread).toBe(root)

  await person('tanaka').says(QUESTION, { channel: slack.channelId('elsewhere'), mention: true })
  await expect
    .poll(async () => (await fetch(`${desk.url}/metrics`)).text(), { timeout: 15_000 })
    .toContain('desk_messages_failed_total{platform="slack",reason="not_in_channel"} 1')
})

test('the command, the shortcut and their form', async () => {
  const { slack, person, sees } = await office()
  const tanaka = person('tanaka')
  await tanaka.opens('/consult')
  expect(Object.keys(await tanaka.submits({ subject: '', body: '' }))).toEqual(['body'])
  expect(await tanaka.submits({ subject: '達成率', body: QUESTION })).toEqual({})
  await sees('tanaka', 'FAQ-005')

  await person('suzuki').says(QUESTION, { channel: slack.channelId('minato-all') })
  const form = await person('suzuki').opens('相談窓口に質問')
  expect(form.fields.find(({ name }) => name === 'body')?.initial).toBe(QUESTION)
  expect(await person('suzuki').submits({ subject: '', body: QUESTION })).toEqual({})
  expect((await sees('suzuki', 'FAQ-005')).channel).toBeUndefined()
})

test('an edit and a deletion are followed', async () => {
  const { person, sees } = await office()
  const tanaka = person('tanaka')
  const question = await tanaka.says(QUESTION)
  await sees('tanaka', 'FAQ-005')
  await tanaka.edits(question, '結果に出る◎○△×はどういう意味ですか。')
  await sees('tanaka', 'FAQ-006')
  expect(await fromDesk(tanaka)).toHaveLength(1)
  await tanaka.deletes(question)
  await sees('tanaka', '取り下げました')
})

test('a consultant is invited by a code, a stranger gets one clear message', async () => {
  const { desk, person, sees } = await office()
  const [code = ''] = (await desk.command('admin', 'invite', 'consultant', '--name', '佐藤')).split('\n')
  await person('sato').says(code)
  await sees('sato', '佐藤様をコンサルタントとして登録しました')
  await person('stranger').says(QUESTION)
  await sees('stranger', 'ご利用の登録が確認できませんでした')
  expect(desk.log.join('\n')).not.toContain(code)
})

test('Slack asks for patience, cuts a connection: the answer comes once', async () => {
  const { slack, person, sees } = await office()
  slack.failNext({ kind: 'rateLimited', retryAfterSeconds: 1 })
  await person('tanaka').says(QUESTION)
  await sees('tanaka', 'FAQ-005')
  slack.failNext({ kind: 'cutAfterPosting' })
  await person('suzuki').says(QUESTION)
  await sees('suzuki', 'FAQ-005')
  await person('suzuki').says('結果に出る◎○△×はどういう意味ですか。')
  await sees('suzuki', 'FAQ-006')
  expect(await fromDesk(person('suzuki'))).toHaveLength(2)
})

test('forged, unsigned and replayed requests get 401, strangers’ addresses 404, and none has an effect', async () => {
  const { slack, desk, person, sees } = await office()
  const channel = slack.state.directOf(slack.userId('tanaka')).id
  const message = { ts: '1764000000.000001', user: slack.userId('tanaka'), text: QUESTION }
  const body = JSON.stringify(
    slackEnvelope(slack, messageEvent(slack.workspace, { channel, kind: 'direct' }, message)),
  )
  const signed = { secret: SIGNING_SECRET, body, contentType: 'application/json' } as const
  const now = Math.floor(Date.now() / 1_000)
  const attempts: readonly Readonly<Record<string, string>>[] = [
    { 'content-type': 'application/json' },
    signedRequest({ ...signed, secret: 'forged' }),
    signedRequest({ ...signed, timestamp: now - 301 }),
    { ...signedRequest(signed), 'x-slack-request-timestamp': String(now - 60) },
  ]
  for (const headers of attempts)
    expect((await fetch(`${desk.url}/slack/events`, { method: 'POST', body, headers })).status).toBe(401)
  expect((await fetch(`${desk.url}/chat`)).status).toBe(404)
  expect((await fetch(`${desk.url}/api/messages`, { method: 'POST', body })).status).toBe(404)

  // The next real message is the first that the desk answers.
  await person('tanaka').says(QUESTION)
  await sees('tanaka', 'FAQ-005')
  expect(await fromDesk(person('tanaka'))).toHaveLength(1)
  expect((await newestOf(person('tanaka'))).words).toContain('FAQ-005')
})

test('it stops when asked, answers what was acknowledged, and tells operators how it is', async () => {
  const { desk, person, sees } = await office()
  await person('tanaka').says(QUESTION)
  await sees('tanaka', 'FAQ-005')
  expect(await (await fetch(`${desk.url}/readyz`)).json()).toEqual({
    database: 'ok',
    index: 'ok',
    queue: 'ok',
  })
  const metrics = await (await fetch(`${desk.url}/metrics`)).text()
  expect(metrics).toContain('desk_events_total{platform="slack",type="message"} 1')
  expect(metrics).toMatch(/desk_messages_sent_total\{platform="slack"\} 1/)
  expect(await desk.stop()).toBe(0)
  const log = desk.log.join('\n')
  expect(log).not.toContain('達成率')
  expect(log).not.toMatch(/xoxb-\w+-\w+|a-signing-secret/)
})
