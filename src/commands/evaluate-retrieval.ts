/**
 * Measures the desk's own search on a judged collection:
 *
 *     npm run --silent evaluate:retrieval -- --corpus corpus.jsonl --queries queries.jsonl [--json]
 *
 * Corpus rows are {"id", "question"?, "title"?, "text"}, queries {"id", "text", "relevant": {document id: grade}}. Prints the metrics, with
 * `--json` as the only thing on stdout. Exit code 1, with a message on stderr, when a file cannot be read or a row is malformed.
 */
import { parseArgs } from 'node:util'
import { indexPassages } from '#src/services/search/passages.ts'
import { createSynonyms, readSudachiSynonyms } from '#src/services/search/synonyms.ts'
import { createTokenizer } from '#src/services/search/tokenizer.ts'
import { type Collection, readCollection } from './evaluation/collection.ts'
import { measure, passagesOf, searchOf, vectorsOf } from './evaluation/retrieval.ts'
import { Usage } from './usage.ts'

const options = {
  corpus: { type: 'string' },
  queries: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const
const usage = 'usage: evaluate-retrieval --corpus FILE.jsonl --queries FILE.jsonl [--json]'

async function main(): Promise<void> {
  const { corpus, queries, json } = readOptions()
  const { metrics, rankings } = await evaluate(readCollection(corpus, queries))
  process.stdout.write(
    json
      ? `${JSON.stringify({ metrics, queries: rankings })}\n`
      : `${Object.entries(metrics)
          .map(([name, value]) => `${name.padEnd(13)}${value.toFixed(3)}\n`)
          .join('')}`,
  )
}

function readOptions() {
  try {
    const { corpus, queries, json } = parseArgs({ options }).values
    if (corpus === undefined || queries === undefined) throw new Usage(usage)
    return { corpus, queries, json }
  } catch (error) {
    throw error instanceof Usage ? error : new Usage(`${String(error)}\n${usage}`)
  }
}

async function evaluate(collection: Collection) {
  const [tokenizer, groups] = await Promise.all([createTokenizer(), readSudachiSynonyms()])
  const reader = { tokenizer, synonyms: createSynonyms(groups, tokenizer) }
  const passages = passagesOf(collection.documents, tokenizer)
  const began = performance.now()
  indexPassages(passages)
  const indexed = performance.now()
  const vectors = vectorsOf(passages)
  const trained = performance.now()
  const measured = await measure(collection, searchOf(collection, reader, passages, vectors))
  return {
    metrics: {
      ...measured.metrics,
      'index ms': indexed - began,
      'vectors ms': trained - indexed,
      'query p50 ms': measured['query p50 ms'],
      'query p99 ms': measured['query p99 ms'],
    },
    rankings: measured.rankings,
  }
}

try {
  await main()
} catch (error) {
  if (!(error instanceof Usage)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
