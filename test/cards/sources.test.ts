import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { expect, test } from 'vitest'
import { type Part, sourcesCards } from '#src/features/consultation/index.ts'
import { renderCard } from '#src/platforms/adaptive-cards/render.ts'
import { renderMessage } from '#src/platforms/slack/render.ts'
import { readKnowledge } from '#src/services/knowledge/read-knowledge.ts'
import { createKnowledgeIndex } from '#src/services/search/knowledge-index.ts'
import { cardComplaints } from '#test/support/adaptive-cards/card-check.ts'
import { checkMessage } from '#test/support/slack/payload-check.ts'

test('of the answers with the most sources, as many as a mail may ask for, no source is lost', async () => {
  const { entries } = await readKnowledge(path.resolve('knowledge'))
  const index = createKnowledgeIndex(entries, 1, {
    tokenizer: { tokens: () => [], words: () => [] },
    synonyms: { of: () => new Set() },
    calibration: { constant: 0, coverage: 0, lead: 0, votes: 0, foreign: 0 },
  })
  const richest = entries
    .flatMap((entry) => (entry.kind === 'faq' ? [entry] : []))
    .toSorted((a, b) => b.citations.length - a.citations.length)
    .slice(0, 5)
  const parts = richest.map(({ id }): Part => ({ kind: 'answer', question: '質問', entry: id }))
  const reply = { parts, urgent: false, language: 'ja' } as const
  const cards = sourcesCards(
    { id: randomUUID(), reply: { ...reply, parts }, locale: 'ja' },
    { index },
    'practice',
  )

  const slack = cards.map((it) => renderMessage(it))
  expect(slack.flatMap(checkMessage)).toEqual([])
  expect(cards.map((it) => renderCard(it)).flatMap(cardComplaints)).toEqual([])
  const shown = JSON.stringify(slack)
  for (const id of new Set(richest.flatMap(({ citations }) => citations))) {
    const section = index.entry(id)
    if (section?.kind !== 'section') throw new Error(`${id} is no section`)
    const text = section.source === 'guide' ? section.summary : section.body
    expect(shown).toContain(JSON.stringify(text).slice(1, 40))
  }
})
