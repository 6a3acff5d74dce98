import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Sql } from '#src/services/database/sql.ts'
import { CLIENT_ID, CLIENT_SECRET, SIGNING_SECRET } from '#test/support/slack/things.ts'
import { temporaryDirectory } from '../office.ts'
import { type Server, startServer } from '../process.ts'
import { type Driven, drive, startStandIn } from './drive.ts'
import { fill } from './fill.ts'
import { type PlanCost, sumOfPlans } from './plan.ts'
import { type Report, reportOf, tell, tellGrowth } from './report.ts'
import type { Size } from './size.ts'
import { castOf, createTraffic, randomOf, type Traffic } from './traffic.ts'
import type { Watched } from './watch.ts'

/**
 * `npm run --silent load -- [options]`: two processes of the desk over PostgreSQL with a customer base of some size, under a
 * constant load; then the plan of every statement that takes part. TEST_DATABASE_URL names the server, and a role that may create
 * databases and load auto_explain. docs/load.md says more.
 */
const { values } = parseArgs({
  options: {
    organisations: { type: 'string', default: '1000' },
    members: { type: 'string', default: '20000' },
    turns: { type: 'string', default: '100000' },
    /** All three so many times. */
    times: { type: 'string', default: '1' },
    rate: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '300' },
    warm: { type: 'string', default: '20' },
    /** How long plans are read; 0: not at all. */
    plans: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    /** A YAML file with `questions: [{ text }]`; else what the knowledge base calls its entries. */
    questions: { type: 'string' },
    /** Where the figures are kept, to be compared with. */
    out: { type: 'string' },
    /** Figures that were kept: what grew is told. */
    against: { type: 'string' },
    /** A folder for a processor profile of each process; it slows them. */
    profile: { type: 'string' },
    /** Leaves the database, to be used again by this name. */
    keep: { type: 'boolean', default: false },
    use: { type: 'string' },
  },
})

const whole = (words: string): number => z.coerce.number().int().nonnegative().parse(words)

const server = process.env.TEST_DATABASE_URL
if (!server) {
  console.error('TEST_DATABASE_URL: missing; expected a PostgreSQL server on which databases may be created')
  process.exit(2)
}

const times = whole(values.times)
const size: Size = {
  organisations: whole(values.organisations) * times,
  members: whole(values.members) * times,
  turns: whole(values.turns) * times,
  seed: whole(values.seed),
}
const load = { rate: whole(values.rate), seconds: whole(values.seconds), warmSeconds: whole(values.warm) }

const name = values.use ?? `academy_desk_load_${randomBytes(4).toString('hex')}`
const url = new URL(server)
url.pathname = `/${name}`
const directory = await temporaryDirectory()
const standIn = await startStandIn()
const environment = {
  NODE_ENV: 'production',
  DATABASE_URL: url.href,
  APP_SECRET: 'a-secret-of-the-load-rehearsal-that-is-long-enough',
  PUBLIC_URL: 'http://127.0.0.1',
  LOG_LEVEL: 'info',
  SLACK_SIGNING_SECRET: SIGNING_SECRET,
  SLACK_CLIENT_ID: CLIENT_ID,
  SLACK_CLIENT_SECRET: CLIENT_SECRET,
  SLACK_STATE_SECRET: 'a-state-secret-of-the-load-rehearsal',
  SLACK_API_URL: standIn.url,
}

const admin = new pg.Client({ connectionString: server })
await admin.connect()
try {
  if (!values.use) {
    await admin.query(`CREATE DATABASE ${name}`)
    const seconds = await fill(environment, size)
    console.error(`filled ${name} in ${seconds.toFixed(0)} s`)
  }
  const report = await rehearse()
  tell(report)
  if (values.against) tellGrowth(JSON.parse(await readFile(values.against, 'utf8')), report)
  if (values.out) await writeFile(values.out, JSON.stringify(report))
  process.exitCode = report.lost > 0 ? 1 : 0
} finally {
  standIn.close()
  await directory.remove()
  if (!values.keep && !values.use) await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  await admin.end()
}

async function rehearse(): Promise<Report> {
  const pool = new pg.Pool({ connectionString: url.href, max: 2 })
  pool.on('error', () => undefined)
  const sql: Sql = {
    query: async <Row>(statement: string, given: readonly unknown[] = []) =>
      (await pool.query(statement, [...given])).rows as readonly Row[],
  }
  try {
    await planning(false)
    const measured = await round(sql, load, 'measured')
    const plans = whole(values.plans)
    await planning(plans > 0)
    // Each job is done again, those of the night as well.
    await sql.query('DELETE FROM scheduled_job')
    const explained =
      plans > 0
        ? await round(sql, { rate: Math.min(load.rate, 10), seconds: plans, warmSeconds: 0 }, 'explained')
        : undefined
    const sizes = await sql.query<{ name: string; rows: number }>(
      `SELECT relname AS name, greatest(reltuples, 0)::int AS rows FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
    )
    const count = (table: string) => sizes.find((it) => it.name === table)?.rows ?? 0
    const filled = {
      organisations: count('load_contract'),
      members: count('load_member'),
      turns: Math.round(count('load_consultation') / 0.45),
      seed: size.seed,
    }
    return reportOf({
      ...{ size: filled, load, ...measured },
      plans: sumOfPlans(explained?.watched.map((it): Readonly<Record<string, PlanCost>> => it.plans) ?? []),
      tables: new Map(sizes.map((it) => [it.name, it.rows])),
    })
  } finally {
    await pool.end()
  }
}

/** Whether each statement's plan is told to whoever said it. */
async function planning(on: boolean): Promise<void> {
  const settings = {
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_analyze': 'on',
    'auto_explain.log_buffers': 'on',
    'auto_explain.log_format': 'json',
    'auto_explain.log_level': 'notice',
    'auto_explain.log_nested_statements': 'on',
  }
  for (const [setting, value] of Object.entries(settings))
    await admin.query(`ALTER DATABASE ${name} ${on ? `SET ${setting} = '${value}'` : `RESET ${setting}`}`)
}

interface Round {
  readonly driven: Driven
  readonly watched: readonly Watched[]
  /** By table: rows read from its beginning to its end, while it lasted. */
  readonly wholly: ReadonlyMap<string, number>
  readonly bytes: number
  /** What the database's own processes took of the processor, where they are on this machine. */
  readonly serverMs: number | undefined
  /** Events and messages that still wait in the end. */
  readonly left: number
}

async function round(sql: Sql, how: typeof load, label: string): Promise<Round> {
  const folder = `${directory.path}/${label}`
  await mkdir(folder)
  const traffic = createTraffic(await castOf(sql, 200), await questionsOf(sql), randomOf(size.seed))
  const servers = await Promise.all(
    [1, 2].map(() =>
      startServer('src/main.ts', {
        ...environment,
        LOAD_WATCH: `${folder}/watched`,
        NODE_OPTIONS: [
          `--import ${new URL('watch.ts', import.meta.url).href}`,
          ...(values.profile ? [`--cpu-prof --cpu-prof-dir=${path.resolve(values.profile)}`] : []),
        ].join(' '),
      }),
    ),
  )
  const seen = await underLoad(sql, servers, traffic, how).finally(() =>
    Promise.all(servers.map((it) => it.stop())),
  )
  const files = await readdir(folder)
  const watched = await Promise.all(
    files.map(async (file): Promise<Watched> => JSON.parse(await readFile(`${folder}/${file}`, 'utf8'))),
  )
  await rm(folder, { recursive: true })
  return { ...seen, watched }
}

async function underLoad(
  sql: Sql,
  servers: readonly Server[],
  traffic: Traffic,
  how: typeof load,
): Promise<Omit<Round, 'watched'>> {
  const before = await scans(sql)
  const urls = servers.map((it) => it.url)
  const serverBefore = await processorOf(sql)
  const driven = await drive(urls, standIn, traffic, how)
  const serverAfter = await processorOf(sql)
  const serverMs = serverBefore && serverAfter && serverAfter - serverBefore
  const after = await scans(sql)
  const left = await leftIn(sql)
  const [state] = await sql.query<{ bytes: string }>('SELECT pg_database_size(current_database()) AS bytes')
  const wholly = new Map([...after].map(([table, rows]) => [table, rows - (before.get(table) ?? 0)]))
  return { driven, wholly, bytes: Number(state?.bytes), serverMs, left }
}

/** Of Linux: ticks of a hundredth of a second. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
async function processorOf(sql: Sql): Promise<number | undefined> {
  const sessions = await sql.query<{ pid: number }>(
    'SELECT pid FROM pg_stat_activity WHERE datname = current_database()',
  )
  try {
    const stats = await Promise.all(sessions.map(({ pid }) => readFile(`/proc/${pid}/stat`, 'utf8')))
    const ticks = stats.map((stat) => {
      const [, , , , , , , , , , , user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return Number(user) + Number(system)
    })
    return ticks.reduce((sum, it) => sum + it, 0) * 10
  } catch {
    return undefined
  }
}

/** Events and messages that still wait when they had time enough. */
async function leftIn(sql: Sql): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    const [state] = await sql.query<{ left: number }>(
      `SELECT ((SELECT count(*) FROM inbound_event WHERE state = 'pending')
               + (SELECT count(*) FROM outbound_message WHERE state = 'waiting' AND due_at < now()))::int AS left`,
    )
    if (state?.left === 0 || tries === 30) return state?.left ?? 0
    await wait(1_000)
  }
}

async function scans(sql: Sql): Promise<ReadonlyMap<string, number>> {
  // Each process of the server tells its counts with some delay.
  const rows = await sql.query<{ table: string; rows: string }>(
    'SELECT relname AS table, seq_tup_read AS rows FROM pg_stat_user_tables',
  )
  return new Map(rows.map((it) => [it.table, Number(it.rows)]))
}

async function questionsOf(sql: Sql): Promise<readonly string[]> {
  if (values.questions) {
    const file = z.object({ questions: z.array(z.object({ text: z.string() })) })
    return file.parse(parse(await readFile(values.questions, 'utf8'))).questions.map(({ text }) => text)
  }
  const rows = await sql.query<{ question: string }>(
    `SELECT content->>'question' AS question FROM knowledge_entry WHERE content->>'question' IS NOT NULL ORDER BY id`,
  )
  return rows.map(({ question }) => question)
}
