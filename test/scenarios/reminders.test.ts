import { describe, expect, test } from 'vitest'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { platformsOf, type TestDesk, type TestPlatform, testDesk } from '#test/support/desk.ts'
import { idsOn, type PersonName } from '#test/support/people.ts'
import { plansOf } from '#test/support/plans.ts'
import { fromDesk } from '#test/support/seen.ts'

/** Both contracts end on 31 December 2026; sixty days before is a Sunday. */
async function deskAt(platform: TestPlatform, start: string, options: { readonly reachable?: false } = {}) {
  let now = new Date(`${start}+09:00`)
  const desk = await testDesk({ platform, clock: () => now })
  // Teams lets nobody be written to who never opened the desk.
  if (options.reachable !== false)
    for (const name of ['tanaka', 'suzuki', 'ito'] as const) await desk.person(name).says('ホーム')
  await desk.settled()
  return {
    ...desk,
    desk,
    /** Time passes until then, and what is due is done. */
    at: async (time: string, running = desk.desk) => {
      now = new Date(`${time}+09:00`)
      await running.runJobs()
      await desk.settled()
    },
    reminders: (name: PersonName) => remindersOf(desk, name),
  }
}

const remindersOf = async (desk: TestDesk, name: PersonName): Promise<readonly string[]> =>
  (await fromDesk(desk.person(name)))
    .filter(({ words }) => /が近づいています|満了します。詳しくは/.test(words))
    .map(({ words }) => words)

async function choosesChannel(desk: TestDesk, name: 'tanaka', remindsInChannel: boolean): Promise<void> {
  const { id } = await desk.database.prisma.organisation.findUniqueOrThrow({ where: { code: 'MINATO' } })
  const { platform } = desk
  const from = await desk.database.prisma.memberIdentity.findFirstOrThrow({ where: { organisationId: id } })
  await createUnitOfWork(desk.database, storesOf, () => undefined).decide(
    { kind: 'organisation', organisationId: id },
    async ({ settings }) => {
      const channel = desk.channelOf(name)
      desk.world.invite(channel, ['tanaka', 'suzuki'].map(idsOn(desk.world).user))
      const address = { kind: 'shared', platform, workspace: from.workspace, channel } as const
      await settings.addNoticeChannel(id, address, new Date())
      await settings.setRemindsInChannel(id, remindsInChannel)
    },
  )
}

describe.each(platformsOf(import.meta.filename))('reminders on %s', (platform) => {
  test('the end of a contract is told to its owner, at the first opening after the day, once', async () => {
    const it = await deskAt(platform, '2026-10-30T10:00')
    await it.at('2026-10-30T17:29')
    await it.at('2026-11-01T10:00')
    await it.at('2026-11-02T09:29')
    expect(await it.reminders('tanaka')).toEqual([])
    await it.at('2026-11-02T09:30')
    const [words = '', ...more] = await it.reminders('tanaka')
    expect(more).toEqual([])
    expect(words).toContain('実践コースのご契約は、2026年12月31日に満了します（残り60日）。')
    expect(words).toContain('Web会議　残り9回（全9回・使用済み0回・予約中0回）')
    expect(words).toContain('「実践コース 年間継続プログラム」（12か月、120,000円（税別。税込132,000円））')
    expect(words).toContain('2027年1月1日から始まります')
    expect(words).not.toContain('までにご利用ください')
    expect((await it.reminders('ito'))[0]).toContain('実践コース アップグレード')
    expect(await it.reminders('suzuki')).toEqual([])

    await it.at('2026-11-02T13:00')
    await it.desk.restart()
    await it.at('2026-11-04T10:00', it.desk.desk)
    const other = await it.another()
    await Promise.all([other.runJobs(), it.desk.desk.runJobs()])
    await it.settled()
    expect(await it.reminders('tanaka')).toHaveLength(1)
    await it.person('tanaka').presses('契約状況を見る')
    await it.settled()
    expect((await fromDesk(it.person('tanaka'))).at(-1)?.words).toContain('（残り58日）')
  })

  test('on a holiday nobody is reminded; the channel hears of it where the owner chose so, without a number', async () => {
    const it = await deskAt(platform, '2026-11-23T08:00')
    await choosesChannel(it.desk, 'tanaka', true)
    await it.at('2026-11-23T10:00')
    expect(await it.reminders('suzuki')).toEqual([])
    await it.at('2026-11-24T09:30')
    expect(await it.reminders('suzuki')).toEqual([
      'ご契約は2026年12月31日に満了します。詳しくは、管理者の方に個別にお送りしました。',
    ])
    expect(await it.reminders('tanaka')).toHaveLength(2)
  })
})

describe('reminders', () => {
  const platform = 'web'

  test('what was missed is not told three times, and what lapses is on the same card', async () => {
    const it = await deskAt(platform, '2026-12-25T08:00')
    await plansOf(it.database, 'MINATO').holds('webMeeting', '2026-12-28')
    await it.at('2026-12-25T10:00')
    const [words = '', ...more] = await it.reminders('tanaka')
    expect(more).toEqual([])
    expect(words).toContain('（残り7日）')
    expect(words).toContain(
      '残りのWeb会議8回・添削2回・カウンセリング1回は、2026年12月31日までにご利用ください。',
    )
    expect(words).toContain('「カウンセリングを申し込みたい」とお書きください。')
    await it.at('2026-12-28T10:00')
    expect(await it.reminders('tanaka')).toHaveLength(1)
  })

  test('after a renewal was bought only what lapses is told, and nothing where nothing is left', async () => {
    const it = await deskAt(platform, '2026-11-02T09:00')
    await choosesChannel(it.desk, 'tanaka', false)
    await plansOf(it.database, 'MINATO').buys('RENEW', { purchasedOn: '2026-11-01' })
    const aoba = plansOf(it.database, 'AOBA')
    for (const [times, allowance] of [
      [3, 'webMeeting'],
      [1, 'review'],
    ] as const)
      for (let time = 0; time < times; time += 1) await aoba.uses(await aoba.holds(allowance, '2026-11-10'))
    await plansOf(it.database, 'AOBA').buys('UPG', { purchasedOn: '2026-11-01', endsOn: '2027-06-30' })
    await it.at('2026-11-02T10:00')
    expect([...(await it.reminders('tanaka')), ...(await it.reminders('ito'))]).toEqual([])
    await it.at('2026-12-01T10:00')
    const [words = ''] = await it.reminders('tanaka')
    expect(words).toContain('残りの回数の期限が近づいています')
    expect(words).toContain('2026年12月31日までにご利用ください')
    expect(words).not.toContain('満了します')
    // The channel was not chosen; of the other's term nothing ends.
    expect([...(await it.reminders('suzuki')), ...(await it.reminders('ito'))]).toEqual([])
  })

  test('an owner who cannot be reached in one app is told in another, in their language', async () => {
    const it = await deskAt(platform, '2026-11-02T09:00')
    const { prisma } = it.database
    const tanaka = await prisma.member.findFirstOrThrow({ where: { name: '田中' } })
    const identity = { organisationId: tanaka.organisationId, memberId: tanaka.id }
    // This desk is not connected there.
    await prisma.memberIdentity.create({
      data: { platform: 'slack', workspace: 'T0', user: 'U0', ...identity },
    })
    await prisma.member.update({
      where: { organisationId_id: { organisationId: tanaka.organisationId, id: tanaka.id } },
      data: { locale: 'en' },
    })
    await it.at('2026-11-02T09:30')
    const told = (await fromDesk(it.person('tanaka'))).filter(({ words }) => words.includes('ends soon'))
    expect(told).toHaveLength(1)
    expect(told[0]?.words).toContain('ends on 31 December 2026 (60 days left)')
  })

  test('where nobody can be reached nothing counts as told, and operators hear of it', async () => {
    const it = await deskAt('teams', '2026-11-02T09:00', { reachable: false })
    await it.at('2026-11-02T09:30')
    expect(it.troubles.map(({ msg }) => msg)).toEqual(
      Array(2).fill(expect.stringContaining('reaches not every owner')),
    )
    expect(await it.database.prisma.contractReminder.count()).toBe(0)
    expect(await (await fetch(`${it.desk.desk.url}/metrics`)).text()).toContain(
      'desk_reminders_total{reached="false"} 2',
    )
    await it.person('tanaka').says('ホーム')
    await it.settled()
    await it.at('2026-11-04T09:30')
    expect(await it.reminders('tanaka')).toHaveLength(1)
  })
})
