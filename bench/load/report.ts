import { quantile } from '../measure.ts'
import type { Driven } from './drive.ts'
import type { PlanCost } from './plan.ts'
import type { Size } from './size.ts'
import { type Kind, kinds } from './traffic.ts'
import type { Watched } from './watch.ts'

/** A table with fewer rows is read whole by any planner. */
const SMALL = 1_000
/** What reads more rows at once deserves a look. */
const MANY = 500

export interface Measured {
  readonly size: Size
  readonly load: { readonly rate: number; readonly seconds: number }
  readonly driven: Driven
  readonly watched: readonly Watched[]
  readonly wholly: ReadonlyMap<string, number>
  readonly bytes: number
  readonly serverMs: number | undefined
  readonly left: number
  readonly plans: Readonly<Record<string, PlanCost>>
  readonly tables: ReadonlyMap<string, number>
}

interface Quantiles {
  readonly count: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

export interface Report {
  readonly size: Size
  readonly load: { readonly rate: number; readonly seconds: number }
  readonly sent: number
  readonly lost: number
  readonly examples: readonly string[]
  readonly acknowledged: Quantiles | undefined
  readonly answered: Quantiles | undefined
  readonly byKind: Readonly<
    Record<string, { acknowledged?: Quantiles | undefined; answered?: Quantiles | undefined }>
  >
  /** Of each process, in MB: the first fifth of the time, and the last. */
  readonly memory: readonly { readonly first: number; readonly last: number }[]
  readonly lagMs: number
  /** Of the two processes together, for one event. */
  readonly processorMs: number
  /** Of the database's, for one event; undefined where it is elsewhere. */
  readonly databaseProcessorMs: number | undefined
  readonly databaseMb: number
  readonly statementsAnEvent: number
  /** Of tables that are not small: rows read from beginning to end. */
  readonly wholly: Readonly<Record<string, number>>
  readonly statements: readonly Statement[]
  readonly plans: readonly Planned[]
}

interface Statement {
  readonly text: string
  readonly calls: number
  readonly ms: number
}

interface Planned {
  readonly text: string
  readonly calls: number
  /** Means of one execution. */
  readonly ms: number
  readonly blocks: number
  readonly rows: number
  readonly mostRows: number
  readonly wholly: Readonly<Record<string, number>>
  readonly sorted: number
}

export function reportOf({ driven, watched, tables, ...it }: Measured): Report {
  const { times, began, ended } = driven
  const all = (what: 'acknowledged' | 'answered') => [...times.values()].flatMap((them) => them[what])
  const within = watched.map(({ samples }) => samples.filter(({ at }) => at >= began && at <= ended))
  const isLarge = (table: string) => (tables.get(table) ?? 0) > SMALL
  const statements = statementsOf(watched)
  return {
    ...{ size: it.size, load: it.load, sent: driven.sent },
    lost: driven.refused.length + driven.silent.length + it.left,
    examples: [...driven.refused, ...driven.silent].slice(0, 20),
    acknowledged: quantilesOf(all('acknowledged')),
    answered: quantilesOf(all('answered')),
    byKind: Object.fromEntries(
      kinds.flatMap((kind: Kind) => {
        const them = times.get(kind)
        return them
          ? [[kind, { acknowledged: quantilesOf(them.acknowledged), answered: quantilesOf(them.answered) }]]
          : []
      }),
    ),
    memory: within.map((samples) => {
      const fifth = Math.max(1, Math.floor(samples.length / 5))
      return { first: mean(samples.slice(0, fifth)), last: mean(samples.slice(-fifth)) }
    }),
    lagMs: Math.max(
      0,
      ...within.map((samples) =>
        samples.length
          ? quantile(
              samples.map(({ lagMs }) => lagMs),
              0.95,
            )
          : 0,
      ),
    ),
    processorMs: within.reduce((sum, samples) => sum + spent(samples), 0) / driven.sentMeasured,
    databaseProcessorMs: it.serverMs === undefined ? undefined : it.serverMs / driven.sent,
    databaseMb: Math.round(it.bytes / 1e6),
    statementsAnEvent: statements.reduce((sum, { calls }) => sum + calls, 0) / driven.sent,
    wholly: Object.fromEntries([...it.wholly].filter(([table, rows]) => isLarge(table) && rows > 0)),
    statements,
    plans: Object.entries(it.plans)
      .filter(([text]) => !/\bload_(member|contract|consultation|consultant)\b/.test(text))
      .map(([text, { calls, ms, blocks, rows, wholly, ...most }]) => ({
        ...{ text, calls, ms: ms / calls, blocks: blocks / calls, rows: rows / calls, ...most },
        wholly: Object.fromEntries(Object.entries(wholly).filter(([table]) => isLarge(table))),
      })),
  }
}

function statementsOf(watched: readonly Watched[]): readonly Statement[] {
  const sum = new Map<string, { calls: number; ms: number }>()
  for (const [text, { calls, ms }] of watched.flatMap(({ statements }) => Object.entries(statements))) {
    const known = sum.get(text) ?? { calls: 0, ms: 0 }
    sum.set(text, { calls: known.calls + calls, ms: known.ms + ms })
  }
  return [...sum]
    .map(([text, { calls, ms }]) => ({ text, calls, ms: ms / calls }))
    .toSorted((a, b) => b.calls * b.ms - a.calls * a.ms)
}

const spent = (samples: Watched['samples']): number =>
  (samples.at(-1)?.processorMs ?? 0) - (samples[0]?.processorMs ?? 0)

const mean = (samples: readonly { readonly rss: number }[]): number =>
  Math.round(samples.reduce((sum, { rss }) => sum + rss, 0) / Math.max(1, samples.length) / 1e6)

const quantilesOf = (values: readonly number[]): Quantiles | undefined =>
  values.length === 0
    ? undefined
    : {
        count: values.length,
        p50: Math.round(quantile(values, 0.5)),
        p95: Math.round(quantile(values, 0.95)),
        p99: Math.round(quantile(values, 0.99)),
      }

const oneLine = (text: string, most = 150): string => text.replace(/\s+/g, ' ').trim().slice(0, most)
const line = (name: string, value: string, note = ''): void => {
  console.log(`${name.padEnd(54)} ${value}`)
  if (note) console.log(`    ${note}`)
}
const told = (it: Quantiles | undefined): string =>
  it ? `p50 ${it.p50} ms, p95 ${it.p95} ms, p99 ${it.p99} ms (${it.count})` : 'none'

/** For people, and on the last line for programs. */
export function tell(report: Report): void {
  const { size, load } = report
  line(
    'customers',
    `${size.organisations} organisations, ${size.members} members, ${size.turns} turns`,
    `${load.rate} events/s for ${load.seconds} s on two processes, the senders and the platform's stand-in on the same machine`,
  )
  line('events acknowledged', told(report.acknowledged), 'aim: p95 under 100 ms')
  line(
    'events answered',
    told(report.answered),
    'from the request to the call that carries the answer; aim: p95 under 1000 ms',
  )
  for (const [kind, { answered, acknowledged }] of Object.entries(report.byKind))
    line(`  ${kind}`, answered ? told(answered) : `acknowledged ${told(acknowledged)}`)
  line('lost', String(report.lost), 'refused, never answered, or left waiting; aim: 0')
  for (const example of report.examples)
    console.log(`    ${oneLine(decodeURIComponent(example.replaceAll('%', '%25')), 400)}`)
  for (const [at, { first, last }] of report.memory.entries())
    line(
      `memory of process ${at + 1}`,
      `${first} MB → ${last} MB, ratio ${(last / first).toFixed(2)}`,
      'first and last fifth of the time; aim: at most 1.15',
    )
  line('event loop held, p99 of a second, p95 of those', `${report.lagMs.toFixed(0)} ms`)
  line('processor time of the desk an event', `${report.processorMs.toFixed(1)} ms`)
  line('processor time of the database an event', `${report.databaseProcessorMs?.toFixed(1) ?? '?'} ms`)
  line('database', `${report.databaseMb} MB`)
  line('statements an event', report.statementsAnEvent.toFixed(1))
  line('large tables read whole while it lasted', JSON.stringify(report.wholly), 'rows; aim: none')
  console.log('\nstatements that took most of the time')
  for (const { text, calls, ms } of report.statements.slice(0, 15))
    line(`  ${ms.toFixed(2)} ms × ${calls}`, oneLine(text))
  const notable = report.plans
    .filter((it) => Object.keys(it.wholly).length > 0 || it.mostRows > MANY || it.sorted > MANY)
    .toSorted((a, b) => b.mostRows - a.mostRows)
  console.log(`\nplans to look at, of ${report.plans.length} statements`)
  for (const { text, calls, ms, mostRows, sorted, wholly } of notable)
    line(
      `  ${mostRows} rows looked at, ${sorted} sorted`,
      `${ms.toFixed(2)} ms × ${calls}${Object.keys(wholly).length > 0 ? ` WHOLE ${JSON.stringify(wholly)}` : ''}`,
      oneLine(text, 400),
    )
  const { statements: _, plans: __, examples: ___, ...figures } = report
  console.log(`\n${JSON.stringify(figures)}`)
}

/** Deeper trees and longer lists of the same length: what looks at this many times as much did not grow with a logarithm. */
const GREW = 1.5
const FEW_BLOCKS = 10
const FEW_ROWS = 20

/** What took more of the server than before, by far. */
export function tellGrowth(before: Report, after: Report): void {
  const known = new Map(before.plans.map((it) => [it.text, it]))
  console.log(`\nwhat grew, from ${before.size.organisations} to ${after.size.organisations} organisations`)
  line('  acknowledged', `${told(before.acknowledged)} → ${told(after.acknowledged)}`)
  line('  answered', `${told(before.answered)} → ${told(after.answered)}`)
  for (const it of after.plans.toSorted((a, b) => b.blocks - a.blocks)) {
    const was = known.get(it.text)
    if (!was) continue
    const blocks = it.blocks > was.blocks * GREW && it.blocks - was.blocks > FEW_BLOCKS
    const rows = it.rows > was.rows * GREW && it.rows - was.rows > FEW_ROWS
    if (blocks || rows)
      line(
        `  pages ${was.blocks.toFixed(0)} → ${it.blocks.toFixed(0)}, rows ${was.rows.toFixed(0)} → ${it.rows.toFixed(0)}`,
        `${was.ms.toFixed(2)} → ${it.ms.toFixed(2)} ms × ${it.calls}`,
        oneLine(it.text, 400),
      )
  }
}
