import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Context, Locale } from '#src/chat/context.ts'
import { type Message, plainText } from '#src/chat/message.ts'
import { companyCard, detailCard, foundCard, ownCard, PAGE } from '#src/features/history/cards.ts'
import { type SearchedConsultation, seesCompany } from '#src/features/history/index.ts'
import { homeCard } from '#src/features/home/cards.ts'
import { linkCodeCard, linkedCard, linkedElsewhereCard } from '#src/features/membership/cards.ts'
import { renderCard } from '#src/platforms/adaptive-cards/render.ts'
import { renderMessage } from '#src/platforms/slack/render.ts'
import { cardComplaints } from '#test/support/adaptive-cards/card-check.ts'
import { anyLine } from '#test/support/any-message.ts'
import { BOOKING_POLICY } from '#test/support/bookings.ts'
import { NEVER_OPEN, NOTICE_POLICY, RESPONSE_TARGETS, SUBMISSION_TARGETS } from '#test/support/desk-hours.ts'
import { EMPTY_INDEX } from '#test/support/knowledge.ts'
import { catalogue, entitlement } from '#test/support/products.ts'
import { checkMessage } from '#test/support/slack/payload-check.ts'

/** The sections of the guide that a card cites are not looked for here. */
const library = {
  products: catalogue,
  index: EMPTY_INDEX,
}

const NOW = new Date('2026-11-24T09:30:00+09:00')
const STATES = ['answered', 'offered', 'unanswered', 'solved', 'unsolved', 'escalated', 'withdrawn'] as const

const anyPast: fc.Arbitrary<SearchedConsultation> = fc.record({
  id: fc.uuid(),
  memberId: fc.uuid(),
  state: fc.constantFrom(...STATES),
  subject: anyLine,
  ticketNumber: fc.option(fc.nat(99_999), { nil: undefined }),
  createdAt: fc.date({ min: new Date('2024-01-01'), max: NOW, noInvalidDate: true }),
  question: anyLine.map((it) => `${it}${'長い文です。\n'.repeat(400)}`),
  answer: fc.constantFrom('', `${'回答の文です。'.repeat(2_000)}`),
})
const anyLocale = fc.constantFrom<Locale>('ja', 'en')
const anyResident = fc
  .record({ locale: anyLocale, name: anyLine, organisation: anyLine, owner: fc.boolean() })
  .map(
    ({
      locale,
      name,
      organisation,
      owner,
    }): Pick<Context, 'organisation' | 'member' | 'contract' | 'now' | 'timeZone'> => ({
      organisation: { id: 'o', code: 'MINATO', name: `${organisation}社`, kind: 'customer' },
      member: { id: 'm', name: `${name}氏`, role: owner ? 'owner' : 'staff', locale, greetedAt: undefined },
      contract: entitlement('PRACT', '2026-04-01', '2026-12-31', '2026-11-24'),
      now: NOW,
      timeZone: 'Asia/Tokyo',
    }),
  )

function expectFits(card: Message): void {
  expect(checkMessage(renderMessage(card))).toEqual([])
  expect(cardComplaints(renderCard(card))).toEqual([])
  expect(card.audience).toBe('asker')
  expect(card.body.filter((it) => it.type === 'buttons').every((it) => it.buttons.length <= 5)).toBe(true)
}

describe('cards about oneself', () => {
  test('Home fits every platform, whoever it is and whatever they asked', () => {
    fc.assert(
      fc.property(
        anyResident,
        fc.array(anyPast, { maxLength: 5 }),
        fc.boolean(),
        (resident, recent, greeted) => {
          const company = resident.member.role === 'owner' ? { open: 12, withConsultant: 3 } : undefined
          const card = homeCard(
            resident,
            {
              ...{ recent, company, consultantsChannel: undefined, account: { balances: [], holds: [] } },
              notices: { told: recent.length, awaiting: 1 },
            },
            library,
            greeted ? '相談窓口' : undefined,
          )
          expectFits(card)
          const buttons = JSON.stringify(card.body.filter((it) => it.type === 'buttons'))
          expect(buttons.includes('history.company')).toBe(company !== undefined)
        },
      ),
    )
  })

  test('lists of past consultations fit, page by page, and the company’s leads nowhere', () => {
    fc.assert(
      fc.property(
        anyResident,
        fc.array(anyPast, { maxLength: PAGE + 1 }),
        fc.nat(5),
        (resident, read, page) => {
          expectFits(ownCard(read, page, resident))
          const company = companyCard(read, page, resident)
          expectFits(company)
          expect(JSON.stringify(company)).not.toContain('history.show')
          const query = { from: '2026-10-01', to: '2026-10-31', words: '多要素認証' }
          expectFits(foundCard(read, { query, turn: '0'.repeat(36), page: 0 }, resident))
        },
      ),
    )
  })

  test('one consultation fits, however long it was, and only an open one can be taken back', () => {
    fc.assert(
      fc.property(anyResident, anyPast, (resident, it) => {
        const card = detailCard(it, resident)
        expectFits(card)
        const open = it.state !== 'solved' && it.state !== 'withdrawn'
        expect(JSON.stringify(card).includes('consultation.takeBack')).toBe(open)
      }),
    )
  })

  test('a code is shown whole, and whose it is', () => {
    for (const locale of ['ja', 'en'] as const) {
      const code = linkCodeCard('LK-ABCD-EFGH', locale)
      expectFits(code)
      expect(plainText(code)).toContain('LK-ABCD-EFGH')
      expectFits(linkedElsewhereCard('teams', locale))
    }
    fc.assert(fc.property(anyResident, ({ member }) => expectFits(linkedCard(member))))
  })

  test('the company’s list is an owner’s, unless the operator leaves it to the authors', () => {
    const organisation = { id: 'o', code: 'MINATO', name: 'X', kind: 'customer' } as const
    const library = (consultationVisibility: 'ownersSeeSubjects' | 'authorOnly') => ({
      products: catalogue,
      provider: {
        deskName: '相談窓口',
        serviceName: 'X',
        consultationVisibility,
        consultantHours: NEVER_OPEN,
        responseTargets: RESPONSE_TARGETS,
        notices: NOTICE_POLICY,
        submissionTargets: SUBMISSION_TARGETS,
        booking: BOOKING_POLICY,
      },
    })
    const member = (role: 'owner' | 'staff', today = '2026-11-24') => ({
      organisation,
      contract: entitlement('PRACT', '2026-04-01', '2026-12-31', today),
      member: { id: 'm', name: '田中', role, locale: 'ja', greetedAt: undefined } as const,
    })
    expect(seesCompany(member('owner'), library('ownersSeeSubjects'))).toBe(true)
    expect(seesCompany(member('staff'), library('ownersSeeSubjects'))).toBe(false)
    expect(seesCompany(member('owner'), library('authorOnly'))).toBe(false)
    expect(seesCompany(member('owner', '2027-01-01'), library('ownersSeeSubjects'))).toBe(false)
  })
})
