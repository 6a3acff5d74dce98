/**
 * Measures the desk's own search on a judged collection:
 *
 *     npm run --silent evaluate:retrieval -- --corpus corpus.jsonl --queries queries.jsonl [--json]
 *
 * Corpus rows are {"id", "question"?, "title"?, "text"}, queries {"id", "text", "relevant": {document id: grade}}. Prints the metrics, with
 * `--json` as the only thing on stdout. Exit code 1, with a message on stderr, when a file cannot be read or a row is malformed.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { cutText, cutTokens } from '#src/services/search/cut.ts'
import { percentile, retrievalMetrics } from '#src/services/search/metrics.ts'
import { indexPassages, queryOf } from '#src/services/search/passages.ts'
import { createSynonyms, readSudachiSynonyms } from '#src/services/search/synonyms.ts'
import { createTextVectors } from '#src/services/search/text-vectors.ts'
import { createTokenizer, queryCharacters } from '#src/services/search/tokenizer.ts'
import { trainWordVectors } from '#src/services/search/word-vectors.ts'

const documentRow = z.object({
  id: z.string(),
  question: z.string().optional(),
  title: z.string().optional(),
  text: z.string(),
})

const queryRow = z.object({
  id: z.string(),
  text: z.string(),
  relevant: z.record(z.string(), z.number().nonnegative()),
})

/** Something that the caller can put right. */
class InputError extends Error {}

const options = {
  corpus: { type: 'string' },
  queries: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const
const usage = 'usage: evaluate-retrieval --corpus FILE.jsonl --queries FILE.jsonl [--json]'

async function main(): Promise<void> {
  const { corpus, queries, json } = readOptions()
  const documents = readRows(corpus, documentRow)
  const asked = readRows(queries, queryRow)
  const { metrics, rankings } = await evaluate(documents, asked)
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
    if (corpus === undefined || queries === undefined) throw new InputError(usage)
    return { corpus, queries, json }
  } catch (error) {
    throw error instanceof InputError ? error : new InputError(`${messageOf(error)}\n${usage}`)
  }
}

function readRows<Row extends { readonly id: string }>(file: string, schema: z.ZodType<Row>): readonly Row[] {
  const seen = new Set<string>()
  return readText(file)
    .split('\n')
    .flatMap((line, at): Row[] => {
      if (line.trim() === '') return []
      const where = `${file}:${at + 1}`
      const row = schema.safeParse(parseJson(line, where))
      if (!row.success) throw new InputError(`${where}: ${problemsOf(row.error)}`)
      if (seen.has(row.data.id))
        throw new InputError(`${where}: the id ${JSON.stringify(row.data.id)} stands there twice`)
      seen.add(row.data.id)
      return [row.data]
    })
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  } catch (error) {
    throw new InputError(`${file}: cannot be read: ${messageOf(error)}`)
  }
}

function parseJson(line: string, where: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    throw new InputError(`${where}: not JSON: ${messageOf(error)}`)
  }
}

async function evaluate(
  documents: readonly z.infer<typeof documentRow>[],
  asked: readonly z.infer<typeof queryRow>[],
) {
  const [tokenizer, groups] = await Promise.all([createTokenizer(), readSudachiSynonyms()])
  const synonyms = createSynonyms(groups, tokenizer)
  const passages = documents.map(({ question, title, text }) => ({
    kind: question === undefined ? ('document' as const) : ('faq' as const),
    question: cutText([question, title].filter((part) => part !== undefined).join('\n'), tokenizer),
    answer: cutText(text, tokenizer),
  }))
  const start = performance.now()
  const lexical = indexPassages(passages)
  const indexed = performance.now()
  const vectors = trainWordVectors(
    passages.map(({ question, answer }) => [...question.words, ...answer.words]),
  )
  const index = lexical.withVectors(createTextVectors(vectors))
  const trained = performance.now()

  const answered = asked.map(({ id, text, relevant }) => {
    const began = performance.now()
    const read = text.slice(0, queryCharacters)
    const tokens = tokenizer.tokens(read)
    const hits = index.rank(queryOf(cutTokens(tokens, read), synonyms.of(tokens)), 10)
    const ms = performance.now() - began
    return { id, ranked: hits.flatMap(({ passage }) => documents[passage]?.id ?? []), relevant, ms }
  })
  const times = answered.map(({ ms }) => ms)
  return {
    metrics: {
      ...retrievalMetrics(answered),
      'index ms': indexed - start,
      'vectors ms': trained - indexed,
      'query p50 ms': percentile(times, 0.5),
      'query p99 ms': percentile(times, 0.99),
    },
    rankings: answered.map(({ id, ranked }) => ({ id, ranked })),
  }
}

function problemsOf(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join('.') || 'the row'}: ${message}`).join('; ')
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

try {
  await main()
} catch (error) {
  if (!(error instanceof InputError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
