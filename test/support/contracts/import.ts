import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addContract, importContracts, readSheet } from '#src/features/administration/index.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { ensureProvider } from '#src/services/database/seed.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { catalogue, catalogueWith } from '#test/support/products.ts'

/** Two pieces of SQL must not tell two stories. */
export function importContract(open: () => Promise<Database>): void {
  let database: Database
  let providerId: string
  beforeAll(async () => {
    database = await open()
    providerId = (await ensureProvider(database)).id
  })
  afterAll(() => database.close())

  const by = { actor: 'test', now: new Date('2026-11-24T00:00:00Z'), today: '2026-11-24' }
  const decide = <T>(work: (stores: ReturnType<typeof storesOf>) => Promise<T>): Promise<T> =>
    createUnitOfWork(database, storesOf, () => undefined).decide(
      { kind: 'desk', organisationId: providerId },
      work,
    )
  const code = () => `C-${randomUUID().slice(0, 8).toUpperCase()}`

  async function customer(): Promise<string> {
    const own = code()
    await database.prisma.organisation.create({
      data: { id: randomUUID(), code: own, name: '会社', kind: 'customer' },
    })
    return own
  }
  const importAll = (rows: readonly string[], rules = catalogue) => {
    const text = `組織コード,組織名,商品,購入日,開始日,満了日\n${rows.join('\n')}`
    const sheet = readSheet(new TextEncoder().encode(text), rules)
    return decide((stores) => importContracts(stores, rules, sheet, { ...by, agreed: false }))
  }
  /** Everything of a customer but ids. */
  async function kept(own: string) {
    const { id: organisationId } = await database.prisma.organisation.findUniqueOrThrow({
      where: { code: own },
    })
    const balances = await database.prisma.allowanceBalance.findMany({
      where: { organisationId },
      orderBy: [{ validFrom: 'asc' }, { allowance: 'asc' }, { source: 'asc' }],
      select: {
        allowance: true,
        source: true,
        validFrom: true,
        validTo: true,
        granted: true,
        used: true,
        expired: true,
      },
    })
    const entries = await database.prisma.ledgerEntry.findMany({
      where: { organisationId },
      orderBy: [{ kind: 'asc' }, { amount: 'asc' }],
      select: { kind: true, amount: true, actor: true },
    })
    return { balances, entries }
  }

  test('a file and the same purchases one by one come to the same', async () => {
    const [single, whole] = [await customer(), code()]
    const bought = [
      ['LEARN', '2026-04-01'],
      ['ADD1', '2026-04-15'],
      ['UPG', '2026-05-10'],
      ['ADD1', '2026-06-01'],
      ['RENEW', '2026-11-01'],
    ] as const
    for (const [product, purchasedOn] of bought)
      expect(
        await decide((stores) =>
          addContract(stores, catalogue, { organisation: single, product, purchasedOn }, by),
        ),
      ).toMatchObject({ kind: 'added' })
    const report = await importAll(bought.map(([product, on]) => `${whole},会社,${product},${on},,`))
    expect(report).toMatchObject({ organisations: 1, contracts: 5, problems: [] })
    expect(await kept(whole)).toEqual(await kept(single))
    expect(await decide(({ ledger }) => ledger.differences())).toEqual([])
  })

  test('what had lapsed counts again with an upgrade, and is carried into a renewal where that is the rule', async () => {
    const carrying = catalogueWith({ carryOver: 'intoRenewal' })
    const own = await customer()
    await decide((stores) =>
      addContract(stores, catalogue, { organisation: own, product: 'LEARN', purchasedOn: '2026-08-01' }, by),
    )
    const { id } = await database.prisma.organisation.findUniqueOrThrow({ where: { code: own } })
    await decide(({ ledger }) => ledger.expire(id, '2026-11-24', by))
    await importAll([`${own},会社,UPG,2026-10-31,,`])
    const revived = await kept(own)
    expect(revived.balances.map(({ granted, expired }) => [granted, expired])).toContainEqual([9, 0])
    await decide(({ ledger }) => ledger.expire(id, '2027-05-01', by))
    await importAll([`${own},会社,RENEW,2027-05-10,,`], carrying)
    const { balances } = await kept(own)
    expect(balances.filter(({ allowance }) => allowance === 'webMeeting').map((it) => it.granted)).toEqual([
      9, 21,
    ])
    expect(await decide(({ ledger }) => ledger.differences())).toEqual([])
  })

  test('of two imports at once, one brings everything and the other nothing by halves', async () => {
    const [first, second] = [code(), code()]
    const rows = [`${first},会社,PRACT,2026-04-01,,`, `${second},会社,LEARN,2026-04-01,,`]
    const outcomes = await Promise.allSettled([importAll(rows), importAll(rows)])
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1)
    for (const own of [first, second])
      expect(await database.prisma.contract.count({ where: { organisation: { code: own } } })).toBe(1)
  })
}
