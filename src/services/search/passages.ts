import { type Bm25, buildBm25, type Query } from './bm25.ts'

/** What is searched of one passage, cut into words. */
export interface Passage {
  readonly question: readonly string[]
  /** Without the question's words: they are counted into this field as well. */
  readonly answer: readonly string[]
  /** Its score is multiplied by this; 1 unless given. */
  readonly weight?: number
}

/** Passages ranked by a weighted sum of two BM25 fields: question + answer, and the question alone. */
export interface PassageIndex {
  /** The best `limit`, best first; only those that share a word with the query. Equal scores stand in the passages' order. */
  readonly rank: (
    query: Query,
    limit: number,
  ) => readonly { readonly passage: number; readonly score: number }[]
  /** What a passage could score at most for this query. */
  readonly ceiling: (query: Query) => number
  /** How rare a word is; 0 for a word that no passage holds. */
  readonly idf: Bm25['idf']
  readonly size: number
}

/** Reciprocal rank fusion and more fields were measured and did not help; anything from .3 to .7 is equally good. */
const questionWeight = 0.5

export function indexPassages(passages: readonly Passage[]): PassageIndex {
  const whole = buildBm25(passages.map(({ question, answer }) => [...question, ...answer]))
  const question = buildBm25(passages.map((passage) => passage.question))
  const weights = Float64Array.from(passages, ({ weight }) => weight ?? 1)
  const heaviest = weights.reduce((most, weight) => Math.max(most, weight), 0)
  const scores = new Float64Array(passages.length)
  return {
    rank(query, limit) {
      scores.fill(0)
      whole.addScores(query, 1, scores)
      question.addScores(query, questionWeight, scores)
      for (const [passage, weight] of weights.entries()) scores[passage] = (scores[passage] ?? 0) * weight
      return best(scores, limit)
    },
    ceiling: (query) => heaviest * (whole.ceiling(query) + questionWeight * question.ceiling(query)),
    idf: whole.idf,
    size: passages.length,
  }
}

/** The places of the highest scores above 0. Keeps `limit` of them sorted while it passes over all once. */
function best(scores: Float64Array, limit: number) {
  const ranked: { passage: number; score: number }[] = []
  for (const [passage, score] of scores.entries()) {
    if (score <= 0 || (ranked.length >= limit && score <= (ranked.at(-1)?.score ?? 0))) continue
    let at = ranked.length
    while (at > 0 && (ranked[at - 1]?.score ?? 0) < score) at--
    ranked.splice(at, 0, { passage, score })
    if (ranked.length > limit) ranked.pop()
  }
  return ranked
}

/** Every word once: a question does not mean a word more by repeating it. */
export function queryOf(words: readonly string[], around: readonly string[] = [], aroundWeight = 0): Query {
  const query = new Map<string, number>()
  if (aroundWeight > 0) for (const word of around) query.set(word, aroundWeight)
  for (const word of words) query.set(word, 1)
  return query
}
