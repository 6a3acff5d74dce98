import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { expect, inject, onTestFinished, test } from 'vitest'
import { readConfig } from '#src/config.ts'
import { type DeskParts, startDesk } from '#src/desk.ts'
import { DirectoryInUse } from '#src/services/database/directory-lock.ts'
import { childDesk } from '#test/support/child-desk.ts'
import { fromDesk } from '#test/support/seen.ts'
import { passTime } from '#test/support/time.ts'
import { createWebWorld } from '#test/support/web/web-world.ts'

const QUESTION = '達成率はどのように計算されますか。'
const silent = pino({ level: 'silent' })

async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'academy-desk-kill-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  await cp(inject('begunDirectory'), directory, { recursive: true })
  return directory
}

/** Starts a desk on what the killed one left, in this process. */
async function successor(directory: string, parts: DeskParts = {}) {
  const config = readConfig({ NODE_ENV: 'development', PORT: '0', DATA_DIR: directory })
  const desk = await startDesk(config, silent, { jobs: 'onCall', ...parts })
  onTestFinished(() => desk.stop())
  // Its leases and claims run out by the clock.
  await passTime(desk.database.sql, 31_000)
  await desk.idle()
  await passTime(desk.database.sql, 31_000)
  await desk.idle()
  return desk
}

test.each([
  ['beforeDeciding', 'between acknowledging and answering'],
  ['beforeSending', 'between deciding and sending'],
  ['beforeRecording', 'between the request and the response of a send'],
])('killed %s (%s), the next start answers, once', async (moment) => {
  const directory = await temporaryDirectory()
  const world = await createWebWorld()
  const child = await childDesk({ DATA_DIR: directory, CRASH_AT: moment })
  await world.connect(child.url)
  await world.person('minato', 'tanaka').says(QUESTION)
  expect(await child.ended).toBe('SIGKILL')

  const desk = await successor(directory)
  await world.connect(desk.url)
  const answers = await fromDesk(world.person('minato', 'tanaka'))
  expect(answers).toHaveLength(1)
  expect(answers[0]?.words).toContain('出典：FAQ-005')
  expect(await desk.database.prisma.consultation.count()).toBe(1)
  const [row] = await desk.database.prisma.outboundMessage.findMany()
  expect(row?.state).toBe('sent')
  const [event] = await desk.database.prisma.inboundEvent.findMany()
  expect(event?.state).toBe('handled')
})

test('killed in the middle of reminding, the next start reminds the rest, and nobody twice', async () => {
  const directory = await temporaryDirectory()
  const before = await startDesk(
    readConfig({ NODE_ENV: 'development', PORT: '0', DATA_DIR: directory }),
    silent,
    { jobs: 'onCall' },
  )
  // Both demonstration contracts end on the same day.
  await before.database.sql.query(`UPDATE contract SET ends_on = '2027-01-31'`)
  await before.stop()
  const NOW = '2027-01-26T10:00:00+09:00'
  const child = await childDesk({ DATA_DIR: directory, CRASH_AT: 'afterFirstReminder', NOW })
  expect(await child.ended).toBe('SIGKILL')

  const desk = await successor(directory, { clock: () => new Date(NOW) })
  const { prisma } = desk.database
  const told = () =>
    prisma.contractReminder.groupBy({ by: ['organisationId'], orderBy: { organisationId: 'asc' } })
  expect(await told()).toHaveLength(1)
  await passTime(desk.database.sql, 61_000)
  for (let time = 0; time < 2; time += 1) await desk.runJobs()
  await desk.idle()
  expect(await told()).toHaveLength(2)
  const rows = await prisma.outboundMessage.findMany()
  expect(rows.map(({ lane, state }) => `${lane} ${state}`)).toEqual(['notice sent', 'notice sent'])
  expect(new Set(rows.map((it) => it.conversationKey)).size).toBe(2)
})

test('the embedded database is one process’s own, until it is killed', async () => {
  const directory = await temporaryDirectory()
  const config = readConfig({ NODE_ENV: 'development', PORT: '0', DATA_DIR: directory })
  const child = await childDesk({ DATA_DIR: directory })
  await expect(startDesk(config, silent)).rejects.toThrow(DirectoryInUse)
  await child.kill()
  const desk = await startDesk(config, silent)
  await desk.stop()
})
