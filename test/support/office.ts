import { expect, onTestFinished } from 'vitest'
import { type Database, openPostgres } from '#src/services/database/open-database.ts'
import { ensureProvider } from '#src/services/database/seed.ts'
import { type ChildDesk, childDesk } from './child-desk.ts'
import { populate } from './people.ts'
import { begunDatabase, reachDatabase } from './postgres.ts'
import { signedRequest } from './slack/signing.ts'
import { createSlackWorld, type SlackWorld } from './slack/slack-world.ts'
import { SIGNING_SECRET } from './slack/things.ts'

export interface Office {
  readonly world: SlackWorld
  readonly database: Database
  start(extra?: Readonly<Record<string, string>>): Promise<ChildDesk>
  person(name: string, desk: ChildDesk): ReturnType<SlackWorld['person']>
  /** Cuts every connection to the database, and lets nobody in; or lets everybody in again. */
  reach(open: boolean): Promise<void>
  /** Resolves when no event and no message waits any more. */
  quiet(): Promise<void>
}

/** One PostgreSQL, one Slack, and as many processes of the desk as a story needs. */
export async function office(): Promise<Office> {
  const url = await begunDatabase()
  const world = await createSlackWorld()
  const environment = { DATABASE_URL: url, WEB_CHAT: 'off', ...world.environment }
  const database = await openPostgres(url)
  onTestFinished(async () => {
    await database.close()
    await world.close()
    expect(world.complaints).toEqual([])
  })
  await ensureProvider(database)
  await populate(database, world, true)
  return {
    world,
    database,
    start: (extra = {}) => childDesk({ ...environment, ...extra }),
    person: (name, desk) => world.person('T0DESK', `U0${name.toUpperCase()}`, desk.url),
    reach: (open) => reachDatabase(url, open),
    quiet: () =>
      until(async () => {
        const events = await database.prisma.inboundEvent.count({ where: { state: 'pending' } })
        const messages = await database.prisma.outboundMessage.count({ where: { state: 'waiting' } })
        return events + messages === 0
      }),
  }
}

/** Looks again and again, for at most 40 s. */
export const until = (done: () => Promise<boolean>): Promise<void> =>
  expect.poll(done, { timeout: 40_000 }).toBe(true)

/** A request as Slack signs it. @returns the status of the answer */
export async function deliver({ url }: ChildDesk, event: object): Promise<number> {
  const body = JSON.stringify(event)
  const headers = signedRequest({ secret: SIGNING_SECRET, body, contentType: 'application/json' })
  const answer = await fetch(`${url}/slack/events`, { method: 'POST', body, headers })
  await answer.text()
  return answer.status
}
