import { describe, expect, test } from 'vitest'
import { conversationKey } from '#src/chat/event.ts'
import { createAdministration } from '#src/features/membership/index.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { customersIn } from '#test/support/customers.ts'
import { NOTICE_FORM } from '#test/support/notices.ts'
import { office, until } from '#test/support/office.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'

/** Two processes, three admins, and customers who each have a channel for notices. */
async function newsroom(customers: number) {
  const it = await office()
  const NOW = '2026-06-10T09:30:00+09:00'
  const desks = await Promise.all([it.start({ NOW }), it.start({ NOW })])
  const { prisma } = it.database
  // Those who are there anyway have no channel, and no contract any more.
  await prisma.contract.updateMany({ data: { endsOn: new Date('2026-04-30') } })
  const { add, buys } = await customersIn(it.database)
  for (let at = 1; at <= customers; at += 1) {
    const organisationId = await add()
    await buys(organisationId, 'PRACT', '2026-04-01', { startsOn: '2026-04-01', endsOn: '2099-03-31' })
    const place = { platform: 'slack', workspace: 'T0DESK', channel: `C0NEWS${at}` } as const
    const address = { kind: 'shared' as const, ...place }
    await prisma.noticeChannel.create({
      data: { organisationId, key: conversationKey(address), address, chosenAt: new Date() },
    })
    it.world.invite(address.channel, [])
  }
  const { id } = await prisma.organisation.findFirstOrThrow({ where: { kind: 'provider' } })
  const administration = createAdministration(
    createUnitOfWork(it.database, storesOf, () => undefined),
    id,
    'test',
  )
  await administration.addMember(
    { platform: 'slack', workspace: 'T0DESK', user: 'U0MORI' },
    'admin',
    '森',
    'ACADEMY',
  )
  it.world.invite('C0ACADEMY', ['U0MORI'])
  await prisma.member.updateMany({ where: { name: '佐藤' }, data: { role: 'admin' } })
  const admin = (name: string, at: 0 | 1) => it.person(name, desks[at])
  return {
    ...it,
    admin,
    /** Up to the card with what can be done next. */
    writes: async (name: string, at: 0 | 1) => {
      const person = admin(name, at)
      await person.says('お知らせの配信')
      await until(async () => (await newestOf(person)).words.includes('お知らせの配信'))
      await person.opens('お知らせを作る')
      expect(await person.submits(NOTICE_FORM)).toEqual({})
      await until(async () => (await newestOf(person)).words.includes('まだ送信していません'))
      return person
    },
    sent: () => prisma.outboundMessage.count({ where: { wave: { not: null }, state: 'sent' } }),
    waves: () => prisma.noticeEdition.count(),
  }
}

describe('notices, written on two processes', () => {
  test('the same one that two admins send at once is sent by one of them', async () => {
    const { writes, quiet, sent, waves } = await newsroom(3)
    const takahashi = await writes('takahashi', 0)
    const mori = await writes('mori', 1)
    const fingers = [await takahashi.readies('いますぐ送信する'), await mori.readies('いますぐ送信する')]
    await Promise.all(fingers.map((press) => press()))
    await quiet()
    await until(async () => (await sent()) === 3)
    expect(await waves()).toBe(1)
    const told = await Promise.all(
      [takahashi, mori].map(async (it) => (await fromDesk(it)).map(({ words }) => words)),
    )
    const refused = told.filter((words) => words.some((it) => it.includes('同じ内容のお知らせ')))
    expect(refused).toHaveLength(1)
  })

  test('one that two admins approve at once is sent once', async () => {
    const { admin, writes, quiet, sent, waves, database } = await newsroom(7)
    const takahashi = await writes('takahashi', 0)
    await takahashi.presses('承認を依頼')
    for (const it of [admin('sato', 0), admin('mori', 1)]) await it.says('ホーム')
    const approvers = [admin('sato', 0), admin('mori', 1)] as const
    for (const it of approvers)
      await until(async () => (await fromDesk(it)).some(({ buttons }) => buttons.includes('承認して送信')))
    const fingers = await Promise.all(approvers.map((it) => it.readies('承認して送信')))
    await Promise.all(fingers.map((press) => press()))
    await quiet()
    await until(async () => (await sent()) === 7)
    expect(await waves()).toBe(1)
    const { approvedName, state } = await database.prisma.notice.findFirstOrThrow()
    expect(['佐藤', '森']).toContain(approvedName)
    expect(['sending', 'sent']).toContain(state)
    const already = await Promise.all(
      approvers.map(async (it) => (await fromDesk(it)).some(({ words }) => words.includes('すでに「'))),
    )
    expect(already.filter(Boolean)).toHaveLength(1)
  })
})
