import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Contract } from '#src/chat/context.ts'
import {
  type AddressingRules,
  addressed,
  type Customer,
  exclusionOf,
} from '#src/features/notices/audience.ts'
import type { Audience } from '#src/features/notices/notice.ts'
import { entitlementOn } from '#src/features/plans/index.ts'
import { noticeCategories } from '#src/ports/knowledge.ts'
import { catalogue } from '#test/support/products.ts'

const TODAY = '2026-06-10'
const TAGS = ['製造業', '関東', '優先'] as const
const CODES = ['MINATO', 'AOBA', 'HOSHI', 'NOBODY'] as const

/** Learning or practice, in force today, over, or not yet begun. */
const anyContract = fc
  .record({
    product: fc.constantFrom(...catalogue.products.filter(({ course }) => course !== undefined)),
    startsOn: fc.constantFrom('2026-04-01', '2026-07-01', '2025-04-01'),
    endsOn: fc.constantFrom('2026-12-31', '2026-06-09', '2026-06-10'),
  })
  .map(
    ({ product, startsOn, endsOn }): Contract => ({
      ...{ id: crypto.randomUUID(), termId: crypto.randomUUID(), product: product.code },
      ...{ course: product.course ?? 'learning', purchasedOn: startsOn, opensOn: startsOn, startsOn, endsOn },
    }),
  )

const anyCustomer: fc.Arbitrary<Customer> = fc
  .record({
    code: fc.constantFrom(...CODES.slice(0, 3)),
    contracts: fc.array(anyContract, { maxLength: 2 }),
    channels: fc.nat(2),
    owners: fc.nat(2),
    declined: fc.subarray([...noticeCategories]),
    tags: fc.subarray([...TAGS]),
    itemDone: fc.constantFrom(true, false, undefined),
  })
  .map(({ code, channels, owners, ...it }) => ({
    ...it,
    organisation: { id: crypto.randomUUID(), code, name: code, kind: 'customer' },
    channels: Array.from({ length: channels }, (_, at) => ({
      ...{ kind: 'shared' as const, platform: 'slack' as const, workspace: 'T1', channel: `C${at}` },
    })),
    owners: Array.from({ length: owners }, (_, at) => [
      { platform: 'slack' as const, workspace: 'T1', user: `U${at}` },
    ]),
    quietHours: undefined,
  }))

const anyAudience: fc.Arbitrary<Audience> = fc.record(
  {
    package: fc.constantFrom('', ...catalogue.packages.map(({ code }) => code)),
    course: fc.constantFrom('', 'learning', 'practice'),
    organisations: fc.subarray([...CODES]),
    tags: fc.subarray([...TAGS]),
    item: fc.record({ number: fc.constant(28), state: fc.constantFrom('open', 'done') }),
  },
  { requiredKeys: ['package', 'course', 'organisations', 'tags'] },
)

const anyRules: fc.Arbitrary<AddressingRules> = fc
  .subarray([...noticeCategories])
  .map((mandatory) => ({ catalogue, mandatory, today: TODAY }))

const anyCase = [
  anyAudience,
  fc.constantFrom(...noticeCategories),
  fc.array(anyCustomer, { maxLength: 8 }),
  anyRules,
] as const

/** Said anew, without the product's own words for it. */
const isNamed = ({ organisation, tags, itemDone }: Customer, audience: Audience): boolean =>
  (audience.organisations.length === 0 || audience.organisations.includes(organisation.code)) &&
  (audience.tags.length === 0 || tags.some((it) => audience.tags.includes(it))) &&
  (!audience.item || itemDone === (audience.item.state === 'done'))

describe('whoever a notice is for', () => {
  test('gets it or is left out for a reason: together they are who was named, each once', () => {
    fc.assert(
      fc.property(...anyCase, (audience, category, customers, rules) => {
        const { included, excluded } = addressed(audience, category, customers, rules)
        const both = [...included, ...excluded.map(({ customer }) => customer)]
        expect(new Set(both).size).toBe(both.length)
        expect(new Set(both)).toEqual(new Set(customers.filter((it) => isNamed(it, audience))))
      }),
      { numRuns: 500 },
    )
  })

  test('has a contract in force, somewhere to read it, and the course that it is for', () => {
    fc.assert(
      fc.property(...anyCase, (audience, category, customers, rules) => {
        for (const it of addressed(audience, category, customers, rules).included) {
          const { standing, course } = entitlementOn(catalogue, it.contracts, TODAY)
          expect(standing).toBe('inForce')
          expect(it.channels.length + it.owners.length).toBeGreaterThan(0)
          if (audience.course !== '') expect(course).toBe(audience.course)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('has not declined it, unless nobody can', () => {
    fc.assert(
      fc.property(...anyCase, (audience, category, customers, rules) => {
        const { included, excluded } = addressed(audience, category, customers, rules)
        for (const { declined } of included)
          expect(declined.includes(category) && !rules.mandatory.includes(category)).toBe(false)
        for (const { customer, why } of excluded) {
          expect(exclusionOf(customer, audience, category, rules)).toBe(why)
          if (why === 'declined') expect(rules.mandatory).not.toContain(category)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('is named by a code: of one that nobody has it is said', () => {
    fc.assert(
      fc.property(...anyCase, (audience, category, customers, rules) => {
        const codes = customers.map(({ organisation }) => organisation.code)
        const { unknown } = addressed(audience, category, customers, rules)
        expect(unknown).toEqual(audience.organisations.filter((it) => !codes.includes(it)))
      }),
    )
  })
})
