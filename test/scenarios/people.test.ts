import { describe, expect, test } from 'vitest'
import { createAdministration, invite } from '#src/features/membership/index.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { NOW, platformsOf, platformsWithStrangers, type TestDesk, testDesk } from '#test/support/desk.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'

async function operator({ database }: TestDesk) {
  const unitOfWork = createUnitOfWork(database, storesOf, () => undefined)
  const { id } = await database.prisma.organisation.findFirstOrThrow({ where: { kind: 'provider' } })
  return { unitOfWork, providerId: id, desk: createAdministration(unitOfWork, id, 'test') }
}

describe.each(platformsWithStrangers)('people who are invited on %s', (platform) => {
  test('an invited admin redeems the code in a direct message, once', async () => {
    const desk = await testDesk({ platform })
    const { unitOfWork, providerId } = await operator(desk)
    const { code } = await invite(unitOfWork, {
      role: 'admin',
      name: '小林',
      actor: 'test',
      now: NOW,
      providerId,
    })
    const newcomer = desk.newcomer('ACADEMY')
    await newcomer.says(` ${code.toLowerCase()} `)
    await desk.settled()
    expect((await newestOf(newcomer)).words).toContain('小林様を運営管理者として登録しました。')

    const second = desk.person('tanaka')
    await second.says(code)
    await desk.settled()
    expect((await newestOf(second)).words).toContain('このコードは使用できません')
    expect(JSON.stringify(await desk.database.prisma.invitation.findMany())).not.toContain(code)
  })

  test('an expired code is refused', async () => {
    const desk = await testDesk({ platform })
    const { unitOfWork, providerId } = await operator(desk)
    const longAgo = new Date(NOW.getTime() - 8 * 86_400_000)
    const { code } = await invite(unitOfWork, {
      role: 'consultant',
      name: '小林',
      actor: 'test',
      now: longAgo,
      providerId,
    })
    await desk.newcomer('ACADEMY').says(code)
    await desk.settled()
    expect((await newestOf(desk.newcomer('ACADEMY'))).words).toContain('このコードは使用できません')
  })
})

describe.each(platformsOf(import.meta.filename))('people on %s', (platform) => {
  test('an admin makes a channel the consultants’ own, and what waited is shown there', async () => {
    const desk = await testDesk({ platform, consultantsChannel: false })
    const tanaka = desk.person('tanaka')
    await tanaka.says('ファイアウォールの設定コマンドで、特定のポートを開ける書き方を教えてください。')
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('受付番号 C-0001')

    const channel = desk.channelOf('takahashi')
    await desk.person('sato').says('このチャンネルを相談窓口にする', { channel, mention: true })
    await desk.settled()
    expect((await newestOf(desk.person('sato'))).words).toContain('運営管理者だけ')

    await desk.person('takahashi').says('このチャンネルを相談窓口にする', { channel, mention: true })
    await desk.settled()
    const seen = (await fromDesk(desk.person('sato')))
      .filter((it) => it.channel === channel)
      .map(({ words }) => words)
    expect(seen.join('\n')).toContain('このチャンネルを、コンサルタントの相談窓口に設定しました')
    expect(seen.join('\n')).toContain('C-0001')
  })

  test('a removed member is unknown from then on', async () => {
    const desk = await testDesk({ platform })
    const { desk: administration } = await operator(desk)
    const identity = await desk.database.prisma.memberIdentity.findFirstOrThrow({
      where: { member: { name: '鈴木' } },
    })
    const { workspace, user } = identity
    await administration.removeMember({ platform, workspace, user }, NOW)
    // A page that is still open goes on writing; the web chat itself no longer knows the person.
    if (platform === 'web') {
      await expect(desk.person('suzuki').says('達成率はどのように計算されますか。')).rejects.toThrow('404')
      return
    }
    await desk.person('suzuki').says('達成率はどのように計算されますか。')
    await desk.settled()
    const seen = await fromDesk(desk.person('suzuki'))
    expect(seen.map(({ words }) => words).join()).toContain('ご利用の登録が確認できませんでした')
    expect(seen).toHaveLength(1)
  })
})

describe.each(platformsWithStrangers)('people whom nobody registered on %s', (platform) => {
  test.each([
    ['linked', 'ご利用の登録が確認できませんでした'],
    ['unlinked', 'このワークスペースはまだご契約に登録されていません'],
  ] as const)('in a workspace that is %s get one clear message and nothing else', async (place, words) => {
    const desk = await testDesk({ platform })
    const stranger = desk.stranger(place)
    await stranger.says('達成率はどのように計算されますか。')
    await desk.settled()
    const seen = await fromDesk(stranger)
    expect(seen).toHaveLength(1)
    expect(seen[0]?.words).toContain(words)
    expect(await desk.database.prisma.consultation.count()).toBe(0)
  })

  test('a form is not theirs either', async () => {
    const desk = await testDesk({ platform })
    await expect(desk.stranger('linked').opens('/consult')).rejects.toThrow('no form was opened')
    expect((await newestOf(desk.stranger('linked'))).words).toContain('ご利用の登録が確認できませんでした')
  })
})
