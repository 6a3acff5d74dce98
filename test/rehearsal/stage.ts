import path from 'node:path'
import { pino } from 'pino'
import type { Browser } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { z } from 'zod'
import { dayOf, japaneseDay, timeOfDay } from '#src/chat/day.ts'
import type { Message } from '#src/chat/message.ts'
import { runCommand } from '#src/commands/command.ts'
import { openCommandDesk } from '#src/commands/command-desk.ts'
import { readConfig } from '#src/config.ts'
import { startDesk } from '#src/desk.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { ownDatabase } from '#test/support/database.ts'
import { givenFile } from '#test/support/given-file.ts'
import { idsOn } from '#test/support/people.ts'
import { createSlackWorld } from '#test/support/slack/slack-world.ts'
import { createTeamsWorld } from '#test/support/teams/teams-world.ts'
import { passTime } from '#test/support/time.ts'
import { createWebWorld } from '#test/support/web/web-world.ts'
import type { Person, Place, SeenMessage, World } from '#test/support/world.ts'
import { type InBrowser, inBrowser } from './in-browser.ts'
import type { Pictures } from './pictures.ts'
import { createTranscript } from './transcript.ts'

type Values = Readonly<Record<string, string>>

const ZONE = 'Asia/Tokyo'

const Logged = z.looseObject({ level: z.number(), msg: z.string().optional() })
type Logged = z.infer<typeof Logged>

const CHANNELS: Readonly<Record<string, string>> = {
  ACADEMY: '#相談対応',
  MINATO: '#セキュリティ',
  AOBA: '情報システム',
}

const APPS = { slack: 'Slack', teams: 'Teams', web: 'Webチャット' } as const

/** Somebody of the story, in one app. */
export interface Actor {
  readonly called: string
  readonly person: Person
  readonly platform: World['platform']
  /** As an operator names them. */
  readonly account: string
}

/**
 * The whole desk over one database, in Slack, in Teams and in the web chat at once, with a clock that the story moves. Whatever
 * anybody is shown is written down. `pictures`: of the main cards.
 */
export async function stage(browser: Browser, pictures?: Pictures) {
  const database = await ownDatabase()
  const [slack, teams, web] = [await createSlackWorld(), await createTeamsWorld(), await createWebWorld()]
  const worlds = [slack, teams, web]
  let now = new Date('2026-04-01T09:30:00+09:00')
  const logged: Logged[] = []
  const log = pino(
    { level: 'info' },
    { write: (line: string) => logged.push(Logged.parse(JSON.parse(line))) },
  )
  /** How often what is known was served anew. */
  const serves = (): number => logged.filter(({ msg }) => msg === 'knowledge is served').length
  const config = readConfig({
    ...{
      NODE_ENV: 'test',
      PORT: '0',
      APP_SECRET: 'of every process of the rehearsal, on one database',
    },
    ...slack.environment,
    ...teams.environment,
    ...web.environment,
  })
  const staying: Database = { ...database, close: async () => undefined }
  const desk = await startDesk(config, log, { clock: () => now, jobs: 'onCall', database: staying })
  for (const world of worlds) await world.connect(desk.url)
  const commands = await openCommandDesk(config, log, path.resolve('knowledge'), {
    ...{ database: staying, clock: () => now },
  })
  onTestFinished(async () => {
    await Promise.all(pages.map((page) => page.close()))
    await desk.stop()
    for (const world of worlds) await world.close()
    await database.close()
  })

  const actors: Actor[] = []
  const pages: InBrowser[] = []
  const transcript = createTranscript()
  const seen = new Map<string, string>()

  function actor(called: string, world: World, organisation: string, user: string): Actor {
    const ids = idsOn(world)
    const [workspace, id] = [ids.workspace(organisation), ids.user(user)]
    const it: Actor = {
      ...{ called, person: personOf(world, workspace, id), platform: world.platform },
      account: `--platform ${world.platform} --workspace ${workspace} --user ${id}`,
    }
    actors.push(it)
    return it
  }

  function personOf(world: World, workspace: string, user: string): Person {
    const person = world.person(workspace, user)
    if (world.platform !== 'web') return person
    const page = inBrowser(browser, desk.url, person)
    pages.push(page)
    return page.person
  }

  /** Writes down what anybody sees that they did not see before. */
  async function settle(): Promise<void> {
    for (let round = 0; round < 2; round += 1) {
      await desk.idle()
      // A card is replaced once in three seconds.
      await passTime(database.sql, 3_100)
      await desk.idle()
    }
    const written = new Set<string>()
    for (const it of actors)
      for (const message of await it.person.sees()) {
        if (message.from !== 'desk') continue
        const where = message.channel ?? `@${it.called}`
        const key = `${it.platform} ${where} ${message.id}`
        const before = seen.get(key)
        if (before === message.words || written.has(key)) continue
        seen.set(key, message.words)
        written.add(key)
        transcript.said(placeWords(it, message), message, before === undefined ? 'new' : 'changed')
      }
    // No two things happen at one moment: what is listed by time has an order.
    now = new Date(now.getTime() + 1_000)
  }

  const placeWords = ({ called, platform }: Actor, { channel, thread }: SeenMessage): string => {
    const app = APPS[platform]
    if (channel === undefined) return `${called}（${app}）`
    const [code = ''] =
      ['ACADEMY', 'MINATO', 'AOBA'].filter((it) =>
        worlds.some((world) => idsOn(world).channel(it) === channel),
      ) ?? []
    return `${CHANNELS[code] ?? channel}（${app}）${thread === undefined ? '' : 'のスレッド'}`
  }

  const newest = async (it: Actor, words = ''): Promise<SeenMessage> => {
    const found = (await it.person.sees()).findLast((m) => m.from === 'desk' && m.words.includes(words))
    if (!found) throw new Error(`${it.called} sees nothing that says 「${words}」`)
    return found
  }

  return {
    ...{ slack, teams, web, desk, database, actor, newest, transcript, actors },
    troubles: () => logged.filter(({ level }) => level >= 40),
    complaints: async () => [
      ...worlds.flatMap(({ complaints }) => complaints),
      ...(await Promise.all(pages.map((page) => page.complaints()))).flat(),
    ],
    now: () => now,
    /** A part of the story begins. */
    act: (title: string) => transcript.act(title),
    /** Time passes until then (2026-04-02T10:00), and what is due is done. */
    at: async (time: string): Promise<void> => {
      const then = new Date(`${time}:00+09:00`)
      await passTime(database.sql, Math.min(then.getTime() - now.getTime(), 60_000))
      now = then
      transcript.moment(`${japaneseDay(dayOf(now, ZONE))}${timeOfDay(now, ZONE)}`, dayOf(now, ZONE))
      for (let round = 0; round < 2; round += 1) {
        await desk.runJobs()
        await settle()
        now = new Date(now.getTime() + 1_000)
      }
    },
    /** The newest card that says all of this, as both platforms draw it. */
    pictured: async (name: string, about: string, ...words: readonly string[]): Promise<void> => {
      const rows = await database.prisma.outboundMessage.findMany({ orderBy: { seq: 'desc' } })
      const row = rows.find(({ message }) => words.every((it) => JSON.stringify(message).includes(it)))
      if (!row) throw new Error(`no card says ${words.join(' and ')}`)
      transcript.pictured(name, about)
      await pictures?.take(name, row.message as unknown as Message)
    },
    /** The web chat as it looks now. */
    page: async (name: string, about: string): Promise<void> => {
      transcript.pictured(name, about)
      for (const page of pages) await pictures?.keep(name, await page.picture())
    },
    /** The newest picture that this person was sent. */
    chart: async (it: Actor, name: string, about: string): Promise<void> => {
      const files = (await it.person.sees()).flatMap((m) => m.files ?? [])
      const png = files.findLast((file) => file.name.endsWith('.png'))
      if (!png) throw new Error(`${it.called} was sent no picture`)
      transcript.pictured(name, about)
      await pictures?.keep(name, png.content)
    },
    /** Under the consultants' card that says so. */
    threadOf: async (it: Actor, words: string): Promise<Place> => {
      const cards = (await it.person.sees()).filter(
        (m) => m.channel === 'C0ACADEMY' && m.words.includes(words),
      )
      const [card] = cards.filter((m) => m.thread === undefined || m.thread === m.id)
      if (!card) throw new Error(`there is no card that says 「${words}」`)
      return { channel: 'C0ACADEMY', thread: card.thread ?? card.id }
    },
    /** Until every question is answered by what this published. */
    published: async (publish: () => Promise<void>): Promise<void> => {
      const before = serves()
      await publish()
      await expect.poll(serves, { timeout: 30_000 }).toBeGreaterThan(before)
    },
    /** What was just written to them says so. */
    reads: async (it: Actor, words: string): Promise<void> => {
      expect((await newest(it)).words).toContain(words)
    },
    says: async (it: Actor, words: string, place: Place = {}): Promise<string> => {
      transcript.wrote(it.called, words, place.files?.map(({ name }) => name) ?? [])
      const id = await it.person.says(words, place)
      await settle()
      return id
    },
    edits: async (it: Actor, message: string, words: string): Promise<void> => {
      transcript.did(it.called, `投稿を「${words}」に直す`)
      await it.person.edits(message, words)
      await settle()
    },
    presses: async (it: Actor, label: string): Promise<void> => {
      transcript.did(it.called, `［${label}］を押す`)
      await it.person.presses(label)
      await settle()
    },
    /** Opens the form behind a button, and sends it filled in. */
    submits: async (it: Actor, label: string, values: Values): Promise<void> => {
      const form = await it.person.opens(label)
      transcript.filled(it.called, label, form, values)
      const errors = await it.person.submits(values)
      if (Object.keys(errors).length > 0) throw new Error(`${label}: ${JSON.stringify(errors)}`)
      await settle()
    },
    /** What an operator types. @returns what it printed */
    types: async (words: readonly string[]): Promise<string> => {
      const [name = '', ...args] = words
      const { out, err, code } = await runCommand(name, args, commands)
      if (code !== 0) throw new Error(`${words.join(' ')}: ${err}${out}`)
      transcript.typed(words.join(' '), out)
      await settle()
      return out
    },
    file: (it: Actor) => givenFile({ platform: it.platform }, it.person),
    settle,
  }
}

export type Stage = Awaited<ReturnType<typeof stage>>
