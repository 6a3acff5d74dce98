import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judge, likelyEnough, sureEnough } from '#src/features/consultation/answerability.ts'
import type { FaqEntry, Hit, HitEvidence } from '#src/ports/knowledge.ts'
import { chanceOf } from '#src/services/search/knowledge-index.ts'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const found = fc
  .array(share, { maxLength: 10 })
  .map((chances) => chances.map((chance, at) => hit(`FAQ-${at}`, chance)))

describe('what may be said to a question', () => {
  test('nothing found is unknown', () => {
    expect(judge([])).toEqual({ kind: 'unknown' })
  })

  test('an entry that is likely enough to settle it is the answer', () => {
    const hits = [hit('FAQ-001', sureEnough), hit('FAQ-002', 0.1)]
    expect(judge(hits)).toEqual({ kind: 'answer', hit: hits[0] })
  })

  test('what is likely, and no more, is offered with what comes next', () => {
    const hits = [0.39, 0.3, 0.05, 0.02].map((chance, at) => hit(`FAQ-00${at}`, chance))
    expect(judge(hits)).toEqual({ kind: 'choices', hits: hits.slice(0, 3) })
    expect(judge([hit('FAQ-001', likelyEnough)])).toMatchObject({ kind: 'choices' })
  })

  test('what is not likely is not offered', () => {
    expect(judge([hit('FAQ-001', likelyEnough - 0.01), hit('FAQ-002', 0.1)])).toEqual({ kind: 'unknown' })
  })

  test('an answer and the section that it rests on are one choice', () => {
    const section: Hit = {
      ...hit('EX-1', 0.3),
      entry: {
        kind: 'section',
        id: 'EX-1-1#1',
        source: 'lecture',
        document: 'EX-1-1',
        documentTitle: '方針',
        number: 1,
        heading: '方針',
        summary: '',
        body: '',
        phrasings: [],
        audience: 'any',
      },
    }
    const citing = hit('FAQ-001', 0.39, ['EX-1-1#1'])
    const other = hit('FAQ-002', 0.1)
    expect(judge([citing, section, other])).toEqual({ kind: 'choices', hits: [citing, other] })
    expect(judge([section, citing, other])).toEqual({ kind: 'choices', hits: [section, other] })
  })

  test('an answer is always the first hit, choices begin with it and are three at most', () => {
    fc.assert(
      fc.property(found, (hits) => {
        const verdict = judge(hits)
        if (verdict.kind === 'answer') expect(verdict.hit).toBe(hits[0])
        if (verdict.kind === 'choices') {
          expect(verdict.hits[0]).toBe(hits[0])
          expect(verdict.hits.length).toBeLessThanOrEqual(3)
        }
      }),
    )
  })

  test('the chance is a probability, and evidence for the entry never lowers it', () => {
    const calibration = { constant: -3, coverage: 2, lead: 4, votes: 4, foreign: -2 }
    const evidence = fc.record({ coverage: share, lead: share, votes: share, foreign: share })
    fc.assert(
      fc.property(evidence, share, fc.constantFrom('coverage', 'lead', 'votes'), (given, more, of) => {
        const chance = chanceOf(given, calibration)
        expect(chance).toBeGreaterThan(0)
        expect(chance).toBeLessThan(1)
        const better: HitEvidence = { ...given, [of]: Math.min(1, given[of] + more) }
        expect(chanceOf(better, calibration)).toBeGreaterThanOrEqual(chance)
      }),
    )
  })
})

function hit(id: string, chance: number, citations: readonly string[] = []): Hit {
  const entry: FaqEntry = {
    kind: 'faq',
    id,
    category: 'any',
    categoryLabel: 'その他',
    question: '',
    phrasings: [],
    answer: '',
    citations,
    audience: 'any',
    planGate: null,
    assumption: false,
  }
  return { entry, score: 1, evidence: { coverage: 0.5, lead: 0.5, votes: 0.5, foreign: 0 }, chance }
}
