import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Message } from '#src/chat/message.ts'
import type { Addressed, Customer } from '#src/features/notices/audience.ts'
import {
  approvalCard,
  draftCard,
  filesCard,
  readerOf,
  waitingCard,
  whoCard,
} from '#src/features/notices/cards.ts'
import {
  addressForm,
  approveForm,
  composeForm,
  scheduleForm,
  sendBackForm,
} from '#src/features/notices/forms.ts'
import { draftOf, importances, type Notice } from '#src/features/notices/notice.ts'
import { noticeCard } from '#src/features/notices/notice-card.ts'
import { renderCard, renderForm as renderCardForm } from '#src/platforms/adaptive-cards/render.ts'
import { renderForm, renderMessage } from '#src/platforms/slack/render.ts'
import { asActivity, renderMessage as renderTeams } from '#src/platforms/teams/render.ts'
import { noticeCategories } from '#src/ports/knowledge.ts'
import { cardComplaints } from '#test/support/adaptive-cards/card-check.ts'
import { anyFile, LINKS } from '#test/support/any-message.ts'
import { bookingLibrary } from '#test/support/bookers.ts'
import { catalogue } from '#test/support/products.ts'
import { checkMessage, checkModal } from '#test/support/slack/payload-check.ts'

const ZONE = 'Asia/Tokyo'
const TEAMS_BYTES = 28_000

const anyWords = (maxLength: number) =>
  fc.string({ unit: 'binary', maxLength }).map((it) => it.replaceAll('\0', ''))

const anyNotice: fc.Arbitrary<Notice> = fc
  .record({
    title: anyWords(80),
    body: fc.oneof(
      anyWords(3_000),
      fc.constant('あ\n'.repeat(1_500)),
      fc.constant('**重要** *\n- '.repeat(300)),
    ),
    category: fc.constantFrom(...noticeCategories),
    importance: fc.constantFrom(...importances),
    links: fc.array(fc.record({ label: anyWords(40), url: fc.constant('https://example.co.jp/a?b=c&d=e') }), {
      maxLength: 5,
    }),
    items: fc.array(fc.integer({ min: 1, max: 75 }), { maxLength: 10 }),
    entries: fc.array(fc.constant('FAQ-041'), { maxLength: 5 }),
    acknowledge: fc.boolean(),
    files: fc.array(anyFile, { maxLength: 5 }),
  })
  .map((content) => ({
    ...draftOf({
      ...{ organisationId: crypto.randomUUID(), number: 12, content, createdAt: new Date() },
      audience: {
        package: 'CYBER',
        course: 'practice',
        organisations: ['MINATO'],
        tags: ['製造業', '*関東*'],
      },
      author: { id: crypto.randomUUID(), name: '高橋' },
    }),
    sendAt: new Date('2026-12-01T01:00:00Z'),
  }))

const anyAudience: fc.Arbitrary<Addressed> = fc.tuple(fc.nat(60), fc.nat(30)).map(([included, excluded]) => ({
  included: Array.from({ length: included }, (_, at) => customer(at)),
  excluded: Array.from({ length: excluded }, (_, at) => ({
    customer: customer(at),
    why: 'declined' as const,
  })),
  unknown: ['KUMO'],
}))

const customer = (at: number): Customer => ({
  organisation: { id: crypto.randomUUID(), code: `C-${at}`, name: `<お客様>*${at}*`, kind: 'customer' },
  ...{ contracts: [], channels: [], owners: [], declined: [], tags: [], quietHours: undefined },
})

function expectFits(card: Message): void {
  expect(checkMessage(renderMessage(card, LINKS))).toEqual([])
  for (const it of renderTeams(card, 'none', LINKS)) {
    expect(cardComplaints(it)).toEqual([])
    expect(Buffer.byteLength(JSON.stringify(asActivity(it)))).toBeLessThan(TEAMS_BYTES)
  }
  expect(cardComplaints(renderCard(card, LINKS))).toEqual([])
  for (const it of card.body) if (it.type === 'buttons') expect(it.buttons.length).toBeLessThanOrEqual(5)
}

describe('whatever a notice says, and whomever it is for', () => {
  test('every platform takes it', () => {
    fc.assert(
      fc.property(anyNotice, ({ content, id }) =>
        expectFits(
          noticeCard(content, { id, at: new Date(), timeZone: ZONE, locale: 'ja', withoutChannel: true }),
        ),
      ),
      { numRuns: 60 },
    )
  })

  test('and the cards of who writes it and who approves it', () => {
    fc.assert(
      fc.property(anyNotice, anyAudience, fc.nat(2), (notice, audience, page) => {
        const besides = { news: '内容が変わりました。', reader: readerOf(notice, crypto.randomUUID()) }
        for (const card of [draftCard, approvalCard, waitingCard]) {
          const shown = card(notice, audience, bookingLibrary, ZONE, besides)
          expect(shown.audience).toBe('asker')
          expectFits(shown)
        }
        expectFits(whoCard(notice, audience, page))
        expectFits(filesCard(notice, besides.reader))
      }),
      { numRuns: 40 },
    )
  })

  test('and its forms', () => {
    fc.assert(
      fc.property(anyNotice, ({ id, content, audience }) => {
        const seen = { id, revision: 1, count: 1 }
        for (const form of [
          composeForm({ type: 'notice.compose', id }, content),
          addressForm({ type: 'notice.address', id }, audience, catalogue),
          scheduleForm({ type: 'notice.schedule', ...seen }),
          approveForm({ type: 'notice.approveAt', ...seen }),
          sendBackForm({ type: 'notice.sendBack', id, revision: 1 }),
        ]) {
          expect(checkModal(renderForm(form))).toEqual([])
          expect(cardComplaints(renderCardForm(form))).toEqual([])
        }
      }),
      { numRuns: 20 },
    )
  })
})
