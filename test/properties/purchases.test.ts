import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Contract } from '#src/chat/context.ts'
import { addDays } from '#src/chat/day.ts'
import { entitlementOn } from '#src/features/plans/entitlement.ts'
import { daysBetween, isDay, lastDayOf, overlap } from '#src/features/plans/period.ts'
import { decidePurchase, type PurchaseOutcome, type PurchaseRequest } from '#src/features/plans/purchase.ts'
import type { Catalogue } from '#src/ports/products.ts'
import { productOf } from '#src/ports/products.ts'
import { catalogue, catalogueWith, product } from '#test/support/products.ts'

/** Bought one after another, each on its day; an operator may enter more. */
function bought(
  ...purchases: readonly (readonly [code: string, on: string, entered?: Entered | string])[]
): readonly Contract[] {
  const contracts: Contract[] = []
  for (const [code, purchasedOn, entered] of purchases) {
    const outcome = buy(contracts, code, purchasedOn, entered)
    if (outcome.kind !== 'sold') throw new Error(`${code} on ${purchasedOn}: ${JSON.stringify(outcome)}`)
    contracts.push(outcome.contract)
  }
  return contracts
}

const buy = (
  before: readonly Contract[],
  code: string,
  purchasedOn: string,
  entered: Entered | string = {},
  sold: Catalogue = catalogue,
) =>
  decidePurchase(sold, before, {
    ...{ id: `c${before.length}`, product: product(code), purchasedOn },
    ...(typeof entered === 'string' ? { startsOn: entered } : entered),
  })
type Entered = Pick<PurchaseRequest, 'startsOn' | 'endsOn' | 'agreed'>

const days = (outcome: PurchaseOutcome) =>
  outcome.kind === 'sold' ? [outcome.contract.startsOn, outcome.contract.endsOn] : outcome

describe('the worked examples of the plans', () => {
  test.each([
    ['A', [['PRACT', '2025-05-10']], '2026-02-09', '2026-03-01', '2027-02-28', 19],
    ['B', [['PRACT', '2025-05-20', '2025-06-01']], '2026-02-28', '2026-03-01', '2027-02-28', 0],
    [
      // Bought when the course is over: a person has agreed.
      'C',
      [
        ['LEARN', '2025-06-01'],
        ['UPG', '2025-09-01', { agreed: true }],
      ],
      '2026-02-28',
      '2026-03-01',
      '2027-02-28',
      0,
    ],
    [
      'D',
      [
        ['LEARN', '2025-05-10'],
        ['UPG', '2025-08-10', { agreed: true }],
      ],
      '2026-02-09',
      '2026-03-01',
      '2027-02-28',
      19,
    ],
    ['F', [['PRACT', '2025-05-31']], '2026-02-28', '2026-03-01', '2027-02-28', 0],
  ] as const)('%s', (_name, purchases, endsOn, renewalStarts, renewalEnds, gap) => {
    const before = bought(...purchases)
    const last = before.at(-1)
    expect([last?.startsOn, last?.opensOn, last?.endsOn]).toEqual([
      before.length === 2 ? purchases.at(-1)?.[1] : before[0]?.startsOn,
      last?.startsOn,
      endsOn,
    ])
    expect(days(buy(before, 'RENEW', endsOn))).toEqual([renewalStarts, renewalEnds])
    expect(daysBetween(endsOn, renewalStarts) - 2).toBe(gap)
  })

  test('C: an upgrade that is bought the day after the course is one term with it, and a person decides', () => {
    const learned = bought(['LEARN', '2025-06-01'])
    expect(learned[0]?.endsOn).toBe('2025-08-31')
    expect(buy(learned, 'UPG', '2025-09-01')).toEqual({ kind: 'person', why: 'notSettled' })
    const upgraded = bought(['LEARN', '2025-06-01'], ['UPG', '2025-09-01', { agreed: true }])
    expect(upgraded.map(({ termId }) => termId)).toEqual(['c0', 'c0'])
    expect(entitlementOn(catalogue, upgraded, '2025-08-31').course).toBe('learning')
    expect(entitlementOn(catalogue, upgraded, '2025-09-01').course).toBe('practice')
  })

  test('D: an upgrade bought midway begins the day after the learning course', () => {
    const before = bought(['LEARN', '2025-05-10'], ['UPG', '2025-07-10'])
    expect(before[1]).toMatchObject({ startsOn: '2025-08-10', endsOn: '2026-02-09', opensOn: '2025-07-10' })
    expect(days(buy(before, 'RENEW', '2026-02-01'))).toEqual(['2026-03-01', '2027-02-28'])
    expect(entitlementOn(catalogue, before, '2025-07-09')).toMatchObject({ course: 'learning' })
    expect(entitlementOn(catalogue, before, '2025-07-10')).toMatchObject({ course: 'practice' })
  })

  test('E: a renewal bought late begins where it would have, and leaves 285 days', () => {
    const before = bought(['PRACT', '2025-05-20', '2025-06-01'])
    const renewal = buy(before, 'RENEW', '2026-05-20')
    expect(days(renewal)).toEqual(['2026-03-01', '2027-02-28'])
    expect(daysBetween('2026-05-20', '2027-02-28')).toBe(285)
  })

  test('G: a renewal bought more than a year late goes to a person, who may enter the days', () => {
    const before = bought(['PRACT', '2025-05-20', '2025-06-01'])
    expect(buy(before, 'RENEW', '2027-06-01')).toEqual({ kind: 'person', why: 'overAYearLate' })
    expect(days(buy(before, 'RENEW', '2027-06-01', '2027-06-01'))).toEqual(['2027-06-01', '2028-05-31'])
  })
})

describe('the purchase matrix', () => {
  const NOTHING: readonly Contract[] = []
  const LEARN = bought(['LEARN', '2026-01-01'])
  const PRACT = bought(['PRACT', '2026-01-01'])
  const UPG = bought(['LEARN', '2026-01-01'], ['UPG', '2026-03-01'])
  const RENEW = bought(['PRACT', '2025-01-01'], ['RENEW', '2025-09-01'])
  const IN_FORCE = '2026-03-15'
  const OVER = '2026-12-01'

  test.each<readonly [string, readonly Contract[], string, string]>([
    [
      'no contract',
      NOTHING,
      IN_FORCE,
      'LEARN sold, PRACT sold, UPG courseFirst, ADD1 courseFirst, RENEW courseFirst',
    ],
    [
      'LEARN',
      LEARN,
      IN_FORCE,
      'LEARN alreadyHeld, PRACT upgradeInstead, UPG sold, ADD1 sold, RENEW upgradeFirst',
    ],
    [
      'LEARN over',
      LEARN,
      OVER,
      'LEARN notSettled, PRACT sold, UPG notSettled, ADD1 notInForce, RENEW upgradeFirst',
    ],
    [
      'PRACT',
      PRACT,
      IN_FORCE,
      'LEARN alreadyHeld, PRACT alreadyHeld, UPG alreadyPractice, ADD1 sold, RENEW sold',
    ],
    [
      'UPG',
      UPG,
      IN_FORCE,
      'LEARN alreadyHeld, PRACT alreadyHeld, UPG alreadyPractice, ADD1 sold, RENEW sold',
    ],
    [
      'PRACT over',
      PRACT,
      OVER,
      'LEARN notSettled, PRACT notSettled, UPG alreadyPractice, ADD1 notInForce, RENEW sold',
    ],
    [
      'UPG over',
      UPG,
      OVER,
      'LEARN notSettled, PRACT notSettled, UPG alreadyPractice, ADD1 notInForce, RENEW sold',
    ],
    [
      'RENEW',
      RENEW,
      IN_FORCE,
      'LEARN alreadyHeld, PRACT alreadyHeld, UPG alreadyPractice, ADD1 sold, RENEW sold',
    ],
    [
      'RENEW over',
      RENEW,
      OVER,
      'LEARN notSettled, PRACT notSettled, UPG alreadyPractice, ADD1 notInForce, RENEW sold',
    ],
  ])('%s', (_name, before, on, expected) => {
    const row = catalogue.products.map(({ code }) => {
      const outcome = buy(before, code, on)
      return `${code} ${outcome.kind === 'sold' ? 'sold' : outcome.why}`
    })
    expect(row.join(', ')).toBe(expected)
  })

  test.each([
    ['LEARN over', LEARN, OVER, 'LEARN', ['2026-12-01', '2027-02-28']],
    ['LEARN over', LEARN, OVER, 'UPG', ['2026-12-01', '2027-05-31']],
    ['PRACT over', PRACT, OVER, 'LEARN', ['2026-12-01', '2027-02-28']],
    ['PRACT over', PRACT, OVER, 'PRACT', ['2026-12-01', '2027-08-31']],
    ['UPG over', UPG, OVER, 'PRACT', ['2026-12-01', '2027-08-31']],
    ['RENEW over', RENEW, OVER, 'LEARN', ['2026-12-01', '2027-02-28']],
  ] as const)('%s: a person has agreed', (_name, before, on, code, expected) => {
    expect(days(buy(before, code, on, { agreed: true }))).toEqual(expected)
  })

  test('a person agrees to no more than the rules leave to one', () => {
    const refused = [
      [NOTHING, IN_FORCE, 'UPG'],
      [NOTHING, IN_FORCE, 'RENEW'],
      [LEARN, IN_FORCE, 'RENEW'],
      [PRACT, IN_FORCE, 'UPG'],
      [PRACT, OVER, 'ADD1'],
    ] as const
    for (const [before, on, code] of refused)
      expect(buy(before, code, on, { agreed: true }), code).toMatchObject({ kind: 'refused' })
    // Both at once is one too many, whoever agrees; after the course it is a term of its own.
    expect(buy(LEARN, 'PRACT', IN_FORCE, { agreed: true })).toMatchObject({
      why: 'overlaps',
      against: LEARN[0],
    })
    const after = { agreed: true, startsOn: '2026-04-01' }
    expect(days(buy(LEARN, 'PRACT', IN_FORCE, after))).toEqual(['2026-04-01', '2026-12-31'])
    // A renewal that is over before it is bought needs its days besides.
    expect(buy(PRACT, 'RENEW', '2028-01-01', { agreed: true })).toEqual({
      kind: 'person',
      why: 'overAYearLate',
    })
  })

  test('a second package is sold beside the first', () => {
    const other = { ...product('LEARN'), code: 'AUTO', package: 'CAR', purchase: PURCHASE_OF_FIRST }
    const both = {
      ...catalogue,
      packages: [...catalogue.packages, { code: 'CAR', name: '自動車' }],
      products: [...catalogue.products, other],
    }
    const outcome = decidePurchase(both, LEARN, { id: 'car', product: other, purchasedOn: IN_FORCE })
    expect(outcome).toMatchObject({ kind: 'sold', contract: { termId: 'car' } })
  })
})

const PURCHASE_OF_FIRST = { none: { inForce: 'allowed', ended: 'allowed' } } as const

describe('days that an operator enters', () => {
  test('win over what is computed, both or one of them', () => {
    const entered = { startsOn: '2026-04-01', endsOn: '2026-12-15' }
    expect(days(buy([], 'PRACT', '2026-03-10', entered))).toEqual(['2026-04-01', '2026-12-15'])
    expect(days(buy([], 'PRACT', '2026-03-10', { endsOn: '2026-12-31' }))).toEqual([
      '2026-03-10',
      '2026-12-31',
    ])
    const practised = bought(['PRACT', '2026-01-10'])
    expect(days(buy(practised, 'RENEW', '2026-09-01', '2026-10-10'))).toEqual(['2026-10-10', '2027-10-09'])
  })

  test('may not be the wrong way round', () => {
    const wrong = { startsOn: '2026-04-01', endsOn: '2026-03-31' }
    expect(buy([], 'PRACT', '2026-03-10', wrong)).toEqual({ kind: 'refused', why: 'endsBeforeStart' })
    expect(buy(bought(['LEARN', '2026-01-01']), 'ADD1', '2026-02-01', { endsOn: '2026-01-31' })).toEqual({
      kind: 'refused',
      why: 'endsBeforeStart',
    })
  })

  test('may not overlap what was bought before', () => {
    const practised = bought(['PRACT', '2026-01-01'])
    const against = practised[0]
    expect(buy(practised, 'RENEW', '2026-09-01', '2026-09-30')).toEqual({
      ...{ kind: 'refused', why: 'overlaps', against },
    })
    const learned = bought(['LEARN', '2026-01-01'])
    expect(buy(learned, 'UPG', '2026-02-01', '2026-01-01')).toMatchObject({
      why: 'overlaps',
      against: learned[0],
    })
    // An upgrade overlaps its course, and nothing else.
    expect(days(buy(learned, 'UPG', '2026-02-01', '2026-02-15'))).toEqual(['2026-02-15', '2026-08-14'])
  })

  test('decide how long an extra meeting can be used, and in which term', () => {
    const renewed = bought(['PRACT', '2026-01-01'], ['RENEW', '2026-09-01'])
    const validity = (entered: Entered, sold = catalogue) => {
      const outcome = buy(renewed, 'ADD1', '2026-09-15', entered, sold)
      return outcome.kind === 'sold'
        ? outcome.grants.map(({ termId, validFrom, validTo }) => [termId, validFrom, validTo])
        : outcome
    }
    expect(validity({})).toEqual([['c0', '2026-09-15', '2026-09-30']])
    expect(validity({ startsOn: '2026-10-01' })).toEqual([['c1', '2026-10-01', '2027-09-30']])
    expect(validity({ endsOn: '2026-12-31' })).toEqual([['c0', '2026-09-15', '2026-12-31']])
    const never = catalogueWith({ extraMeetingExpiry: 'never' })
    expect(validity({}, never)).toEqual([['c0', '2026-09-15', undefined]])
    expect(validity({ endsOn: '2026-12-31' }, never)).toEqual([['c0', '2026-09-15', '2026-12-31']])
    expect(buy(renewed, 'ADD1', '2026-09-15', '2028-01-01')).toEqual({ kind: 'refused', why: 'notInForce' })
  })

  test('open an upgrade of a course that is over on its first day, not before', () => {
    const late = { agreed: true, startsOn: '2026-05-01' }
    const contracts = bought(['LEARN', '2026-01-01'], ['UPG', '2026-04-10', late])
    expect(entitlementOn(catalogue, contracts, '2026-04-30').standing).toBe('gap')
    expect(entitlementOn(catalogue, contracts, '2026-05-01')).toMatchObject({
      standing: 'inForce',
      course: 'practice',
    })
  })
})

const day = fc.integer({ min: 0, max: 3_000 }).map((it) => addDays('2024-01-01', it))

describe('a period of whole months', () => {
  test('is followed by the corresponding day, or the first of a month that follows one without it', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 24 }), (startsOn, months) => {
        const next = addDays(lastDayOf(startsOn, months), 1)
        expect(isDay(next)).toBe(true)
        const [year = 0, month = 0] = startsOn.split('-').map(Number)
        const count = year * 12 + month - 1 + months
        const [nextYear = 0, nextMonth = 0] = next.split('-').map(Number)
        const corresponding = next.slice(8) === startsOn.slice(8)
        expect(nextYear * 12 + nextMonth - 1).toBe(corresponding ? count : count + 1)
        if (!corresponding) expect(next.slice(8)).toBe('01')
      }),
      { numRuns: 2_000 },
    )
  })

  test('is longer the later it may end, and begins anew without a gap', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 12 }), (startsOn, months) => {
        expect(lastDayOf(startsOn, months) < lastDayOf(startsOn, months + 1)).toBe(true)
        expect(lastDayOf(startsOn, months) <= lastDayOf(addDays(startsOn, 1), months)).toBe(true)
        // A first of the month leads to a last of one.
        const first = `${startsOn.slice(0, 7)}-01`
        expect(addDays(lastDayOf(first, months), 1).slice(8)).toBe('01')
        expect(lastDayOf(addDays(lastDayOf(first, months), 1), 12)).toBe(lastDayOf(first, months + 12))
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('any sequence of purchases', () => {
  const purchase = fc.record({
    code: fc.constantFrom('LEARN', 'PRACT', 'UPG', 'ADD1', 'RENEW'),
    later: fc.constantFrom(0, 1, 20, 92, 200, 400),
    agreed: fc.boolean(),
    entered: fc.option(
      fc.record({ in: fc.integer({ min: -100, max: 200 }), lasts: fc.integer({ min: -1, max: 400 }) }),
    ),
  })
  const rules = fc.record({
    upgradeQuota: fc.constantFrom('cumulative' as const, 'additive' as const),
    gapDays: fc.constant('closed' as const),
  })

  test('sells no two courses for one day but an upgrade with its course, and what was sold is in force on its days', () => {
    fc.assert(
      fc.property(rules, fc.array(purchase, { maxLength: 8 }), (settled, purchases) => {
        const sold = catalogueWith(settled)
        const contracts: Contract[] = []
        let today = '2026-01-15'
        for (const { code, later, agreed, entered } of purchases) {
          today = addDays(today, later)
          const startsOn = entered ? addDays(today, entered.in) : undefined
          const endsOn = entered && startsOn ? addDays(startsOn, entered.lasts) : undefined
          const request = { id: `c${contracts.length}`, product: product(code), purchasedOn: today }
          const outcome = decidePurchase(sold, contracts, { ...request, agreed, startsOn, endsOn })
          if (outcome.kind !== 'sold') continue
          const { contract, grants } = outcome
          if (code === 'RENEW' && !entered) {
            expect(contract.startsOn.slice(8)).toBe('01')
            expect(addDays(contract.endsOn, 1).slice(8)).toBe('01')
          }
          expect(contract.opensOn <= contract.startsOn && contract.startsOn <= contract.endsOn).toBe(true)
          for (const it of grants) {
            expect(it.times).toBeGreaterThanOrEqual(0)
            expect(it.validFrom).toBe(contract.opensOn)
            expect(it.termId).toBe(contract.termId)
          }
          contracts.push(contract)
        }
        const courses = contracts.filter(({ product: code }) => productOf(sold, code)?.kind !== 'extra')
        for (const [at, one] of courses.entries())
          for (const other of courses.slice(at + 1))
            if (overlap(one, other)) expect([one.product, other.product]).toEqual(['LEARN', 'UPG'])
        const edges = courses.flatMap(({ opensOn, startsOn, endsOn }) => [opensOn, startsOn, endsOn])
        for (const it of edges.flatMap((edge) => [addDays(edge, -1), edge, addDays(edge, 1)])) {
          const covered = courses.some(({ opensOn, endsOn }) => opensOn <= it && it <= endsOn)
          const { standing, course, opens } = entitlementOn(sold, contracts, it)
          expect(standing === 'inForce', `${it} of ${JSON.stringify(courses)}`).toBe(covered)
          expect(opens('lecture')).toBe(covered)
          expect(opens('practiceLecture')).toBe(course === 'practice')
        }
      }),
      { numRuns: 2_000 },
    )
  })
})
