import { describe, expect, test } from 'vitest'
import type { Contract } from '#src/chat/context.ts'
import { entitlementOn } from '#src/features/plans/entitlement.ts'
import { daysBetween } from '#src/features/plans/period.ts'
import { decidePurchase, type PurchaseOutcome } from '#src/features/plans/purchase.ts'
import { catalogue, product } from '#test/support/products.ts'

/** Bought one after another, each on its day; an operator may enter its first one. */
function bought(
  ...purchases: readonly (readonly [code: string, on: string, startsOn?: string])[]
): readonly Contract[] {
  const contracts: Contract[] = []
  for (const [code, purchasedOn, startsOn] of purchases) {
    const outcome = buy(contracts, code, purchasedOn, startsOn)
    if (outcome.kind !== 'sold') throw new Error(`${code} on ${purchasedOn}: ${JSON.stringify(outcome)}`)
    contracts.push(outcome.contract)
  }
  return contracts
}

const buy = (before: readonly Contract[], code: string, purchasedOn: string, startsOn?: string) =>
  decidePurchase(catalogue, before, {
    id: `c${before.length}`,
    product: product(code),
    purchasedOn,
    startsOn,
  })

const days = (outcome: PurchaseOutcome) =>
  outcome.kind === 'sold' ? [outcome.contract.startsOn, outcome.contract.endsOn] : outcome

describe('the worked examples of the plans', () => {
  test.each([
    ['A', [['PRACT', '2025-05-10']], '2026-02-09', '2026-03-01', '2027-02-28', 19],
    ['B', [['PRACT', '2025-05-20', '2025-06-01']], '2026-02-28', '2026-03-01', '2027-02-28', 0],
    [
      'C',
      [
        ['LEARN', '2025-06-01'],
        ['UPG', '2025-09-01'],
      ],
      '2026-02-28',
      '2026-03-01',
      '2027-02-28',
      0,
    ],
    ['F', [['PRACT', '2025-05-31']], '2026-02-28', '2026-03-01', '2027-02-28', 0],
  ] as const)('%s', (_name, purchases, endsOn, renewalStarts, renewalEnds, gap) => {
    const first = purchases[0]
    // An upgrade bought the day after a course is bought before it is over here: it is the rules' own case.
    const before = purchases.length === 2 ? bought(first, ['UPG', '2025-08-31']) : bought(...purchases)
    expect(before.at(-1)?.endsOn).toBe(endsOn)
    const renewal = buy(before, 'RENEW', endsOn)
    expect(days(renewal)).toEqual([renewalStarts, renewalEnds])
    expect(daysBetween(endsOn, renewalStarts) - 2).toBe(gap)
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
})
