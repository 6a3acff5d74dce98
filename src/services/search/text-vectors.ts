import type { Query } from './bm25.ts'
import type { Passage } from './passages.ts'
import { piecesOf, type WordVectors } from './word-vectors.ts'

/** Texts as the mean of their words' vectors, rare words counting more, with the middle of all texts taken off. */
export interface TextVectors {
  ofPassages(passages: readonly Pick<Passage, 'question' | 'answer'>[], idf: Idf): PassageVectors
}

export interface PassageVectors {
  /** Tells the cosine with each passage, −1 to 1. */
  similarity(query: Query): (passage: number) => number
}

type Idf = (word: string) => number

export function createTextVectors(vectors: WordVectors): TextVectors {
  const { dimensions } = vectors
  return {
    ofPassages(passages, idf) {
      const rarest = Math.log(1 + (passages.length - 0.5) / 1.5)
      const ofWord = rememberingWords(vectors)
      const shareOf = (word: string) => idf(word) || rarest
      const rows = new Float32Array(passages.length * dimensions)
      const middle = new Float64Array(dimensions)
      for (const [passage, { question, answer }] of passages.entries()) {
        const row = rows.subarray(passage * dimensions, (passage + 1) * dimensions)
        for (const word of new Set(question.words.length > 0 ? question.words : answer.words))
          addTimes(row, ofWord(word), shareOf(word))
        toUnit(row)
        for (let d = 0; d < dimensions; d++) middle[d] = (middle[d] ?? 0) + (row[d] ?? 0) / passages.length
      }
      const offMiddle = (vector: Float32Array) => {
        for (let d = 0; d < dimensions; d++) vector[d] = (vector[d] ?? 0) - (middle[d] ?? 0)
        toUnit(vector)
      }
      for (let at = 0; at < rows.length; at += dimensions) offMiddle(rows.subarray(at, at + dimensions))

      return {
        similarity(query) {
          const asked = new Float32Array(dimensions)
          for (const [word, weight] of query)
            addTimes(asked, wordVector(vectors, word), weight * shareOf(word))
          toUnit(asked)
          offMiddle(asked)
          return (passage) => {
            const from = passage * dimensions
            let product = 0
            for (let d = 0; d < dimensions; d++) product += (asked[d] ?? 0) * (rows[from + d] ?? 0)
            return product
          }
        },
      }
    },
  }
}

/** While passages are read; a question's few words are looked up each time. */
function rememberingWords(vectors: WordVectors): (word: string) => Float32Array {
  const known = new Map<string, Float32Array>()
  return (word) => {
    const vector = known.get(word) ?? wordVector(vectors, word)
    known.set(word, vector)
    return vector
  }
}

/** The mean of what is known of the word and its pieces; nothing for a word of which nothing is. */
function wordVector({ dimensions, pieces, rows }: WordVectors, word: string): Float32Array {
  const sum = new Float32Array(dimensions)
  const known = piecesOf(word).flatMap((piece) => pieces.get(piece) ?? [])
  for (const piece of known)
    addTimes(sum, rows.subarray(piece * dimensions, (piece + 1) * dimensions), 1 / known.length)
  return sum
}

function addTimes(sum: Float32Array, vector: Float32Array, times: number): void {
  for (let d = 0; d < sum.length; d++) sum[d] = (sum[d] ?? 0) + times * (vector[d] ?? 0)
}

/** Leaves a vector of nothing as it is. */
function toUnit(vector: Float32Array): void {
  let squares = 0
  for (let d = 0; d < vector.length; d++) squares += (vector[d] ?? 0) ** 2
  const length = Math.sqrt(squares) || 1
  for (let d = 0; d < vector.length; d++) vector[d] = (vector[d] ?? 0) / length
}
