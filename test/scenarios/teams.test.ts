import { describe, expect, test } from 'vitest'
import { message, quote } from '#src/chat/message.ts'
import { draftReply } from '#src/features/consultation/index.ts'
import type { Say } from '#src/ports/unit-of-work.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { waiting } from '#test/support/advise.ts'
import { breaks } from '#test/support/database.ts'
import { type TestDeskOptions, testDesk } from '#test/support/desk.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'
import { BOT_NAME, teamsIds } from '#test/support/teams/ids.ts'
import { createTeamsWorld, type TeamsWorldOptions } from '#test/support/teams/teams-world.ts'

const RATE = '達成率はどのように計算されますか。'
const SIGNS = '結果に出る◎○△×はどういう意味ですか。'
const MINATO = teamsIds.workspace('MINATO')

async function office({
  teams = {},
  ...options
}: { readonly teams?: TeamsWorldOptions } & Partial<TestDeskOptions> = {}) {
  const world = await createTeamsWorld(teams)
  const desk = await testDesk({ platform: 'teams', world, ...options })
  const person = (name: string) => world.person(MINATO, teamsIds.user(name))
  return { ...desk, world, tanaka: person('tanaka'), suzuki: person('suzuki') }
}

describe('the desk is brought into Teams', () => {
  test('who adds it is greeted with their Home once, though Teams tells of it twice', async () => {
    const { tanaka, settled } = await office({ teams: { installed: false } })
    await tanaka.installs()
    await settled()
    const seen = await fromDesk(tanaka)
    expect(seen).toHaveLength(1)
    expect(seen[0]?.words).toContain('田中様のホーム')
  })

  test('a team is told how to ask, in the channel itself', async () => {
    const { world, tanaka, suzuki, settled, channelOf } = await office()
    const channel = channelOf('tanaka')
    await world.addToTeam(channel, [tanaka.account, suzuki.account])
    await settled()
    const [welcome, ...rest] = await fromDesk(suzuki)
    expect(rest).toEqual([])
    expect(welcome).toMatchObject({ channel })
    expect(welcome?.thread).toBeUndefined()
    expect(welcome?.words).toContain('メンションしてご質問をお書きください')
  })

  test('taken out in the middle of an answer it says nothing more there, and why is on record', async () => {
    const thought = waiting()
    const { tanaka, settled, database } = await office({ advise: thought.advise })
    await tanaka.says(RATE)
    await thought.began
    await tanaka.uninstalls()
    thought.release()
    await settled()
    expect(await fromDesk(tanaka)).toEqual([])
    expect(await database.prisma.outboundMessage.findMany()).toMatchObject([
      { state: 'failed', reason: 'notInstalled' },
    ])
  })

  test('brought back it answers again', async () => {
    const { tanaka, settled } = await office()
    await tanaka.says(RATE)
    await tanaka.uninstalls()
    await tanaka.installs()
    await settled()
    await tanaka.says(SIGNS)
    await settled()
    expect((await newestOf(tanaka)).words).toContain('FAQ-006')
  })

  test('an upgrade of the app greets nobody', async () => {
    const { tanaka, settled } = await office()
    await tanaka.installs('add-upgrade')
    await settled()
    expect(await fromDesk(tanaka)).toEqual([])
  })

  test('taken out of a team it is out of every channel of the team', async () => {
    const { world, tanaka, settled, channelOf, database } = await office()
    const channel = channelOf('tanaka')
    await tanaka.says(RATE, { channel, mention: true })
    await settled()
    await world.removeFromTeam(channel, tanaka.account)
    const places = await database.prisma.teamsPlace.findMany({ where: { conversation: channel } })
    expect(places.map(({ leftAt }) => leftAt)).toEqual([expect.any(Date)])
  })

  test('private facts asked for in a channel wait until the app is there for the asker alone', async () => {
    const { tanaka, settled, channelOf } = await office({ teams: { installed: false } })
    await tanaka.says('うちの契約はいつまでですか。', { channel: channelOf('tanaka'), mention: true })
    await settled()
    const words = (await fromDesk(tanaka)).map((it) => it.words).join('\n')
    expect(words).toContain('Teamsの「アプリ」から相談窓口を追加')
    expect(words).not.toContain('2026年12月31日')
  })

  test('a member who never wrote is written to in their own chat', async () => {
    const { tanaka, suzuki, settled, database } = await office()
    await tanaka.says(RATE)
    await settled()
    const to = { kind: 'direct', platform: 'teams', workspace: MINATO, user: suzuki.account.id } as const
    await say(database, ({ send }) => send(to, message('お知らせ', quote('改定されました。'))))
    await settled()
    expect((await newestOf(suzuki)).words).toContain('改定されました。')
  })
})

describe('a group chat in Teams', () => {
  test('a mention is answered, and follow-ups soon after need none where consent was given', async () => {
    const { world, tanaka, suzuki, settled, passTime } = await office()
    const chat = await world.groupChat([tanaka.account, suzuki.account])
    await tanaka.says(RATE, { channel: chat, mention: true })
    await settled()
    expect((await newestOf(suzuki)).words).toContain('達成率')
    const asked = await suzuki.says(SIGNS, { channel: chat })
    await settled()
    expect((await newestOf(tanaka)).words).toContain('FAQ-006')

    // A group chat has no threads: soon its people speak of other things, and to each other.
    await passTime(11 * 60_000)
    const answered = (await fromDesk(tanaka)).length
    await suzuki.says('お昼に行きませんか。', { channel: chat })
    await settled()
    expect(await fromDesk(tanaka)).toHaveLength(answered)

    await suzuki.deletes(asked)
    await settled()
    expect((await fromDesk(tanaka)).at(-1)?.words).toContain('取り下げました')
  })
})

describe('where the desk hears mentions only', () => {
  test('it says so once in a thread, and offers a form to reply by', async () => {
    const { world, tanaka, suzuki, settled, channelOf } = await office()
    const channel = channelOf('tanaka')
    world.setConsent(channel, false)
    const thread = await tanaka.says(RATE, { channel, mention: true })
    await settled()
    const [first] = await fromDesk(tanaka)
    expect(first?.words).toContain('［返信］をお使いください')
    expect(first?.buttons).toContain('返信')

    await suzuki.says(SIGNS, { channel, thread })
    await settled()
    expect(await fromDesk(tanaka)).toHaveLength(1)

    const form = await suzuki.opens('返信')
    expect(form).toMatchObject({ title: '返信', fields: [{ name: 'body' }] })
    expect(await suzuki.submits({ body: '' })).toEqual({ body: '内容をお書きください。' })
    expect(await suzuki.submits({ body: SIGNS })).toEqual({})
    await settled()
    const seen = await fromDesk(tanaka)
    expect(seen.every((it) => it.channel === channel && it.thread === thread)).toBe(true)
    expect(seen[1]?.words).toContain('鈴木様のご質問')
    expect(seen[1]?.words).toContain(SIGNS)
    expect(seen[2]?.words).toContain('FAQ-006')
    expect(seen.filter(({ words }) => words.includes('［返信］をお使いください'))).toHaveLength(1)
  })

  test('once it heard somebody without a mention, nobody is told to mention it', async () => {
    const { tanaka, settled, channelOf } = await office()
    const channel = channelOf('tanaka')
    await tanaka.says('お昼に行きませんか。', { channel })
    await tanaka.says(RATE, { channel, mention: true })
    await settled()
    const answer = await newestOf(tanaka)
    expect(answer.words).not.toContain('［返信］')
    expect(answer.buttons).not.toContain('返信')
  })
})

describe('a press in Teams', () => {
  test('is answered with the new card, and everybody’s is replaced', async () => {
    const { world, tanaka, suzuki, settled, channelOf } = await office()
    await tanaka.says(RATE, { channel: channelOf('tanaka'), mention: true })
    await settled()
    const before = world.requests.length
    await suzuki.presses('解決しました')
    expect((await newestOf(suzuki)).words).toContain('解決済みとして承りました')
    await settled()
    expect((await newestOf(tanaka)).words).toContain('解決済みとして承りました')
    expect(world.requests.slice(before).filter((it) => it.startsWith('PUT'))).toHaveLength(1)
  })

  test('that takes too long is received, and its outcome follows', async () => {
    const thought = waiting()
    let first = true
    const { tanaka, settled } = await office({
      advise: async (asked) => {
        if (!first) return thought.advise(asked)
        first = false
        return draftReply(asked.mail, asked)
      },
    })
    await tanaka.says(RATE)
    await settled()
    await tanaka.says(SIGNS)
    await thought.began
    await tanaka.presses('解決しました')
    expect(tanaka.notices()).toEqual([expect.stringContaining('受け付けました')])
    thought.release()
    await settled()
    const words = (await fromDesk(tanaka)).map((it) => it.words).join('\n')
    expect(words).toContain('解決済みとして承りました')
  })

  test('that is none of ours is told that its card is too old', async () => {
    const { world, tanaka, settled, database } = await office()
    await tanaka.says(RATE)
    await settled()
    const press = await pressOf(tanaka, { verb: 'x', data: { action: 'x' } })
    const answer = await tanaka.sendsRaw({ ...press, serviceUrl: world.serviceUrl(MINATO) })
    expect(JSON.parse(answer.body)).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: expect.stringContaining('この画面は古くなりました'),
    })
    expect(await database.prisma.inboundEvent.count({ where: { id: { contains: 'press' } } })).toBe(0)
  })

  test('on 戻る brings the card back as it stands', async () => {
    const { tanaka, settled } = await office()
    await tanaka.says(RATE)
    await settled()
    await tanaka.presses('解決しました')
    await settled()
    await tanaka.opens('コメントを送る')
    expect((await newestOf(tanaka)).buttons).toEqual(['送信する', '戻る'])
    await tanaka.presses('戻る')
    expect((await newestOf(tanaka)).buttons).toContain('コメントを送る')
  })
})

describe('what cannot be stored', () => {
  test('is not acknowledged: Teams sends a message again, and whoever pressed is told to', async () => {
    const { tanaka, settled, database, expectTroubles } = await office()
    expectTroubles()
    await tanaka.says(RATE)
    await settled()
    const { mend } = await breaks(
      database,
      'ALTER TABLE inbound_event RENAME TO inbound_event_away',
      'ALTER TABLE inbound_event_away RENAME TO inbound_event',
    )
    await expect(tanaka.says(SIGNS)).rejects.toThrow('503')
    await tanaka.presses('解決しました')
    expect(tanaka.notices()).toEqual([expect.stringContaining('ただいま受け付けられませんでした')])
    await mend()
    await tanaka.presses('解決しました')
    await settled()
    expect((await newestOf(tanaka)).words).toContain('解決済みとして承りました')
  })
})

describe('sending to Teams', () => {
  test('a token that ran out is replaced, and the answer arrives', async () => {
    const { world, tanaka, settled, passTime } = await office()
    await tanaka.says(RATE)
    await settled()
    world.tokenService.expireAll()
    await tanaka.says(SIGNS)
    await settled()
    await passTime(2_000)
    await settled()
    expect((await newestOf(tanaka)).words).toContain('FAQ-006')
    expect(world.tokenService.issued()).toBe(2)
  })

  test('no token to be had is no message lost', async () => {
    const { world, tanaka, settled, passTime } = await office({ teams: { announced: false } })
    world.tokenService.failNext(2)
    await tanaka.says(RATE)
    await settled()
    expect(await fromDesk(tanaka)).toEqual([])
    for (let round = 0; round < 3; round += 1) {
      await passTime(5_000)
      await settled()
    }
    expect((await newestOf(tanaka)).words).toContain('達成率')
  })

  test('what is too long for one card comes as several, in order, and is taken back as a whole when one is refused', async () => {
    const { world, tanaka, settled, database } = await office()
    await tanaka.says(RATE)
    await settled()
    const to = { kind: 'direct', platform: 'teams', workspace: MINATO, user: tanaka.account.id } as const
    const parts = Array.from({ length: 40 }, (_, at) =>
      quote(`出典${at}：${'規程を見直します。'.repeat(80)}`),
    )
    const answered = (await fromDesk(tanaka)).length

    await say(database, ({ send }) => send(to, message('出典', ...parts)))
    await settled()
    const cards = (await fromDesk(tanaka)).slice(answered)
    expect(cards.length).toBeGreaterThan(1)
    const words = cards.map((it) => it.words).join('\n')
    expect([...words.matchAll(/出典(\d+)：/g)].map(([, at]) => Number(at))).toEqual(parts.map((_, at) => at))

    world.failNext({ kind: 'rateLimited', retryAfterSeconds: 1 })
    await say(database, ({ send }) => send(to, message('出典', ...parts)))
    await settled()
    expect((await fromDesk(tanaka)).slice(answered)).toHaveLength(cards.length)
  })

  test('a card that grows beyond one message and shrinks again leaves nothing behind', async () => {
    const { tanaka, settled, database, passTime } = await office()
    await tanaka.says(RATE)
    await settled()
    const to = { kind: 'direct', platform: 'teams', workspace: MINATO, user: tanaka.account.id } as const
    const long = Array.from({ length: 40 }, (_, at) => quote(`出典${at}：${'規程を見直します。'.repeat(80)}`))
    const answered = (await fromDesk(tanaka)).length
    const standing = async () => (await fromDesk(tanaka)).slice(answered).map(({ words }) => words)
    const updated = async () => {
      await settled()
      await passTime(4_000)
      await settled()
    }
    let row = ''
    await say(database, async ({ send }) => {
      row = await send(to, message('短い', quote('短い')))
    })
    await updated()
    await say(database, ({ update }) => update(row, message('長い', ...long)))
    await updated()
    expect((await standing()).join('\n').match(/出典\d+：/g)).toHaveLength(40)
    await say(database, ({ update }) => update(row, message('短い', quote('また短い'))))
    await updated()
    expect(await standing()).toEqual(['また短い'])
  })

  test('shows that it is at work', async () => {
    const thought = waiting()
    const { world, tanaka, settled } = await office({ advise: thought.advise })
    await tanaka.says(RATE)
    await thought.began
    await expect.poll(() => world.typing.length).toBe(1)
    thought.release()
    await settled()
  })
})

/** As a later feature would say something of its own accord. */
async function say(
  database: Awaited<ReturnType<typeof office>>['database'],
  what: (say: Say) => Promise<unknown>,
): Promise<void> {
  const { id } = await database.prisma.organisation.findFirstOrThrow({ where: { code: 'MINATO' } })
  const unitOfWork = createUnitOfWork(database, storesOf, () => undefined)
  await unitOfWork.decide({ kind: 'desk', organisationId: id }, async (_, says) => void (await what(says)))
}

/** A press on the newest card of the desk, with these words in it. */
async function pressOf(
  person: Awaited<ReturnType<typeof office>>['tanaka'],
  action: { readonly verb: string; readonly data: object },
) {
  const [conversation = '', card = ''] = (await newestOf(person)).id.split('/')
  const { account } = person
  return {
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: 'f:press',
    channelId: 'msteams',
    from: { id: account.mri, aadObjectId: account.id },
    recipient: { id: BOT_NAME },
    conversation: { id: conversation, conversationType: 'personal', tenantId: MINATO },
    channelData: { tenant: { id: MINATO } },
    replyToId: card,
    value: { action: { type: 'Action.Execute', ...action }, trigger: 'manual' },
  }
}
