import { describe, expect, test } from 'vitest'
import { type TestDesk, testDesk } from '#test/support/desk.ts'
import { operatorOf } from '#test/support/operator.ts'
import { idsOn } from '#test/support/people.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'
import { createSlackWorld } from '#test/support/slack/slack-world.ts'
import { createTeamsWorld } from '#test/support/teams/teams-world.ts'

const RATE = '達成率はどのように計算されますか。'
const SHARED = 'C0SHARED'
const MAPPED = 'このチャンネルを青葉物流株式会社につなぎました'

const members = ({ database }: TestDesk, code: string) =>
  database.prisma.member.findMany({
    where: { organisation: { code }, removedAt: null },
    orderBy: { createdAt: 'asc' },
  })

/** A desk in the provider's own Slack workspace, with a channel that it shares with another company. */
async function slackDesk() {
  const world = await createSlackWorld()
  const desk = await testDesk({ platform: 'slack', world })
  const operator = await operatorOf(desk)
  await operator.linkWorkspace('slack', 'T0DESK', 'ACADEMY')
  world.invite(SHARED, ['U0TAKAHASHI', 'U0SATO', 'U0OUTSIDE', 'U0INSIDE'])
  return { world, desk, operator, outsider: world.outsider('T0DESK', 'U0OUTSIDE', 'T0AOBA') }
}

describe('in a channel that the provider shares with a customer on Slack', () => {
  test('the customer’s people are staff once they write to the desk, and nobody of the provider’s', async () => {
    const { desk, world, outsider } = await slackDesk()
    const here = { channel: SHARED, mention: true }
    await outsider.says(RATE, here)
    await desk.settled()
    expect((await newestOf(outsider)).words).toContain('契約コードが必要です')

    const admin = desk.person('takahashi')
    await desk.person('sato').says('このチャンネルをAOBAにつなぐ', here)
    await admin.says('このチャンネルをNOBODYにつなぐ', here)
    await admin.says('このチャンネルをAOBAにつなぐ', { ...here, channel: desk.channelOf('sato') })
    await desk.settled()
    expect(await desk.database.prisma.mappedChannel.count()).toBe(0)
    await admin.says('このチャンネルをaobaにつないでください', here)
    await desk.settled()
    expect((await newestOf(admin)).words).toContain(MAPPED)

    await outsider.says(RATE, { ...here, redelivered: 1 })
    await desk.settled()
    expect((await newestOf(outsider)).words).toContain('FAQ-005')
    expect((await members(desk, 'AOBA')).map(({ name, role }) => [name, role])).toEqual([
      ['伊藤', 'owner'],
      ['ご担当者', 'staff'],
    ])
    expect(await desk.database.prisma.auditEntry.count({ where: { what: 'member.register' } })).toBe(1)

    const inside = world.person('T0DESK', 'U0INSIDE')
    await inside.says(RATE, here)
    await desk.settled()
    expect((await newestOf(inside)).words).toContain('契約コードが必要です')
    await desk.person('sato').says(RATE, here)
    await desk.settled()
    expect(await members(desk, 'AOBA')).toHaveLength(2)
  })

  test('whoever leaves it is not known any more, and the others are', async () => {
    const { desk, operator, outsider } = await slackDesk()
    await operator.map('AOBA', { platform: 'slack', workspace: 'T0DESK', channel: SHARED })
    await outsider.says(RATE, { channel: SHARED, mention: true })
    await desk.settled()
    await outsider.leaves('C0OTHER')
    await desk.settled()
    expect(await members(desk, 'AOBA')).toHaveLength(2)
    await outsider.leaves(SHARED)
    await desk.settled()
    expect((await members(desk, 'AOBA')).map(({ name }) => name)).toEqual(['伊藤'])
    expect(await members(desk, 'ACADEMY')).toHaveLength(2)
  })
})

describe('whose account ends on Slack', () => {
  test('is not known from that event on, whatever else changed before, and however often it is told', async () => {
    const world = await createSlackWorld()
    const desk = await testDesk({ platform: 'slack', world })
    const suzuki = world.person('T0DESK', 'U0SUZUKI')
    await suzuki.changesProfile()
    await desk.settled()
    expect(await members(desk, 'MINATO')).toHaveLength(2)
    expect(await desk.database.prisma.inboundEvent.count()).toBe(0)
    await suzuki.changesProfile(true, 1)
    await desk.settled()
    expect((await members(desk, 'MINATO')).map(({ name }) => name)).toEqual(['田中'])
    await suzuki.says(RATE)
    await desk.settled()
    expect((await newestOf(suzuki)).words).toContain('ご利用の登録が確認できませんでした')
    const audit = await desk.database.prisma.auditEntry.findMany({ where: { what: 'member.leave' } })
    expect(audit).toMatchObject([{ details: { before: 'staff', after: null } }])
    expect(await fromDesk(desk.person('sato'))).toEqual([])
  })

  test('and was the last owner, the consultants are told; an identity elsewhere stays', async () => {
    const world = await createSlackWorld()
    const desk = await testDesk({ platform: 'slack', world })
    const tanaka = await desk.database.prisma.member.findFirstOrThrow({ where: { name: '田中' } })
    const { organisationId, id: memberId } = tanaka
    await desk.database.prisma.memberIdentity.create({
      data: { platform: 'teams', workspace: 'x', user: 'y', organisationId, memberId },
    })
    await world.person('T0DESK', 'U0TANAKA').changesProfile(true)
    await desk.settled()
    expect(await members(desk, 'MINATO')).toHaveLength(2)
    await world.person('T0DESK', 'U0ITO').changesProfile(true)
    await desk.settled()
    expect(await members(desk, 'AOBA')).toEqual([])
    const told = await newestOf(desk.person('sato'))
    expect(told.words).toContain('青葉物流株式会社の管理者がいなくなりました')
    expect(told.channel).toBe(desk.channelOf('sato'))
  })
})

describe('on Teams', () => {
  test('a team of a customer’s own is left without a loss, one that is shared with the provider is not', async () => {
    const world = await createTeamsWorld()
    const desk = await testDesk({ platform: 'teams', world })
    const ids = idsOn(world)
    const suzuki = world.person(ids.workspace('MINATO'), ids.user('suzuki'))
    const own = ids.channel('MINATO')
    await suzuki.says(RATE, { channel: own, mention: true })
    await suzuki.leaves(own)
    await suzuki.uninstalls()
    await desk.settled()
    expect(await members(desk, 'MINATO')).toHaveLength(2)

    const shared = '19:0123456789abcdef0123456789abcdef@thread.tacv2'
    const tenant = ids.workspace('ACADEMY')
    const operator = await operatorOf(desk)
    await operator.map('AOBA', { platform: 'teams', workspace: tenant, channel: shared })
    const guest = { platform: 'teams', workspace: tenant, user: ids.user('guest') } as const
    await operator.addMember(guest, 'staff', '客', 'AOBA')
    world.invite(shared, [ids.user('sato'), guest.user])
    const asGuest = world.person(tenant, guest.user)
    await asGuest.says(RATE, { channel: shared, mention: true })
    await desk.settled()
    expect((await newestOf(asGuest)).words).toContain('FAQ-005')
    await asGuest.leaves(shared)
    await world.person(tenant, ids.user('sato')).leaves(shared)
    await desk.settled()
    expect((await members(desk, 'AOBA')).map(({ name }) => name)).toEqual(['伊藤'])
    expect(await members(desk, 'ACADEMY')).toHaveLength(2)
  })
})
