import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import type { ConversationRef } from '#src/chat/event.ts'
import { audienceNow } from '#src/features/notices/at-hand.ts'
import { EVERYBODY } from '#src/features/notices/notice.ts'
import { type Database, openEmbedded, openPostgres } from '#src/services/database/open-database.ts'
import { ensureProvider } from '#src/services/database/seed.ts'
import type { Sql } from '#src/services/database/sql.ts'
import { bookingLibrary } from '#test/support/bookers.ts'
import { customersIn, NOW } from '#test/support/customers.ts'
import { type FanOut, type SampleRequest, sayEverywhere, startFanOut } from '#test/support/fan-out.ts'
import { AUDIENCE_ITEM, fillAudience } from '#test/support/notice-audience.ts'
import { NOTICE } from '#test/support/tenants.ts'
import { type Measurement, measurement, quantile, ratioAtLeast, ratioAtMost } from './measure.ts'
import { temporaryDirectory } from './office.ts'
import { startServer } from './process.ts'

/** The platforms' limits let ten thousand channels of one tenant be reached in this time: fifty requests a second. */
const LIMIT_S = 200
const MANY = 10_000
const SLACK_WORKSPACES = 500
/** So many of the platforms' limits stand in nobody's way. */
const WORKSPACES = 2_000
/** As many requests as the desk has under way at once. */
const WIDTH = 128
const ROUNDS = 15
const [FEW, VERY_MANY] = [1_000, 100_000]
/** Else what is counted is garbage that nobody has had to collect. */
const HEAP = '--max-old-space-size=400'

/** Who a notice is for; and how fast it reaches very many channels: on PostgreSQL, where BENCH_DATABASE_URL names a server. */
export async function measureNotices(): Promise<readonly Measurement[]> {
  const server = process.env.BENCH_DATABASE_URL
  const audience = await audienceOfMany()
  if (!server) return audience
  return [
    ...audience,
    ...(await onDatabase(server, withoutLimits)),
    ...(await onDatabase(server, memoryOfMany)),
    ...(await onDatabase(server, (url) => underLimits(url))),
  ]
}

async function onDatabase<T>(server: string, work: (url: string) => Promise<T>): Promise<T> {
  const name = `academy_desk_bench_${randomBytes(6).toString('hex')}`
  const url = new URL(server)
  url.pathname = `/${name}`
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  try {
    await admin.query(`CREATE DATABASE ${name}`)
    return await work(url.href)
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await admin.end()
  }
}

/** As the preview of a notice shows it: whose contract is in force, and who has not done an item of the checksheet. */
async function audienceOfMany(): Promise<readonly Measurement[]> {
  const directory = await temporaryDirectory()
  const database = await openEmbedded(directory.path)
  try {
    const { asDesk } = await customersIn(database)
    await fillAudience(database.sql, MANY)
    const ctx = { now: NOW, timeZone: 'Asia/Tokyo' }
    const audience = { ...EVERYBODY, item: { number: AUDIENCE_ITEM, state: 'open' as const } }
    const [ours, theirs]: [number[], number[]] = [[], []]
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(
        await timed(() =>
          asDesk((stores) =>
            audienceNow({ stores, library: bookingLibrary, ctx }, { audience, content: NOTICE }),
          ),
        ),
      )
      theirs.push(await timed(() => bareAudience(database.sql)))
    }
    return [
      measurement(
        `notices: the audience among ${MANY} customers by an item of the checksheet, p95`,
        'ms',
        quantile(ours, 0.95),
        quantile(theirs, 0.95),
        'reference: the same rows of organisations, contracts, owners and answers by bare statements; embedded database',
        ratioAtMost(2),
      ),
    ]
  } finally {
    await database.close()
    await directory.remove()
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

async function bareAudience(sql: Sql): Promise<void> {
  await sql.query(
    `SELECT o.*, c.*, m.*, i.* FROM organisation o JOIN contract c ON c.organisation_id = o.id
     JOIN member m ON m.organisation_id = o.id JOIN member_identity i ON i.member_id = m.id`,
  )
  await sql.query('SELECT r.*, a.* FROM checksheet_run r LEFT JOIN checksheet_answer a ON a.run_id = r.id')
}

const desk = (url: string, platforms: FanOut, options = '') =>
  startServer('src/main.ts', {
    ...{ DATABASE_URL: url, WEB_CHAT: 'off', LOG_LEVEL: 'info' },
    ...{ APP_SECRET: 'of every process of one benchmark' },
    ...platforms.environment,
    NODE_OPTIONS: options,
  })

const channels = (many: number, place: (at: number) => ConversationRef): readonly ConversationRef[] =>
  Array.from({ length: many }, (_, at) => place(at))

async function withoutLimits(url: string): Promise<readonly Measurement[]> {
  const platforms = await startFanOut({ limited: false })
  const server = await desk(url, platforms)
  const database = await openPostgres(url)
  try {
    const provider = await ensureProvider(database)
    const lines: Measurement[] = []
    for (const platform of ['slack', 'teams'] as const) {
      const places = channels(MANY, (at) => platforms[platform](`${platform}${at % WORKSPACES}`, `C${at}`))
      await platforms.settleIn(database, places)
      // Warm, and the request that the bare loop makes.
      await deliver(platforms, database, provider.id, places.slice(0, FEW))
      const ours: number[] = []
      const theirs: number[] = []
      for (let round = 0; round < 2; round += 1) {
        theirs.push(await bareLoop(platforms.sample(platform), MANY))
        ours.push(await deliver(platforms, database, provider.id, places))
      }
      lines.push(
        measurement(
          `notices: deliveries on ${platform}, one process`,
          'deliveries/s',
          Math.max(...ours),
          Math.max(...theirs),
          `reference: a bare loop of the same request by fetch, ${WIDTH} at once; ${MANY} to ${WORKSPACES} workspaces, no limits, the better of two rounds each`,
          ratioAtLeast(0.5),
        ),
      )
    }
    return lines
  } finally {
    await server.stop()
    await database.close()
    await platforms.close()
  }
}

async function memoryOfMany(url: string): Promise<readonly Measurement[]> {
  const platforms = await startFanOut({ limited: false })
  const server = await desk(url, platforms, HEAP)
  const database = await openPostgres(url)
  try {
    const provider = await ensureProvider(database)
    const places = channels(VERY_MANY, (at) => platforms.slack(`slack${at % (WORKSPACES * 2)}`, `C${at}`))
    await deliver(platforms, database, provider.id, places.slice(0, FEW))
    const few = await server.residentBytes()
    await deliver(platforms, database, provider.id, places)
    const many = await server.residentBytes()
    return [
      measurement(
        `notices: memory after ${VERY_MANY} deliveries beside ${FEW}`,
        'MB',
        many / 1e6,
        few / 1e6,
        'resident, of a process whose heap may grow to 400 MB',
        ratioAtMost(1.1),
      ),
    ]
  } finally {
    await server.stop()
    await database.close()
    await platforms.close()
  }
}

/** All come due at the same moment. @returns deliveries a second */
async function deliver(
  platforms: FanOut,
  database: Database,
  organisationId: string,
  places: readonly ConversationRef[],
): Promise<number> {
  platforms.forget()
  const posted = platforms.posted(places.length)
  await sayEverywhere(database, organisationId, places, new Date(Date.now() + 2_000 + places.length / 2))
  await posted
  const { first, last } = platforms.times()
  return (places.length / (last - first)) * 1_000
}

async function bareLoop(sample: SampleRequest, times: number): Promise<number> {
  const child = spawn(process.execPath, ['bench/bare-posts.ts'], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify({ ...sample, times, width: WIDTH }))
  return Number(await text(child.stdout))
}

async function underLimits(url: string): Promise<readonly Measurement[]> {
  const platforms = await startFanOut({ limited: true })
  const [one, two] = [await desk(url, platforms), await desk(url, platforms)]
  const database = await openPostgres(url)
  try {
    const provider = await ensureProvider(database)
    const places = [
      ...channels(MANY, (at) => platforms.teams('tenant', `C${at}`)),
      ...channels(MANY, (at) => platforms.slack(`W${at % SLACK_WORKSPACES}`, `C${at}`)),
    ]
    await platforms.settleIn(database, places)
    const began = performance.now()
    const wave = await sayEverywhere(database, provider.id, places)
    await platforms.posted(MANY)
    await one.kill()
    const counts = await finished(database, wave)
    const seconds = (performance.now() - began) / 1_000
    const posts = [...platforms.posts().values()]
    const twice = posts.filter((it) => it > 1).length
    const { slack, teams } = platforms.refused()
    return [
      measurement(
        `notices: ${MANY} Teams channels of one tenant and ${MANY} Slack channels of ${SLACK_WORKSPACES} workspaces`,
        's',
        seconds,
        LIMIT_S,
        `reference: what Teams' limit of 50 requests a second allows. Two processes, one killed in the middle: ${counts}; ${posts.length} channels reached, ${twice} twice; refused for coming too soon: Slack ${slack}, Teams ${teams}`,
        ratioAtMost(1.2),
      ),
    ]
  } finally {
    await two.stop()
    await database.close()
    await platforms.close()
  }
}

/** Waits until nothing of the wave waits. @returns how many rows ended how */
async function finished({ sql }: Database, wave: string): Promise<string> {
  for (;;) {
    const states = await sql.query<{ state: string; count: number }>(
      `SELECT state::text AS state, count(*)::int AS count FROM outbound_message WHERE wave = $1::uuid GROUP BY 1 ORDER BY 1`,
      [wave],
    )
    if (!states.some(({ state }) => state === 'waiting'))
      return states.map(({ state, count }) => `${count} ${state}`).join(', ')
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}
