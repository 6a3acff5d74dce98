import path from 'node:path'
import type { RetrievalMetrics } from '../../services/search/metrics.ts'
import { usualWeights } from '../../services/search/passages.ts'
import { createSynonyms } from '../../services/search/synonyms.ts'
import type { Tokenizer } from '../../services/search/tokenizer.ts'
import { type Collection, readCollection } from './collection.ts'
import { metric, ms, table } from './markdown.ts'
import { ablations } from './parts.ts'
import { peers } from './peers/index.ts'
import { type Measured, measure, passagesOf, searchOf, searchOfPeer, vectorsOf } from './retrieval.ts'

const sets = [
  ['localgovfaq', 'localgovFAQ: citizens’ queries against a city’s FAQ'],
  ['jsquad', 'jsquad: questions against Wikipedia paragraphs'],
] as const

export interface RetrievalParts {
  readonly shared: string
  /** One spelling for what means the same, and words as they are written. */
  readonly tokenizers: Readonly<Record<'one' | 'as written', Tokenizer>>
  readonly synonymGroups: Parameters<typeof createSynonyms>[0]
}

/** Ours beside every peer, and ours without each of its parts. */
export async function retrievalSection(parts: RetrievalParts): Promise<string> {
  const sections = []
  for (const [name, title] of sets) {
    const file = (what: string) => path.join(parts.shared, 'retrieval', `${name}.${what}.jsonl`)
    const collection = readCollection(file('corpus'), file('queries.dev'))
    sections.push(
      `### ${title}\n\n${collection.documents.length} documents, ${collection.queries.length} queries.`,
      ...(await tablesOf(collection, parts)),
    )
  }
  return sections.join('\n\n')
}

async function tablesOf(collection: Collection, parts: RetrievalParts): Promise<readonly string[]> {
  const ours = await measureOurs(collection, parts)
  const theirs: (readonly string[])[] = []
  for (const peer of peers) {
    const measured = await measure(collection, await searchOfPeer(collection, parts.tokenizers.one, peer))
    theirs.push([`${peer.library}, ${peer.setting}`, ...figures(measured.metrics), ...times(measured)])
  }
  const [[, whole] = []] = ours
  if (whole === undefined) return []
  return [
    table(
      ['System', 'P@1', 'R@10', 'nDCG@10', 'p50 ms', 'p99 ms'],
      [['**Academy Desk**', ...figures(whole.metrics), ...times(whole)], ...theirs],
    ),
    table(
      ['Academy Desk', 'P@1', 'R@10', 'nDCG@10', 'Δ nDCG@10'],
      ours.map(([name, { metrics }]) => [
        name,
        ...figures(metrics),
        signed(metrics['nDCG@10'] - whole.metrics['nDCG@10']),
      ]),
    ),
  ]
}

async function measureOurs(
  collection: Collection,
  { tokenizers, synonymGroups }: RetrievalParts,
): Promise<readonly (readonly [string, Measured])[]> {
  const prepared = (tokenizer: Tokenizer) => ({
    reader: { tokenizer, synonyms: createSynonyms(synonymGroups, tokenizer) },
    passages: passagesOf(collection.documents, tokenizer),
  })
  const cut = { one: prepared(tokenizers.one), 'as written': prepared(tokenizers['as written']) }
  const counts = cut.one.passages.some(({ kind }) => usualWeights[kind].vectors > 0)
  const vectors = counts ? vectorsOf(cut.one.passages) : undefined
  const measured: (readonly [string, Measured])[] = []
  for (const { name, weights, spelling } of ablations) {
    const { reader, passages } = cut[spelling]
    const search = searchOf(collection, reader, passages, vectors, weights)
    measured.push([name, await measure(collection, search)])
  }
  return measured
}

const figures = (metrics: RetrievalMetrics): readonly string[] =>
  (['P@1', 'R@10', 'nDCG@10'] as const).map((name) => metric(metrics[name]))
const times = (measured: Measured): readonly string[] =>
  (['query p50 ms', 'query p99 ms'] as const).map((name) => ms(measured[name]))
const signed = (difference: number): string => `${difference < 0 ? '−' : '+'}${metric(Math.abs(difference))}`
