/**
 * Fits the chance that a search's first hit settles the question, and writes it to knowledge/calibration.yaml:
 *
 *     npm run knowledge:calibrate
 *
 * Learnt from the knowledge base itself. Each writer's phrasings are asked of an index that has not seen them (the first hit is right or
 * wrong), and once more with the entry they belong to taken out (then whatever is found is wrong, though it is of the same domain); and
 * each example of what is not for the knowledge base is asked of an index that knows only the others of its class.
 */
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { sureEnough } from '../features/consultation/index.ts'
import type { Calibration, HitEvidence, KnowledgeIndex } from '../ports/knowledge.ts'
import { sameMatter } from '../ports/knowledge.ts'
import { createFileIndexer, type FileIndexer } from '../services/knowledge/index-files.ts'
import { type Knowledge, readKnowledge } from '../services/knowledge/read-knowledge.ts'
import { chanceOf } from '../services/search/knowledge-index.ts'
import { fitLogistic } from '../services/search/logistic.ts'

/** Shares of what members ask: settled by an entry, of the domain and not settled, not for the knowledge base at all. */
const SHARES = { settled: 0.55, unsettled: 0.25, foreign: 0.2 } as const
type Kind = keyof typeof SHARES

interface Row {
  readonly kind: Kind
  readonly evidence: HitEvidence
  readonly right: boolean
}

async function main(): Promise<void> {
  const directory = fileURLToPath(new URL('../../knowledge/', import.meta.url))
  const knowledge = await readKnowledge(directory)
  const indexer = await createFileIndexer(knowledge)
  const rows = rowsOf(knowledge, indexer)
  const weightOf = weightsOf(rows)
  const [constant = 0, coverage = 0, lead = 0, votes = 0, foreign = 0] = fitLogistic(
    rows.map((row) => ({
      features: [row.evidence.coverage, row.evidence.lead, row.evidence.votes, row.evidence.foreign],
      outcome: row.right ? 1 : 0,
      weight: weightOf(row),
    })),
  )
  const calibration = rounded({ constant, coverage, lead, votes, foreign })
  const told = figures(rows, calibration, weightOf)
  await writeFile(`${directory}calibration.yaml`, fileOf(calibration, told))
  process.stdout.write(`${told}\n`)
}

function rowsOf(knowledge: Knowledge, indexer: FileIndexer): readonly Row[] {
  const writers = [...new Set(knowledge.registers.map(({ writer }) => writer))]
  const matters = mattersOf(knowledge)
  const examples = examplesOf(knowledge)
  const all = examples.map(({ text }) => text)
  const asked = writers.flatMap((writer) => {
    const index = indexer.index({ without: (register) => register.writer === writer, foreign: all })
    return knowledge.registers
      .filter((register) => register.writer === writer)
      .flatMap(({ phrasings }) => Object.entries(phrasings))
      .flatMap(([id, phrasings]) =>
        phrasings.flatMap((text) => rowsOfPhrasing(index, text, matters.get(id) ?? [id])),
      )
  })
  const foreign = [0, 1].flatMap((half) => {
    const index = indexer.index({
      foreign: examples.filter(({ place }) => place % 2 === half).map(({ text }) => text),
    })
    return examples
      .filter(({ place }) => place % 2 !== half)
      .flatMap(({ text }) => rowOf(index, text, 'foreign', []))
  })
  return [...asked, ...foreign]
}

const rowsOfPhrasing = (index: KnowledgeIndex, text: string, matter: readonly string[]): readonly Row[] => [
  ...rowOf(index, text, 'settled', matter),
  ...rowOf(index, text, 'unsettled', [], matter),
]

function rowOf(
  index: KnowledgeIndex,
  text: string,
  kind: Kind,
  right: readonly string[],
  without: readonly string[] = [],
): readonly Row[] {
  const [first] = index.search(text, { without })
  return first ? [{ kind, evidence: first.evidence, right: right.includes(first.entry.id) }] : []
}

const mattersOf = ({ entries }: Knowledge): ReadonlyMap<string, readonly string[]> =>
  new Map(
    entries.map((entry) => [
      entry.id,
      entries.filter((other) => sameMatter(entry, other)).map(({ id }) => id),
    ]),
  )

/** Of what always goes elsewhere; an incident is answered besides. */
const examplesOf = ({ classes }: Knowledge): readonly { readonly place: number; readonly text: string }[] =>
  classes
    .filter(({ action }) => action !== 'urgent')
    .flatMap(({ examples }) => examples.map((text, place) => ({ place, text })))

/** Each kind counts as its share, however many there are of it. */
function weightsOf(rows: readonly Row[]): (row: Pick<Row, 'kind'>) => number {
  const counts = new Map<Kind, number>()
  for (const { kind } of rows) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return ({ kind }) => SHARES[kind] / (counts.get(kind) ?? 1)
}

const rounded = (calibration: Calibration): Calibration => ({
  constant: round(calibration.constant),
  coverage: round(calibration.coverage),
  lead: round(calibration.lead),
  votes: round(calibration.votes),
  foreign: round(calibration.foreign),
})
const round = (weight: number): number => Math.round(weight * 10) / 10

function figures(rows: readonly Row[], calibration: Calibration, weightOf: (row: Row) => number): string {
  const sum = (counted: readonly Row[]) => counted.reduce((total, row) => total + weightOf(row), 0)
  const answered = rows.filter(({ evidence }) => chanceOf(evidence, calibration) >= sureEnough)
  const settled = rows.filter(({ kind }) => kind === 'settled')
  const percent = (share: number) => `${(100 * share).toFixed(0)} %`
  const right = answered.filter((row) => row.right)
  return [
    `${rows.length} searches: of those answered, ${percent(sum(right) / sum(answered))} are right;`,
    `of questions that an entry settles, ${percent(sum(right) / sum(settled))} are answered right at once.`,
  ].join(' ')
}

const fileOf = (calibration: Calibration, told: string): string =>
  [
    '# Written by `npm run knowledge:calibrate`: how the evidence of a search becomes the chance that its first hit settles the question.',
    `# ${told}`,
    ...Object.entries(calibration).map(([name, weight]) => `${name}: ${weight}`),
    '',
  ].join('\n')

await main()
