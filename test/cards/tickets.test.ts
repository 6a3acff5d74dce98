import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeAction } from '#src/chat/action.ts'
import { type Message, plainText } from '#src/chat/message.ts'
import { noteCard, takenCard, ticketCard } from '#src/features/escalation/cards.ts'
import { channelsCard, removedCard, setCard } from '#src/features/escalation/channels/cards.ts'
import type { Ticket } from '#src/features/escalation/index.ts'
import { customerListCard, deskListCard } from '#src/features/escalation/list/cards.ts'
import { handOverCard, meetCard, menuCard, talkCard } from '#src/features/escalation/menu/cards.ts'
import { renderCard } from '#src/platforms/adaptive-cards/render.ts'
import { renderMessage } from '#src/platforms/slack/render.ts'
import { cardComplaints } from '#test/support/adaptive-cards/card-check.ts'
import { checkMessage } from '#test/support/slack/payload-check.ts'
import { NEW_TICKET } from '#test/support/tickets.ts'

const ID = '0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f'
const FILE = { organisationId: ID, id: ID, name: '規程.docx', mimeType: 'text/plain', bytes: 9 }
const timeZone = 'Asia/Tokyo'
const states = ['new', 'taken', 'waitingForCustomer', 'waitingForConsultant', 'solved', 'closed'] as const

const words = (maxLength: number) =>
  fc.oneof(
    fc.string({ maxLength }),
    fc.constantFrom(
      '',
      '*太字*`_~<@U1> [a](https://x)',
      '長'.repeat(maxLength),
      '行\n'.repeat(maxLength / 2),
    ),
  )

const anyTicket: fc.Arbitrary<Ticket> = fc
  .record({
    number: fc.integer({ min: 1, max: 9_999_999 }),
    state: fc.constantFrom(...states),
    subject: words(40),
    question: words(4_000),
    said: fc.array(words(2_000), { maxLength: 6 }),
    minutes: fc.integer({ min: 0, max: 100_000 }),
    urgent: fc.boolean(),
  })
  .map(({ number, state, subject, question, said, minutes, urgent }) => ({
    ...NEW_TICKET,
    ...{ number, state, organisationId: ID, memberId: ID },
    openedAt: new Date(NEW_TICKET.openedAt.getTime() - minutes * 60_000),
    takenAt: state === 'new' ? undefined : NEW_TICKET.openedAt,
    consultant: state === 'new' ? undefined : { providerId: ID, id: ID, name: '佐藤' },
    attachments: [
      {
        ...{ id: ID, name: '規程.docx', state: 'stored', check: 'unchecked' },
        file: FILE,
      },
    ],
    conversation: { kind: 'direct', platform: 'web', workspace: 'minato', user: 'tanaka' },
    before: said.map((it) => ({ at: NEW_TICKET.openedAt, by: 'member', name: '田中', words: it })),
    similar: [
      { number: 9_999_998, subject: '長'.repeat(40) },
      { number: 2, subject: '' },
    ],
    content: {
      ...{ subject, question, answered: '', sources: ['FAQ-001'], organisation: '株式会社みなと', urgent },
      ...{ contract: '実践コース', asker: '田中', platform: 'slack', files: [] },
    },
  }))

function expectFits(cards: readonly Message[]): void {
  for (const card of cards) {
    expect(checkMessage(renderMessage(card))).toEqual([])
    expect(cardComplaints(renderCard(card))).toEqual([])
    expect(plainText(card)).not.toMatch(/undefined|NaN|\[object/)
    for (const it of card.body) {
      if (it.type === 'buttons') {
        expect(it.buttons.length).toBeLessThanOrEqual(5)
        for (const { action } of it.buttons) encodeAction(action)
      }
      if (it.type === 'choices') for (const { action } of it.options) encodeAction(action)
    }
  }
}

describe('cards about tickets', () => {
  test('fit every platform, whatever was asked, said and done', () => {
    fc.assert(
      fc.property(
        anyTicket,
        fc.constantFrom('ja' as const, 'en' as const),
        fc.nat(2),
        (ticket, locale, page) => {
          const at = NEW_TICKET.openedAt
          const spoken = Array.from({ length: 20 }, (_, it) => ({
            ...{ at, by: '田中様（株式会社みなと製作所）' },
            words: it % 2 === 0 ? (ticket.content.question ?? '') || '言葉' : '返事',
          }))
          const whole = page === 0 ? FILE : undefined
          const others = Array.from({ length: 20 }, (_, it) => ({ id: ID, name: `高橋${it}` }))
          const listed = Array.from({ length: 11 }, () => ({
            ...ticket,
            ...{ subject: ticket.content.subject, organisation: '株式会社みなと', urgent: true },
            ...{ consultant: ticket.consultant?.name, dueAt: new Date(0) },
          }))
          const counts = { mine: 12_345, untaken: 0, overdue: 9 }
          const ways = [
            { route: { kind: 'default' } as const, customer: undefined },
            { route: { kind: 'course', course: 'practice' } as const, customer: undefined },
            ...Array.from({ length: 12 }, () => ({
              ...{ route: { kind: 'organisation', organisationId: ID } as const, customer: '株式会社みなと' },
            })),
          ].map((it) => ({
            ...it,
            address: { ...ticket.conversation, kind: 'direct', channel: 'C1', user: 'U' } as const,
          }))
          expectFits([
            ticketCard(ticket),
            ticketCard(ticket, new Date(at.getTime() + 60_000)),
            takenCard(ticket, '佐藤が担当します。'),
            noteCard({
              ...{ organisationId: ID, id: ID, number: 1, words: ticket.content.question || '言葉', at },
              by: { providerId: ID, id: ID, name: '佐藤' },
            }),
            menuCard(ticket),
            handOverCard(ticket, others, page),
            meetCard({ number: ticket.number, consultant: '佐藤', left: 3, consultation: ID }, locale),
            talkCard(ticket, { ...{ spoken, page, whole, timeZone }, shortened: true }),
            deskListCard({ tab: 'mine', page, listed, counts }, at),
            deskListCard({ tab: 'overdue', page, listed: [], counts }, at),
            customerListCard({ tab: 'own', page, listed, mayBoth: true }, locale),
            customerListCard({ tab: 'company', page, listed: [], mayBoth: true }, locale),
            channelsCard(ways, locale),
            channelsCard([], locale),
            ...ways.flatMap((it) => [setCard(it, 3, locale), removedCard(it, locale)]),
          ])
        },
      ),
      { numRuns: 60 },
    )
  })
})
