import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeAction } from '#src/chat/action.ts'
import { allowances, type Contract, type Locale, type Organisation } from '#src/chat/context.ts'
import type { Message } from '#src/chat/message.ts'
import {
  type Administrator,
  adjustedCard,
  auditCard,
  codeIssuedCard,
  contractAddedCard,
  goneCard,
  menuCard,
  organisationCard,
  organisationsCard,
  PAGE,
  refusedCard,
  severalCard,
} from '#src/features/administration/cards.ts'
import { fieldNames, formOf } from '#src/features/administration/forms.ts'
import { contractWords } from '#src/features/administration/index.ts'
import type { QuotaTerm } from '#src/features/administration/quota.ts'
import { allowanceSources } from '#src/features/plans/index.ts'
import { renderCard } from '#src/platforms/adaptive-cards/render.ts'
import { renderForm, renderMessage } from '#src/platforms/slack/render.ts'
import { asActivity, renderMessage as renderTeams } from '#src/platforms/teams/render.ts'
import { cardComplaints } from '#test/support/adaptive-cards/card-check.ts'
import { anyLine } from '#test/support/any-message.ts'
import { catalogue, product } from '#test/support/products.ts'
import { checkMessage, checkModal } from '#test/support/slack/payload-check.ts'

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages */
const TEAMS_BYTES = 28 * 1024
const NOW = new Date('2026-11-24T09:30:00+09:00')
const LOCALES: readonly Locale[] = ['ja', 'en']

const anyReader: fc.Arbitrary<Administrator> = fc
  .record({
    role: fc.constantFrom('admin' as const, 'consultant' as const),
    locale: fc.constantFrom(...LOCALES),
  })
  .map((it) => ({
    ...{ now: NOW, timeZone: 'Asia/Tokyo' },
    member: { id: 'm', name: '高橋', greetedAt: undefined, ...it },
  }))
const anyOrganisation: fc.Arbitrary<Organisation> = fc.record({
  id: fc.uuid(),
  code: fc.constant('A'.repeat(32)),
  name: anyLine.map((it) => `${it}社`),
  kind: fc.constant('customer' as const),
})
const anyContract: fc.Arbitrary<Contract> = fc.uuid().map((id) => ({
  ...{ id, termId: id, product: 'UPG', course: 'practice', purchasedOn: '2026-04-01' },
  ...{ opensOn: '2026-04-01', startsOn: '2026-05-01', endsOn: '2026-12-31' },
}))
const anyTerm: fc.Arbitrary<QuotaTerm> = fc.record({
  ...{ id: fc.uuid(), startsOn: fc.constant('2026-05-01'), endsOn: fc.constant('2026-12-31') },
  inForce: fc.boolean(),
  contracts: fc.array(anyContract, { maxLength: 20 }),
  balances: fc.array(
    fc.record({
      ...{ id: fc.uuid(), termId: fc.uuid() },
      ...{ allowance: fc.constantFrom(...allowances), source: fc.constantFrom(...allowanceSources) },
      ...{ validFrom: fc.constant('2026-05-01'), validTo: fc.constantFrom('2026-12-31', undefined) },
      ...{ granted: fc.nat(999), used: fc.nat(999), held: fc.nat(999), expired: fc.nat(999) },
      holds: fc.array(
        fc.record({
          ...{ id: fc.uuid(), balanceId: fc.uuid(), allowance: fc.constantFrom(...allowances) },
          ...{ purpose: anyLine, usedOn: fc.constant('2026-12-01'), lapsesAt: fc.constant(undefined) },
        }),
        { maxLength: 8 },
      ),
    }),
    { maxLength: 6 },
  ),
})
const anyEntry = fc.record({
  ...{ id: fc.uuid(), at: fc.constant(NOW), organisation: anyOrganisation },
  ...{ actor: anyLine, what: fc.constantFrom('contract.add', 'something.new'), details: fc.constant({}) },
})

function expectFits(card: Message): void {
  expect(checkMessage(renderMessage(card))).toEqual([])
  expect(renderMessage(card).blocks.length).toBeLessThan(50)
  expect(cardComplaints(renderCard(card))).toEqual([])
  for (const it of renderTeams(card))
    expect(Buffer.byteLength(JSON.stringify(asActivity(it)))).toBeLessThan(TEAMS_BYTES)
  expect(card.audience).toBe('asker')
  for (const it of card.body) if (it.type === 'buttons') expect(it.buttons.length).toBeLessThanOrEqual(5)
}

/** As many as a customer may have, each as long as it may be. */
const TAGS = Array.from({ length: 20 }, (_, at) => `${at}`.padStart(30, '関'))

test('one customer’s card fits every platform, however much was bought and is held', () => {
  fc.assert(
    fc.property(
      anyReader,
      anyOrganisation,
      fc.array(anyTerm, { maxLength: 8 }),
      (reader, organisation, terms) => {
        expectFits(organisationCard({ organisation, terms }, TAGS, catalogue, reader))
      },
    ),
    { numRuns: 60 },
  )
})

test('lists fit, page by page', () => {
  const anyListed = fc
    .tuple(anyOrganisation, fc.constantFrom('2026-12-31', '2020-01-01', undefined))
    .map(([it, lastDay]) => ({ ...it, lastDay, members: 3 }))
  fc.assert(
    fc.property(
      anyReader,
      fc.array(anyListed, { maxLength: PAGE + 1 }),
      fc.array(anyEntry, { maxLength: PAGE + 1 }),
      fc.nat(9_000),
      (reader, listed, entries, page) => {
        expectFits(organisationsCard(listed, page, reader))
        expectFits(severalCard('みなと', listed, reader))
        expectFits(auditCard(entries, page, new Map([['x', '高橋']]), reader))
      },
    ),
    { numRuns: 60 },
  )
})

test('what was done and what was not fits', () => {
  fc.assert(
    fc.property(
      anyReader,
      anyOrganisation,
      anyTerm,
      anyContract,
      anyLine,
      (reader, organisation, term, contract, words) => {
        const counts = { granted: 9, used: 1, held: 2, expired: 3 }
        const reason = words.repeat(20).slice(0, 300)
        for (const card of [
          menuCard(reader),
          goneCard(reader),
          refusedCard(words, reader),
          contractAddedCard(
            { kind: 'added', organisation, contract, product: product('UPG') },
            reason,
            reader,
          ),
          adjustedCard(
            { kind: 'adjusted', organisation, term, allowance: 'review', before: counts, after: counts },
            reason,
            reader,
          ),
          codeIssuedCard({ code: 'GA-ABCD-EFGH-JKLM', expiresAt: NOW }, organisation, reader),
        ])
          expectFits(card)
      },
    ),
    { numRuns: 40 },
  )
})

test('the forms fit a modal, and their actions a button', () => {
  const id = '0f8fad5b-d9cb-469f-a165-70867728950e'
  for (const locale of LOCALES)
    for (const type of ['administration.contract', 'administration.adjust', 'administration.code'] as const) {
      const form = formOf({ type, organisation: id }, catalogue, locale, 'A'.repeat(32))
      expect(checkModal(renderForm(form))).toEqual([])
      expect(form.title.length).toBeLessThanOrEqual(24)
      expect(encodeAction(form.submit.action).length).toBeLessThanOrEqual(150)
    }
})

test('every reason for which a purchase is refused says what to do, in both languages', () => {
  const against = {
    id: 'c',
    termId: 'c',
    product: 'PRACT',
    course: 'practice',
    purchasedOn: '2026-04-01',
  } as const
  const days = { opensOn: '2026-04-01', startsOn: '2026-04-01', endsOn: '2026-12-31' }
  const refusals = [
    ...(['courseFirst', 'upgradeFirst', 'alreadyPractice', 'alreadyHeld', 'notInForce'] as const),
    ...(['endsBeforeStart', 'overlaps'] as const),
  ].map(
    (why) => ({ kind: 'refused', why, product: product('UPG'), against: { ...against, ...days } }) as const,
  )
  const persons = (['upgradeInstead', 'notSettled', 'overAYearLate'] as const).map(
    (why) => ({ kind: 'person', why, product: product('RENEW') }) as const,
  )
  for (const locale of LOCALES) {
    const said = [...refusals, ...persons].map((it) =>
      contractWords(it, catalogue, locale, fieldNames(locale)),
    )
    expect(new Set(said).size).toBe(said.length)
    for (const words of said) {
      expect(words.length).toBeGreaterThan(20)
      expect(words).not.toContain('undefined')
    }
  }
})
