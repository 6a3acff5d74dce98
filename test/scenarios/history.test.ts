import { describe, expect, test } from 'vitest'
import { purgeOnce } from '#src/services/database/purge.ts'
import { platformsOf, type TestDesk, testDesk } from '#test/support/desk.ts'
import { forge } from '#test/support/forged.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'

const RATE = '達成率はどのように計算されますか。'
const MARKS = '結果に出る◎○△×はどういう意味ですか。'
const FIREWALL = 'ファイアウォールの設定コマンドで、特定のポートを開ける書き方を教えてください。'

/** Everything that was asked so far was asked so many days earlier. */
async function daysPass({ database }: TestDesk, days: number) {
  await database.sql.query(`UPDATE consultation SET created_at = created_at - $1 * interval '1 day'`, [days])
}

describe.each(platformsOf(import.meta.filename))('past consultations on %s', (platform) => {
  test('are listed newest first, each with its state, day and number, and shown as they were answered', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.says(RATE)
    await desk.settled()
    await daysPass(desk, 30)
    await tanaka.says(FIREWALL)
    await desk.settled()
    await tanaka.says('相談履歴')
    await desk.settled()
    const list = await newestOf(tanaka)
    expect(list.buttons).toEqual([
      expect.stringMatching(/^⏳ 11月24日　ファイアウォール.*（コンサルタント対応中・C-0001）$/),
      '10月25日　達成率はどのように計算されますか。（回答済み）',
    ])

    await tanaka.presses('10月25日　達成率はどのように計算されますか。（回答済み）')
    await desk.settled()
    const shown = await newestOf(tanaka)
    expect(shown.words).toContain(RATE)
    expect(shown.words).toContain('出典：FAQ-005')
    expect(shown.words).toContain('回答済み')
    expect(shown.buttons).toEqual(['取り下げる', '相談履歴に戻る'])
  })

  test('are found by a time and by words of the question or of the answer', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.says('多要素認証はすべてのサービスで必要ですか。')
    await tanaka.says(RATE)
    await desk.settled()
    await daysPass(desk, 30)
    await tanaka.says(MARKS)
    await desk.settled()

    await tanaka.says('先月の多要素認証の相談')
    await desk.settled()
    const found = await newestOf(tanaka)
    expect(found.words).toContain('期間：10月1日〜10月31日　ことば：多要素認証')
    expect(found.words).toContain('1件のご相談が見つかりました。')
    expect(found.buttons).toEqual([expect.stringContaining('多要素認証はすべてのサービス')])

    await tanaka.says('今週の相談')
    await desk.settled()
    expect((await newestOf(tanaka)).buttons).toEqual([expect.stringContaining('結果に出る')])

    await tanaka.says('去年の相談')
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('該当するご相談は見つかりませんでした')
    expect(await desk.database.prisma.consultation.count()).toBe(3)
  })

  test('past their retention are gone, from the list and from behind their buttons', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.says(RATE)
    await desk.settled()
    await daysPass(desk, 800)
    await tanaka.says(MARKS)
    await desk.settled()
    await purgeOnce(desk.database, { eventDays: 30, turnDays: 730 })
    await tanaka.says('相談履歴')
    await desk.settled()
    expect((await newestOf(tanaka)).buttons).toEqual([expect.stringContaining('結果に出る')])

    const { id } = await desk.database.prisma.consultation.findFirstOrThrow({ where: { question: null } })
    await forge({ ...desk, platform, intake: desk.desk.intake }, '田中', { type: 'consultation.solved', id })
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('この画面は古くなりました')
  })

  test('ten a card, and the rest by a button', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.says(RATE)
    await desk.settled()
    await desk.database.sql.query(
      `INSERT INTO consultation SELECT (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(),
         'subject', '達成率その' || n, 'created_at', c.created_at - n * interval '1 hour'))).*
       FROM consultation c, generate_series(1, 11) n`,
    )
    for (const command of ['相談履歴', '11月の達成率の相談']) {
      await tanaka.says(command)
      await desk.settled()
      const first = await newestOf(tanaka)
      expect(first.buttons).toHaveLength(11)
      await tanaka.presses('続きを見る')
      await desk.settled()
      const second = await newestOf(tanaka)
      expect(second.buttons).toHaveLength(2)
      expect(new Set([...first.buttons, ...second.buttons]).size).toBe(13)
    }
  })

  test('are private: asked for in a channel they go to the asker, and a colleague does not see them', async () => {
    const desk = await testDesk({ platform })
    const [tanaka, suzuki] = [desk.person('tanaka'), desk.person('suzuki')]
    await suzuki.says(RATE)
    await desk.settled()
    const channel = desk.channelOf('tanaka')
    await suzuki.says('相談履歴', { channel, mention: true })
    await desk.settled()
    const shared = (await fromDesk(tanaka)).filter((it) => it.channel !== undefined)
    expect(shared.map(({ words }) => words)).toEqual([
      '個別にお送りしました。相談窓口との1対1のチャットをご確認ください。',
    ])
    expect((await fromDesk(suzuki)).filter((it) => !it.channel).at(-1)?.buttons[0]).toContain('達成率')

    await tanaka.says('相談履歴')
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('ご相談はまだありません。')
  })

  test('an owner sees subjects and states of the organisation, and nothing to open; others do not', async () => {
    const desk = await testDesk({ platform })
    const [tanaka, suzuki, ito] = [desk.person('tanaka'), desk.person('suzuki'), desk.person('ito')]
    await suzuki.says(RATE)
    await desk.settled()
    await tanaka.says('ホーム')
    await desk.settled()
    await tanaka.presses('社内の相談')
    await desk.settled()
    const list = await newestOf(tanaka)
    expect(list.words).toContain('達成率はどのように計算されますか。（回答済み）')
    expect(list.buttons).toEqual([])

    await ito.says('ホーム')
    await desk.settled()
    await ito.presses('社内の相談')
    await desk.settled()
    expect((await newestOf(ito)).words).toContain('社内のご相談はまだありません。')
  })

  test('a forged button shows nobody else’s', async () => {
    const desk = await testDesk({ platform })
    await desk.person('suzuki').says(RATE)
    await desk.person('ito').says('こんにちは')
    await desk.settled()
    const greeted = (await fromDesk(desk.person('ito'))).length
    const [{ id } = { id: '' }] = await desk.database.prisma.consultation.findMany()
    const [turn] = await desk.database.prisma.turn.findMany({
      where: { author: 'member', member: { name: '鈴木' } },
    })
    const identity = await desk.database.prisma.memberIdentity.findFirstOrThrow({
      where: { member: { name: '伊藤' } },
    })
    const from = { platform, workspace: identity.workspace, user: identity.user } as const
    const forged = [
      { type: 'history.show', id },
      { type: 'history.show', id: 'x' },
      { type: 'history.found', turn: turn?.id ?? '', page: 0 },
      { type: 'consultation.takeBack', id },
    ]
    for (const [at, action] of forged.entries())
      await desk.desk.intake.accept({
        v: 1,
        id: `forged/${at}`,
        type: 'action',
        from,
        conversation: { kind: 'direct', ...from },
        action,
      })
    await desk.settled()
    const said = (await fromDesk(desk.person('ito'))).slice(greeted)
    expect(said).toHaveLength(4)
    for (const { words } of said) expect(words).toContain('この画面は古くなりました')
    expect((await desk.database.prisma.consultation.findMany())[0]?.state).toBe('answered')
  })
})

describe.each(platformsOf(import.meta.filename))('taking a consultation back on %s', (platform) => {
  test('by writing so: its words stay, its buttons go, and deleting the message forgets it after all', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    const question = await tanaka.says(RATE)
    await desk.settled()
    await tanaka.says('相談を取り下げたい')
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('を取り下げました。')
    const [answer] = await fromDesk(tanaka)
    expect(answer?.words).toContain('このご相談は取り下げられました。')
    expect(answer?.words).toContain('FAQ-005')
    expect(answer?.buttons).toEqual([])
    expect((await desk.database.prisma.consultation.findMany())[0]).toMatchObject({
      state: 'withdrawn',
      question: RATE,
    })

    await tanaka.says('取り下げ')
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('取り下げのできるご相談はありません')

    await tanaka.deletes(question)
    await desk.settled()
    await desk.passTime(3_000)
    await desk.settled()
    expect((await desk.database.prisma.consultation.findMany())[0]).toMatchObject({
      question: null,
      subject: '',
    })
    expect((await fromDesk(tanaka))[0]?.words).toContain('この回答を取り下げました')
  })

  test('where several are open the author says which', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.says(RATE)
    await desk.settled()
    await tanaka.says(MARKS)
    await desk.settled()
    await tanaka.says('取り下げます')
    await desk.settled()
    const which = await newestOf(tanaka)
    expect(which.words).toContain('どのご相談を取り下げますか')
    await tanaka.presses(which.buttons.find((it) => it.includes('達成率')) ?? '')
    await desk.settled()
    const states = await desk.database.prisma.consultation.findMany({ orderBy: { subject: 'asc' } })
    expect(states.map(({ subject, state }) => [subject.slice(0, 3), state])).toEqual([
      ['結果に', 'answered'],
      ['達成率', 'withdrawn'],
    ])
    await tanaka.presses(which.buttons.find((it) => it.includes('達成率')) ?? '')
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('すでに取り下げられています')
  })

  test('from the history, and the consultants’ card says that nobody needs to answer', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.says(FIREWALL)
    await desk.settled()
    await tanaka.says('相談履歴')
    await desk.settled()
    await tanaka.presses((await newestOf(tanaka)).buttons[0] ?? '')
    await desk.settled()
    await tanaka.presses('取り下げる')
    await desk.settled()
    await desk.passTime(3_000)
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('（受付番号 C-0001）を取り下げました。')
    const ticket = await newestOf(desk.person('sato'))
    expect(ticket.words).toContain('お客様がご相談を取り下げました。対応の必要はありません。')
    expect(ticket.words).toContain('C-0001 ✕')

    await tanaka.says('相談履歴')
    await desk.settled()
    expect((await newestOf(tanaka)).buttons[0]).toContain('取り下げ済み')
  })

  test('nobody takes back what another asked', async () => {
    const desk = await testDesk({ platform })
    const channel = desk.channelOf('tanaka')
    const thread = await desk.person('tanaka').says(RATE, { channel, mention: true })
    await desk.settled()
    await desk.person('suzuki').says('取り下げます', { channel, thread })
    await desk.settled()
    expect((await newestOf(desk.person('suzuki'))).words).toContain('取り下げのできるご相談はありません')
    await desk.person('tanaka').says('取り下げます', { channel, thread })
    await desk.settled()
    expect((await newestOf(desk.person('tanaka'))).words).toContain('を取り下げました。')
  })
})
