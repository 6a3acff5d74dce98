import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Allowance, allowances } from '#src/chat/context.ts'
import { expireAllowances } from '#src/features/plans/expire-allowances.ts'
import { type Balance, leftOf, sumOf, usableOn } from '#src/features/plans/ledger.ts'
import type { Adjustment, HoldOutcome } from '#src/features/plans/plans-store.ts'
import { recordPurchase } from '#src/features/plans/record-purchase.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { OutsideScope } from '#src/services/database/transaction.ts'
import { BY, type Customers, customersIn, leftIn, NOW, type Stores } from '#test/support/customers.ts'
import { catalogue, catalogueWith, product } from '#test/support/products.ts'

/** Of the course that most tests begin with: LEARN, three meetings and one review. */
const FIRST = '2026-04-01'
const LAST = '2026-06-30'
const LATER = new Date(NOW.getTime() + 900_000)

/** What the database promises about purchases and allowances; run on each kind. */
export function ledgerContract(open: () => Promise<Database>): void {
  let database: Database
  let customers: Customers
  beforeAll(async () => {
    database = await open()
    customers = await customersIn(database)
  })
  afterAll(() => database.close())

  async function customerWith(...codes: readonly string[]): Promise<string> {
    const id = await customers.add()
    for (const code of codes) await customers.buys(id, code, FIRST)
    return id
  }
  const ledger = <T>(id: string, work: (ledger: Stores['ledger']) => Promise<T>): Promise<T> =>
    customers.asCustomer(id, (stores) => work(stores.ledger))
  const balances = (id: string, now = NOW) => ledger(id, (it) => it.balances(id, now))
  const entries = (id: string) => ledger(id, (it) => it.entries(id))
  const hold = (id: string, more: { usedOn?: string; purpose?: string; lapsesAt?: Date; now?: Date } = {}) =>
    ledger(id, (it) => {
      const { now = NOW, ...wanted } = more
      const asked = {
        allowance: 'webMeeting',
        purpose: `booking:${randomUUID()}`,
        usedOn: '2026-05-20',
      } as const
      return it.hold(id, { ...asked, ...wanted }, { ...BY, now })
    })
  const held = (outcome: HoldOutcome) => {
    if (outcome.kind === 'noneLeft') throw new Error('none left')
    return outcome.hold
  }
  const consume = (id: string, holdId: string, now = NOW) =>
    ledger(id, (it) => it.consume(id, holdId, { ...BY, now }))
  const release = (id: string, holdId: string, now = NOW) =>
    ledger(id, (it) => it.release(id, holdId, { ...BY, now }))
  const use = async (id: string, allowance: Allowance, usedOn: string) => {
    const purpose = `booking:${randomUUID()}`
    const { id: holdId } = held(await ledger(id, (it) => it.hold(id, { allowance, purpose, usedOn }, BY)))
    expect(await consume(id, holdId)).toBe(true)
  }
  const expire = (id: string, today: string, rules = catalogue) =>
    customers.asDesk((stores) => expireAllowances(stores, rules, id, today, BY))
  const adjust = (id: string, change: Omit<Adjustment, 'allowance' | 'validFrom' | 'validTo'>) =>
    customers.asDesk(({ ledger: it }) =>
      it.adjust(id, { ...change, allowance: 'webMeeting', validFrom: FIRST, validTo: LAST }, BY),
    )
  const differences = () => customers.asDesk(({ ledger: it }) => it.differences())
  const leftOn = async (id: string, day: string) => {
    const usable = (await balances(id)).filter((it) => usableOn(it, day))
    return allowances.map((it) => leftIn(usable, it))
  }
  const balanceOf = async (
    id: string,
    source: Balance['source'] = 'included',
    now = NOW,
  ): Promise<Balance> => {
    const found = (await balances(id, now)).find(
      (it) => it.allowance === 'webMeeting' && it.source === source,
    )
    if (!found) throw new Error(`no ${source} meetings`)
    return found
  }
  const countsOf = async (id: string, source?: Balance['source'], now?: Date) => {
    const { granted, used, held, expired } = await balanceOf(id, source, now)
    return [granted, used, held, expired]
  }

  describe('a purchase', () => {
    test('brings what the course includes, with an entry each and an audit entry', async () => {
      const id = await customers.add()
      const contract = await customers.buys(id, 'PRACT', FIRST)
      expect(await leftOn(id, FIRST)).toEqual([9, 2, 1])
      expect(await leftOn(id, '2026-03-31')).toEqual([0, 0, 0])
      expect(await leftOn(id, '2027-01-01')).toEqual([0, 0, 0])
      const told = (await entries(id)).map(({ kind, amount, contractId, actor, at }) => ({
        ...{ kind, amount, contractId, actor, at },
      }))
      const grant = { kind: 'grant', contractId: contract, actor: 'test', at: NOW }
      expect(told).toEqual([9, 2, 1].map((amount) => ({ ...grant, amount })))
      const audits = await database.prisma.auditEntry.findMany({ where: { organisationId: id } })
      expect(audits).toMatchObject([
        { actor: 'test', what: 'contract.add', details: { contract, before: null } },
      ])
      expect(await customers.asCustomer(id, ({ contracts }) => contracts.of(id))).toEqual([
        {
          ...{ id: contract, termId: contract, product: 'PRACT', course: 'practice' },
          ...{ purchasedOn: FIRST, opensOn: FIRST, startsOn: FIRST, endsOn: '2026-12-31' },
        },
      ])
    })

    test('that is recorded again under its id changes nothing', async () => {
      const id = await customerWith('LEARN')
      const extra = await customers.buys(id, 'ADD1', FIRST)
      const before = [await balances(id), await entries(id)]
      expect(await customers.buys(id, 'ADD1', FIRST, { id: extra })).toBe(extra)
      expect([await balances(id), await entries(id)]).toEqual(before)
    })

    test('that is refused writes nothing', async () => {
      const id = await customerWith('LEARN')
      const request = { id: randomUUID(), product: product('RENEW'), purchasedOn: FIRST }
      const outcome = await customers.asDesk((stores) => recordPurchase(stores, catalogue, id, request, BY))
      expect(outcome).toMatchObject({ kind: 'refused', why: 'upgradeFirst' })
      expect(await database.prisma.contract.count({ where: { organisationId: id } })).toBe(1)
      expect(await database.prisma.auditEntry.count({ where: { organisationId: id } })).toBe(1)
    })

    test('of a course that two make at once is recorded once', async () => {
      const id = await customers.add()
      const outcomes = await Promise.allSettled([1, 2, 3].map(() => customers.buys(id, 'LEARN', FIRST)))
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
      expect(await leftOn(id, FIRST)).toEqual([3, 1, 0])
    })

    test('leaves messages of the same organisation unhindered while it is decided', async () => {
      const id = await customers.add()
      if (database.kind === 'embedded') return
      await customers.asDesk(async ({ contracts }) => {
        await contracts.lock(id)
        const member = { id: randomUUID(), organisationId: id, name: '田中', role: 'staff' as const }
        await database.prisma.member.create({ data: member })
      })
    })
  })

  describe('a hold', () => {
    test('takes what the course includes first, then what was bought on top, and no more', async () => {
      const id = await customerWith('LEARN', 'ADD1')
      for (const expected of ['included', 'included', 'included', 'extra'] as const) {
        const { balanceId, ...facts } = held(await hold(id))
        expect(balanceId).toBe((await balanceOf(id, expected)).id)
        expect(facts).toMatchObject({ allowance: 'webMeeting', usedOn: '2026-05-20', lapsesAt: undefined })
      }
      expect(await hold(id)).toEqual({ kind: 'noneLeft' })
      expect([await countsOf(id), await countsOf(id, 'extra')]).toEqual([
        [3, 0, 3, 0],
        [1, 0, 1, 0],
      ])
    })

    test('counts for the day on which it is used', async () => {
      const id = await customerWith('LEARN')
      for (const usedOn of ['2026-03-31', '2026-07-01'])
        expect(await hold(id, { usedOn })).toEqual({ kind: 'noneLeft' })
      for (const usedOn of [FIRST, LAST]) expect(await hold(id, { usedOn })).toMatchObject({ kind: 'held' })
    })

    test('of the next term can be taken before that begins', async () => {
      const id = await customerWith('PRACT', 'RENEW')
      const { balanceId } = held(await hold(id, { usedOn: '2027-01-20' }))
      const renewed = (await balances(id)).find((it) => it.id === balanceId)
      expect(renewed).toMatchObject({ validFrom: '2027-01-01', validTo: '2027-12-31', granted: 12, held: 1 })
    })

    test('of the term that ends first is taken where two can be used', async () => {
      const id = await customerWith('LEARN')
      await customers.buys(id, 'UPG', '2026-05-01', {
        catalogue: catalogueWith({ upgradeQuota: 'additive' }),
      })
      const order = []
      for (let at = 0; at < 4; at += 1) {
        const { balanceId } = held(await hold(id))
        order.push((await balances(id)).find((it) => it.id === balanceId)?.validTo)
      }
      expect(order).toEqual([LAST, LAST, LAST, '2026-12-31'])
    })

    test('for the same purpose is the same hold, whatever else is asked', async () => {
      const id = await customerWith('PRACT')
      const purpose = 'booking:1'
      const first = await hold(id, { purpose })
      expect(await hold(id, { purpose })).toEqual(first)
      expect(await hold(id, { purpose, usedOn: '2026-06-01', lapsesAt: LATER })).toEqual(first)
      const other = { allowance: 'review', purpose, usedOn: '2026-05-20' } as const
      expect(await ledger(id, (it) => it.hold(id, other, BY))).toEqual(first)
      expect(await countsOf(id)).toEqual([9, 0, 1, 0])
      expect(await ledger(id, (it) => it.holds(id, NOW))).toEqual([held(first)])
    })

    test('for a purpose whose hold is closed is a new one', async () => {
      const id = await customerWith('LEARN')
      const first = held(await hold(id, { purpose: 'booking:1' }))
      expect(await release(id, first.id)).toBe(true)
      expect(held(await hold(id, { purpose: 'booking:1' })).id).not.toBe(first.id)
    })

    test('that several ask for at once, for one purpose, is one', async () => {
      const id = await customerWith('LEARN')
      const found = await Promise.all([1, 2, 3, 4].map(() => hold(id, { purpose: 'booking:1' })))
      expect(new Set(found.map((it) => held(it).id)).size).toBe(1)
      expect(await countsOf(id)).toEqual([3, 0, 1, 0])
    })

    test('that has lapsed counts as left at once, and makes room in the decision that needs it', async () => {
      const id = await customerWith('LEARN')
      for (let at = 0; at < 3; at += 1) await hold(id, { lapsesAt: LATER })
      expect(await hold(id)).toEqual({ kind: 'noneLeft' })
      expect(await countsOf(id, 'included', LATER)).toEqual([3, 0, 0, 0])
      expect(await ledger(id, (it) => it.holds(id, LATER))).toEqual([])
      expect(await hold(id, { now: LATER })).toMatchObject({ kind: 'held' })
      expect(await countsOf(id)).toEqual([3, 0, 1, 0])
      const told = (await entries(id)).filter(({ kind }) => kind === 'release')
      expect(told.map(({ reason, actor, at }) => [reason, actor, at])).toEqual(
        [1, 2, 3].map(() => ['lapsed', 'desk', LATER]),
      )
    })

    test('that has lapsed is taken anew for the same purpose', async () => {
      const id = await customerWith('LEARN')
      const first = held(await hold(id, { purpose: 'booking:1', lapsesAt: LATER }))
      const second = held(await hold(id, { purpose: 'booking:1', now: LATER }))
      expect(second.id).not.toBe(first.id)
      expect(await countsOf(id)).toEqual([3, 0, 1, 0])
    })

    test('that has lapsed is closed: it is neither kept nor consumed nor released', async () => {
      const id = await customerWith('LEARN')
      const { id: holdId } = held(await hold(id, { lapsesAt: LATER }))
      expect(await ledger(id, (it) => it.keep(id, holdId, LATER))).toBe(false)
      expect(await consume(id, holdId, LATER)).toBe(false)
      expect(await release(id, holdId, LATER)).toBe(false)
      expect(await countsOf(id, 'included', LATER)).toEqual([3, 0, 0, 0])
    })

    test('that is kept lapses no more', async () => {
      const id = await customerWith('LEARN')
      const { id: holdId } = held(await hold(id, { lapsesAt: LATER }))
      expect(await ledger(id, (it) => it.keep(id, holdId, NOW))).toBe(true)
      expect(await ledger(id, (it) => it.keep(id, holdId, LATER))).toBe(true)
      await customers.asDesk(({ ledger: it }) => it.releaseLapsed(LATER))
      expect(await ledger(id, (it) => it.holds(id, LATER))).toMatchObject([
        { id: holdId, lapsesAt: undefined },
      ])
      expect(await consume(id, holdId, LATER)).toBe(true)
      expect(await ledger(id, (it) => it.keep(id, holdId, LATER))).toBe(false)
    })

    test.each([
      ['consumed', consume, [3, 1, 0, 0]],
      ['released', release, [3, 0, 0, 0]],
    ] as const)('is %s once', async (_state, closeOne, expected) => {
      const id = await customerWith('LEARN')
      const { id: holdId } = held(await hold(id))
      expect(await closeOne(id, holdId)).toBe(true)
      const after = [await balances(id), await entries(id)]
      expect(await consume(id, holdId)).toBe(false)
      expect(await release(id, holdId)).toBe(false)
      expect([await balances(id), await entries(id)]).toEqual(after)
      expect(await countsOf(id)).toEqual(expected)
    })

    test('that several close at once is closed by one', async () => {
      const id = await customerWith('LEARN')
      const { id: holdId } = held(await hold(id))
      const closed = await Promise.all([consume, release, consume, release].map((it) => it(id, holdId)))
      expect(closed.filter(Boolean)).toHaveLength(1)
      expect(await differences()).toEqual([])
    })

    test('that nobody knows is closed by nobody', async () => {
      const id = await customerWith('LEARN')
      expect(await consume(id, randomUUID())).toBe(false)
      expect(await release(id, randomUUID())).toBe(false)
    })
  })

  describe('an adjustment', () => {
    test('adds and takes away with its reason, but not what is used or held', async () => {
      const id = await customerWith('LEARN')
      const { termId } = await balanceOf(id)
      await hold(id)
      await use(id, 'webMeeting', '2026-05-20')
      const included = { termId, source: 'included' } as const
      expect(await adjust(id, { ...included, by: -2 })).toBe('notEnoughLeft')
      expect(await adjust(id, { ...included, by: -1 })).toBe('adjusted')
      expect(await hold(id)).toEqual({ kind: 'noneLeft' })
      expect(await adjust(id, { ...included, by: 4 })).toBe('adjusted')
      expect(await countsOf(id)).toEqual([6, 1, 1, 0])
      const told = (await entries(id)).filter(({ kind }) => kind === 'adjust')
      expect(told.map(({ amount }) => amount)).toEqual([-1, 4])
    })

    test('gives what the course does not include, and takes nothing from what is not there', async () => {
      const id = await customerWith('LEARN')
      const { termId } = await balanceOf(id)
      const extra = { termId, source: 'extra' } as const
      expect(await adjust(id, { ...extra, by: -1 })).toBe('notEnoughLeft')
      expect(await database.prisma.allowanceBalance.count({ where: { organisationId: id } })).toBe(2)
      expect(await adjust(id, { ...extra, by: 2 })).toBe('adjusted')
      expect(await balanceOf(id, 'extra')).toMatchObject({ granted: 2, validFrom: FIRST, validTo: LAST })
    })

    test('of a term of somebody else is refused by the database', async () => {
      const [id, other] = [await customerWith('LEARN'), await customerWith('LEARN')]
      const { termId } = await balanceOf(other)
      await expect(adjust(id, { termId, source: 'extra', by: 1 })).rejects.toThrow()
    })
  })

  describe('the end of a term', () => {
    test('lets what is left lapse, once, and what is set aside only when that is released', async () => {
      const id = await customerWith('LEARN')
      const { id: holdId } = held(await hold(id))
      expect(await expire(id, LAST)).toEqual([])
      expect(await expire(id, '2026-07-01')).toMatchObject([
        { allowance: 'webMeeting', source: 'included', times: 2 },
        { allowance: 'review', source: 'included', times: 1 },
      ])
      expect(await expire(id, '2026-07-01')).toEqual([])
      expect(await countsOf(id)).toEqual([3, 0, 1, 2])
      await release(id, holdId)
      expect(await expire(id, '2026-07-02')).toMatchObject([{ times: 1 }])
      expect(await countsOf(id)).toEqual([3, 0, 0, 3])
      expect(await hold(id)).toEqual({ kind: 'noneLeft' })
    })

    test('is due for those who have something left', async () => {
      const due = (today: string) => customers.asDesk(({ ledger: it }) => it.dueToExpire(today, 1_000))
      const id = await customerWith('LEARN')
      const lasting = await customers.add()
      await customers.buys(lasting, 'PRACT', FIRST)
      expect(await due(LAST)).not.toContain(id)
      const found = await due('2026-07-01')
      expect(found).toContain(id)
      expect(found).not.toContain(lasting)
      expect(await customers.asDesk(({ ledger: it }) => it.dueToExpire('2026-07-01', 1))).toHaveLength(1)
      await expire(id, '2026-07-01')
      expect(await due('2026-07-01')).not.toContain(id)
    })

    test('leaves extra meetings that never expire', async () => {
      const id = await customerWith('LEARN')
      const never = catalogueWith({ extraMeetingExpiry: 'never' })
      await customers.buys(id, 'ADD1', FIRST, { catalogue: never })
      // Another one, once the operator has settled it otherwise, takes nothing from the first.
      await customers.buys(id, 'ADD1', FIRST)
      await expire(id, '2026-07-01')
      expect(await balanceOf(id, 'extra')).toMatchObject({ granted: 2, expired: 0, validTo: undefined })
      expect(held(await hold(id, { usedOn: '2028-01-01' })).balanceId).toBe((await balanceOf(id, 'extra')).id)
    })

    test.each(['before', 'after'] as const)(
      'carries what is left into the renewal that was bought %s it, where the operator has it so',
      async (when) => {
        const carrying = catalogueWith({ carryOver: 'intoRenewal' })
        const id = await customerWith('PRACT')
        await customers.buys(id, 'ADD1', FIRST)
        await use(id, 'webMeeting', '2026-05-20')
        const renew = () => customers.buys(id, 'RENEW', '2026-12-01', { catalogue: carrying })
        if (when === 'before') await renew()
        await expire(id, '2027-01-01', carrying)
        if (when === 'after') await renew()
        await expire(id, '2027-01-02', carrying)
        const renewed = (await balances(id)).filter((it) => it.validFrom === '2027-01-01')
        expect(renewed.map(({ allowance, source, granted }) => [allowance, source, granted])).toEqual([
          ['webMeeting', 'included', 12 + 8],
          ['webMeeting', 'extra', 1],
          ['review', 'included', 2 + 2],
          ['counselling', 'included', 1 + 1],
        ])
        const carried = (await entries(id)).filter(({ reason }) => reason === 'carried over')
        expect(carried).toHaveLength(4)
        expect(await differences()).toEqual([])
      },
    )
  })

  describe('an upgrade, of one who used two meetings and a review', () => {
    const learned = async (): Promise<string> => {
      const id = await customerWith('LEARN')
      for (const day of ['2026-04-10', '2026-05-10']) await use(id, 'webMeeting', day)
      await use(id, 'review', '2026-05-01')
      return id
    }

    test.each([
      ['midway', '2026-06-01', false],
      ['after its end, when the rest had lapsed', '2026-07-01', true],
    ] as const)('that counts on leaves 7, 1 and 1: %s', async (_when, purchasedOn, lapsed) => {
      const id = await learned()
      await customers.buys(id, 'ADD1', FIRST)
      if (lapsed) await expire(id, '2026-07-01')
      await customers.buys(id, 'UPG', purchasedOn, { agreed: lapsed })
      const included = (await balances(id)).filter(({ source }) => source === 'included')
      expect(included.map((it) => [it.allowance, leftOf(it), it.validTo])).toEqual([
        ['webMeeting', 7, '2026-12-31'],
        ['review', 1, '2026-12-31'],
        ['counselling', 1, '2026-12-31'],
      ])
      // What was bought on top lasts as long as the term does now.
      expect(await balanceOf(id, 'extra')).toMatchObject({ granted: 1, expired: 0, validTo: '2026-12-31' })
      expect(await leftOn(id, '2026-07-01')).toEqual([8, 1, 1])
      expect(await differences()).toEqual([])
    })

    test('that comes on top leaves 9, 2 and 1 once the course is over, and what it left before', async () => {
      const id = await learned()
      const additive = catalogueWith({ upgradeQuota: 'additive' })
      await customers.buys(id, 'UPG', '2026-06-01', { catalogue: additive })
      expect(await leftOn(id, '2026-06-01')).toEqual([10, 2, 1])
      expect(await leftOn(id, '2026-07-01')).toEqual([9, 2, 1])
    })
  })

  describe('the ledger', () => {
    test('closes what has lapsed, of all organisations', async () => {
      const [one, other] = [await customerWith('LEARN'), await customerWith('LEARN')]
      const sweep = (now: Date) => customers.asDesk(({ ledger: it }) => it.releaseLapsed(now))
      await sweep(LATER)
      for (const id of [one, one, other]) await hold(id, { lapsesAt: LATER })
      const kept = held(await hold(one))
      expect(await sweep(NOW)).toBe(0)
      expect(await sweep(LATER)).toBe(3)
      expect(await sweep(LATER)).toBe(0)
      expect([await countsOf(one), await countsOf(other)]).toEqual([
        [3, 0, 1, 0],
        [3, 0, 0, 0],
      ])
      expect(await ledger(one, (it) => it.holds(one, LATER))).toMatchObject([{ id: kept.id }])
    })

    test('rebuilds every balance from its entries, and names one that differs', async () => {
      const id = await customerWith('LEARN')
      await use(id, 'webMeeting', '2026-05-20')
      await hold(id)
      const told = await entries(id)
      for (const { id: balanceId, ...it } of await balances(id))
        expect(it).toMatchObject(sumOf(told.filter((entry) => entry.balanceId === balanceId)))
      expect(await differences()).toEqual([])
      const { id: balanceId } = await balanceOf(id)
      await database.sql.query('UPDATE allowance_balance SET used = used + 1 WHERE id = $1::uuid', [
        balanceId,
      ])
      expect(await differences()).toEqual([
        {
          ...{ organisationId: id, balanceId },
          balance: { granted: 3, used: 2, held: 1, expired: 0 },
          entries: { granted: 3, used: 1, held: 1, expired: 0 },
        },
      ])
      await database.sql.query('UPDATE allowance_balance SET used = used - 1 WHERE id = $1::uuid', [
        balanceId,
      ])
    })

    test('keeps its entries: they are neither changed nor removed', async () => {
      const id = await customerWith('LEARN')
      for (const statement of ['UPDATE ledger_entry SET amount = 9', 'DELETE FROM ledger_entry'])
        await expect(
          database.sql.query(`${statement} WHERE organisation_id = $1::uuid`, [id]),
        ).rejects.toThrow('only ever added')
    })

    test.each(['used = 4', 'held = -1', 'expired = 4', 'granted = -1', 'used = 2, held = 2'])(
      'refuses a balance with %s',
      async (change) => {
        const id = await customerWith('LEARN')
        const { id: balanceId } = await balanceOf(id)
        await expect(
          database.sql.query(`UPDATE allowance_balance SET ${change} WHERE id = $1::uuid`, [balanceId]),
        ).rejects.toThrow('allowance_balance_room')
      },
    )
  })

  test("an organisation names only itself, and leaves to the desk what is the desk's", async () => {
    const [id, other] = [await customerWith('LEARN'), await customerWith('LEARN')]
    const { id: holdId } = held(await hold(other))
    const [contract] = await customers.asCustomer(other, ({ contracts }) => contracts.of(other))
    if (!contract) throw new Error('no contract')
    const wanted = { allowance: 'webMeeting', purpose: 'booking:1', usedOn: '2026-05-20' } as const
    const { termId } = contract
    const change: Adjustment = {
      ...{ termId, allowance: 'webMeeting', source: 'included' },
      ...{ by: 1, validFrom: FIRST, validTo: LAST },
    }
    const calls: readonly ((stores: Stores) => Promise<unknown>)[] = [
      ({ contracts }) => contracts.of(other),
      ({ contracts }) => contracts.lock(other),
      ({ contracts }) => contracts.add(other, { ...contract, id: randomUUID() }),
      ({ contracts }) => contracts.add(id, { ...contract, id: randomUUID() }),
      ({ ledger: it }) => it.balances(other, NOW),
      ({ ledger: it }) => it.entries(other),
      ({ ledger: it }) => it.holds(other, NOW),
      ({ ledger: it }) => it.grant(other, contract.id, [], BY),
      ({ ledger: it }) => it.grant(id, contract.id, [], BY),
      ({ ledger: it }) => it.hold(other, wanted, BY),
      ({ ledger: it }) => it.keep(other, holdId, NOW),
      ({ ledger: it }) => it.consume(other, holdId, BY),
      ({ ledger: it }) => it.release(other, holdId, BY),
      ({ ledger: it }) => it.adjust(other, change, BY),
      ({ ledger: it }) => it.adjust(id, change, BY),
      ({ ledger: it }) => it.expire(other, '2030-01-01', BY),
      ({ ledger: it }) => it.releaseLapsed(NOW),
      ({ ledger: it }) => it.dueToExpire('2030-01-01', 1),
      ({ ledger: it }) => it.differences(),
    ]
    for (const call of calls)
      await expect(customers.asCustomer(id, call), String(call)).rejects.toThrow(OutsideScope)
    // With its own id and another's hold in hand it finds nothing.
    expect([await consume(id, holdId), await release(id, holdId)]).toEqual([false, false])
    expect(await ledger(id, (it) => it.keep(id, holdId, NOW))).toBe(false)
    expect(await countsOf(other)).toEqual([3, 0, 1, 0])
  })
}
