import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allowances } from '#src/chat/context.ts'
import { plainText } from '#src/chat/message.ts'
import type { Balance } from '#src/features/plans/index.ts'
import { reminderCard, reminderLine } from '#src/features/plans/reminder-cards.ts'
import { contractAbout, remindersOn } from '#src/features/plans/reminders.ts'
import { renderCard } from '#src/platforms/adaptive-cards/render.ts'
import { renderMessage } from '#src/platforms/slack/render.ts'
import { cardComplaints } from '#test/support/adaptive-cards/card-check.ts'
import { catalogueWith, entitlement, product } from '#test/support/products.ts'
import { checkMessage } from '#test/support/slack/payload-check.ts'

const TODAY = '2026-12-01'
const catalogue = catalogueWith({})

const contractsOf = (code: string, endsOn: string) => entitlement(code, '2026-03-01', endsOn, TODAY).contracts

const left = (times: number, validTo: string): readonly Balance[] =>
  allowances.map((allowance) => ({
    ...{ id: allowance, termId: 'c', allowance, source: 'included', validFrom: '2026-03-01', validTo },
    ...{ granted: times, used: 0, held: 0, expired: 0 },
  }))

const dueOn = (today: string, told: readonly string[], code = 'PRACT', times = 1) =>
  remindersOn(
    catalogue,
    contractsOf(code, '2026-12-31'),
    left(times, '2026-12-31'),
    new Set(told),
    today,
  ).flatMap((it) => it.abouts)

describe('what owners are to be told', () => {
  test('is the nearest that has come, and what lapses from thirty days before', () => {
    expect(dueOn('2026-10-31', [])).toEqual([])
    expect(dueOn('2026-11-01', [])).toEqual([contractAbout('c', 60)])
    expect(dueOn('2026-11-30', [contractAbout('c', 60)])).toEqual([])
    const both = [contractAbout('c', 30), 'allowance:c:2026-12-31']
    expect(dueOn('2026-12-01', [contractAbout('c', 60)])).toEqual(both)
    expect(dueOn('2026-12-20', [])).toEqual(both)
    expect(dueOn('2026-12-24', both)).toEqual([contractAbout('c', 7)])
    expect(dueOn('2026-12-31', [])[0]).toBe(contractAbout('c', 7))
    expect(dueOn('2026-12-31', [contractAbout('c', 7)], 'PRACT', 0)).toEqual([])
    expect(dueOn('2027-01-01', [])).toEqual([])
  })

  test('is not what goes into a renewal that was bought', () => {
    const [contract] = contractsOf('PRACT', '2026-12-31')
    if (!contract) throw new Error('no contract')
    const renewal = { ...contract, id: 'r', termId: 'r', product: 'RENEW', startsOn: '2027-01-01' }
    const bought = [contract, { ...renewal, endsOn: '2027-12-31' }]
    const due = (carryOver: 'none' | 'intoRenewal') =>
      remindersOn(catalogueWith({ carryOver }), bought, left(1, '2026-12-31'), new Set(), TODAY)
    expect(due('intoRenewal')).toEqual([])
    expect(due('none').flatMap((it) => it.abouts)).toEqual(['allowance:c:2026-12-31'])
  })

  test('fits every platform, in both languages; the line for others has no number of times', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('LEARN', 'PRACT', 'RENEW'),
        fc.constantFrom('2026-12-01', '2026-12-10', '2026-12-31', '2027-01-20'),
        fc.nat(12),
        fc.constantFrom('ja' as const, 'en' as const),
        (code, endsOn, times, locale) => {
          const contracts = contractsOf(code, endsOn)
          for (const reminder of remindersOn(catalogue, contracts, left(times, endsOn), new Set(), TODAY)) {
            const card = reminderCard(reminder, { catalogue, contracts, today: TODAY }, locale)
            expect(checkMessage(renderMessage(card))).toEqual([])
            expect(cardComplaints(renderCard(card))).toEqual([])
            const words = plainText(card)
            const next = product(code === 'LEARN' ? 'UPG' : 'RENEW').name
            if (reminder.ends) expect(words).toContain(next)
            expect(plainText(reminderLine(reminder, locale))).not.toMatch(/\d+回|left/)
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})
