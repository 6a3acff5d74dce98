import { expect, onTestFinished, test } from 'vitest'
import { openPostgres } from '#src/services/database/open-database.ts'
import { ensureProvider } from '#src/services/database/seed.ts'
import { childDesk } from '#test/support/child-desk.ts'
import { sayEverywhere, startFanOut } from '#test/support/fan-out.ts'
import { begunDatabase } from '#test/support/postgres.ts'

const CHANNELS = 500
const WORKSPACES = 60

test('five hundred channels of sixty workspaces hear within a minute, once each, though a process dies in the middle', async () => {
  const url = await begunDatabase()
  const platforms = await startFanOut({ limited: true })
  const database = await openPostgres(url)
  onTestFinished(async () => {
    await database.close()
    await platforms.close()
  })
  const provider = await ensureProvider(database)
  const places = Array.from({ length: CHANNELS }, (_, at) => {
    const workspace = `T${at % WORKSPACES}`
    return at % WORKSPACES < WORKSPACES / 2
      ? platforms.slack(workspace, `C${at}`)
      : platforms.teams(workspace, `C${at}`)
  })
  await platforms.settleIn(database, places)
  const start = () => childDesk({ DATABASE_URL: url, WEB_CHAT: 'off', ...platforms.environment })
  const [doomed] = await Promise.all([start(), start()])

  const began = performance.now()
  const wave = await sayEverywhere(database, provider.id, places)
  await platforms.posted(CHANNELS / 4)
  await doomed.kill()
  await expect
    .poll(() => database.prisma.outboundMessage.count({ where: { wave, state: 'waiting' } }), {
      timeout: 90_000,
    })
    .toBe(0)
  const seconds = (performance.now() - began) / 1_000

  const rows = await database.prisma.outboundMessage.findMany({ where: { wave } })
  const named = rows.filter(({ state }) => state === 'unknown')
  const posts = platforms.posts()
  expect(rows.filter(({ state }) => state === 'sent')).toHaveLength(CHANNELS - named.length)
  // What the process held that died, where the platform cannot tell.
  expect(
    named.every(
      ({ reason, conversationKey }) => reason === 'unknownOutcome' && conversationKey.startsWith('teams/'),
    ),
  ).toBe(true)
  // As many as it has hands for waves.
  expect(named.length).toBeLessThanOrEqual(128)
  expect(Math.max(...posts.values())).toBe(1)
  expect(posts.size).toBeGreaterThanOrEqual(CHANNELS - named.length)
  expect(platforms.refused()).toEqual({ slack: 0, teams: 0 })
  expect(seconds).toBeLessThan(60)
})
