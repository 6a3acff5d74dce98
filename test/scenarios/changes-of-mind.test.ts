import { describe, expect, test } from 'vitest'
import { failing } from '#test/support/advise.ts'
import { platformsOf, testDesk } from '#test/support/desk.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'

describe.each(platformsOf(import.meta.filename))('changing one’s words on %s', (platform) => {
  test('an edited question is answered anew, on the same card', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    const question = await tanaka.says('達成率はどのように計算されますか。')
    await desk.settled()
    await tanaka.edits(question, '結果に出る◎○△×はどういう意味ですか。')
    await desk.settled()
    const answers = await fromDesk(tanaka)
    expect(answers).toHaveLength(1)
    expect(answers[0]?.words).toContain('FAQ-006')
  })

  test('a deleted question is forgotten, and its answer taken back', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    const question = await tanaka.says('達成率はどのように計算されますか。')
    await desk.settled()
    await tanaka.deletes(question)
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('この回答を取り下げました')
    const { prisma } = desk.database
    const turns = await prisma.turn.findMany({ where: { author: 'member' } })
    expect(turns.map(({ words }) => words)).toEqual([null])
    const [consultation] = await prisma.consultation.findMany()
    expect(consultation).toMatchObject({ state: 'withdrawn', question: null })
    const kept = await Promise.all([
      prisma.consultation.findMany(),
      prisma.turn.findMany(),
      prisma.inboundEvent.findMany({ select: { payload: true } }),
      prisma.outboundMessage.findMany({ select: { message: true } }),
    ])
    expect(JSON.stringify(kept)).not.toContain('達成率')
  })

  test('a question that becomes an incident by its correction reaches a person at once', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    const question = await tanaka.says('達成率はどのように計算されますか。')
    await desk.settled()
    await tanaka.edits(
      question,
      '社員のパソコンのファイルが暗号化されて、身代金を要求する画面が出ています。どうすればよいですか。',
    )
    await desk.settled()
    const [card] = await fromDesk(tanaka)
    expect(card?.words).toContain('事故の可能性があります')
    expect(card?.words).toContain('受付番号 C-0001')
    expect((await newestOf(desk.person('sato'))).words).toContain('至急ご対応ください')
  })

  test('what could not be read as a question is answered once it is corrected', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    const question = await tanaka.says('？？')
    await desk.settled()
    await tanaka.edits(question, '達成率はどのように計算されますか。')
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('FAQ-005')
    await tanaka.deletes(question)
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('この回答を取り下げました')
  })

  test('a question that waits for its next try is asked in its new words', async () => {
    const desk = await testDesk({ platform, advise: failing(1) })
    desk.expectTroubles()
    const tanaka = desk.person('tanaka')
    const question = await tanaka.says('達成率はどのように計算されますか。')
    await desk.settled()
    await tanaka.edits(question, '結果に出る◎○△×はどういう意味ですか。')
    await desk.settled()
    await desk.passTime(5_000)
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('FAQ-006')
    expect(await desk.database.prisma.consultation.count()).toBe(1)
  })

  test('a question that waits for its next try and is deleted is not answered any more', async () => {
    const desk = await testDesk({ platform, advise: failing(1) })
    desk.expectTroubles()
    const tanaka = desk.person('tanaka')
    const question = await tanaka.says('達成率はどのように計算されますか。')
    await desk.settled()
    await tanaka.deletes(question)
    await desk.settled()
    await desk.passTime(5_000)
    await desk.settled()
    expect((await newestOf(tanaka)).words).toBe('ご質問が削除されたため、回答を取りやめました。')
    expect(await desk.database.prisma.consultation.count()).toBe(0)
    expect(await desk.database.prisma.inboundEvent.count({ where: { state: 'pending' } })).toBe(0)
  })

  test('a question that a consultant has is corrected and withdrawn on their card too', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    const question = await tanaka.says(
      'ファイアウォールの設定コマンドで、特定のポートを開ける書き方を教えてください。',
    )
    await desk.settled()
    await tanaka.edits(question, 'ファイアウォールの設定コマンドで、443番を開ける書き方を教えてください。')
    await desk.settled()
    expect((await newestOf(desk.person('sato'))).words).toContain('443番を開ける')
    await tanaka.deletes(question)
    await desk.settled()
    // Cards are replaced at most every three seconds.
    await desk.passTime(3_000)
    await desk.settled()
    const card = await newestOf(desk.person('sato'))
    expect(card.words).toContain('お客様がご質問を取り下げました')
    expect(card.words).not.toContain('443番')
  })
})
