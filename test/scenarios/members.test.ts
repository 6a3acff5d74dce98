import { describe, expect, test } from 'vitest'
import { platformsOf, type TestDesk, testDesk } from '#test/support/desk.ts'
import { newestOf } from '#test/support/seen.ts'
import type { Person, Place } from '#test/support/world.ts'

async function writes(desk: TestDesk, person: Person, words: string, place?: Place): Promise<string> {
  await person.says(words, place)
  await desk.settled()
  return (await newestOf(person)).words
}

async function presses(desk: TestDesk, person: Person, label: string): Promise<string> {
  await person.presses(label)
  await desk.settled()
  return (await newestOf(person)).words
}

const auditOf = async ({ database }: TestDesk, what: string) =>
  (await database.prisma.auditEntry.findMany({ where: { what }, orderBy: { at: 'asc' } })).map(
    ({ details }) => details,
  )

describe.each(platformsOf(import.meta.filename))('an owner on %s', (platform) => {
  test('sees who is registered, hands out a code and removes a colleague', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    const list = await writes(desk, tanaka, 'メンバー管理')
    expect(list).toContain('ご登録の方は2名です。')
    expect(list).toContain('田中様（管理者）')
    const [suzuki = ''] = (await newestOf(tanaka)).buttons
    expect(suzuki).toContain('鈴木様（担当者）')

    expect(await presses(desk, tanaka, 'メンバーを追加する')).toMatch(/登録コード：ST(-[A-Z2-9]{4}){3}/)
    expect(await presses(desk, tanaka, suzuki)).toContain('鈴木様を外しますか')
    expect(await presses(desk, tanaka, '外す')).toContain('鈴木様を登録から外しました。')
    expect(await presses(desk, tanaka, '外す')).toContain('すでに登録から外れています')
    expect(await auditOf(desk, 'member.remove')).toMatchObject([{ before: 'staff', after: null }])
    expect(await writes(desk, tanaka, 'members')).toContain('ほかの方は、まだ登録されていません。')
    expect(await presses(desk, tanaka, '管理者を引き継ぐ')).toContain('引き継げる方がいません')
  })

  test('hands ownership on: both are told, and only the new one may do so from then on', async () => {
    const desk = await testDesk({ platform })
    const [tanaka, suzuki] = [desk.person('tanaka'), desk.person('suzuki')]
    if (platform === 'teams') await writes(desk, suzuki, 'ホーム')
    expect(await writes(desk, suzuki, 'メンバーを追加したい')).toContain('管理者は田中様です')
    await writes(desk, tanaka, '管理者を引き継ぎたい')
    await presses(desk, tanaka, '管理者を引き継ぐ')
    const [colleague = ''] = (await newestOf(tanaka)).buttons
    expect(await presses(desk, tanaka, colleague)).toContain('鈴木様に管理者を引き継ぎますか')
    expect(await presses(desk, tanaka, '引き継ぐ')).toContain('あなたは担当者になりました。')
    expect((await newestOf(suzuki)).words).toContain('田中様から管理者を引き継ぎました。')
    // The card is still there, and means nothing any more.
    expect(await presses(desk, tanaka, '引き継ぐ')).toContain('管理者は鈴木様です')
    expect(await writes(desk, suzuki, 'メンバー管理')).toContain('鈴木様（管理者）')
    const roles = await desk.database.prisma.member.findMany({
      where: { organisation: { code: 'MINATO' } },
      orderBy: { createdAt: 'asc' },
    })
    expect(roles.map(({ role }) => role)).toEqual(['staff', 'owner'])
    expect(await auditOf(desk, 'owner.handOver')).toHaveLength(1)
  })

  test('chooses the channel of notices, whether reminders go there, and ends it', async () => {
    const desk = await testDesk({ platform })
    const [tanaka, suzuki] = [desk.person('tanaka'), desk.person('suzuki')]
    const channel = desk.channelOf('tanaka')
    const here = { channel, mention: true }
    expect(await writes(desk, tanaka, 'お知らせをこのチャンネルに送る')).toContain('チャンネルの中で')
    await writes(desk, suzuki, 'お知らせをこのチャンネルに送る', here)
    const settings = () => desk.database.prisma.organisationSettings.findMany()
    expect(await desk.database.prisma.noticeChannel.findMany()).toEqual([])
    expect(await writes(desk, tanaka, 'お知らせをこのチャンネルに送る', here)).toContain(
      'このチャンネルにお送りします',
    )
    const channels = () => desk.database.prisma.noticeChannel.findMany()
    expect(await channels()).toMatchObject([{ address: { kind: 'shared', platform, channel } }])
    await writes(desk, tanaka, 'メンバー管理')
    expect(await presses(desk, tanaka, 'お知らせの送り先')).toContain('管理者だけに送る')
    await presses(desk, tanaka, 'チャンネルにも送る')
    expect(await settings()).toMatchObject([{ remindsInChannel: true }])
    expect(await writes(desk, suzuki, 'お知らせを止める')).toContain('管理者は田中様です')
    expect(await writes(desk, tanaka, 'お知らせを止める')).toContain('止めました')
    expect(await channels()).toEqual([])
    expect(await auditOf(desk, 'settings.noticeChannel')).toMatchObject([
      { before: null, after: { channel } },
      { before: { channel }, after: null },
    ])
  })

  test('is not removed by anybody while they are the last, nor can another company’s people be named', async () => {
    const desk = await testDesk({ platform })
    const member = async (name: string) =>
      (await desk.database.prisma.member.findFirstOrThrow({ where: { name } })).id
    const { workspace, user } = await desk.database.prisma.memberIdentity.findFirstOrThrow({
      where: { member: { name: '田中' } },
    })
    const from = { platform, workspace, user }
    const forged = async (type: string, id: string) => {
      await desk.desk.intake.accept({
        ...{ v: 1, id: `${type}/${id}`, type: 'action', from, conversation: { kind: 'direct', ...from } },
        action: { type, member: id },
      })
      await desk.settled()
      return (await newestOf(desk.person('tanaka'))).words
    }
    if (platform === 'teams') await writes(desk, desk.person('tanaka'), 'ホーム')
    expect(await forged('membership.removeNow', await member('田中'))).toContain('外せません')
    for (const type of ['membership.removeNow', 'membership.remove', 'membership.handOverNow'])
      for (const id of [await member('伊藤'), 'x'])
        expect(await forged(type, id)).toContain('すでに登録から外れています')
    expect(await desk.database.prisma.member.count({ where: { removedAt: { not: null } } })).toBe(0)
  })
})
