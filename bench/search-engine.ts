/**
 * One search library on a number of passages, in a process of its own so that its memory is its own:
 *
 *     node --expose-gc bench/search-engine.ts ours|minisearch|orama SIZE PIECES.json VECTORS
 *
 * Prints one line of JSON.
 */
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { miniSearch } from '#src/commands/evaluation/peers/minisearch.ts'
import { orama } from '#src/commands/evaluation/peers/orama.ts'
import type { Peer } from '#src/commands/evaluation/peers/peer.ts'
import { type Cut, joinCuts } from '#src/services/search/cut.ts'
import { unpackWordVectors } from '#src/services/search/packed-vectors.ts'
import { indexPassages, type Passage, queryOf, usualWeights } from '#src/services/search/passages.ts'
import { createTextVectors } from '#src/services/search/text-vectors.ts'
import { makePassages, Pieces } from './made-passages.ts'
import { quantile } from './measure.ts'

const [engine, size, pieces, vectors] = z
  .tuple([z.enum(['ours', 'minisearch', 'orama']), z.coerce.number(), z.string(), z.string()])
  .parse(process.argv.slice(2))

const PackedHeader = z.object({ dimensions: z.number(), pieces: z.array(z.string()), rows: z.base64() })

type Find = (question: Cut) => unknown

const before = memory()
const { find, asked, buildMs, rebuildMs } = await build()
const after = memory()
const times = []
for (const question of asked.slice(0, 20)) await find(question)
for (const question of asked) {
  const began = performance.now()
  await find(question)
  times.push(performance.now() - began)
}
console.log(
  JSON.stringify({
    buildMs,
    rebuildMs,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    megabytes: (after - before) / 1e6,
  }),
)

/** What is built outlives this function; what it is built from does not. */
async function build() {
  const cut = Pieces.parse(JSON.parse(await readFile(pieces, 'utf8')))
  const passages = makePassages(cut, size)
  const asked = structuredClone(cut.asked.filter((_, at) => at % 2 === 0))
  const kept =
    engine === 'ours'
      ? await ours(passages)
      : await peer(engine === 'orama' ? orama('ours') : miniSearch('ours'), passages)
  return { ...kept, asked }
}

async function ours(passages: readonly Passage[]) {
  const { rows, ...rest } = PackedHeader.parse(JSON.parse(await readFile(vectors, 'utf8')))
  const text = createTextVectors(
    unpackWordVectors({ ...rest, rows: new Uint8Array(Buffer.from(rows, 'base64')) }),
  )
  const first = performance.now()
  indexPassages(passages, usualWeights, text)
  const second = performance.now()
  const changed = passages.with(0, {
    ...passages[0],
    kind: 'faq',
    question: passages[1]?.question ?? joinCuts([]),
    answer: joinCuts([]),
  })
  const index = indexPassages(changed, usualWeights, text)
  const third = performance.now()
  const find: Find = (question) => index.rank(queryOf(question), 10)
  return { find, buildMs: second - first, rebuildMs: third - second }
}

async function peer({ build }: Peer, passages: readonly Passage[]) {
  const documents = passages.map(({ question, answer }, at) => ({
    id: String(at),
    question: question.words.join(' '),
    text: answer.words.join(' '),
  }))
  const began = performance.now()
  const index = await build(documents)
  const built = performance.now() - began
  const find: Find = (question) => index.search(question.words.join(' '), 10)
  return { find, buildMs: built, rebuildMs: built }
}

/** Bytes in use: objects, and the buffers outside the heap. */
function memory(): number {
  for (let round = 0; round < 3; round++) global.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
