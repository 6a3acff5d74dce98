import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { consultationCard } from '#src/features/consultation/cards.ts'
import { createRecogniser, type Part } from '#src/features/consultation/index.ts'
import { renderCard } from '#src/platforms/adaptive-cards/render.ts'
import { renderMessage } from '#src/platforms/slack/render.ts'
import { asActivity, renderMessage as renderTeams } from '#src/platforms/teams/render.ts'
import { profileOf, readKnowledge } from '#src/services/knowledge/read-knowledge.ts'
import { createKnowledgeIndex } from '#src/services/search/knowledge-index.ts'
import { cardComplaints } from '#test/support/adaptive-cards/card-check.ts'
import { checkMessage } from '#test/support/slack/payload-check.ts'

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages */
const TEAMS_BYTES = 28 * 1024

const knowledge = await readKnowledge('knowledge')
const library = {
  index: createKnowledgeIndex(knowledge.entries, 1, {
    tokenizer: { tokens: () => [], words: () => [] },
    synonyms: { of: () => new Set() },
    calibration: { constant: 0, coverage: 0, lead: 0, votes: 0, foreign: 0 },
  }),
  classes: createRecogniser(knowledge.classes, knowledge.entries),
  products: knowledge.products,
  checksheets: knowledge.checksheets,
  materials: knowledge.materials,
  provider: profileOf(knowledge.provider),
}
const longest = knowledge.entries
  .flatMap((entry) => (entry.kind === 'faq' ? [entry] : []))
  .toSorted((a, b) => weight(b) - weight(a))
  .map(({ id }) => id)

function weight({
  answer,
  citations,
  next = [],
}: {
  answer: string
  citations: readonly string[]
  next?: readonly string[]
}) {
  return answer.length + 100 * (citations.length + next.length)
}

/** Five questions, all that one may look at besides, files and a secret, on a first contact. */
const asked = (parts: Part[]) => ({
  ...{ id: randomUUID(), organisationId: randomUUID(), memberId: randomUUID(), addressee: '田中' },
  ...{ conversationKey: 'teams/tenant/channel', locale: 'ja', state: 'answered', subject: '件名' },
  ...{ question: '質問', files: ['規程.docx', '台帳.xlsx'], missingFiles: ['台帳.xlsx'] },
  ...{ questionMessage: 'm', answerRow: undefined, ticketNumber: undefined, createdAt: new Date(0) },
  reply: {
    ...{ parts, urgent: false, language: 'ja', secrets: ['password'] },
    followUps: longest.slice(5, 8).map((entry) => ({ entry, state: 'shown' as const })),
  },
})

test.each(['learning', 'practice', undefined] as const)(
  'the fullest answer fits every platform, with nothing left out and at most five buttons (%s)',
  (course) => {
    const parts = longest.slice(0, 5).map((entry): Part => ({ kind: 'answer', question: '質問', entry }))
    const consultation = asked(parts)
    const card = consultationCard(
      {
        ...consultation,
        locale: 'ja',
        state: 'answered',
        reply: { ...consultation.reply, language: 'ja', secrets: ['password'] },
      },
      library,
      { course, kind: 'customer' },
      'ご案内です。'.repeat(60),
    )
    const { blocks } = renderMessage(card)
    expect(blocks.length).toBeLessThan(50)
    expect(checkMessage(renderMessage(card))).toEqual([])
    expect(cardComplaints(renderCard(card))).toEqual([])
    for (const it of renderTeams(card))
      expect(Buffer.byteLength(JSON.stringify(asActivity(it)))).toBeLessThan(TEAMS_BYTES)
    const pressed = card.body.flatMap((it) => (it.type === 'buttons' ? it.buttons : []))
    expect(pressed.length).toBeLessThanOrEqual(5)
    for (const id of longest.slice(0, 8)) expect(JSON.stringify(blocks)).toContain(id)
  },
)

test('of questions for a person, each has its own way there as long as five buttons suffice', () => {
  const [entry = ''] = longest
  const parts: Part[] = [
    { kind: 'answer', question: '質問', entry },
    { kind: 'unknown', question: '分からないこと' },
    { kind: 'person', question: '個別のこと' },
  ]
  const consultation = asked(parts)
  const labels = (conversationKey: string) =>
    consultationCard(
      {
        ...consultation,
        locale: 'ja',
        state: 'answered',
        conversationKey,
        reply: { parts, urgent: false, language: 'ja' },
      },
      library,
      { course: 'practice', kind: 'customer' },
    ).body.flatMap((it) => (it.type === 'buttons' ? it.buttons.map(({ label }) => label) : []))
  expect(labels('slack/T1/@U1')).toEqual([
    ...['ご質問2をコンサルタントに相談する', 'ご質問3をコンサルタントに相談する'],
    ...['解決しました', 'まだ解決していません', '出典を見る'],
  ])
  // A channel of Teams has a fifth already.
  expect(labels('teams/tenant/channel')).toEqual([
    ...[
      '解決しました',
      'まだ解決していません',
      'コンサルタントに相談する',
      '出典を見る',
      'ファイルを添付する',
    ],
  ])
})
