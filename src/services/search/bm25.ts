/**
 * BM25 over one field, held in typed arrays: 8 bytes a posting, so that tens of thousands of passages stay in memory. The part of the
 * score that does not depend on the query is computed once, when the index is built.
 *
 * Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009); idf is ln(1 + (N − n + ½) ÷ (n + ½)), which
 * is never negative.
 */
export interface Bm25 {
  /** How many documents there are; they are named by their position in what the index was built from. */
  readonly size: number
  /** 0 for a word that no document holds. */
  readonly idf: (word: string) => number
  /**
   * Adds the score of every document, times the weight of its kind, to `scores`, which like `kindOf` has one place per document. A kind
   * is a place in `weights`.
   */
  readonly addScores: (
    query: Query,
    weights: readonly number[],
    kindOf: Uint8Array,
    scores: Float64Array,
  ) => void
  /** What a document could reach at most for this query. */
  readonly ceiling: (query: Query) => number
}

/** Each word of a question with its weight (more than 0): 1 in the question itself, less in the sentences around it. */
export type Query = ReadonlyMap<string, number>

const b = 0.75

/** `saturations`: k1 of each document. */
export function buildBm25(documents: readonly (readonly string[])[], saturations: readonly number[]): Bm25 {
  const size = documents.length
  const mostSaturation = saturations.reduce((most, it) => Math.max(most, it), 0)
  const averageLength = documents.reduce((sum, words) => sum + words.length, 0) / size
  const counts = documents.map(countWords)
  const terms = numberTerms(counts)
  const { starts, holders } = postings(counts, terms)
  const impacts = new Float32Array(holders.length)
  const idfs = Float64Array.from(terms.values(), (term) =>
    idfOf((starts[term + 1] ?? 0) - (starts[term] ?? 0), size),
  )

  const filled = new Uint32Array(terms.size)
  for (const [document, words] of counts.entries()) {
    const k1 = saturations[document] ?? 1.2
    const norm = k1 * (1 - b + (b * (documents[document]?.length ?? 0)) / averageLength)
    for (const [word, count] of words) {
      const term = terms.get(word) ?? 0
      const at = (starts[term] ?? 0) + (filled[term] ?? 0)
      filled[term] = (filled[term] ?? 0) + 1
      impacts[at] = ((idfs[term] ?? 0) * count * (k1 + 1)) / (count + norm)
    }
  }

  return {
    size,
    idf: (word) => {
      const term = terms.get(word)
      return term === undefined ? 0 : (idfs[term] ?? 0)
    },
    addScores(query, weights, kindOf, scores) {
      if (weights.every((weight) => weight === 0)) return
      for (const [word, share] of query) {
        const term = terms.get(word)
        if (term === undefined) continue
        const end = starts[term + 1] ?? 0
        for (let at = starts[term] ?? 0; at < end; at++) {
          const document = holders[at] ?? 0
          const weight = weights[kindOf[document] ?? 0] ?? 0
          scores[document] = (scores[document] ?? 0) + weight * share * (impacts[at] ?? 0)
        }
      }
    },
    ceiling(query) {
      let sum = 0
      for (const [word, share] of query) {
        const term = terms.get(word)
        if (term !== undefined) sum += share * (idfs[term] ?? 0) * (mostSaturation + 1)
      }
      return sum
    },
  }
}

function idfOf(holders: number, size: number): number {
  return Math.log(1 + (size - holders + 0.5) / (holders + 0.5))
}

function countWords(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

function numberTerms(documents: readonly ReadonlyMap<string, number>[]): ReadonlyMap<string, number> {
  const terms = new Map<string, number>()
  for (const words of documents)
    for (const word of words.keys()) if (!terms.has(word)) terms.set(word, terms.size)
  return terms
}

/** The documents that hold term t stand in `holders` from `starts[t]` up to `starts[t + 1]`, in their own order. */
function postings(documents: readonly ReadonlyMap<string, number>[], terms: ReadonlyMap<string, number>) {
  const starts = new Uint32Array(terms.size + 1)
  for (const words of documents) {
    for (const word of words.keys()) {
      const next = (terms.get(word) ?? 0) + 1
      starts[next] = (starts[next] ?? 0) + 1
    }
  }
  for (let term = 0; term < terms.size; term++)
    starts[term + 1] = (starts[term + 1] ?? 0) + (starts[term] ?? 0)
  const holders = new Uint32Array(starts[terms.size] ?? 0)
  const filled = starts.slice()
  for (const [document, words] of documents.entries()) {
    for (const word of words.keys()) {
      const term = terms.get(word) ?? 0
      const at = filled[term] ?? 0
      holders[at] = document
      filled[term] = at + 1
    }
  }
  return { starts, holders }
}
