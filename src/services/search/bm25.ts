/**
 * BM25 over one field, held in typed arrays: 3 bytes a posting, so that a hundred thousand passages stay in memory.
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
   * Adds to `scores`, which has one place per document, what the rarer words of the query give every document, times the weight of its
   * kind: a place in `weights`. What the common words give is told by the rest, for those documents that still matter.
   */
  readonly addScores: (query: Query, weights: readonly number[], scores: Float64Array) => Rest
  /** What a document could reach at most for this query. */
  readonly ceiling: (query: Query) => number
}

/** The share of a query's common words in the scores. */
export interface Rest {
  /** No document gets more. */
  readonly most: number
  readonly of: (document: number) => number
}

/** Each word of a question with its weight (more than 0): 1 in the question itself, less in the sentences around it. */
export type Query = ReadonlyMap<string, number>

/** What kind each document is of, and for each kind how soon a repeated word says nothing more: k1. */
export interface DocumentKinds {
  readonly kindOf: Uint8Array
  readonly saturations: readonly number[]
}

const b = 0.75

/** A word that more than one in so many documents hold, and more than a few at all, is common: 4 was the fastest of 1 to 16. */
const commonFrom = 4
const fewDocuments = 32

/** Documents are numbered within blocks, in two bytes. */
const blockBits = 16

export function buildBm25(
  documents: readonly (readonly string[])[],
  { kindOf, saturations }: DocumentKinds,
): Bm25 {
  const size = documents.length
  const { terms, stream } = numberTerms(documents)
  const holders = countHolders(documents, stream, terms.size)
  const isCommon = (term: number) => (holders[term] ?? 0) > Math.max(fewDocuments, size / commonFrom)
  const postings = placePostings(documents, stream, holders, isCommon)
  const averageLength = stream.length / size
  const norms = Float32Array.from(documents, ({ length }, document) => {
    const k1 = saturations[kindOf[document] ?? 0] ?? 0
    return k1 * (1 - b + (b * length) / averageLength)
  })
  const idfs = Float64Array.from(holders, (held) => Math.log(1 + (size - held + 0.5) / (held + 0.5)))
  const commonTerms = new Map(
    [...postings.common].map(([term, counts]) => {
      const peak = peakOf(counts, norms, kindOf, saturations.length)
      return [term, { counts, peak }] as const
    }),
  )
  const mostSaturation = Math.max(0, ...saturations)
  const termsIn = (query: Query) =>
    [...query].flatMap(([word, share]) => {
      const term = terms.get(word)
      return term === undefined ? [] : [{ term, worth: share * (idfs[term] ?? 0) }]
    })

  return {
    size,
    idf: (word) => {
      const term = terms.get(word)
      return term === undefined ? 0 : (idfs[term] ?? 0)
    },
    addScores(query, weights, scores) {
      const gains = Float64Array.from(saturations, (k1, kind) => (k1 + 1) * (weights[kind] ?? 0))
      if (gains.every((gain) => gain === 0)) return nothing
      const common: CommonTerm[] = []
      for (const { term, worth } of termsIn(query)) {
        const found = commonTerms.get(term)
        if (found) common.push({ ...found, worth })
        else addPostings(postings, term, worth, gains, norms, kindOf, scores)
      }
      return common.length === 0 ? nothing : restOf(common, gains, norms, kindOf)
    },
    ceiling: (query) => termsIn(query).reduce((sum, { worth }) => sum + worth * (mostSaturation + 1), 0),
  }
}

const nothing: Rest = { most: 0, of: () => 0 }

interface Postings {
  /**
   * The documents that hold a rare term stand in `places` from `starts[term * blocks + block]` on, block by block and in their own
   * order, each with how often it holds it (at most 255 times).
   */
  readonly starts: Uint32Array
  readonly blocks: number
  readonly places: Uint16Array
  readonly counts: Uint8Array
  /** How often each document holds a common term. */
  readonly common: ReadonlyMap<number, Uint8Array>
}

function addPostings(
  { starts, blocks, places, counts }: Postings,
  term: number,
  worth: number,
  gains: Float64Array,
  norms: Float32Array,
  kindOf: Uint8Array,
  scores: Float64Array,
): void {
  for (let block = 0; block < blocks; block++) {
    const first = block << blockBits
    const end = starts[term * blocks + block + 1] ?? 0
    for (let at = starts[term * blocks + block] ?? 0; at < end; at++) {
      const document = first + (places[at] ?? 0)
      const count = counts[at] ?? 0
      const gain = worth * (gains[kindOf[document] ?? 0] ?? 0)
      scores[document] = (scores[document] ?? 0) + (gain * count) / (count + (norms[document] ?? 0))
    }
  }
}

interface CommonTerm {
  readonly counts: Uint8Array
  readonly worth: number
  /** For each kind, the greatest count ÷ (count + norm) of its documents. */
  readonly peak: Float64Array
}

function restOf(
  terms: readonly CommonTerm[],
  gains: Float64Array,
  norms: Float32Array,
  kindOf: Uint8Array,
): Rest {
  const mostOf = (kind: number) => terms.reduce((sum, { worth, peak }) => sum + worth * (peak[kind] ?? 0), 0)
  return {
    most: gains.reduce((most, gain, kind) => Math.max(most, gain * mostOf(kind)), 0),
    of(document) {
      const norm = norms[document] ?? 0
      let sum = 0
      for (const { counts, worth } of terms) {
        const count = counts[document] ?? 0
        if (count > 0) sum += (worth * count) / (count + norm)
      }
      return sum * (gains[kindOf[document] ?? 0] ?? 0)
    },
  }
}

function peakOf(counts: Uint8Array, norms: Float32Array, kindOf: Uint8Array, kinds: number): Float64Array {
  const peak = new Float64Array(kinds)
  for (let document = 0; document < counts.length; document++) {
    const count = counts[document] ?? 0
    if (count === 0) continue
    const kind = kindOf[document] ?? 0
    peak[kind] = Math.max(peak[kind] ?? 0, count / (count + (norms[document] ?? 0)))
  }
  return peak
}

/** Each word's number, and the numbers of all documents' words, one document after the other. */
function numberTerms(documents: readonly (readonly string[])[]) {
  const terms = new Map<string, number>()
  const stream = new Uint32Array(documents.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const words of documents) {
    for (const word of words) {
      let term = terms.get(word)
      if (term === undefined) {
        term = terms.size
        terms.set(word, term)
      }
      stream[at++] = term
    }
  }
  return { terms, stream }
}

/** In how many documents each term stands. */
function countHolders(documents: readonly (readonly string[])[], stream: Uint32Array, terms: number) {
  const holders = new Uint32Array(terms)
  eachOccurrence(documents, stream, terms, (term, _, isFirst) => {
    if (isFirst) holders[term] = (holders[term] ?? 0) + 1
  })
  return holders
}

const mostCounted = 255

function placePostings(
  documents: readonly (readonly string[])[],
  stream: Uint32Array,
  holders: Uint32Array,
  isCommon: (term: number) => boolean,
): Postings {
  const blocks = Math.max(1, Math.ceil(documents.length / (1 << blockBits)))
  const common = new Map<number, Uint8Array>()
  for (let term = 0; term < holders.length; term++)
    if (isCommon(term)) common.set(term, new Uint8Array(documents.length))
  const starts = new Uint32Array(holders.length * blocks + 1)
  eachOccurrence(documents, stream, holders.length, (term, document, isFirst) => {
    if (!isFirst || common.has(term)) return
    const next = term * blocks + (document >>> blockBits) + 1
    starts[next] = (starts[next] ?? 0) + 1
  })
  for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0)

  const total = starts[starts.length - 1] ?? 0
  const places = new Uint16Array(total)
  const counts = new Uint8Array(total)
  const filled = starts.slice()
  eachOccurrence(documents, stream, holders.length, (term, document, isFirst) => {
    const dense = common.get(term)
    if (dense) {
      dense[document] = Math.min(mostCounted, (dense[document] ?? 0) + 1)
      return
    }
    const slot = term * blocks + (document >>> blockBits)
    if (isFirst) {
      const at = filled[slot] ?? 0
      filled[slot] = at + 1
      places[at] = document & ((1 << blockBits) - 1)
      counts[at] = 1
    } else {
      const at = (filled[slot] ?? 0) - 1
      counts[at] = Math.min(mostCounted, (counts[at] ?? 0) + 1)
    }
  })
  return { starts, blocks, places, counts, common }
}

function eachOccurrence(
  documents: readonly (readonly string[])[],
  stream: Uint32Array,
  terms: number,
  visit: (term: number, document: number, isFirst: boolean) => void,
): void {
  /** The last document that a term was seen in, counted from 1. */
  const seen = new Uint32Array(terms)
  let at = 0
  for (let document = 0; document < documents.length; document++) {
    const end = at + (documents[document]?.length ?? 0)
    for (; at < end; at++) {
      const term = stream[at] ?? 0
      visit(term, document, seen[term] !== document + 1)
      seen[term] = document + 1
    }
  }
}
