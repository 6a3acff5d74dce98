import { describe, expect, test } from 'vitest'
import { plainText } from '#src/chat/message.ts'
import { breaks } from '#test/support/database.ts'
import { platformsOf, type TestDesk, testDesk } from '#test/support/desk.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'
import { createTeamsWorld } from '#test/support/teams/teams-world.ts'

const QUESTION = '達成率はどのように計算されますか。'

/** Who this person is to the desk. */
async function memberRefOf({ database }: TestDesk, name: string) {
  const { platform, workspace, user } = await database.prisma.memberIdentity.findFirstOrThrow({
    where: { member: { name } },
  })
  return { platform, workspace, user }
}

describe.each(platformsOf(import.meta.filename))('Home on %s', (platform) => {
  test('says who one is, until when, and what one asked last', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.says(QUESTION)
    await desk.settled()
    await tanaka.says('ホーム')
    await desk.settled()
    const home = await newestOf(tanaka)
    expect(home.words).toContain('田中様のホーム')
    expect(home.words).toContain('株式会社みなと製作所')
    expect(home.words).toContain('実践コース')
    expect(home.words).toContain('残り38日')
    const asked = '11月24日　達成率はどのように計算されますか。（回答済み）'
    expect(home.buttons).toEqual([
      ...['Web会議を予約する', '年間継続プログラムについて', 'ご利用いただける内容'],
      ...['相談を書く', 'チェックシート', '相談履歴', '社内の相談', '別のアプリとつなぐ', asked],
    ])
    expect(home.words).toContain('残り9回（全9回・使用済み0回・予約中0回）')
    expect(home.words).toContain('社内のご相談：解決していないもの1件（うちコンサルタント対応中0件）')
  })

  test('a colleague’s questions are not on it, and only an owner sees how many are open', async () => {
    const desk = await testDesk({ platform })
    await desk.person('tanaka').says(QUESTION)
    await desk.settled()
    const suzuki = desk.person('suzuki')
    await suzuki.says('Home')
    await desk.settled()
    const home = await newestOf(suzuki)
    expect(home.words).toContain('鈴木様（担当者）')
    expect(home.words).toContain('ご相談はまだありません。')
    expect(home.words).not.toContain('達成率')
    expect(home.buttons.slice(-4)).toEqual([
      ...['相談を書く', 'チェックシート', '相談履歴', '別のアプリとつなぐ'],
    ])
  })

  test('asked for in a channel it goes to the asker alone', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    const channel = desk.channelOf('tanaka')
    await tanaka.says('ホーム', { channel, mention: true })
    await desk.settled()
    const seen = await fromDesk(tanaka)
    expect(seen.filter((it) => it.channel).map(({ words }) => words)).toEqual([
      '個別にお送りしました。相談窓口との1対1のチャットをご確認ください。',
    ])
    expect(seen.find((it) => !it.channel)?.words).toContain('田中様のホーム')
  })

  test('consultants read where questions arrive, an admin how to choose the place', async () => {
    const desk = await testDesk({ platform, consultantsChannel: false })
    await desk.person('takahashi').says('ホーム')
    await desk.settled()
    expect((await newestOf(desk.person('takahashi'))).words).toContain('「このチャンネルを相談窓口にする」')
    const channel = desk.channelOf('takahashi')
    await desk.person('takahashi').says('このチャンネルを相談窓口にする', { channel, mention: true })
    await desk.person('sato').says('ホーム')
    await desk.settled()
    const home = (await fromDesk(desk.person('sato'))).find(({ words }) => words.includes('佐藤様のホーム'))
    expect(home?.words).toContain(channel)
    expect(home?.words).toContain('佐藤様（コンサルタント）')
  })

  test('who opens the desk for the first time is greeted with it, once', async () => {
    const teams = platform === 'teams' ? await createTeamsWorld() : undefined
    const desk = await testDesk({ platform, ...(teams && { world: teams }) })
    const from = await memberRefOf(desk, '鈴木')
    await teams?.person(from.workspace, from.user).installs()
    const opened = {
      v: 1,
      id: `${platform}/installed/1`,
      type: 'opened',
      from,
      conversation: { kind: 'direct', ...from },
    } as const
    if (!teams) for (const _ of ['once', 'again']) await desk.desk.intake.accept(opened)
    await desk.settled()
    const seen = await fromDesk(desk.person('suzuki'))
    expect(seen).toHaveLength(1)
    expect(seen[0]?.words).toContain('ご利用いただけるようになりました')
    expect(seen[0]?.words).toContain('鈴木様のホーム')
  })

  test('a platform with a place for it reads it without writing anything', async () => {
    const desk = await testDesk({ platform })
    const home = await desk.desk.intake.home(await memberRefOf(desk, '田中'))
    expect(home.audience).toBe('asker')
    expect(plainText(home)).toContain('田中様（管理者）')
    const stranger = await desk.desk.intake.home({ platform, workspace: 'nowhere', user: 'nobody' })
    expect(plainText(stranger)).toContain('このワークスペースはまだご契約に登録されていません')
    expect(await desk.database.prisma.outboundMessage.count()).toBe(0)
  })

  test('that cannot be drawn is told in the end, and no consultant is asked about it', async () => {
    const desk = await testDesk({ platform })
    desk.expectTroubles()
    await breaks(
      desk.database,
      'ALTER TABLE consultation RENAME COLUMN subject TO gone',
      'ALTER TABLE consultation RENAME COLUMN gone TO subject',
    )
    const tanaka = desk.person('tanaka')
    await tanaka.says('ホーム')
    await desk.settled()
    for (const wait of [5_000, 30_000, 120_000]) {
      await desk.passTime(wait)
      await desk.settled()
    }
    const said = (await fromDesk(tanaka)).map(({ words }) => words)
    expect(said).toHaveLength(2)
    expect(said[0]).toContain('操作を完了できませんでした')
    expect(said[1]).toContain('もう一度お試しください')
    expect(await desk.database.prisma.ticket.count()).toBe(0)
  })

  test('is English for who chose English', async () => {
    const desk = await testDesk({ platform })
    await desk.person('tanaka').says('English')
    await desk.person('tanaka').says('home')
    await desk.settled()
    expect((await newestOf(desk.person('tanaka'))).words).toContain('Home of 田中')
  })
})
