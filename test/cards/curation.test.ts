import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Message } from '#src/chat/message.ts'
import { type Candidate, MAX_ANSWER, MAX_QUESTION, MAX_REASON } from '#src/features/curation/candidate.ts'
import {
  candidateCard,
  entryCard,
  foundCard,
  historyCard,
  undoCard,
  VERSIONS_SHOWN,
} from '#src/features/curation/cards.ts'
import type { Revision } from '#src/features/curation/index.ts'
import { renderCard } from '#src/platforms/adaptive-cards/render.ts'
import { renderMessage } from '#src/platforms/slack/render.ts'
import type { FaqEntry, Hit } from '#src/ports/knowledge.ts'
import { cardComplaints } from '#test/support/adaptive-cards/card-check.ts'
import { checkMessage } from '#test/support/slack/payload-check.ts'

const NOW = new Date('2026-11-24T09:30:00+09:00')
const long = (length: number) => '長い*文_です。'.repeat(length).slice(0, length)

const ENTRY: FaqEntry = {
  ...{ kind: 'faq', id: 'FAQ-C9999', category: 'x', categoryLabel: '分類', question: long(MAX_QUESTION) },
  ...{ phrasings: Array.from({ length: 60 }, () => long(80)), answer: long(MAX_ANSWER) },
  ...{ citations: Array.from({ length: 20 }, () => 'DOC-SHEET#20'), audience: 'any', planGate: null },
  assumption: false,
}

/** As much as the forms let in, and a check that finds as much as it can. */
const CANDIDATE: Candidate = {
  ...{ organisationId: randomUUID(), id: randomUUID(), number: 9_999, kind: 'edit', state: 'proposed' },
  ...{ entryId: 'FAQ-C9999', baseHash: 'x', author: { id: randomUUID(), name: '佐藤' } },
  content: {
    ...{ question: long(MAX_QUESTION), answer: long(MAX_ANSWER - 1), citations: [...ENTRY.citations] },
    ...{ phrasings: Array.from({ length: 200 }, () => long(9)), category: 'x' },
  },
  check: {
    version: 1,
    similar: Array.from({ length: 3 }, (_, at) => ({
      ...{ id: `FAQ-00${at}`, question: long(MAX_QUESTION), chance: 0.9, isDuplicate: true },
    })),
    differing: Array.from({ length: 3 }, () => ({ id: 'FAQ-001', here: long(600), there: long(600) })),
    golden: {
      asked: 600,
      lost: Array.from({ length: 20 }, () => ({ question: long(200), entry: 'FAQ-001', now: 'FAQ-C9999' })),
    },
  },
  ...{ remark: long(MAX_REASON), row: undefined, ticket: undefined, createdAt: NOW },
  ...{ decidedAt: undefined, decidedBy: '高橋' },
}

const REVISION: Revision = {
  ...{ revision: 99, kind: 'edited', state: 'active', entry: ENTRY },
  ...{ proposedBy: '佐藤', approvedBy: '高橋', at: NOW },
}
const HIT: Hit = {
  ...{ entry: ENTRY, score: 1, chance: 1, evidence: { coverage: 1, lead: 1, votes: 1, foreign: 0 } },
}

const STATES = ['draft', 'proposed', 'returned', 'approved', 'dropped'] as const

test.each<readonly [string, Message]>([
  ...STATES.map((state) => {
    const card = candidateCard({ ...CANDIDATE, state }, { base: ENTRY, label: '分類', ticket: 'C-0001' })
    return [`a candidate (${state})`, card] as const
  }),
  ['what was found', foundCard(long(200), [HIT, HIT, HIT, HIT, HIT])],
  ['an entry', entryCard({ entry: ENTRY, state: 'active', hash: 'x' }, long(3_000))],
  [
    'a history',
    historyCard(
      'FAQ-C9999',
      Array.from({ length: VERSIONS_SHOWN + 1 }, () => REVISION),
      { timeZone: 'Asia/Tokyo', mayUndo: true },
    ),
  ],
  ['what is undone', undoCard(REVISION, REVISION)],
])('%s fits on every platform', (_, card) => {
  expect(checkMessage(renderMessage(card))).toEqual([])
  expect(cardComplaints(renderCard(card))).toEqual([])
})
