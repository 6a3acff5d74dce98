import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { YAMLParseError } from 'yaml'
import { createRecogniser } from '../features/consultation/index.ts'
import { createFileIndexer } from '../services/knowledge/index-files.ts'
import { KnowledgeError, readKnowledge } from '../services/knowledge/read-knowledge.ts'
import { type Considering, consider, expectedOf, readMails } from './evaluation/mails.ts'
import { scoreOf, summarise } from './evaluation/score.ts'
import { Usage } from './usage.ts'

/**
 * What the desk would say to labelled mails, each a new conversation of a staff member on the mail's plan: in memory, without
 * model or server. stdout is JSON only; what is wrong goes to stderr: exit code 1 for the file, 2 for the command.
 */
const USAGE = 'npm run --silent evaluate -- --questions FILE.yaml --json [--now ISO]'

try {
  const mails = await readMails(readOptions())
  const library = await openLibrary()
  const cases = mails.map((mail) => [expectedOf(mail), consider(mail, library).outcome] as const)
  const questions = cases.map(([expected, outcome]) => ({
    ...outcome,
    expected: expected.action,
    score: scoreOf(expected, outcome),
  }))
  console.log(JSON.stringify({ summary: summarise(cases), questions }))
} catch (error) {
  console.error(wordsOf(error))
  process.exitCode = error instanceof Usage ? 2 : 1
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

async function openLibrary(): Promise<Considering> {
  const knowledge = await readKnowledge(fileURLToPath(new URL('../../knowledge', import.meta.url)))
  const indexer = await createFileIndexer(knowledge)
  return { index: indexer.index(), classes: createRecogniser(knowledge.classes, knowledge.entries) }
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
