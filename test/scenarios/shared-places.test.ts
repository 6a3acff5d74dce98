import { describe, expect, test } from 'vitest'
import { platformsOf, platformsWithStrangers, testDesk } from '#test/support/desk.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'

describe.each(platformsOf(import.meta.filename))('a shared channel on %s', (platform) => {
  test('a mention is answered in its thread, once, and follow-ups there need none', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    const channel = desk.channelOf('tanaka')
    const root = await tanaka.says('達成率はどのように計算されますか。', { channel, mention: true })
    await desk.settled()
    const answers = await fromDesk(tanaka)
    expect(answers).toHaveLength(1)
    expect(answers[0]).toMatchObject({ channel, thread: root })

    await desk.person('suzuki').says('結果に出る◎○△×はどういう意味ですか。', { channel, thread: root })
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('FAQ-006')
  })

  test('elsewhere the desk is silent and keeps nothing', async () => {
    const desk = await testDesk({ platform })
    await desk.person('tanaka').says('お昼に行きませんか。', { channel: desk.channelOf('tanaka') })
    await desk.settled()
    expect(await fromDesk(desk.person('tanaka'))).toEqual([])
    expect(await desk.database.prisma.inboundEvent.count()).toBe(0)
    expect(await desk.database.prisma.turn.count()).toBe(0)
  })

  test('what concerns the contract goes to the asker alone', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.says('うちの契約はいつまでですか。', { channel: desk.channelOf('tanaka'), mention: true })
    await desk.settled()
    const seen = await fromDesk(tanaka)
    const shared = seen
      .filter(({ channel }) => channel !== undefined)
      .map(({ words }) => words)
      .join('\n')
    expect(shared).toContain('個別にお送りしました')
    expect(shared).not.toContain('2026年12月31日')
    const direct = seen.filter(({ channel }) => channel === undefined)
    expect(direct.at(-1)?.words).toContain('実践コース')
    expect(direct.at(-1)?.words).toContain('2026年12月31日（残り38日）')
  })

  test('another member of the organisation may press where both read', async () => {
    const desk = await testDesk({ platform })
    await desk
      .person('tanaka')
      .says('達成率はどのように計算されますか。', { channel: desk.channelOf('tanaka'), mention: true })
    await desk.settled()
    await desk.person('suzuki').presses('解決しました')
    await desk.settled()
    expect((await newestOf(desk.person('tanaka'))).words).toContain('解決済みとして承りました')
  })
})

describe.each(platformsWithStrangers)('strangers in a shared channel on %s', (platform) => {
  test('what strangers say to each other in its thread is not for the desk, unless they address it', async () => {
    const desk = await testDesk({ platform })
    const channel = desk.channelOf('tanaka')
    const thread = await desk
      .person('tanaka')
      .says('達成率はどのように計算されますか。', { channel, mention: true })
    await desk.settled()
    const stranger = desk.stranger('linked')
    await stranger.says('なるほど、参考になります。', { channel, thread })
    await desk.settled()
    expect(await fromDesk(stranger)).toHaveLength(1)
    expect(await desk.database.prisma.inboundEvent.count()).toBe(1)
    await stranger.says('私にも教えてください。', { channel, thread, mention: true })
    await desk.settled()
    expect((await newestOf(stranger)).words).toContain('ご利用の登録が確認できませんでした')
  })
})
