import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { expect, test } from 'vitest'
import { type Part, sourceCard, sourcesCards } from '#src/features/consultation/index.ts'
import { renderCard } from '#src/platforms/adaptive-cards/render.ts'
import { renderMessage } from '#src/platforms/slack/render.ts'
import { readKnowledge } from '#src/services/knowledge/read-knowledge.ts'
import { createKnowledgeIndex } from '#src/services/search/knowledge-index.ts'
import { cardComplaints } from '#test/support/adaptive-cards/card-check.ts'
import { checkMessage } from '#test/support/slack/payload-check.ts'

test('of the answers with the most sources, as many as a mail may ask for, each is listed once and can be opened', async () => {
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
  const consultation = { id: randomUUID(), reply: { ...reply, parts }, locale: 'ja' } as const
  const cards = sourcesCards(consultation, { index }, 'practice')
  expect(cards).toHaveLength(1)

  const expectFits = (shown: typeof cards) => {
    expect(shown.map((it) => renderMessage(it)).flatMap(checkMessage)).toEqual([])
    expect(shown.map((it) => renderCard(it)).flatMap(cardComplaints)).toEqual([])
  }
  expectFits(cards)
  const listed = cards.flatMap(({ body }) =>
    body.flatMap((it) => (it.type === 'choices' ? it.options.map(({ action }) => Object(action).entry) : [])),
  )
  expect(new Set(listed).size).toBe(listed.length)
  for (const { id, citations } of richest) for (const it of [id, ...citations]) expect(listed).toContain(it)

  for (const id of listed) {
    const passage = sourceCard(id, consultation, { index }, 'practice')
    if (!passage) throw new Error(`${id} cannot be opened`)
    expectFits([passage])
    const section = index.entry(id)
    if (section?.kind !== 'section') continue
    const text = section.source === 'guide' ? section.summary : section.body
    expect(passage.body).toContainEqual({ type: 'quote', text })
  }
})
