import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { modelUsageStore } from '#src/services/database/model-usage-store.ts'
import type { Database } from '#src/services/database/open-database.ts'

const BUDGET = { tokensPerDay: 10_000, tokensPerOrganisationPerDay: 4_000 }

/** What every store of a model's usage promises; each store stands for a process of its own. */
export function modelUsageContract(open: () => Database): void {
  async function office() {
    const database = open()
    const { prisma } = database
    await prisma.modelUsage.deleteMany()
    await prisma.modelDay.deleteMany()
    await prisma.organisation.deleteMany()
    const organisation = async (kind: 'customer' | 'provider') => {
      const id = randomUUID()
      await prisma.organisation.create({ data: { id, code: id, name: id, kind } })
      return id
    }
    let now = new Date('2026-11-24T23:30:00+09:00')
    const store = () => modelUsageStore(database, BUDGET, { clock: () => now, timeZone: 'Asia/Tokyo' })
    return {
      ...{ prisma, organisation, one: store(), another: store() },
      passTime: (minutes: number) => {
        now = new Date(now.getTime() + minutes * 60_000)
      },
    }
  }

  test('an organisation spends its budget, whichever process and model it spends it with', async () => {
    const { one, another, organisation } = await office()
    const minato = await organisation('customer')
    expect(await one.reserve(minato, 'small', 2_000)).toBeDefined()
    expect(await another.reserve(minato, 'large', 2_000)).toBeDefined()
    expect(await one.reserve(minato, 'small', 1)).toBeUndefined()
    expect(await one.reserve(await organisation('customer'), 'small', 4_000)).toBeDefined()
  })

  test('what a call did not take is there again, and what it took is on record', async () => {
    const { one, organisation, prisma } = await office()
    const minato = await organisation('customer')
    const call = await one.reserve(minato, 'small', 4_000)
    await call?.settle({ promptTokens: 900, completionTokens: 100 })
    const failed = await one.reserve(minato, 'small', 3_000)
    await failed?.settle({ promptTokens: 0, completionTokens: 0 })
    expect(await one.reserve(minato, 'small', 3_000)).toBeDefined()
    const [row] = await prisma.modelUsage.findMany()
    expect(row).toMatchObject({ tokens: 4_000n, promptTokens: 900n, completionTokens: 100n, calls: 3 })
    expect(await prisma.modelDay.findMany()).toMatchObject([{ tokens: 4_000n }])
  })

  test('a call may take more than was set aside: it is counted all the same', async () => {
    const { one, organisation } = await office()
    const minato = await organisation('customer')
    const call = await one.reserve(minato, 'small', 100)
    await call?.settle({ promptTokens: 5_000, completionTokens: 0 })
    expect(await one.reserve(minato, 'small', 1)).toBeUndefined()
  })

  test('the whole desk has a budget too, and the provider’s own calls count against that alone', async () => {
    const { one, another, organisation, prisma } = await office()
    const provider = await organisation('provider')
    expect(await one.reserve(provider, 'embedding', 9_000)).toBeDefined()
    expect(await another.reserve(await organisation('customer'), 'small', 2_000)).toBeUndefined()
    expect(await another.reserve(await organisation('customer'), 'small', 1_000)).toBeDefined()
    expect(await one.reserve(provider, 'embedding', 1)).toBeUndefined()
    // What was refused has left nothing behind.
    expect(await prisma.modelDay.findMany()).toMatchObject([{ tokens: 10_000n }])
  })

  test('a new day, in the desk’s time zone, brings a new budget; a call belongs to the day it began on', async () => {
    const { one, organisation, prisma, passTime } = await office()
    const minato = await organisation('customer')
    const late = await one.reserve(minato, 'small', 4_000)
    passTime(60)
    expect(await one.reserve(minato, 'small', 4_000)).toBeDefined()
    await late?.settle({ promptTokens: 10, completionTokens: 0 })
    const rows = await prisma.modelUsage.findMany({ orderBy: { day: 'asc' } })
    expect(rows.map(({ day, tokens }) => [day.toISOString().slice(0, 10), tokens])).toEqual([
      ['2026-11-24', 10n],
      ['2026-11-25', 4_000n],
    ])
  })

  test('many at once do not spend more than there is', async () => {
    const { one, another, organisation, prisma } = await office()
    const customers = [await organisation('customer'), await organisation('customer')]
    const reserved = await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        (at % 2 === 0 ? one : another).reserve(customers[at % 3 === 0 ? 0 : 1] ?? '', `model ${at % 2}`, 300),
      ),
    )
    expect(reserved.filter((it) => it !== undefined)).toHaveLength(26)
    const spent = await prisma.modelUsage.groupBy({ by: ['organisationId'], _sum: { tokens: true } })
    expect(spent.map((it) => it._sum.tokens)).toEqual([3_900n, 3_900n])
    expect(await prisma.modelDay.findMany()).toMatchObject([{ tokens: 7_800n }])
  })

  test('an organisation that does not exist spends nothing', async () => {
    const { one } = await office()
    expect(await one.reserve(randomUUID(), 'small', 1)).toBeUndefined()
  })
}
