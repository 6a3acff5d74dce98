import { describe, expect, test } from 'vitest'
import { platformsOf, testDesk } from '#test/support/desk.ts'
import { answerTo, fromDesk, newestOf } from '#test/support/seen.ts'

describe.each(platformsOf(import.meta.filename))('bad input on %s', (platform) => {
  test.each([
    ['emoji only', '😀🎉👍'],
    ['signs only', '？？！！…'],
  ])('%s: the desk asks for words', async (_, words) => {
    const desk = await testDesk({ platform })
    await desk.person('tanaka').says(words)
    await desk.settled()
    expect((await newestOf(desk.person('tanaka'))).words).toContain('文章でお書きいただけますでしょうか')
  })

  test('a file alone is answered with what the desk needs', async () => {
    const desk = await testDesk({ platform })
    const files = [{ name: '様式.bin', mimeType: 'application/octet-stream', bytes: 1_000_000 }]
    await desk.person('tanaka').says('', { files })
    await desk.settled()
    expect((await newestOf(desk.person('tanaka'))).words).toContain('ファイルを受け取りましたが')
  })

  test('a file beside a question is named, and named to the consultant', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    const files = [{ name: '規程案.docx', mimeType: 'application/vnd.openxmlformats', bytes: 20_000 }]
    await tanaka.says('ファイアウォールの設定コマンドで、特定のポートを開ける書き方を教えてください。', {
      files,
    })
    await desk.settled()
    expect((await answerTo(tanaka)).words).toContain('規程案.docx')
    expect((await newestOf(desk.person('sato'))).words).toContain('規程案.docx')
  })

  test('a mail of 100,000 characters is answered', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.says(
      `達成率はどのように計算されますか。\n${'経緯は次のとおりです。'.repeat(10_000)}`.slice(0, 100_000),
    )
    await desk.settled()
    expect(await fromDesk(tanaka)).toHaveLength(1)
    expect(desk.troubles).toEqual([])
  })

  test('signs that a database or a card could stumble over do no harm', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.says(
      `達成率\u0000は*どう*_計算_<!channel>されますか。\u{1F468}\ud83d '; DROP TABLE turn; --`,
    )
    await desk.settled()
    await tanaka.presses('コンサルタントに相談する')
    await desk.settled()
    expect((await newestOf(desk.person('sato'))).words).toContain('DROP TABLE')
  })

  test('another organisation’s consultation cannot be pressed with its id in hand', async () => {
    const desk = await testDesk({ platform })
    await desk.person('tanaka').says('達成率はどのように計算されますか。')
    await desk.person('ito').says('達成率はどのように計算されますか。')
    await desk.settled()
    const theirs = await desk.database.prisma.consultation.findFirstOrThrow({
      where: { member: { name: '田中' } },
    })
    const identity = await desk.database.prisma.memberIdentity.findFirstOrThrow({
      where: { member: { name: '伊藤' } },
    })
    const { workspace, user } = identity
    await desk.desk.intake.accept({
      v: 1,
      id: 'forged',
      type: 'action',
      from: { platform, workspace, user },
      conversation: { kind: 'direct', platform, workspace, user },
      action: { type: 'consultation.solved', id: theirs.id },
    })
    await desk.settled()
    expect((await newestOf(desk.person('ito'))).words).toContain('この画面は古くなりました')
    expect(await desk.database.prisma.consultation.findFirst({ where: { id: theirs.id } })).toEqual(theirs)
  })

  test.each([
    ['of a newer version', { type: 'booking.choose', slot: '1' }],
    ['without its id', { type: 'consultation.solved' }],
    ['with an id that is none', { type: 'consultation.solved', id: "' OR 1=1" }],
  ])('a button %s gets a clear answer', async (_, action) => {
    const desk = await testDesk({ platform })
    await desk.person('tanaka').says('達成率はどのように計算されますか。')
    await desk.settled()
    const { workspace, user } = await desk.database.prisma.memberIdentity.findFirstOrThrow({
      where: { member: { name: '田中' } },
    })
    await desk.desk.intake.accept({
      v: 1,
      id: 'stale',
      type: 'action',
      from: { platform, workspace, user },
      conversation: { kind: 'direct', platform, workspace, user },
      action,
    })
    await desk.settled()
    expect((await newestOf(desk.person('tanaka'))).words).toContain('この画面は古くなりました')
  })
})
