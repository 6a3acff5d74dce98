import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { allowances } from '#src/chat/context.ts'
import { addDays } from '#src/chat/day.ts'
import { expireAllowances } from '#src/features/plans/expire-allowances.ts'
import {
  type Balance,
  type LedgerEntry,
  leftOf,
  NOTHING,
  sumOf,
  usableOn,
} from '#src/features/plans/ledger.ts'
import { recordPurchase } from '#src/features/plans/record-purchase.ts'
import type { Catalogue } from '#src/ports/products.ts'
import type { Sql } from '#src/services/database/sql.ts'
import { BY, type Customers, customersIn, NOW, type Stores } from '#test/support/customers.ts'
import { freshDatabase } from '#test/support/database.ts'
import { catalogueWith, product } from '#test/support/products.ts'

const RUNS = 1_000
const FIRST = '2026-04-01'

/** What may happen to a customer, in any order; `again`: it is delivered twice. */
type Step =
  | { readonly type: 'buy'; readonly code: string; readonly again: boolean }
  | {
      readonly type: 'hold'
      readonly allowance: number
      readonly purpose: number
      readonly inDays: number
      readonly lapses: boolean
      readonly again: boolean
    }
  | { readonly type: 'release' | 'consume' | 'keep'; readonly hold: number; readonly again: boolean }
  /** Days go by, and the nightly work is done at the end of the last, or is late. */
  | { readonly type: 'days'; readonly days: number; readonly night: boolean; readonly again: boolean }

const again = fc.nat(3).map((it) => it === 0)
const allowance = fc.nat(2)
const hold = fc.record({
  ...{ type: fc.constant('hold' as const), allowance, again, purpose: fc.nat(5) },
  ...{ inDays: fc.constantFrom(0, 1, 30, 100, 300), lapses: fc.boolean() },
})
const close = fc.record({
  type: fc.constantFrom('release' as const, 'consume' as const, 'keep' as const),
  ...{ hold: fc.nat(3), again },
})
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: hold },
  { weight: 4, arbitrary: close },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('buy' as const),
      ...{ code: fc.constantFrom('LEARN', 'PRACT', 'UPG', 'ADD1', 'RENEW'), again },
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('days' as const),
      ...{ days: fc.constantFrom(0, 1, 29, 92, 200), night: fc.boolean(), again },
    }),
  },
)
const rules = fc.record({
  upgradeQuota: fc.constantFrom('cumulative' as const, 'additive' as const),
  carryOver: fc.constantFrom('none' as const, 'intoRenewal' as const),
  extraMeetingExpiry: fc.constantFrom('contractEnd' as const, 'never' as const),
})

/** One time of one allowance, from hold to end. */
const use = fc.record({ allowance, purpose: fc.nat(1), end: fc.constantFrom('release', 'consume', 'none') })

describe('the ledger', () => {
  let customers: Customers
  let beginners: Beginners
  beforeAll(async () => {
    const database = await freshDatabase()
    customers = await customersIn(database)
    beginners = await beginnersIn(database.sql, customers, RUNS * 2)
  })

  test('is right after any sequence of purchases, holds, cancels, consumes and days', async () => {
    await fc.assert(
      fc.asyncProperty(
        rules,
        fc.constantFrom('LEARN', 'PRACT'),
        fc.array(step, { maxLength: 6 }),
        (sold, course, steps) =>
          customers.asDesk(async (stores) => {
            const life = await lifeOf(stores, catalogueWith(sold), beginners.next(course))
            for (const it of steps) await life.take(it)
            await life.check()
          }),
      ),
      { numRuns: RUNS },
    )
    expect(await customers.asDesk(({ ledger }) => ledger.differences())).toEqual([])
  }, 120_000)

  test('does not mind in which order independent things happen', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(use, { maxLength: 5 }), fc.infiniteStream(fc.nat()), (uses, ranks) =>
        customers.asDesk(async ({ ledger }) => {
          const rank = [0, 1, 2, 3].map(() => ranks.next().value ?? 0)
          // What shares an allowance keeps its order; of the nine meetings there are enough for every purpose.
          const rankOf = (it: Use) => rank[it.allowance === 0 ? it.purpose : it.allowance + 1] ?? 0
          const organisationId = beginners.next('PRACT')
          for (const it of uses.toSorted((a, b) => rankOf(a) - rankOf(b)))
            await useOne(ledger, organisationId, it)
          const balances = await ledger.balances(organisationId, NOW)
          expect(balances.map(({ used, held }) => [used, held])).toEqual(inOrder(uses))
        }),
      ),
      { numRuns: RUNS },
    )
  }, 120_000)
})

/** Used and held of each allowance of PRACT, after these one after the other. */
function inOrder(uses: readonly Use[]): readonly (readonly [used: number, held: number])[] {
  return [9, 2, 1].map((granted, allowance) => {
    const held = new Set<number>()
    let used = 0
    for (const { purpose, end } of uses.filter((it) => it.allowance === allowance)) {
      if (!held.has(purpose) && used + held.size === granted) continue
      if (end === 'none') held.add(purpose)
      else held.delete(purpose)
      if (end === 'consume') used += 1
    }
    return [used, held.size]
  })
}

type Use = typeof use extends fc.Arbitrary<infer T> ? T : never

async function useOne({ hold, consume, release }: Stores['ledger'], organisationId: string, it: Use) {
  const wanted = {
    ...{ allowance: allowances[it.allowance] ?? 'webMeeting', usedOn: '2026-05-20' },
    purpose: `booking:${it.allowance}/${it.purpose}`,
  }
  const outcome = await hold(organisationId, wanted, BY)
  if (outcome.kind === 'noneLeft' || it.end === 'none') return
  const close = it.end === 'consume' ? consume : release
  expect(await close(organisationId, outcome.hold.id, BY)).toBe(true)
}

/** Organisations that each bought one course on the first day. */
interface Beginners {
  next(course: string): string
}

/** Bought once through the desk, and copied: a purchase takes many times longer than a copy. */
async function beginnersIn(sql: Sql, customers: Customers, count: number): Promise<Beginners> {
  const waiting = new Map<string, string[]>()
  for (const course of ['LEARN', 'PRACT']) {
    const template = await customers.add()
    await customers.buys(template, course, FIRST)
    const rows = await sql.query<{ id: string }>(
      `INSERT INTO organisation (id, code, name, kind)
       SELECT gen_random_uuid(), gen_random_uuid()::text, 'みなと', 'customer' FROM generate_series(1, $1) RETURNING id`,
      [count],
    )
    const ids = rows.map(({ id }) => id)
    const copied = {
      contract: 'id, term_id, product, course, purchased_on, opens_on, starts_on, ends_on',
      allowance_balance: 'id, term_id, allowance, source, valid_from, valid_to, granted',
      ledger_entry: 'id, balance_id, kind, amount, contract_id, actor, at',
    }
    for (const [table, columns] of Object.entries(copied))
      await sql.query(
        `INSERT INTO ${table} (organisation_id, ${columns})
         SELECT o.id::uuid, ${columns.replace(/\w+/g, 't.$&')} FROM ${table} t, unnest($2::uuid[]) o (id)
         WHERE t.organisation_id = $1::uuid`,
        [template, ids],
      )
    waiting.set(course, ids)
  }
  return {
    next: (course) => {
      const id = waiting.get(course)?.pop()
      if (!id) throw new Error('no beginner is left')
      return id
    },
  }
}

interface OpenHold {
  readonly id: string
  readonly balanceId: string
  readonly purpose: string
  open: boolean
  lapsesAt: Date | undefined
}

/** What happens to one organisation: each step is done, and compared with what it must have done. */
async function lifeOf({ ledger, ...stores }: Stores, sold: Catalogue, organisationId: string) {
  let today = FIRST
  let now = new Date(`${FIRST}T10:00:00+09:00`)
  let before = await ledger.balances(organisationId, now)
  const holds: OpenHold[] = []
  const by = () => ({ actor: 'test', now })
  const isOpen = ({ open, lapsesAt }: OpenHold) => open && (lapsesAt === undefined || lapsesAt > now)

  /** Does it, and once more where it is delivered again: the second time changes nothing. */
  async function twice<T>(
    deliveredAgain: boolean,
    work: () => Promise<T>,
  ): Promise<readonly [T, readonly Balance[]]> {
    const result = await work()
    const after = await ledger.balances(organisationId, now)
    for (const { granted, used, held, expired } of after) {
      expect(Math.min(used, held, expired)).toBeGreaterThanOrEqual(0)
      expect(used + held + expired).toBeLessThanOrEqual(granted)
    }
    if (deliveredAgain) {
      const told = await ledger.entries(organisationId)
      await work()
      expect(await ledger.balances(organisationId, now)).toEqual(after)
      expect(await ledger.entries(organisationId)).toEqual(told)
    }
    return [result, after]
  }
  const changed = (after: readonly Balance[]) =>
    after.flatMap(({ id, granted, used, held, expired }) => {
      const was = before.find((it) => it.id === id)
      const change = [
        ...[granted - (was?.granted ?? 0), used - (was?.used ?? 0)],
        ...[held - (was?.held ?? 0), expired - (was?.expired ?? 0)],
      ]
      return change.some((it) => it !== 0) ? [{ id, change }] : []
    })

  async function takeHold(it: Extract<Step, { type: 'hold' }>) {
    const wanted = {
      ...{ allowance: allowances[it.allowance] ?? 'webMeeting', purpose: `booking:${it.purpose}` },
      usedOn: addDays(today, it.inDays),
      ...(it.lapses ? { lapsesAt: new Date(now.getTime() + 900_000) } : {}),
    }
    const known = holds.find((other) => other.purpose === wanted.purpose && isOpen(other))
    const first = before.find(
      (other) => other.allowance === wanted.allowance && usableOn(other, wanted.usedOn) && leftOf(other) > 0,
    )
    const [outcome, after] = await twice(it.again, () => ledger.hold(organisationId, wanted, by()))
    if (known) {
      expect(outcome).toMatchObject({ kind: 'held', hold: { id: known.id } })
      expect(changed(after)).toEqual([])
    } else if (first && outcome.kind === 'held') {
      expect(changed(after)).toEqual([{ id: first.id, change: [0, 0, 1, 0] }])
      expect(outcome.hold).toMatchObject({ ...wanted, balanceId: first.id })
      holds.push({ ...outcome.hold, open: true })
    } else {
      expect([first, outcome]).toEqual([undefined, { kind: 'noneLeft' }])
      expect(changed(after)).toEqual([])
    }
    return after
  }

  async function close(it: Extract<Step, { type: 'release' | 'consume' | 'keep' }>) {
    const hold = holds[it.hold % holds.length]
    if (!hold) return before
    const wasOpen = isOpen(hold)
    let first = true
    const [, after] = await twice(it.again, async () => {
      const did =
        it.type === 'keep'
          ? await ledger.keep(organisationId, hold.id, now)
          : await ledger[it.type](organisationId, hold.id, by())
      expect(did).toBe(wasOpen && (first || it.type === 'keep'))
      first = false
    })
    const changes = changed(after).map(({ change }) => change)
    // What is cancelled is restored exactly once; what is used is used once.
    const expected = { release: [0, 0, -1, 0], consume: [0, 1, -1, 0] }
    expect(changes).toEqual(wasOpen && it.type !== 'keep' ? [expected[it.type]] : [])
    if (wasOpen && it.type === 'keep') hold.lapsesAt = undefined
    if (wasOpen && it.type !== 'keep') hold.open = false
    return after
  }

  async function buy(it: Extract<Step, { type: 'buy' }>) {
    const request = { id: randomUUID(), product: product(it.code), purchasedOn: today }
    const all = { ...stores, ledger }
    const [{ kind }, after] = await twice(it.again, () =>
      recordPurchase(all, sold, organisationId, request, by()),
    )
    if (kind !== 'sold') expect(changed(after)).toEqual([])
    return after
  }

  async function pass(it: Extract<Step, { type: 'days' }>) {
    today = addDays(today, it.days)
    now = new Date(now.getTime() + it.days * 86_400_000 + 1_200_000)
    before = await ledger.balances(organisationId, now)
    if (!it.night) return before
    const [lapsed, after] = await twice(it.again, async () => {
      await ledger.releaseLapsed(now)
      return expireAllowances({ ...stores, ledger }, sold, organisationId, today, by())
    })
    for (const { balanceId, times } of lapsed) {
      expect(times).toBeGreaterThan(0)
      expect(leftOf(after.find(({ id }) => id === balanceId) ?? NOTHING)).toBe(0)
    }
    return after
  }

  const done = (it: Step): Promise<readonly Balance[]> => {
    switch (it.type) {
      case 'buy':
        return buy(it)
      case 'hold':
        return takeHold(it)
      case 'release':
      case 'consume':
      case 'keep':
        return close(it)
      case 'days':
        return pass(it)
    }
  }
  return {
    take: async (it: Step) => {
      before = await done(it)
    },
    /** The balances are what their entries and the open holds sum up to; what has lapsed counts as released. */
    check: async () => {
      const told = await ledger.entries(organisationId)
      for (const it of before) {
        const own = holds.filter(({ balanceId, open }) => balanceId === it.id && open)
        const held = own.filter(isOpen).length
        expect(it.held).toBe(held)
        const sum = sumOf(told.filter(({ balanceId }) => balanceId === it.id))
        expect(it).toMatchObject({ ...sum, held: sum.held - (unreleased(own, told) - held) })
      }
    },
  }
}

/** Of these holds, those that the ledger has not closed yet. */
const unreleased = (holds: readonly OpenHold[], told: readonly LedgerEntry[]): number =>
  holds.filter(({ id }) => !told.some(({ holdId, kind }) => holdId === id && kind !== 'hold')).length
