import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeAction } from '#src/chat/action.ts'
import { type Message, plainText } from '#src/chat/message.ts'
import type { Attachment } from '#src/features/attachments/index.ts'
import { draftCard, letterCard, previewCard, sentCard } from '#src/features/escalation/answer/cards.ts'
import { MAX_BODY, MAX_SUBJECT } from '#src/features/escalation/answer/draft.ts'
import { answerForm } from '#src/features/escalation/answer/open-form.ts'
import { ratedCard, ratingNewsCard, solvedCard, ticketCard } from '#src/features/escalation/cards.ts'
import type { Ticket, TicketState } from '#src/features/escalation/ticket.ts'
import { renderCard, renderForm as renderFormCard } from '#src/platforms/adaptive-cards/render.ts'
import { renderForm, renderMessage } from '#src/platforms/slack/render.ts'
import { cardComplaints } from '#test/support/adaptive-cards/card-check.ts'
import { checkMessage, checkModal } from '#test/support/slack/payload-check.ts'
import { NEW_TICKET } from '#test/support/tickets.ts'

const ID = '0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f'
const NUMBER = 2_147_483_647

/** Whatever people write, as long as a form lets them. */
const words = (maxLength: number) =>
  fc.oneof(
    fc.string({ minLength: 1, maxLength }),
    fc.constantFrom('*太字*`_~<@U1> [a](https://x)', '長'.repeat(maxLength), '行\n'.repeat(maxLength / 2)),
  )
const sources = fc.array(
  fc.constantFrom(
    'FAQ-041',
    '解説講座 レベル1 講義1 §4',
    '「情報セキュリティ基本規程のつくり方」§12',
    'C-0001',
  ),
  { maxLength: 10 },
)
/** Files of an answer, whatever has become of them. */
const enclosed = fc.array(
  fc.constantFrom<Attachment>(
    { id: ID, name: '規程.docx', state: 'waiting' },
    { id: ID, name: '起動.bat', state: 'failed', reason: 'notAllowed' },
    {
      ...{ id: ID, name: '長'.repeat(120), state: 'stored', check: 'unchecked' },
      file: { organisationId: ID, id: ID, name: '長'.repeat(120), mimeType: 'text/plain', bytes: 9 },
    },
  ),
  { maxLength: 10 },
)
const states: readonly TicketState[] = [
  ...(['new', 'taken', 'waitingForCustomer', 'waitingForConsultant', 'solved', 'closed'] as const),
]
const conversation = { kind: 'direct', platform: 'slack', workspace: 'T1', user: 'U1' } as const
const by = { providerId: ID, id: ID, name: '佐藤' }

function expectItFits(card: Message) {
  expect(checkMessage(renderMessage(card))).toEqual([])
  expect(cardComplaints(renderCard(card))).toEqual([])
  expect(plainText(card).trim()).not.toBe('')
  for (const element of card.body) {
    if (element.type !== 'buttons') continue
    expect(element.buttons.length).toBeLessThanOrEqual(5)
    expect(element.buttons.filter(({ tone }) => tone === 'primary').length).toBeLessThanOrEqual(1)
    for (const { action } of element.buttons) encodeAction(action)
  }
}

test('drafts, previews and answers are within the limits of every platform', () => {
  fc.assert(
    fc.property(
      words(MAX_SUBJECT),
      words(MAX_BODY),
      sources,
      sources,
      fc.constantFrom('model', 'nearest'),
      fc.constantFrom(...states),
      fc.constantFrom('ja', 'en'),
      enclosed,
      (subject, body, shown, hidden, origin, state, locale, attachments) => {
        const ids = { organisationId: ID, number: NUMBER, id: ID }
        const draft = { ...ids, by, subject, body, sources: [], origin, updatedAt: new Date() } as const
        const letter = { subject, body, sources: shown }
        const author = '佐藤（コンサルタント）'
        const names = attachments.map(({ name }) => name)
        const write = { type: 'escalation.write', organisation: ID, number: NUMBER } as const
        const form = answerForm(write, { subject, body, sources: shown })
        expect(checkModal(renderForm(form))).toEqual([])
        expect(cardComplaints(renderFormCard(form))).toEqual([])
        expectItFits(draftCard(draft, { state }, { shown, hidden, assumed: hidden }))
        expectItFits(letterCard(letter, names, author, locale))
        const labels = { shown, hidden, assumed: hidden }
        expectItFits(previewCard(draft, letter, { author, locale, labels, attachments, taken: 'page' }))
        expectItFits(sentCard(ids, letter, names, { by: '佐藤', locale }))
      },
    ),
    { numRuns: 60 },
  )
})

test('so are tickets in every state, and what is said of how they were found', () => {
  fc.assert(
    fc.property(
      words(1_000),
      fc.constantFrom(...states),
      fc.constantFrom(1, 2, 3, 4, 5),
      fc.constantFrom('ja', 'en'),
      (comment, state, score, locale) => {
        const ticket: Ticket = {
          ...{ ...NEW_TICKET, organisationId: ID, number: NUMBER, memberId: ID, conversation, state },
          consultant: state === 'new' ? undefined : by,
          content: {
            ...{ subject: '件名', question: comment, answered: '', sources: [], organisation: '会社' },
            ...{ contract: '', asker: '田中', platform: 'slack', urgent: true, files: [] },
          },
        }
        expectItFits(ticketCard(ticket))
        expectItFits(solvedCard(ticket, '解決としました。', locale))
        expectItFits(ratedCard(ticket, score, locale))
        expectItFits(ratingNewsCard(ticket, { score, comment, before: 3, by: '田中' }))
      },
    ),
    { numRuns: 40 },
  )
})
