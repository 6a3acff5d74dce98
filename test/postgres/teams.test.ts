import { describe, expect, onTestFinished, test } from 'vitest'
import { openPostgres } from '#src/services/database/open-database.ts'
import { ensureProvider } from '#src/services/database/seed.ts'
import { childDesk } from '#test/support/child-desk.ts'
import { populate } from '#test/support/people.ts'
import { begunDatabase } from '#test/support/postgres.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'
import { teamsIds } from '#test/support/teams/ids.ts'
import { createTeamsWorld } from '#test/support/teams/teams-world.ts'

const QUESTION = '達成率はどのように計算されますか。'
const PROCESSES = 3

/** One PostgreSQL, one Teams, and several processes of the desk behind one address. */
async function office() {
  const url = await begunDatabase()
  const world = await createTeamsWorld()
  const database = await openPostgres(url)
  onTestFinished(async () => {
    await database.close()
    await world.close()
    expect(world.complaints).toEqual([])
  })
  await ensureProvider(database)
  await populate(database, world, true)
  const environment = { DATABASE_URL: url, WEB_CHAT: 'off', ...world.environment }
  const desks = await Promise.all(Array.from({ length: PROCESSES }, () => childDesk(environment)))
  await world.connect(desks[0]?.url ?? '')
  return {
    world,
    database,
    desks,
    person: (organisation: string, name: string, desk = desks[0]) =>
      world.person(teamsIds.workspace(organisation), teamsIds.user(name), desk?.url),
    quiet: () =>
      expect
        .poll(
          async () =>
            (await database.prisma.inboundEvent.count({ where: { state: 'pending' } })) +
            (await database.prisma.outboundMessage.count({ where: { state: 'waiting' } })),
          { timeout: 40_000 },
        )
        .toBe(0),
  }
}

describe('Teams, served by several processes', () => {
  test('a press is answered by the process that it reached, whichever decides it, and works once', async () => {
    const { desks, person, database, quiet } = await office()
    const tanaka = person('MINATO', 'tanaka')
    await tanaka.says(QUESTION)
    await quiet()
    await Promise.all(
      [...desks, ...desks].map((desk) =>
        person('MINATO', 'tanaka', desk).presses('コンサルタントに相談する'),
      ),
    )
    // Every one of them was answered with the card as it stands after the decision.
    expect(tanaka.notices()).toEqual([])
    expect((await fromDesk(tanaka))[0]?.words).toContain('コンサルタントに引き継ぎました（受付番号 C-0001）')
    await quiet()
    expect(await database.prisma.ticket.count()).toBe(1)
    expect((await newestOf(tanaka)).words).toContain('受付番号 C-0001')
    const tickets = (await fromDesk(person('ACADEMY', 'sato'))).filter(({ words }) =>
      words.includes('C-0001'),
    )
    expect(tickets).toHaveLength(1)
  })

  test('what one process heard of a place serves all: another one sends there', async () => {
    const { desks, person, database, quiet } = await office()
    await person('MINATO', 'tanaka', desks[1]).says('達成率はどのように計算されますか。')
    await quiet()
    await desks[1]?.kill()
    await person('MINATO', 'tanaka', desks[2]).presses('解決しました')
    await quiet()
    expect(await database.prisma.teamsPlace.count({ where: { kind: 'personal' } })).toBe(1)
    expect((await fromDesk(person('MINATO', 'tanaka')))[0]?.words).toContain('解決済みとして承りました')
  })
})
