import { setTimeout as wait } from 'node:timers/promises'
import { type Database, openPostgres } from '#src/services/database/open-database.ts'
import { createTestDatabase } from '#test/support/postgres.ts'
import { createSlackWorld } from '#test/support/slack/slack-world.ts'
import { passTime } from '#test/support/time.ts'
import { CAST } from './cast.ts'
import { chanceOf } from './chance.ts'
import { actorsOf, type OpenTicket } from './deeds.ts'
import { startGate } from './gate.ts'
import { type Findings, findingsOf } from './invariants.ts'
import { startMoodyModel } from './model.ts'
import { BEGINS, DESK_CHANNEL } from './place.ts'
import { startProcesses } from './processes.ts'
import { startWeather } from './weather.ts'

export interface StoryOptions {
  readonly seed: number
  readonly kills: number
  /** It ends by then, however many were killed. */
  readonly seconds: number
  /** Of a database in which everybody is. */
  readonly template: string
  /** A directory in which processes leave what they compiled for the next ones. */
  readonly compiled: string
  /** Hears every choice. */
  readonly tell: (choice: string) => void
}

export interface Ended extends Findings {
  readonly seed: number
  readonly kills: number
  readonly killsBy: Readonly<Record<string, number>>
  readonly deeds: number
  readonly acknowledged: number
  readonly redelivered: number
  readonly faults: number
  readonly seconds: number
}

/** So many things are done for each process that is killed. */
const DEEDS_PER_KILL = 6
/** What has not come to rest by then never will. */
const QUIET_MS = 240_000

/** One story, from a fresh database to the last look at it. */
export async function tellStory(options: StoryOptions): Promise<Ended> {
  const { seed, kills, seconds, template, compiled, tell } = options
  const began = Date.now()
  const chance = chanceOf(`chaos ${seed}`)
  const { url, drop } = await createTestDatabase(template)
  const database = await openPostgres(url)
  const world = await createSlackWorld()
  world.invite(
    DESK_CHANNEL,
    CAST.filter(({ organisation }) => organisation === 'ACADEMY').map(({ user }) => user),
  )
  const slack = await startWeather(new URL(world.environment.SLACK_API_URL ?? ''), chance.of('slack'))
  const model = await startMoodyModel(chance.of('model'))
  const processes = await startProcesses({
    chance: chance.of('processes'),
    environment: {
      ...world.environment,
      ...model.environment,
      ...{ DATABASE_URL: url, SLACK_API_URL: slack.url, BEGINS, BEGAN: String(began) },
      APP_SECRET: 'of every process of one story, on one database',
      NODE_COMPILE_CACHE: compiled,
      ...(process.env.CHAOS_LOG ? { CHAOS_LOG: process.env.CHAOS_LOG } : {}),
    },
    ...{ kills, until: began + seconds * 1_000, tell },
  })
  const gate = await startGate(() => processes.up().map((it) => it.url), chance.of('gate'))
  const tickets = () => openTickets(database)
  const actors = actorsOf({ world, gate, chance: chance.of('people'), tell, tickets })

  let deeds = 0
  let isOver = false
  const lives = actors.map(async ({ name, act }) => {
    const pauses = chance.of(`pauses of ${name}`)
    while (!isOver) {
      await wait(pauses.whole(200, 1_500))
      if (deeds > (processes.killed() + 4) * DEEDS_PER_KILL) continue
      deeds += 1
      // There is no such button just now, or nobody who answers: as people do, they let it be.
      await act().catch(() => undefined)
    }
  })
  const dying = setInterval(() => void forgetTheDead(database).catch(() => undefined), 1_500)
  try {
    await processes.rage()
    isOver = true
    // Whoever is still at something is answered: the last of the doomed may be dead by now.
    await processes.calm()
    await Promise.all(lives)
    slack.clear()
    model.clear()
    await gate.calm()
    clearInterval(dying)
    await quiet(database)
    const findings = await findingsOf(database, world, gate.acknowledged)
    return {
      ...findings,
      ...{ seed, deeds, killsBy: Object.fromEntries(processes.kills), acknowledged: gate.acknowledged.size },
      kills: processes.killed(),
      redelivered: gate.redelivered(),
      faults: slack.faults() + model.faults(),
      seconds: Math.round((Date.now() - began) / 1_000),
    }
  } finally {
    isOver = true
    clearInterval(dying)
    await processes.stop()
    await Promise.all([gate.close(), slack.close(), model.close()])
    await world.close()
    await database.close()
    await drop()
  }
}

/**
 * A claim of who died ends after half a minute, and a job's after one: with a death every half second nothing would be said any more.
 * The time that such claims last is made short, not so short that whoever lives loses theirs.
 */
const forgetTheDead = ({ sql }: Database): Promise<unknown> =>
  sql.query(
    `WITH jobs AS (UPDATE scheduled_job SET claimed_until = claimed_until - interval '5 s' WHERE claim_token IS NOT NULL)
     UPDATE outbound_message SET claim_until = claim_until - interval '4 s' WHERE claim_token IS NOT NULL`,
  )

/** Those that somebody has, and nobody has ended. */
async function openTickets({ prisma }: Database): Promise<readonly OpenTicket[]> {
  const found = await prisma.ticket.findMany({
    where: {
      state: { in: ['taken', 'waitingForCustomer', 'waitingForConsultant'] },
      threadKey: { not: null },
    },
    orderBy: { number: 'asc' },
  })
  return found.map(({ number, threadKey }) => ({
    number,
    thread: `${DESK_CHANNEL}/${threadKey?.split('/').at(-1)}`,
  }))
}

/** Until nothing waits any more, and no notice is on its way; time passes for what is due later. @throws when it never does */
async function quiet({ prisma, sql }: Database): Promise<void> {
  const end = Date.now() + QUIET_MS
  for (let rounds = 0, still = 0; still < 3; rounds += 1) {
    // Those who died held leases, claims and jobs; what failed is tried again later.
    if (rounds % 16 === 0) await passTime(sql, 61_000)
    await wait(500)
    const waiting =
      (await prisma.inboundEvent.count({ where: { state: 'pending' } })) +
      (await prisma.outboundMessage.count({ where: { state: 'waiting' } })) +
      (await prisma.notice.count({ where: { state: 'sending' } }))
    still = waiting === 0 ? still + 1 : 0
    // What is left is told as what was found.
    if (Date.now() > end) return
  }
}
