import path from 'node:path'
import { Writable } from 'node:stream'
import { onTestFinished } from 'vitest'
import { readConfig } from '#src/config.ts'
import { type Desk, type DeskParts, startDesk } from '#src/desk.ts'
import { createCharts } from '#src/services/charts/charts.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { createLog } from '#src/services/logging/create-log.ts'
import { createSpreadsheets } from '#src/services/spreadsheet/spreadsheets.ts'
import { freshDatabase, served } from './database.ts'
import { idsOn, PEOPLE, type PersonName, populate } from './people.ts'
import { createSlackWorld } from './slack/slack-world.ts'
import { createTeamsWorld } from './teams/teams-world.ts'
import { passTime } from './time.ts'
import { createWebWorld } from './web/web-world.ts'
import type { Person, World } from './world.ts'

export const platforms = ['slack', 'teams', 'web'] as const
/** The web chat lets one act as people it knows, and nobody else. */
export const platformsWithStrangers = ['slack', 'teams'] as const
export type TestPlatform = World['platform']

/** Where the stories of a file are told: with `npm test` on one platform, in turn from file to file, with `npm run test:platforms` on all. */
export function platformsOf(file: string): readonly TestPlatform[] {
  if (process.env.TEST_PLATFORMS === 'all') return platforms
  const letters = [...path.basename(file)].reduce((sum, it) => sum + it.charCodeAt(0), 0)
  return platforms.filter((_, at) => at === letters % platforms.length)
}

/** One platform after the other, for stories that are the same on each: every one is told once, and each platform has its share. */
export function inTurn(first: TestPlatform): () => TestPlatform {
  let next = first
  return () => {
    const current = next
    next = platforms[(platforms.indexOf(current) + 1) % platforms.length] ?? first
    return current
  }
}

/** 9:30 on a Tuesday in Tokyo. */
export const NOW = new Date('2026-11-24T09:30:00+09:00')

export interface TestDesk {
  readonly platform: TestPlatform
  readonly world: World
  /** The provider's people's; the same where they are on one platform. */
  readonly consultants: World
  readonly desk: Desk
  readonly database: Database
  person(name: PersonName): Person
  /** Somebody whom nobody has registered, in a workspace that is linked or not. */
  stranger(place: 'linked' | 'unlinked'): Person
  /** Somebody new in a workspace of this organisation. */
  newcomer(organisation: string): Person
  /** The channel of an organisation; the consultants' own. */
  channelOf(name: PersonName): string
  /** Resolves when everything that was caused so far has happened. */
  settled(): Promise<void>
  /** As if so much time had passed since everything that is stored. */
  passTime(milliseconds: number): Promise<void>
  /** Lines logged at warn and above. */
  readonly troubles: readonly LogLine[]
  /** Every line logged, at any level. */
  readonly logged: readonly LogLine[]
  /** A fault is part of this story: its log lines do not fail the test. */
  expectTroubles(): void
  restart(): Promise<void>
  /** A second process on the same database. */
  another(parts?: DeskParts): Promise<Desk>
}

export interface LogLine {
  readonly level: number
  readonly msg: string
  readonly reference?: string
}

export interface TestDeskOptions extends DeskParts {
  readonly platform: TestPlatform
  /** Without it the provider has no consultants' channel yet. */
  readonly consultantsChannel?: boolean
  readonly world?: World
  /** Where the provider's people are; default: where the customers are. */
  readonly consultantsOn?: TestPlatform
  /** One that the test may damage; closed with it. */
  readonly database?: Database
  /** What is served is read from the database, as in the product; it takes seconds. */
  readonly ownKnowledge?: true
  /** Besides what the platform needs. */
  readonly environment?: Readonly<Record<string, string>>
}

/** The whole desk over an in-memory database and one platform; ended, and checked for complaints, with the test. */
export async function testDesk({
  platform,
  consultantsChannel = true,
  consultantsOn = platform,
  ...options
}: TestDeskOptions): Promise<TestDesk> {
  const database = options.database ?? (await freshDatabase())
  const world = options.world ?? (await createWorld(platform))
  const consultants = consultantsOn === platform ? world : await createWorld(consultantsOn)
  const worlds = [...new Set([world, consultants])]
  const worldOf = (organisation: string) => (organisation === 'ACADEMY' ? consultants : world)
  const ids = idsOn(world)
  await populate(database, world, consultantsChannel, consultants)

  const troubles: LogLine[] = []
  let troublesExpected = false
  const logged: LogLine[] = []
  const log = createLog(
    'trace',
    sinkInto((line) => {
      logged.push(line)
      if (line.level >= WARN) troubles.push(line)
    }),
  )
  const config = readConfig({
    ...{ NODE_ENV: 'test', PORT: '0', WEB_CHAT: 'off', APP_SECRET: 'of all processes of one test desk' },
    ...Object.assign({}, ...worlds.map(({ environment }) => environment)),
    ...options.environment,
  })
  const known = options.ownKnowledge ? {} : { served: await served() }
  const startProcess = (parts: DeskParts): Promise<Desk> =>
    startDesk(config, log, {
      clock: () => NOW,
      jobs: 'onCall',
      ...known,
      ...threads,
      ...parts,
      database: stayingOpen(database),
      messenger: (name, messenger) => {
        const meddled = worlds.find((it) => it.platform === name)?.meddle?.(messenger) ?? messenger
        return parts.messenger?.(name, meddled) ?? meddled
      },
    })
  const start = async () => {
    const started = await startProcess(options)
    for (const it of worlds) await it.connect(started.url)
    return started
  }
  let desk = await start()
  const others: Desk[] = []

  onTestFinished(async () => {
    for (const running of [...others, desk]) await running.stop()
    for (const it of worlds) await it.close()
    await database.close()
    const complaints = worlds.flatMap((it) => it.complaints)
    if (complaints.length > 0) throw new Error(`The platform complained:\n${complaints.join('\n')}`)
    const errors = troubles.filter(({ level }) => level >= 50)
    if (errors.length > 0 && !troublesExpected)
      throw new Error(`Unexpected faults were logged:\n${errors.map((it) => JSON.stringify(it)).join('\n')}`)
  })

  return {
    platform,
    world,
    consultants,
    get desk() {
      return desk
    },
    database,
    person: (name) => {
      const { organisation } = PEOPLE[name]
      const own = idsOn(worldOf(organisation))
      return worldOf(organisation).person(own.workspace(organisation), own.user(name))
    },
    stranger: (place) =>
      world.person(ids.workspace(place === 'linked' ? 'MINATO' : 'NOBODY'), ids.user('stranger')),
    newcomer: (organisation) => world.person(ids.workspace(organisation), ids.user('newcomer')),
    channelOf: (name) => idsOn(worldOf(PEOPLE[name].organisation)).channel(PEOPLE[name].organisation),
    settled: () => desk.idle(),
    passTime: (milliseconds) => passTime(database.sql, milliseconds),
    troubles,
    logged,
    expectTroubles: () => {
      troublesExpected = true
    },
    restart: async () => {
      await desk.stop()
      desk = await start()
    },
    another: async (parts = {}) => {
      const other = await startProcess(parts)
      others.push(other)
      return other
    },
  }
}

function createWorld(platform: TestPlatform): Promise<World> {
  switch (platform) {
    case 'slack':
      return createSlackWorld()
    case 'teams':
      return createTeamsWorld()
    case 'web':
      return createWebWorld()
  }
}

/** Their threads load fonts and libraries for a second: those of a worker are started once. */
const threads = {
  charts: { ...createCharts(), stop: async () => undefined },
  spreadsheets: { ...createSpreadsheets(), stop: async () => undefined },
}

/** A restarted desk goes on with the same database. */
const stayingOpen = (database: Database): Database => ({ ...database, close: async () => undefined })

const WARN = 40

const sinkInto = (take: (line: LogLine) => void): Writable =>
  new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      take(JSON.parse(chunk.toString()))
      done()
    },
  })
