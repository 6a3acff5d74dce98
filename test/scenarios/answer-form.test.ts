import { describe, expect, test } from 'vitest'
import type { Action } from '#src/chat/action.ts'
import { platformsOf, type TestDesk, testDesk } from '#test/support/desk.ts'
import type { PersonName } from '#test/support/people.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'

const RATE = '結果サマリーの達成率はどのように計算されていますか。'
const LEDGER = '情報資産の台帳には、どこまで書けばよいですか。'
const MFA = '多要素認証を全社に広げるには、どう進めればよいですか。'
const DISCOUNT = '値引きをお願いできますか。'

async function asks(desk: TestDesk, name: PersonName, question: string) {
  const person = desk.person(name)
  await person.says(question)
  await desk.settled()
  return person
}

async function forges(desk: TestDesk, display: string, action: Action): Promise<void> {
  const { workspace, user } = await desk.database.prisma.memberIdentity.findFirstOrThrow({
    where: { member: { name: display } },
  })
  const place = { platform: desk.platform, workspace }
  await desk.desk.intake.accept({
    ...{ v: 1, id: `forged/${JSON.stringify(action)}`, type: 'action', action },
    from: { ...place, user },
    conversation: { kind: 'direct', ...place, user },
  })
  await desk.settled()
}

describe.each(platformsOf(import.meta.filename))('an answer on %s', (platform) => {
  test('is addressed, says what to do next and what it rests on, and closes politely', async () => {
    const desk = await testDesk({ platform })
    const tanaka = await asks(desk, 'tanaka', LEDGER)
    const { words } = await newestOf(tanaka)
    const parts = [
      '田中様',
      'お問い合わせいただき、ありがとうございます。',
      '次にできること：チェックシート No.29（情報資産（情報））を確認する ・ 規程ひな型「情報資産保護」を使う ・ 運用支援ツール「情報資産管理台帳」を使う',
      '出典：FAQ-060 ／ 解説講座 レベル1 講義3 §4',
      'ご不明な点がございましたら、このままご返信ください。',
    ]
    for (const part of parts) expect(words).toContain(part)
    expect(parts.map((part) => words.indexOf(part))).toEqual(
      parts.map((part) => words.indexOf(part)).toSorted((a, b) => a - b),
    )
  })

  test('names what only the practice course opens, and what serves in the meantime', async () => {
    const desk = await testDesk({ platform })
    const ito = await asks(desk, 'ito', LEDGER)
    const answer = await newestOf(ito)
    expect(answer.words).toContain(
      '「情報資産管理台帳」は実践コースの運用支援ツールです。現在のご契約（学習コース）では、規程ひな型「情報資産保護」をご利用いただけます。',
    )
    expect(answer.words).not.toContain('「情報資産管理台帳」を使う')
    expect(answer.words).toContain('学習コースと実践コースの違いを教えてください。')
  })

  test('has its sources behind one press as a list, and each passage behind another', async () => {
    const desk = await testDesk({ platform })
    const tanaka = await asks(desk, 'tanaka', MFA)
    await tanaka.presses('出典を見る')
    await desk.settled()
    const list = await newestOf(tanaka)
    expect(list.words).toContain('FAQ-076　多要素認証を全社に広げるには、どう進めればよいですか。')
    expect(list.words).toContain(
      '対策講座 5 §3　「アカウントの棚卸しと多要素認証の展開」より「多要素認証の展開」',
    )
    expect(list.words).not.toContain('次のように説明しています。')

    const consultation = await desk.database.prisma.consultation.findFirstOrThrow()
    await forges(desk, '田中', { type: 'consultation.source', id: consultation.id, entry: 'PR-05#3' })
    const passage = await newestOf(tanaka)
    expect(passage.words).toContain('対策講座では次のように説明しています。')
    expect(passage.words).toContain('多要素認証の展開')
  })

  test('shows the passage of the source that is pressed', async () => {
    const desk = await testDesk({ platform })
    const tanaka = await asks(desk, 'tanaka', MFA)
    await tanaka.presses('出典を見る')
    await desk.settled()
    await tanaka.presses('内容を見る')
    await desk.settled()
    expect((await newestOf(tanaka)).words).toMatch(/次のように(説明して|ご案内して)います。/)
  })

  test('does not hand a practice lecture to a learning course, not by a forged press either', async () => {
    const desk = await testDesk({ platform })
    const ito = await asks(desk, 'ito', MFA)
    const lecture = '対策講座「アカウントの棚卸しと多要素認証の展開」は、実践コースでご視聴いただけます。'
    expect((await newestOf(ito)).words).toContain(lecture)
    await ito.presses('出典を見る')
    await desk.settled()
    const list = await newestOf(ito)
    expect(list.words).toContain(lecture)
    expect(list.words).not.toContain('対策講座 5 §3')
    const { id } = await desk.database.prisma.consultation.findFirstOrThrow()
    for (const entry of ['PR-05#3', 'FAQ-001']) {
      await forges(desk, '伊藤', { type: 'consultation.source', id, entry })
      expect((await newestOf(ito)).words).toContain('この画面は古くなりました')
    }
  })

  test('offers related questions, and answers the one that is pressed on the same card', async () => {
    const desk = await testDesk({ platform })
    const tanaka = await asks(desk, 'tanaka', RATE)
    const before = await newestOf(tanaka)
    expect(before.words).toContain('こちらもご覧ください')
    const { reply } = await desk.database.prisma.consultation.findFirstOrThrow()
    const offered = Object(reply).followUps
    expect(offered.length).toBeLessThanOrEqual(3)

    await tanaka.presses('回答を見る')
    await desk.settled()
    await desk.passTime(3_000)
    await desk.settled()
    const cards = await fromDesk(tanaka)
    expect(cards).toHaveLength(1)
    expect(cards[0]?.words).toContain('関連するご質問：')
    expect(cards[0]?.words).toContain('達成した項目数の割合です。')
    const after = await desk.database.prisma.consultation.findFirstOrThrow()
    const shown = Object(after.reply).followUps.filter(({ state }: { state: string }) => state === 'shown')
    expect(shown).toHaveLength(1)

    await forges(desk, '田中', { type: 'consultation.followUp', id: after.id, entry: 'FAQ-118' })
    expect(await desk.database.prisma.consultation.findFirstOrThrow()).toEqual(after)
  })

  test('of several questions, the one for a person has its own way there', async () => {
    const desk = await testDesk({ platform })
    const tanaka = await asks(desk, 'tanaka', `2点教えてください。\n①${RATE}\n②${DISCOUNT}`)
    const answer = await newestOf(tanaka)
    expect(answer.words).toContain('FAQ-005')
    expect(answer.buttons).toContain('ご質問2をコンサルタントに相談する')
    expect(answer.buttons).not.toContain('コンサルタントに相談する')
    await tanaka.presses('ご質問2をコンサルタントに相談する')
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('受付番号 C-0001')
    const ticket = await newestOf(desk.person('sato'))
    expect(ticket.words).toMatch(/C-0001 ⏳ 値引きを/)
    expect(ticket.words).toContain(RATE)
  })
})
