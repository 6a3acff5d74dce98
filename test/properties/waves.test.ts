import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ConversationRef } from '#src/chat/event.ts'
import type { Say } from '#src/ports/unit-of-work.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { ensureProvider } from '#src/services/database/seed.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { createDispatcher } from '#src/services/outbox/dispatcher.ts'
import { notePaces } from '#src/services/outbox/paces.ts'
import { claimPaced } from '#src/services/outbox/waves.ts'
import { type Channels, createChannels, type Trouble, words } from '#test/support/channels.ts'
import { NO_COUNTS } from '#test/support/contracts/waves.ts'
import { emptyDatabase } from '#test/support/database.ts'
import { passTime } from '#test/support/time.ts'

let database: Database
let providerId: string
beforeAll(async () => {
  database = await emptyDatabase()
  providerId = (await ensureProvider(database)).id
})
afterAll(() => database.close())

/** The web chat tells what it has taken, Teams does not. */
const PLACES: readonly ConversationRef[] = (['web', 'web', 'web', 'teams', 'teams', 'teams'] as const).map(
  (platform, at) => ({ kind: 'shared', platform, workspace: 'T1', channel: `C${at}` }),
)

const trouble: fc.Arbitrary<Trouble | undefined> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(undefined) },
  fc.record({ kind: fc.constant('later' as const) }),
  fc.record({ kind: fc.constant('later' as const), afterMs: fc.integer({ min: 1_000, max: 30_000 }) }),
  fc.record({ kind: fc.constant('cut' as const), took: fc.boolean() }),
)
const step = fc.oneof(
  fc.record({ does: fc.constant('broadcasts' as const) }),
  fc.record({
    does: fc.constant('rebroadcasts' as const),
    wave: fc.nat(2),
    unsent: fc.constantFrom('said', 'said', 'dropped'),
  }),
  fc.record({
    does: fc.constant('dies' as const),
    holding: fc.integer({ min: 1, max: 4 }),
    took: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  }),
  fc.record({ does: fc.constant('sends' as const), troubles: fc.array(trouble, { maxLength: 6 }) }),
  fc.record({ does: fc.constant('waits' as const), ms: fc.integer({ min: 500, max: 40_000 }) }),
  fc.record({ does: fc.constant('cannotBeAsked' as const), now: fc.boolean() }),
)

interface ModelWave {
  readonly rows: readonly string[]
  last: string
  recalled: boolean
}

test('whatever is said, changed and taken back, and whoever dies or refuses meanwhile: each channel ends with the last words, once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
      await database.sql.query('DELETE FROM outbound_message')
      await database.sql.query('DELETE FROM send_pace')
      const [web, teams] = [createChannels(true), createChannels(false)]
      const waves: ModelWave[] = []
      let inFlight = 0
      const dispatcher = createDispatcher(
        database.sql,
        new Map([
          ['web', web.messenger],
          ['teams', teams.messenger],
        ]),
        NO_COUNTS,
        pino({ level: 'silent' }),
        8,
      )
      const decide = <T>(work: (say: Say) => Promise<T>) =>
        createUnitOfWork(database, storesOf, () => undefined).decide(
          { kind: 'desk', organisationId: providerId },
          (_, say) => work(say),
        )
      const broadcast = async () => {
        const last = `wave ${waves.length}`
        const places = PLACES.map((to) => ({ organisationId: providerId, to, message: 0 }))
        const rows = await decide((say) =>
          say.broadcast({ id: randomUUID(), messages: [words(last)], places }),
        )
        waves.push({ rows, last, recalled: false })
      }
      const meddle = (troubles: readonly (Trouble | undefined)[]) => {
        const next = [...troubles]
        for (const channels of [web, teams])
          channels.trouble = (_, kind) => {
            const now = next.shift()
            if (now?.kind === 'cut' && kind === 'send') inFlight += 1
            return now
          }
      }

      await broadcast()
      for (const [at, it] of steps.entries())
        switch (it.does) {
          case 'broadcasts':
            if (waves.length < 3) await broadcast()
            break
          case 'rebroadcasts': {
            const wave = waves[it.wave]
            if (!wave) break
            wave.last = `${it.unsent === 'dropped' ? 'recall' : 'version'} ${at}`
            wave.recalled ||= it.unsent === 'dropped'
            const { rows, last } = wave
            await decide((say) =>
              say.rebroadcast({
                ...{
                  id: randomUUID(),
                  messages: [words(last)],
                  unsent: it.unsent === 'dropped' ? 'dropped' : 'said',
                },
                rows: rows.map((row) => ({ row, message: 0 })),
              }),
            )
            break
          }
          case 'dies': {
            await notePaces(database.sql)
            const held = await claimPaced(database.sql, it.holding, () => undefined)
            for (const [which, { row }] of held.entries()) {
              if (row.kind === 'send') inFlight += 1
              if (!it.took[which] || row.abandoned) continue
              const channels = row.to.platform === 'web' ? web : teams
              if (row.kind === 'send') channels.take(row)
              else if (row.card?.message) await channels.messenger.update(row, row.card.message)
            }
            break
          }
          case 'sends':
            meddle(it.troubles)
            await dispatcher.idle()
            meddle([])
            break
          case 'waits':
            await passTime(database.sql, it.ms)
            break
          case 'cannotBeAsked':
            web.looking = it.now ? { kind: 'notNow', afterMs: 10_000 } : undefined
            break
        }

      web.looking = undefined
      for (let round = 0; round < 12; round += 1) {
        await passTime(database.sql, 61_000)
        await dispatcher.idle()
      }
      await verify(waves, web, teams, inFlight)
      await dispatcher.stop()
    }),
    { numRuns: 25 },
  )
}, 240_000)

async function verify(
  waves: readonly ModelWave[],
  web: Channels,
  teams: Channels,
  inFlight: number,
): Promise<void> {
  expect(await database.prisma.outboundMessage.count({ where: { state: 'waiting' } })).toBe(0)
  const states = await database.prisma.outboundMessage.findMany({ where: { kind: 'send' } })
  const unknown = states.filter(({ state }) => state === 'unknown')
  expect(unknown.length).toBeLessThanOrEqual(inFlight)
  for (const wave of waves)
    for (const [at, id] of wave.rows.entries()) {
      const row = states.find((it) => it.id === id)
      const said = (PLACES[at]?.platform === 'web' ? web : teams).of(id)
      switch (row?.state) {
        case 'sent':
          expect(said).toEqual([wave.last])
          break
        case 'dropped':
          expect([wave.recalled, said]).toEqual([true, []])
          break
        case 'unknown':
          expect(PLACES[at]?.platform).toBe('teams')
          expect(said.length).toBeLessThanOrEqual(1)
          break
        default:
          expect.fail(`a delivery ended as ${row?.state}: ${row?.reason}`)
      }
    }
}
