import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { parse, YAMLParseError } from 'yaml'
import { z } from 'zod'
import { answeredWith, createRecogniser, draftReply, sourcesOf } from '../features/consultation/index.ts'
import type { Library } from '../ports/knowledge.ts'
import { textsOf } from '../services/knowledge/library.ts'
import { KnowledgeError, readKnowledge } from '../services/knowledge/read-knowledge.ts'
import { createKnowledgeIndex, tokensOfEntry } from '../services/search/knowledge-index.ts'
import { createSynonyms, groupOf, readSudachiSynonyms } from '../services/search/synonyms.ts'
import { createTextVectors } from '../services/search/text-vectors.ts'
import { createTokenizer } from '../services/search/tokenizer.ts'
import { trainWordVectors } from '../services/search/word-vectors.ts'
import { actionOf, type Expected, interleaved, type Outcome, scoreOf, summarise } from './evaluation.ts'
import { Usage } from './usage.ts'

/**
 * What the desk would say to labelled mails, each a new conversation of a staff member on the mail's plan: in memory, without
 * model or server. stdout is JSON only; what is wrong with the file goes to stderr, exit code 1.
 */
const USAGE = 'npm run --silent evaluate -- --questions FILE.yaml --json [--now ISO]'

const ids = z.array(z.string()).default([])
const Mails = z.object({
  questions: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      customer_plan: z.enum(['learning', 'practice']).default('practice'),
      expected: z.object({
        action: z.enum(['answer', 'escalate', 'refuse', 'account']),
        partly: z.boolean().default(false),
        faq_all: ids,
        faq_any: ids,
        sections_any: ids,
        also: ids,
        urgent: z.boolean().default(false),
      }),
    }),
  ),
})
type Mail = z.infer<typeof Mails>['questions'][number]

try {
  const mails = await readMails(readOptions())
  const library = await openLibrary()
  const cases = mails.map((mail) => [expectedOf(mail), outcomeOf(mail, library)] as const)
  const questions = cases.map(([expected, outcome]) => ({
    ...outcome,
    expected: expected.action,
    score: scoreOf(expected, outcome),
  }))
  console.log(JSON.stringify({ summary: summarise(cases), questions }))
} catch (error) {
  console.error(wordsOf(error))
  process.exitCode = 1
}

function readOptions(): string {
  const { values } = parseArgs({
    options: { questions: { type: 'string' }, json: { type: 'boolean' }, now: { type: 'string' } },
  })
  if (!values.questions) throw new Usage(USAGE)
  // No answer of this version hangs on the day; a wrong one is refused all the same.
  if (values.now !== undefined && Number.isNaN(Date.parse(values.now)))
    throw new Usage(`--now: "${values.now}" is no date\n${USAGE}`)
  return values.questions
}

async function readMails(file: string): Promise<readonly Mail[]> {
  const parsed = Mails.safeParse(parse(await readFile(file, 'utf8')))
  if (!parsed.success) throw new Usage(`${file}: ${z.prettifyError(parsed.error)}`)
  return parsed.data.questions
}

async function openLibrary(): Promise<Pick<Library, 'index' | 'classes'>> {
  const directory = fileURLToPath(new URL('../../knowledge', import.meta.url))
  const [{ entries, classes, lexicon, calibration }, tokenizer, groups] = await Promise.all([
    readKnowledge(directory),
    createTokenizer(),
    readSudachiSynonyms(),
  ])
  const tokens = new Map(entries.map((entry) => [entry.id, tokensOfEntry(entry, tokenizer)]))
  const index = createKnowledgeIndex(entries, 1, {
    tokenizer,
    synonyms: createSynonyms([...groups, ...lexicon.map(groupOf)], tokenizer),
    calibration,
    tokensOf: ({ id }) => tokens.get(id),
    vectors: createTextVectors(trainWordVectors(textsOf(tokens))),
  })
  return { index, classes: createRecogniser(classes, entries) }
}

function outcomeOf(
  { id, text, customer_plan: course }: Mail,
  library: Pick<Library, 'index' | 'classes'>,
): Outcome {
  const { index } = library
  const draft = draftReply(text, library)
  if (draft.kind === 'noQuestion')
    return { id, action: 'escalate', entries: [], citations: [], urgent: false }
  const action = actionOf(draft.reply.parts)
  const answered = answeredWith(draft.reply)
  const cited = answered
    .flatMap((it) => index.entry(it) ?? [])
    .flatMap((entry) => sourcesOf(entry, index, course))
  return {
    id,
    action,
    entries:
      action === 'refuse'
        ? []
        : interleaved(draft.searched.map(({ hits }) => hits.map(({ entry }) => entry.id))),
    citations: [...new Set(cited.map((it) => it.id))],
    urgent: draft.reply.urgent,
  }
}

function expectedOf({ expected }: Mail): Expected {
  return {
    action: expected.action,
    partly: expected.partly,
    all: expected.faq_all,
    any: expected.faq_any,
    others: [...expected.sections_any, ...expected.also],
    urgent: expected.urgent,
  }
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const told =
    error instanceof Usage ||
    error instanceof KnowledgeError ||
    error instanceof YAMLParseError ||
    'code' in error
  return told ? error.message : (error.stack ?? error.message)
}
