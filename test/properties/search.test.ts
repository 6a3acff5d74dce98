import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { FaqEntry, KnowledgeEntry } from '#src/ports/knowledge.ts'
import { buildBm25 } from '#src/services/search/bm25.ts'
import { type Cut, cutText, emptyCut } from '#src/services/search/cut.ts'
import { createKnowledgeIndex, tokensOfEntry } from '#src/services/search/knowledge-index.ts'
import { percentile, retrievalMetrics } from '#src/services/search/metrics.ts'
import { packWordVectors, unpackWordVectors } from '#src/services/search/packed-vectors.ts'
import { indexPassages, queryOf } from '#src/services/search/passages.ts'
import { createSynonyms } from '#src/services/search/synonyms.ts'
import { createTextVectors } from '#src/services/search/text-vectors.ts'
import { createTokenizer, type Tokenizer } from '#src/services/search/tokenizer.ts'
import { trainWordVectors, usualTraining } from '#src/services/search/word-vectors.ts'

let tokenizer: Tokenizer
beforeAll(async () => {
  tokenizer = await createTokenizer()
})

const word = fc.constantFrom('規程', '台帳', '予約', '添削', '更新', '認証', '監査', '訓練')
const words = fc.array(word, { maxLength: 8 })

const bm25Of = (documents: readonly (readonly string[])[]) =>
  buildBm25(documents, { kindOf: new Uint8Array(documents.length), saturations: [1.2] })
const scoresOf = (documents: readonly (readonly string[])[], question: readonly string[]) => {
  const scores = new Float64Array(documents.length)
  const rest = bm25Of(documents).addScores(asked(question), [1], scores)
  return scores.map((score, document) => score + rest.of(document))
}
const asked = (question: readonly string[]) => new Map(question.map((it) => [it, 1]))
const cutOf = (words: readonly string[]): Cut => ({ ...emptyCut, words })

describe('BM25', () => {
  test('never gives a negative score, and none above the ceiling', () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 12 }), words, (documents, question) => {
        const ceiling = bm25Of(documents).ceiling(asked(question))
        for (const score of scoresOf(documents, question)) {
          expect(score).toBeGreaterThanOrEqual(0)
          expect(score).toBeLessThanOrEqual(ceiling + 1e-4)
        }
      }),
    )
  })

  test('scores exactly the documents that share a word with the question', () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 12 }), words, (documents, question) => {
        const scores = scoresOf(documents, question)
        const shares = documents.map((document) => document.some((held) => question.includes(held)))
        expect([...scores].map((score) => score > 0)).toEqual(shares)
      }),
    )
  })

  test('no document of the same length comes before the one that is the question', () => {
    const four = fc.uniqueArray(word, { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(fc.array(four, { minLength: 1, maxLength: 12 }), fc.nat(), (documents, pick) => {
        const question = documents[pick % documents.length] ?? []
        const index = indexPassages(
          documents.map((it) => ({ kind: 'faq', question: cutOf(it), answer: emptyCut })),
        )
        const [best] = index.rank(queryOf(cutOf(question)), 1)
        expect([...(documents[best?.passage ?? -1] ?? [])].sort()).toEqual([...question].sort())
      }),
    )
  })

  test('does not depend on the order in which documents were added', () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 12 }), words, (documents, question) => {
        expect(scoresOf(documents.toReversed(), question).toReversed()).toEqual(scoresOf(documents, question))
      }),
    )
  })

  test('scores as the formula says, however common a word is', () => {
    const documents = fc.array(words, { minLength: 60, maxLength: 120 })
    fc.assert(
      fc.property(documents, words, (documents, question) => {
        const average = documents.flat().length / documents.length
        const expected = documents.map((document) => {
          let score = 0
          for (const it of new Set(question)) {
            const held = documents.filter((other) => other.includes(it)).length
            const count = document.filter((other) => other === it).length
            const idf = Math.log(1 + (documents.length - held + 0.5) / (held + 0.5))
            score += (idf * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * document.length) / average))
          }
          return score
        })
        for (const [document, score] of scoresOf(documents, question).entries())
          expect(score).toBeCloseTo(expected[document] ?? -1, 5)
      }),
      { numRuns: 30 },
    )
  })

  test('the best ten are those of all passages, whatever was left uncounted on the way', () => {
    const documents = Array.from({ length: 3_000 }, (_, at) => [
      `w${at % 4}`,
      `w${at % 7}`,
      `w${(at * at) % 211}`,
      `w${(at * 31) % 1_009}`,
    ])
    const index = indexPassages(
      documents.map((it, at) => ({
        kind: at % 2 === 0 ? ('faq' as const) : ('phrased' as const),
        question: { words: it.slice(1), readings: it.slice(0, 2), characters: it },
        answer: cutOf(it.slice(0, 2)),
        weight: at % 3 === 0 ? 0.7 : 1,
      })),
    )
    for (let asked = 0; asked < 40; asked++) {
      const it = documents[asked * 70] ?? []
      const query = queryOf({ words: it, readings: it, characters: it }, ['w2', 'w5'])
      const all = index.rank(query, documents.length)
      expect(index.rank(query, 10)).toEqual(all.slice(0, 10))
    }
  })

  test('answers in well under a millisecond over ten thousand passages', () => {
    const documents = Array.from({ length: 10_000 }, (_, at) => ({
      kind: 'faq' as const,
      question: cutOf([`w${at % 900}`, `w${(at * 7) % 5_000}`]),
      answer: cutOf(Array.from({ length: 40 }, (_, place) => `w${(at * 31 + place * place) % 5_000}`)),
    }))
    const index = indexPassages(documents)
    const question = queryOf(cutOf(['w3', 'w77', 'w1234', 'w4000', 'w20']))
    const times = Array.from({ length: 50 }, () => {
      const start = performance.now()
      index.rank(question, 10)
      return performance.now() - start
    })
    expect(percentile(times, 0.5)).toBeLessThan(5)
  })
})

describe('the tokenizer', () => {
  test.each([
    ['サーバーのバックアップ', 'サーバのバックアップ'],
    ['フォルダー', 'ﾌｫﾙﾀﾞ'],
    ['ＩＳＯ２７００１を取りました', 'iso27001を取った'],
    ['☆3とは何ですか', '★３とは'],
    ['規程を書き換えました', '規程を書き換える'],
  ])('reads %s as %s', (one, other) => {
    expect(tokenizer.words(one)).toEqual(tokenizer.words(other))
  })

  test('drops courtesy and function words', () => {
    expect(tokenizer.words('お世話になっております。これについて教えていただけますでしょうか。')).toEqual([])
  })

  test('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const found of tokenizer.words(text)) expect(found).not.toBe('')
      }),
    )
    expect(tokenizer.words('\ud800あ\u0000規程\udfff')).toContain('規程')
  })

  test('takes time in proportion to the text, even without punctuation', () => {
    const start = performance.now()
    tokenizer.words('チェックシートの達成基準'.repeat(400))
    expect(performance.now() - start).toBeLessThan(1_000)
  })
})

describe('the knowledge index', () => {
  const entries: readonly KnowledgeEntry[] = [
    faq('FAQ-001', '共有フォルダーのアクセス権は、どのように決めればよいですか。', '部署ごとに決めます。', [
      '全員が見られるフォルダーを減らしたい',
    ]),
    faq(
      'FAQ-002',
      'バックアップの復元試験はどのくらいの頻度で行えばよいですか。',
      '年に1回を目安にしてください。',
      ['リストアのテストは必要ですか'],
    ),
    faq('FAQ-003', '退職者のアカウントは、いつまでに止めればよいですか。', '退職日に止めます。', []),
    {
      kind: 'section',
      id: 'EX-2-6#6',
      source: 'lecture',
      document: 'EX-2-6',
      documentTitle: '事業復旧',
      number: 6,
      heading: '復元試験と事業継続',
      summary: 'バックアップの復元試験は、年に1回お試しください。',
      body: '復元試験は年1回行う。',
      phrasings: [],
      audience: 'any',
    },
  ]
  const calibration = { constant: -3, coverage: 2, lead: 4, votes: 4, foreign: -2 }
  const synonyms = () => createSynonyms([], tokenizer)
  const indexed = () => createKnowledgeIndex(entries, 7, { tokenizer, synonyms: synonyms(), calibration })

  test('finds an entry by each of its own phrasings, best first', () => {
    for (const entry of entries) {
      if (entry.kind !== 'faq') continue
      for (const phrasing of [entry.question, ...entry.phrasings]) {
        const [first] = indexed().search(phrasing)
        expect(first?.entry.id).toBe(entry.id)
        expect(first?.evidence.coverage).toBeCloseTo(1, 9)
        expect(first?.evidence.votes).toBeGreaterThan(0.5)
      }
    }
  })

  test('prefers the entry that answers to the section that explains', () => {
    expect(
      indexed()
        .search('バックアップの復元試験')
        .map((hit) => hit.entry.id),
    ).toEqual(['FAQ-002', 'EX-2-6#6'])
  })

  test('lets the sentences around a question decide between entries that fit alike', () => {
    const [first] = indexed().search('いつ行えばよいですか', {
      context: '退職する人がいます。アカウントが残っています。',
    })
    expect(first?.entry.id).toBe('FAQ-003')
  })

  test('says how much of a question it covers', () => {
    const [first] = indexed().search('火星のバックアップ')
    expect(first?.evidence.coverage).toBeLessThan(0.5)
    expect(indexed().search('火星の重力')).toEqual([])
    expect(indexed().search('')).toEqual([])
  })

  test('gives the same hits from kept words as from the texts, without cutting again', () => {
    const kept = new Map(
      entries.map((entry) => [entry.id, JSON.parse(JSON.stringify(tokensOfEntry(entry, tokenizer)))]),
    )
    let cut = 0
    const counting: Tokenizer = {
      ...tokenizer,
      tokens: (text) => {
        cut++
        return tokenizer.tokens(text)
      },
    }
    const index = createKnowledgeIndex(entries, 7, {
      tokenizer: counting,
      synonyms: synonyms(),
      calibration,
      tokensOf: ({ id }) => kept.get(id),
    })
    expect(cut).toBe(0)
    expect(index.search('バックアップの頻度')).toEqual(indexed().search('バックアップの頻度'))
  })

  test('what is asked like a mail that is not for it speaks against every entry', () => {
    const foreign = [cutText('バックアップ装置を値引きして', tokenizer)]
    const index = createKnowledgeIndex(entries, 7, { tokenizer, synonyms: synonyms(), calibration, foreign })
    const asked = 'バックアップ装置の値引き'
    expect(index.search(asked)[0]?.evidence.foreign).toBeGreaterThan(0.3)
    expect(index.search(asked)[0]?.chance).toBeLessThan(indexed().search(asked)[0]?.chance ?? 0)
  })

  test('an entry that is not looked for leaves its place to the next', () => {
    const [first, second] = indexed().search('バックアップの復元試験')
    const left = indexed().search('バックアップの復元試験', { without: [first?.entry.id ?? ''] })
    expect(left[0]?.entry.id).toBe(second?.entry.id)
  })

  test('knows its entries by id', () => {
    expect(indexed()).toMatchObject({ size: 4, version: 7 })
    expect(indexed().entry('EX-2-6#6')?.kind).toBe('section')
    expect(indexed().entry('FAQ-999')).toBeUndefined()
  })

  test('keeps all evidence between 0 and 1', () => {
    const piece = fc.constantFrom(
      'バックアップ',
      '退職者',
      'の',
      'アカウント',
      'フォルダー',
      '火星',
      '年に1回',
      '試験',
    )
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 8 }),
        fc.array(piece, { maxLength: 4 }),
        (question, context) => {
          for (const { evidence } of indexed().search(question.join(''), { context: context.join('') })) {
            for (const share of Object.values(evidence)) {
              expect(share).toBeGreaterThanOrEqual(0)
              expect(share).toBeLessThanOrEqual(1)
            }
          }
        },
      ),
      { numRuns: 30 },
    )
  })
})

describe('spelling', () => {
  test.each([
    ['取消の期限', '取り消しの期限'],
    ['ウィルス', 'ウイルス'],
    ['サーバー', 'サーバ'],
    ['問合せの窓口', '問い合わせの窓口'],
    ['ﾊﾞｯｸｱｯﾌﾟ', 'バックアップ'],
  ])('%s is searched like %s', (one, other) => {
    expect(tokenizer.words(one)).toEqual(tokenizer.words(other))
  })

  test('what is written as it sounds reads like what is meant', () => {
    const readings = (text: string) => new Set(cutText(text, tokenizer).readings)
    const meant = readings('体制図を作る')
    const shared = [...readings('たいせい図を作る')].filter((it) => meant.has(it))
    expect(shared.length).toBe(meant.size)
  })
})

describe('synonyms', () => {
  const groups = [
    { words: ['多要素認証', 'MFA'], triggers: ['多要素認証', 'MFA'] },
    { words: ['バックアップ', '控え'], triggers: ['バックアップ'] },
  ]
  const of = (text: string) => [...createSynonyms(groups, tokenizer).of(tokenizer.tokens(text))]

  test('a word of several morphemes is looked up as a whole, in either direction', () => {
    expect(of('多要素認証は必要ですか')).toEqual(['mfa'])
    expect(of('ＭＦＡは必須')).toEqual(['多', '要素', '認証'])
  })

  test('a word with other meanings is found, and looks nothing up', () => {
    expect(of('バックアップの頻度')).toEqual(['控え'])
    expect(of('控えめに話す')).toEqual([])
  })
})

describe('word vectors', () => {
  const texts = Array.from({ length: 60 }, (_, at) =>
    at % 2 === 0
      ? ['社員', 'スマホ', '持つ', `件${at}`, '画面', 'ロック']
      : ['請求', '支払', '期限', `件${at}`, '振込', '銀行'],
  )
  const training = { ...usualTraining, epochs: 10, dimensions: 24 }

  test('the same texts give the same vectors, and what stands together is near', () => {
    const vectors = trainWordVectors(texts, training)
    expect(trainWordVectors(texts, training).rows).toEqual(vectors.rows)
    const passages = [cutOf(['画面', 'ロック']), cutOf(['銀行', '振込'])].map((question) => ({
      question,
      answer: emptyCut,
    }))
    const near = createTextVectors(vectors)
      .ofPassages(passages, () => 1)
      .similarity(new Map([['スマホ', 1]]))
    expect(near(0)).toBeGreaterThan(near(1))
  })

  test('packed and unpacked they are within a step of what they were', () => {
    const vectors = trainWordVectors(texts, training)
    const again = unpackWordVectors(packWordVectors(vectors))
    expect([...again.pieces]).toEqual([...vectors.pieces])
    const most = vectors.rows.reduce((largest, it) => Math.max(largest, Math.abs(it)), 0)
    for (const [at, value] of vectors.rows.entries())
      expect(Math.abs(value - (again.rows[at] ?? 9))).toBeLessThanOrEqual(most / 127)
  })
})

describe('retrieval metrics', () => {
  const rankings = [
    { ranked: ['a', 'b', 'c'], relevant: { a: 2 } },
    { ranked: ['x', 'b', 'y'], relevant: { b: 2, z: 1 } },
    { ranked: ['x'], relevant: {} },
  ]

  test('are means over the queries that have something to find', () => {
    const metrics = retrievalMetrics(rankings)
    expect(metrics['P@1']).toBe(0.5)
    expect(metrics['Hit@3']).toBe(1)
    expect(metrics['MRR@10']).toBe(0.75)
    expect(metrics['R@10']).toBe(0.75)
    const second = 2 / Math.log2(3) / (2 + 1 / Math.log2(3))
    expect(metrics['nDCG@10']).toBeCloseTo((1 + second) / 2, 12)
  })

  test('are 1 for the ideal order and stay between 0 and 1 for any', () => {
    const ids = ['a', 'b', 'c', 'd', 'e']
    const grades = fc
      .tuple(...ids.map(() => fc.integer({ min: 0, max: 2 })))
      .filter((all) => all.some((grade) => grade > 0))
    fc.assert(
      fc.property(grades, fc.shuffledSubarray(ids), (given, ranked) => {
        const relevant = Object.fromEntries(ids.map((id, at) => [id, given[at] ?? 0]))
        for (const value of Object.values(retrievalMetrics([{ ranked, relevant }]))) {
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(1 + 1e-12)
        }
        const ideal = ids.toSorted((one, other) => (relevant[other] ?? 0) - (relevant[one] ?? 0))
        const best = retrievalMetrics([{ ranked: ideal, relevant }])
        expect(best['nDCG@10']).toBeCloseTo(1, 12)
        expect(best).toMatchObject({ 'P@1': 1, 'R@10': 1 })
      }),
    )
  })

  test('percentiles are values that were measured', () => {
    expect(percentile([3, 1, 2], 0.5)).toBe(2)
    expect(percentile([3, 1, 2], 0.99)).toBe(3)
    expect(percentile([], 0.5)).toBeNaN()
  })
})

function faq(id: string, question: string, answer: string, phrasings: readonly string[]): FaqEntry {
  return {
    kind: 'faq',
    id,
    category: 'any',
    categoryLabel: 'その他',
    question,
    phrasings,
    answer,
    citations: [],
    audience: 'any',
    planGate: null,
    assumption: false,
  }
}
