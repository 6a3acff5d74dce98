import { cutText, cutTokens } from '#src/services/search/cut.ts'
import { percentile, type RetrievalMetrics, retrievalMetrics } from '#src/services/search/metrics.ts'
import {
  indexPassages,
  type Passage,
  queryOf,
  usualWeights,
  type Weights,
} from '#src/services/search/passages.ts'
import type { Synonyms } from '#src/services/search/synonyms.ts'
import { createTextVectors, type TextVectors } from '#src/services/search/text-vectors.ts'
import { queryCharacters, type Tokenizer } from '#src/services/search/tokenizer.ts'
import { trainWordVectors } from '#src/services/search/word-vectors.ts'
import { type Collection, type CollectionDocument, headOf } from './collection.ts'
import type { Peer } from './peers/peer.ts'

export interface Reader {
  readonly tokenizer: Tokenizer
  readonly synonyms: Synonyms
}

export interface Measured {
  readonly metrics: RetrievalMetrics
  /** Of the whole question: cutting it, too. */
  readonly 'query p50 ms': number
  readonly 'query p99 ms': number
  readonly rankings: readonly Ranking[]
}

interface Ranking {
  readonly id: string
  readonly ranked: readonly string[]
}

export const passagesOf = (
  documents: readonly CollectionDocument[],
  tokenizer: Tokenizer,
): readonly Passage[] =>
  documents.map((document) => ({
    kind: document.question === undefined ? 'document' : 'faq',
    question: cutText(headOf(document), tokenizer),
    answer: cutText(document.text, tokenizer),
  }))

export const vectorsOf = (passages: readonly Passage[]): TextVectors =>
  createTextVectors(
    trainWordVectors(passages.map(({ question, answer }) => [...question.words, ...answer.words])),
  )

/** The desk's own search. */
export function searchOf(
  { documents }: Collection,
  { tokenizer, synonyms }: Reader,
  passages: readonly Passage[],
  vectors: TextVectors | undefined,
  weights: Weights = usualWeights,
): Search {
  const index = indexPassages(passages, weights, vectors)
  return (text) => {
    const read = text.slice(0, queryCharacters)
    const tokens = tokenizer.tokens(read)
    const hits = index.rank(queryOf(cutTokens(tokens, read), synonyms.of(tokens)), 10)
    return hits.flatMap(({ passage }) => documents[passage]?.id ?? [])
  }
}

export async function searchOfPeer(
  { documents }: Collection,
  tokenizer: Tokenizer,
  peer: Peer,
): Promise<Search> {
  const prepared = (text: string) => (peer.tokens === 'ours' ? tokenizer.words(text).join(' ') : text)
  const index = await peer.build(
    documents.map((document) => ({
      id: document.id,
      question: prepared(headOf(document)),
      text: prepared(document.text),
    })),
  )
  return (text) => index.search(prepared(text), 10)
}

export type Search = (text: string) => readonly string[] | Promise<readonly string[]>

export async function measure({ queries }: Collection, search: Search): Promise<Measured> {
  const answered = []
  for (const { id, text, relevant } of queries) {
    const began = performance.now()
    const ranked = await search(text)
    answered.push({ id, ranked, relevant, ms: performance.now() - began })
  }
  const times = answered.map(({ ms }) => ms)
  return {
    metrics: retrievalMetrics(answered),
    'query p50 ms': percentile(times, 0.5),
    'query p99 ms': percentile(times, 0.99),
    rankings: answered.map(({ id, ranked }) => ({ id, ranked })),
  }
}
