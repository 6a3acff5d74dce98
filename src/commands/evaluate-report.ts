/**
 * Writes docs/evaluation.md: how the desk does on labelled mails, beside other search libraries, and without each of its parts.
 *
 *     npm run evaluate:report -- --shared ../shared/eval [--out docs/evaluation.md]
 *
 * The sets stay in the shared folder: the report names mails by their ids and says none of their words. Takes about ten minutes, most of
 * it training word vectors for every index that something is left out of.
 */
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import { createRecogniser } from '../features/consultation/index.ts'
import { createFileIndexer } from '../services/knowledge/index-files.ts'
import { readKnowledge } from '../services/knowledge/read-knowledge.ts'
import { readSudachiSynonyms } from '../services/search/synonyms.ts'
import { createTokenizer } from '../services/search/tokenizer.ts'
import { collisionsOf } from './evaluation/collisions.ts'
import { collisionsSection } from './evaluation/collisions-section.ts'
import { readMails } from './evaluation/mails.ts'
import { mailFigures, mailsSection } from './evaluation/mails-section.ts'
import { table } from './evaluation/markdown.ts'
import { ablations } from './evaluation/parts.ts'
import {
  columns,
  figures,
  meanOf,
  measureRegisters,
  registersSection,
} from './evaluation/registers-section.ts'
import { retrievalSection } from './evaluation/retrieval-section.ts'
import { Usage } from './usage.ts'

const USAGE = 'npm run evaluate:report -- --shared FOLDER [--out FILE.md]'

try {
  const { shared, out } = readOptions()
  await writeFile(out, await report(shared))
  console.log(out)
} catch (error) {
  if (!(error instanceof Usage)) throw error
  console.error(error.message)
  process.exitCode = 2
}

function readOptions() {
  const { values } = parseArgs({
    options: { shared: { type: 'string' }, out: { type: 'string', default: 'docs/evaluation.md' } },
  })
  if (values.shared === undefined) throw new Usage(USAGE)
  return { shared: values.shared, out: values.out }
}

async function report(shared: string): Promise<string> {
  const made = await madeBy()
  const directory = fileURLToPath(new URL('../../knowledge', import.meta.url))
  const [knowledge, one, asWritten, synonymGroups] = await Promise.all([
    readKnowledge(directory),
    createTokenizer(),
    createTokenizer((word) => word),
    readSudachiSynonyms(),
  ])
  const tokenizers = { one, 'as written': asWritten }
  const sets = [
    { name: 'consultations', mails: await readMails(path.join(shared, 'consultations.dev.yaml')) },
    { name: 'consultations2', mails: await readMails(path.join(shared, 'consultations2.dev.yaml')) },
  ]
  const indexers = {
    one: await createFileIndexer(knowledge, Promise.resolve(one)),
    'as written': await createFileIndexer(knowledge, Promise.resolve(asWritten)),
  }
  told('retrieval')
  const retrieval = await retrievalSection({ shared, tokenizers, synonymGroups })
  told('mails')
  const vectors = indexers.one.train()
  const classes = createRecogniser(knowledge.classes, knowledge.entries)
  const mails = mailsSection(sets, { index: indexers.one.index({ vectors }), classes })
  const mailsWithoutParts = ablations.map(({ name, weights, spelling }) => {
    const index = indexers[spelling].index({ vectors, parts: { weights } })
    return [name, ...mailFigures(sets, { index, classes })]
  })
  told('registers')
  const registers = measureRegisters(knowledge, indexers)
  const everything = registers.get('everything') ?? []
  const writers = registersSection(knowledge, indexers.one, everything)
  told('collisions')
  const collisions = collisionsOf(knowledge.entries, one)

  return `${[
    '# How well the desk finds and answers',
    made,
    '## Mails',
    'What the desk says to labelled mails, without a model. *First* and *aim* are what is to be reached.',
    mails,
    '## Search beside other libraries',
    'Every library on the same documents and queries in one run, as it is shipped and given our words (base forms that carry meaning). Questions and texts are two fields of equal weight. Times include cutting the query, on this machine.',
    retrieval,
    '## What each part adds',
    'The mails, and the phrasings of all registers, each asked of an index that does not know its register; with one part of the search switched off at a time.',
    table(
      ['Mails', 'found in three', 'right action', 'answered right', 'confidently wrong'],
      mailsWithoutParts,
    ),
    table(
      ['Phrasings', ...columns],
      [...registers].map(([name, held]) => [name, ...figures(meanOf(held))]),
    ),
    '## Phrasings that the index has not seen',
    'Each register was written by somebody who saw only the entries; a letter stands for the writer. *Entry*: the very one that the phrasing was written for. *Matter*: that one, a section that it cites, or an FAQ entry that cites it. Word vectors are trained anew without what is left out.',
    writers,
    '## Phrasings that collide',
    'Pairs under entries on different matters that share at least 0.6 of the weight of their words.',
    collisionsSection(collisions),
  ].join('\n\n')}\n`
}

/** Asked before anything is measured: others may commit meanwhile. */
async function madeBy(): Promise<string> {
  const { stdout } = await promisify(execFile)('git', ['describe', '--always', '--dirty'])
  const processors = cpus()
  return [
    `Written by \`npm run evaluate:report\` on ${new Date().toISOString().slice(0, 10)} at commit ${stdout.trim()},`,
    `with ${processors.length} cores (${processors[0]?.model.trim() || 'unknown'}), Node.js ${process.version}.`,
    'The sets are not part of this repository.',
  ].join(' ')
}

function told(step: string): void {
  console.error(`${(performance.now() / 1_000).toFixed(0)} s: ${step}`)
}
