import { describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { type Database, openPostgres } from '#src/services/database/open-database.ts'
import { type Customers, customersIn, NOW } from '#test/support/customers.ts'
import { deadlocksIn, testDatabase } from '#test/support/postgres.ts'
import type { Race } from '#test/support/racer.ts'
import { racer } from '#test/support/races.ts'

interface Office {
  readonly database: Database
  readonly customers: Customers
  /** Each in a process of its own, all at the same moment: what came of everything that they did. */
  race(...races: readonly Race[]): Promise<readonly string[]>
}

async function office(): Promise<Office> {
  const url = await testDatabase()
  const database = await openPostgres(url)
  onTestFinished(() => database.close())
  return {
    database,
    customers: await customersIn(database),
    race: async (...races) => {
      const racers = await Promise.all(races.map((it) => racer('test/support/racer.ts', url, it)))
      const came = await Promise.all(racers.map(({ go }) => go()))
      await Promise.all(racers.map(({ ended }) => ended()))
      expect(await deadlocksIn(url)).toBe(0)
      return came.flatMap((it) => z.array(z.string()).parse(JSON.parse(it)))
    },
  }
}

describe('two processes on one ledger', () => {
  test('of two hundred who want one of three meetings at once three have one, and each of the others is told', async () => {
    const { customers, database, race } = await office()
    const organisationId = await customers.add()
    await customers.buys(organisationId, 'LEARN', '2026-04-01')
    const half = { kind: 'hold', organisationId, times: 100 } as const
    const outcomes = await race(half, half)
    expect(outcomes.filter((it) => it === 'held')).toHaveLength(3)
    expect(outcomes.filter((it) => it === 'noneLeft')).toHaveLength(197)
    const holds = await database.prisma.allowanceHold.findMany({ where: { organisationId } })
    expect(holds.map(({ state }) => state)).toEqual(['open', 'open', 'open'])
    const balances = await customers.asDesk(({ ledger }) => ledger.balances(organisationId, NOW))
    expect(balances[0]).toMatchObject({ allowance: 'webMeeting', granted: 3, used: 0, held: 3 })
    expect(await customers.asDesk(({ ledger }) => ledger.differences())).toEqual([])
  })

  test('holds that have lapsed make room for as many as there were, however many ask', async () => {
    const { customers, race } = await office()
    const organisationId = await customers.add()
    await customers.buys(organisationId, 'LEARN', '2026-04-01')
    await customers.buys(organisationId, 'ADD1', '2026-04-01')
    for (const at of [1, 2, 3, 4])
      await customers.asDesk(({ ledger }) => {
        const lapsesAt = new Date(NOW.getTime() - at)
        const wanted = {
          allowance: 'webMeeting',
          purpose: `booking:${at}`,
          usedOn: '2026-05-20',
          lapsesAt,
        } as const
        return ledger.hold(organisationId, wanted, { actor: 'test', now: new Date(NOW.getTime() - 10) })
      })
    const half = { kind: 'hold', organisationId, times: 50 } as const
    const outcomes = await race(half, half)
    expect(outcomes.filter((it) => it === 'held')).toHaveLength(4)
    expect(outcomes.filter((it) => it === 'noneLeft')).toHaveLength(96)
    expect(await customers.asDesk(({ ledger }) => ledger.differences())).toEqual([])
  })

  test('each hold is consumed or released once, however many try', async () => {
    const { customers, race } = await office()
    const organisationId = await customers.add()
    await customers.buys(organisationId, 'PRACT', '2026-04-01')
    const { termId } = await customers.asDesk(async ({ ledger }) => {
      const [balance] = await ledger.balances(organisationId, NOW)
      if (!balance) throw new Error('no balance')
      const change = { allowance: 'webMeeting', source: 'included', by: 41, validFrom: '2026-04-01' } as const
      const { termId } = balance
      await ledger.adjust(
        organisationId,
        { ...change, termId, validTo: undefined },
        { actor: 'test', now: NOW },
      )
      return balance
    })
    const holds: string[] = []
    await customers.asDesk(async ({ ledger }) => {
      for (let at = 0; at < 50; at += 1) {
        const wanted = { allowance: 'webMeeting', purpose: `booking:${at}`, usedOn: '2026-05-20' } as const
        const outcome = await ledger.hold(organisationId, wanted, { actor: 'test', now: NOW })
        if (outcome.kind === 'held') holds.push(outcome.hold.id)
      }
    })
    expect(holds).toHaveLength(50)
    const all = { kind: 'close', organisationId, holds } as const
    const outcomes = await race(all, all)
    expect(outcomes).toHaveLength(200)
    const closed = outcomes.filter((it) => it !== 'closed before')
    expect(closed.map((it) => it.split(' ')[0]).sort()).toEqual(holds.toSorted())
    const consumed = closed.filter((it) => it.endsWith('consume')).length
    const balances = await customers.asDesk(({ ledger }) => ledger.balances(organisationId, NOW))
    expect(balances.find((it) => it.termId === termId)).toMatchObject({
      granted: 50,
      used: consumed,
      held: 0,
    })
    expect(await customers.asDesk(({ ledger }) => ledger.differences())).toEqual([])
  })

  test('whatever is done at once, nobody waits for somebody who waits for them', async () => {
    const { customers, race } = await office()
    const organisationId = await customers.add()
    const termId = await customers.buys(organisationId, 'PRACT', '2026-04-01')
    await customers.buys(organisationId, 'ADD1', '2026-04-01')
    const everything = { kind: 'everything', organisationId, termId, times: 70 } as const
    expect(new Set(await race(everything, everything))).toEqual(
      new Set(['lapses', 'swept', 'adjusted', 'bought', 'expired', 'moved']),
    )
    expect(await customers.asDesk(({ ledger }) => ledger.differences())).toEqual([])
  })

  test('of two purchases of the same course one is refused', async () => {
    const { customers, database, race } = await office()
    const organisationId = await customers.add()
    const buys = { kind: 'buy', organisationId, product: 'PRACT' } as const
    const outcomes = await race(buys, buys)
    expect(outcomes.toSorted()).toEqual(['PRACT is not sold: alreadyHeld', 'sold'])
    expect(await database.prisma.contract.count({ where: { organisationId } })).toBe(1)
  })
})
