import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { FaqEntry, KnowledgeIndex } from '#src/ports/knowledge.ts'
import { createKnowledgeIndex } from '#src/services/search/knowledge-index.ts'
import { createSynonyms } from '#src/services/search/synonyms.ts'
import { createTokenizer } from '#src/services/search/tokenizer.ts'

const faq = (id: string, question: string, answer: string, phrasings: readonly string[] = []): FaqEntry => ({
  ...{ kind: 'faq', id, question, answer, phrasings, citations: [], audience: 'any', planGate: null },
  ...{ category: 'c', categoryLabel: 'c', assumption: false },
})
const PHONE = faq(
  'FAQ-001',
  '私物スマートフォンの利用は禁止ですか。',
  '禁止は必須ではありません。許可する場合は画面ロックを設定してください。',
  ['プライベートの携帯'],
)
const RETIRED = faq(
  'FAQ-002',
  '退職者のアカウントはいつ止めますか。',
  '退職日の業務終了後、当日中に停止してください。',
)

let index: KnowledgeIndex
beforeAll(async () => {
  const tokenizer = await createTokenizer()
  const calibration = { constant: 0, coverage: 0, lead: 0, votes: 0, foreign: 0 }
  const synonyms = createSynonyms([], tokenizer)
  index = createKnowledgeIndex([PHONE, RETIRED], 1, { tokenizer, synonyms, calibration })
})

describe('how far a text says only what its sources say', () => {
  test('all of it, for the sources’ own words', () => {
    expect(index.support(PHONE.answer, ['FAQ-001'])).toBe(1)
    expect(index.support(`${PHONE.answer}${RETIRED.answer}`, ['FAQ-001', 'FAQ-002'])).toBe(1)
  })

  test('little of it, for another entry’s; nothing, for words that nobody wrote', () => {
    expect(index.support(RETIRED.answer, ['FAQ-001'])).toBeLessThan(0.3)
    expect(index.support('手数料は返金されます。', ['FAQ-001', 'FAQ-002'])).toBe(0)
    expect(index.support(PHONE.answer, [])).toBe(0)
    expect(index.support(PHONE.answer, ['FAQ-999'])).toBe(0)
  })

  test('what members might say is no support', () => {
    expect(index.support('プライベートの携帯', ['FAQ-001'])).toBeLessThan(0.5)
  })

  test('a paraphrase stays above what is invented besides', () => {
    const fair = '画面ロックを設定すれば、私物スマートフォンの利用を許可できます。'
    const unfair = `${fair}盗難のときは保険金が支払われます。`
    expect(index.support(fair, ['FAQ-001'])).toBeGreaterThan(0.6)
    expect(index.support(unfair, ['FAQ-001'])).toBeLessThan(index.support(fair, ['FAQ-001']))
  })

  test('is a share, and more sources never support less', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const one = index.support(text, ['FAQ-001'])
        const both = index.support(text, ['FAQ-001', 'FAQ-002'])
        expect(one).toBeGreaterThanOrEqual(0)
        expect(both).toBeLessThanOrEqual(1)
        expect(both).toBeGreaterThanOrEqual(one)
      }),
    )
  })
})
