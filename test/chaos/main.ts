import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { createTestDatabase } from '#test/support/postgres.ts'
import { fillTemplate } from './cast.ts'
import { type Ended, tellStory } from './story.ts'

/**
 * `npm run --silent chaos -- --seed N`: people use two processes of the desk over PostgreSQL while these are killed, and the platform
 * and the model fail. TEST_DATABASE_URL names a server on which databases may be created. Ends with 1 when anything was lost, said
 * or decided twice. docs/operating.md tells what is looked at.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    /** FROM-TO, instead of one. */
    seeds: { type: 'string' },
    /** Of processes, in each story. */
    kills: { type: 'string', default: '200' },
    /** A story ends by then, however many were killed. */
    seconds: { type: 'string', default: '1800' },
    /** Prints each choice as it is made. */
    choices: { type: 'boolean', default: false },
  },
})

const whole = (words: string): number => z.coerce.number().int().positive().parse(words)

function seedsAsked(): readonly number[] {
  if (!values.seeds) return [whole(values.seed)]
  const [from = '', to = from] = values.seeds.split('-')
  return Array.from({ length: whole(to) - whole(from) + 1 }, (_, at) => whole(from) + at)
}

const COLUMNS = [
  ...[
    'seed',
    'kills',
    'deeds',
    'events',
    'messages',
    'faults',
    'redelivered',
    'repeats',
    'unknown',
    'given up',
  ],
  ...['violations', 'seconds'],
]
const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`
const rowOf = (it: Ended): string =>
  line([
    ...[it.seed, it.kills, it.deeds, it.events, it.messages, it.faults, it.redelivered, it.repeats],
    ...[it.unknownOutcomes, it.givenUp, it.violations.length, it.seconds],
  ])

const counted = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([what, often]) => `${what} ${often}`)
    .join(', ')

if (!process.env.TEST_DATABASE_URL) {
  console.error('TEST_DATABASE_URL: missing; expected a PostgreSQL server on which databases may be created')
  process.exit(2)
}

// Interrupted, it takes its processes with it; its databases stay.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

const seeds = seedsAsked()
const template = await createTestDatabase()
const compiled = await mkdtemp(path.join(tmpdir(), 'academy-desk-chaos-'))
try {
  await fillTemplate(template.url)
  console.log(line(COLUMNS))
  console.log(line(COLUMNS.map(() => '--:')))
  for (const seed of seeds) {
    const choices: string[] = []
    const tell = (choice: string): void => {
      choices.push(choice)
      if (values.choices) console.error(`${seed}: ${choice}`)
    }
    const ended = await tellStory({
      ...{ seed, tell, compiled, template: template.name },
      ...{ kills: whole(values.kills), seconds: whole(values.seconds) },
    })
    console.log(rowOf(ended))
    for (const counts of [ended.killsBy, ended.made]) console.error(`seed ${seed}: ${counted(counts)}`)
    if (ended.repeats > ended.unknownOutcomes) process.exitCode = 1
    if (ended.violations.length === 0) continue
    process.exitCode = 1
    console.error(`seed ${seed}: what was chosen\n  ${choices.join('\n  ')}`)
    for (const violation of ended.violations) console.error(`seed ${seed}: ${violation}`)
    console.error(`again: npm run chaos -- --seed ${seed} --kills ${values.kills} --choices`)
  }
} finally {
  await template.drop()
  await rm(compiled, { recursive: true, force: true })
}
