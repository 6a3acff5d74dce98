import type { Query } from './bm25.ts'
import type { Passage } from './passages.ts'
import { piecesOf, type WordVectors } from './word-vectors.ts'

/** Texts as the mean of their words' vectors, rare words counting more, with the middle of all texts taken off. */
export interface TextVectors {
  ofPassages(passages: readonly Pick<Passage, 'question' | 'answer'>[], idf: Idf): PassageVectors
}

export interface PassageVectors {
  /** Cosine with each passage, −1 to 1. */
  similarities(query: Query): Float32Array
}

type Idf = (word: string) => number

export function createTextVectors(vectors: WordVectors): TextVectors {
  const { dimensions } = vectors
  return {
    ofPassages(passages, idf) {
      const rarest = Math.log(1 + (passages.length - 0.5) / 1.5)
      const known = new Map<string, Float32Array>()
      const ofWord = (word: string): Float32Array => {
        const vector = known.get(word) ?? wordVector(vectors, word)
        known.set(word, vector)
        return vector
      }
      const ofWords = (words: Iterable<readonly [string, number]>): Float32Array => {
        const sum = new Float32Array(dimensions)
        for (const [word, weight] of words) {
          const vector = ofWord(word)
          const share = weight * (idf(word) || rarest)
          for (let d = 0; d < dimensions; d++) sum[d] = (sum[d] ?? 0) + share * (vector[d] ?? 0)
        }
        return toUnit(sum)
      }
      const plain = passages.map(({ question, answer }) => {
        const words = question.words.length > 0 ? question.words : answer.words
        return ofWords([...new Set(words)].map((word) => [word, 1] as const))
      })
      const middle = new Float32Array(dimensions)
      for (const vector of plain)
        for (let d = 0; d < dimensions; d++)
          middle[d] = (middle[d] ?? 0) + (vector[d] ?? 0) / Math.max(1, plain.length)
      const offMiddle = (vector: Float32Array) => toUnit(vector.map((it, d) => it - (middle[d] ?? 0)))
      const rows = new Float32Array(plain.length * dimensions)
      for (const [passage, vector] of plain.entries()) rows.set(offMiddle(vector), passage * dimensions)
      return {
        similarities(query) {
          const asked = offMiddle(ofWords(query))
          const cosines = new Float32Array(plain.length)
          for (let passage = 0, at = 0; passage < cosines.length; passage++) {
            let product = 0
            for (let d = 0; d < dimensions; d++, at++) product += (asked[d] ?? 0) * (rows[at] ?? 0)
            cosines[passage] = product
          }
          return cosines
        },
      }
    },
  }
}

/** The mean of what is known of the word and its pieces; nothing for a word of which nothing is. */
function wordVector({ dimensions, pieces, rows }: WordVectors, word: string): Float32Array {
  const sum = new Float32Array(dimensions)
  const known = piecesOf(word).flatMap((piece) => pieces.get(piece) ?? [])
  for (const piece of known)
    for (let d = 0, at = piece * dimensions; d < dimensions; d++, at++)
      sum[d] = (sum[d] ?? 0) + (rows[at] ?? 0) / known.length
  return sum
}

function toUnit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector) || 1
  return vector.map((it) => it / length)
}
