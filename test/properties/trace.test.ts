import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Reply, Trace } from '#src/features/consultation/index.ts'
import { fresh } from '#src/features/consultation/topic.ts'
import { traceOf } from '#src/features/consultation/trace.ts'
import type { MailClass, Recogniser } from '#src/ports/classes.ts'
import type { FaqEntry, Hit, KnowledgeIndex } from '#src/ports/knowledge.ts'
import { EMPTY_INDEX } from '#test/support/knowledge.ts'

const faq = (id: string): FaqEntry => ({
  ...{ kind: 'faq', id, category: 'sheet', categoryLabel: 'シート', question: `${id}とは何ですか。` },
  ...{ phrasings: [], answer: 'お答えです。', citations: ['DOC-SHEET#4'], audience: 'any', planGate: null },
  assumption: false,
})
const hit = (id: string, chance: number): Hit => ({
  ...{ entry: faq(id), score: chance * 10, chance },
  evidence: { coverage: chance, lead: 0, votes: 0, foreign: 0 },
})
const index: KnowledgeIndex = {
  ...{ ...EMPTY_INDEX, size: 1, version: 7 },
  entry: (id) => (id.startsWith('FAQ') ? faq(id) : undefined),
}
const MAIL = '質問です'
const asked = (hits: readonly Hit[]) => [{ text: MAIL, context: '', hits, topic: fresh }]
const replied = (...parts: Reply['parts']): Reply => ({ parts, urgent: false, language: 'ja' })
const classes = (recognised: MailClass): Recogniser => ({
  classify: () => recognised,
  incidentIn: () => undefined,
  firstSteps: () => [],
})
const plain = { index, classes: classes({ kind: 'search' }) }
const outcomeOf = (trace: Trace) => trace.questions[0]?.outcome

describe('a trace says why', () => {
  test('an answer was sure enough, and which of its citations are missing', () => {
    const searched = asked([hit('FAQ-001', 0.9)])
    const reply = replied({ kind: 'answer', question: MAIL, entry: 'FAQ-001' })
    const trace = traceOf({ kind: 'reply', reply, searched, model: [] }, MAIL, plain)
    expect(outcomeOf(trace)).toEqual({ kind: 'answer', entries: ['FAQ-001'], why: 'sure' })
    expect(trace.citations).toEqual([
      { part: 0, words: 'curated', cited: ['FAQ-001', 'DOC-SHEET#4'], missing: ['DOC-SHEET#4'] },
    ])
  })

  test.each([
    [[hit('FAQ-001', 0.01)], 'unsure'],
    [[], 'nothing'],
  ] as const)('nothing was answered', (hits, why) => {
    const draft = { kind: 'reply', reply: replied({ kind: 'unknown', question: MAIL }), model: [] } as const
    const trace = traceOf({ ...draft, searched: asked(hits) }, MAIL, plain)
    expect(outcomeOf(trace)).toMatchObject({ kind: 'unknown', why })
  })

  test('a class decided, a model did, or another question had the answer already', () => {
    const searched = asked([hit('FAQ-001', 0.9)])
    const draft = { kind: 'reply', searched, model: [] } as const
    const person = replied({ kind: 'person', question: MAIL })
    const recognised = { kind: 'escalate', name: 'discount', by: 'sign', id: 'discount#2' } as const
    const discount = { index, classes: classes(recognised) }
    const byClass = traceOf({ ...draft, reply: person }, MAIL, discount)
    expect(byClass.questions[0]).toMatchObject({
      recognised: { kind: 'escalate', name: 'discount', by: 'discount#2' },
      outcome: { kind: 'person', why: 'class' },
    })

    const step = {
      step: 'judge',
      model: 'm',
      ms: 1,
      promptTokens: 1,
      completionTokens: 1,
      outcome: 'used',
    } as const
    const other = replied({ kind: 'answer', question: MAIL, entry: 'FAQ-002' })
    const byModel = traceOf({ ...draft, reply: other, model: [step] }, MAIL, plain)
    expect(outcomeOf(byModel)).toEqual({ kind: 'answer', entries: ['FAQ-002'], why: 'model' })

    const first = replied({ kind: 'answer', question: 'もう一つの質問です', entry: 'FAQ-001' })
    expect(outcomeOf(traceOf({ ...draft, reply: first }, MAIL, plain))).toMatchObject({ why: 'same' })
  })

  test('a mail of any length is kept from its beginning, as plain JSON', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 9_000 }), (mail) => {
        const draft = { kind: 'reply', reply: replied({ kind: 'unknown', question: '' }), model: [] } as const
        const trace = traceOf({ ...draft, searched: [] }, mail, plain)
        expect(Trace.parse(JSON.parse(JSON.stringify(trace)))).toEqual(trace)
        expect(trace.query.length).toBeLessThanOrEqual(4_000)
        expect(trace.queryLength).toBe(mail.length)
      }),
      { numRuns: 50 },
    )
  })
})
