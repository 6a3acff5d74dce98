import { type Bm25, buildBm25, type DocumentKinds, type Query } from './bm25.ts'
import type { Cut } from './cut.ts'
import type { TextVectors } from './text-vectors.ts'

/**
 * What a passage is decides what finds it: `phrased`, a question in many people's words with its answer; `faq`, a question in one
 * person's words with its answer; `document`, a passage that only tells.
 */
export type PassageKind = 'phrased' | 'faq' | 'document'

/** What is searched of one passage. */
export interface Passage {
  readonly kind: PassageKind
  readonly question: Cut
  /** Without the question's words: they are counted into this field as well. */
  readonly answer: Cut
  /** Its score is multiplied by this; 1 unless given. */
  readonly weight?: number
}

/** A question as the index takes it: see `queryOf`. */
export interface PassageQuery {
  readonly words: Query
  readonly readings: Query
  readonly characters: Query
  /** Words that the question does not say, but means. */
  readonly synonyms: Query
}

export interface RankOptions {
  /** Passages that are not looked for. */
  readonly without?: (passage: number) => boolean
  /** How near each passage is to the question by a model's embedding: see `Embeddings`. */
  readonly embedded?: Float32Array
}

export interface Ranked {
  readonly passage: number
  readonly score: number
}

/** Passages ranked by a weighted sum of scores. */
export interface PassageIndex {
  /**
   * The best `limit`, best first; only those that share a word with the query, in the same spelling or the same sound, or where
   * embeddings are given. Equal scores stand in the passages' order.
   */
  readonly rank: (query: PassageQuery, limit: number, options?: RankOptions) => readonly Ranked[]
  /** What a passage could score at most for this query by words and synonyms. */
  readonly ceiling: (query: PassageQuery) => number
  /** How rare a word is; 0 for a word that no passage holds. */
  readonly idf: Bm25['idf']
  readonly size: number
}

/** How much each part counts, per kind of passage. */
export type Weights = Readonly<Record<PassageKind, KindWeights>>
export interface KindWeights {
  /** How soon a repeated word says nothing more: BM25's k1. */
  readonly saturation: number
  /** The question's own words, once more. */
  readonly question: number
  readonly synonyms: number
  readonly readings: number
  readonly characters: number
  /** Cosine of the question with the passage's question; with its whole text where it has none. */
  readonly vectors: number
  /** Per whole cosine above the middle. Not measured: no model's vectors can be had where this is developed. */
  readonly embedding: number
}

/**
 * Round numbers: anything near them is equally good on the development sets of docs/evaluation.md, which shows what each part adds.
 * Reciprocal rank fusion, pseudo-relevance feedback and more fields were measured and did not help.
 */
export const usualWeights: Weights = {
  phrased: {
    saturation: 1.2,
    question: 0.5,
    synonyms: 0.2,
    readings: 0.2,
    characters: 0.4,
    vectors: 5,
    embedding: 30,
  },
  faq: {
    saturation: 1.2,
    question: 0.5,
    synonyms: 0.5,
    readings: 0.1,
    characters: 0.1,
    vectors: 10,
    embedding: 30,
  },
  document: {
    saturation: 0.6,
    question: 0.5,
    synonyms: 0,
    readings: 0,
    characters: 0.2,
    vectors: 0,
    embedding: 30,
  },
}

const kinds = ['phrased', 'faq', 'document'] as const

export function indexPassages(
  passages: readonly Passage[],
  weights: Weights = usualWeights,
  vectors?: TextVectors,
): PassageIndex {
  const size = passages.length
  const kindOf = Uint8Array.from(passages, ({ kind }) => kinds.indexOf(kind))
  const perKind = (weight: (of: KindWeights) => number) => kinds.map((kind) => weight(weights[kind]))
  const documentKinds = { kindOf, saturations: perKind(({ saturation }) => saturation) }
  const fields = buildFields(passages, documentKinds)
  const shares = {
    whole: perKind(() => 1),
    question: perKind(({ question }) => question),
    readings: perKind(({ readings }) => readings),
    characters: perKind(({ characters }) => characters),
    synonyms: perKind(({ synonyms }) => synonyms),
    synonymsInQuestion: perKind(({ synonyms, question }) => synonyms * question),
    vectors: perKind((it) => it.vectors),
    embedding: perKind(({ embedding }) => embedding),
  }
  const boosts = Float64Array.from(passages, ({ weight }) => weight ?? 1)
  const heaviest = boosts.reduce((most, weight) => Math.max(most, weight), 0)
  const meant = vectors?.ofPassages(passages, fields.whole.idf)
  const scores = new Float64Array(size)
  const shared = new Uint8Array(size)

  return {
    rank(query, limit, { without, embedded } = {}) {
      scores.fill(0)
      const add = (bm25: Bm25, words: Query, share: readonly number[]) => bm25.addScores(words, share, scores)
      const rests = [
        add(fields.whole, query.words, shares.whole),
        add(fields.question, query.words, shares.question),
        add(fields.whole, query.synonyms, shares.synonyms),
        add(fields.question, query.synonyms, shares.synonymsInQuestion),
        add(fields.readings, query.readings, shares.readings),
      ]
      for (let passage = 0; passage < size; passage++) shared[passage] = (scores[passage] ?? 0) > 0 ? 1 : 0
      const characters = add(fields.characters, query.characters, shares.characters)
      const similarity = meant?.similarity(query.words)

      const mostNear =
        (similarity ? Math.max(...shares.vectors) : 0) +
        (embedded ? Math.max(...shares.embedding) * embedded.reduce((most, it) => Math.max(most, it), 0) : 0)
      const mostRest = rests.reduce((sum, { most }) => sum + most, 0)

      /** 0 for a passage that is not looked for, shares nothing, or cannot reach `least`: what is costly comes last. */
      const scoreOf = (passage: number, least: number): number => {
        const boost = boosts[passage] ?? 1
        let score = scores[passage] ?? 0
        if (boost * (score + mostRest + characters.most + mostNear) < least) return 0
        let rest = 0
        for (const { of } of rests) rest += of(passage)
        const found = shared[passage] === 1 || rest > 0 || embedded !== undefined
        score += rest
        if (!found || boost * (score + characters.most + mostNear) < least || without?.(passage)) return 0
        score += characters.of(passage)
        if (boost * (score + mostNear) < least) return 0
        const kind = kindOf[passage] ?? 0
        const near =
          (shares.vectors[kind] ?? 0) * (similarity?.(passage) ?? 0) +
          (shares.embedding[kind] ?? 0) * (embedded?.[passage] ?? 0)
        return boost * (score + near)
      }
      return best(size, limit, (passage) => (boosts[passage] ?? 1) * (scores[passage] ?? 0), scoreOf)
    },
    ceiling: ({ words, synonyms }) =>
      heaviest *
      (fields.whole.ceiling(words) +
        Math.max(...shares.question) * fields.question.ceiling(words) +
        Math.max(...shares.synonyms) * fields.whole.ceiling(synonyms)),
    idf: fields.whole.idf,
    size,
  }
}

/** On its own, so that what is served holds on to no text that it was built from. */
function buildFields(passages: readonly Passage[], documentKinds: DocumentKinds) {
  const field = (wordsOf: (passage: Passage) => readonly string[]) =>
    buildBm25(passages.map(wordsOf), documentKinds)
  return {
    whole: field(({ question, answer }) => question.words.concat(answer.words)),
    question: field(({ question }) => question.words),
    readings: field(({ question, answer }) => question.readings.concat(answer.readings)),
    characters: field(({ question, answer }) => question.characters.concat(answer.characters)),
  }
}

/**
 * The places of the highest scores above 0. Those that lead by the part that is known already set a mark; the score of a passage that
 * cannot reach it is never finished.
 */
function best(
  size: number,
  limit: number,
  partOf: (passage: number) => number,
  scoreOf: (passage: number, least: number) => number,
): readonly Ranked[] {
  const finished = highest(size, leaders * limit, partOf)
    .map(({ passage }) => scoreOf(passage, 0))
    .sort((one, other) => other - one)
  const mark = finished[limit - 1] ?? 0
  return highest(size, limit, (passage, least) => scoreOf(passage, almost * Math.max(mark, least)))
}

/** The most that a passage can reach and what it reaches are summed in different orders, and differ in the last digits. */
const almost = 1 - 1e-9

/** So many times as many as are wanted are looked at for the mark. */
const leaders = 3

/** Keeps `limit` of them sorted while it passes over all once; `least` is the lowest score that is kept so far. */
function highest(
  size: number,
  limit: number,
  scoreOf: (passage: number, least: number) => number,
): readonly Ranked[] {
  const ranked: Ranked[] = []
  let least = 0
  for (let passage = 0; passage < size; passage++) {
    const score = scoreOf(passage, least)
    if (score <= least) continue
    let at = ranked.length
    while (at > 0 && (ranked[at - 1]?.score ?? 0) < score) at--
    ranked.splice(at, 0, { passage, score })
    if (ranked.length > limit) ranked.pop()
    if (ranked.length === limit) least = ranked.at(-1)?.score ?? 0
  }
  return ranked
}

/**
 * Every word once: a question does not mean a word more by repeating it. `around`: sentences that explain the question without
 * asking; they weigh `aroundWeight`.
 */
export function queryOf(
  question: Cut,
  synonyms: Iterable<string> = [],
  around?: { readonly cut: Cut; readonly weight: number },
): PassageQuery {
  const mix = (mine: readonly string[], others: readonly string[] = []): Query => {
    const query = new Map<string, number>()
    if (around) for (const word of others) query.set(word, around.weight)
    for (const word of mine) query.set(word, 1)
    return query
  }
  const words = mix(question.words, around?.cut.words)
  return {
    words,
    readings: mix(question.readings, around?.cut.readings),
    characters: mix(question.characters, around?.cut.characters),
    synonyms: new Map([...synonyms].flatMap((word) => (words.has(word) ? [] : [[word, 1] as const]))),
  }
}
