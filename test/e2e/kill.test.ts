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

const configOf = (directory: string) =>
  readConfig({ NODE_ENV: 'development', PORT: '0', DATA_DIR: directory })

/** Starts a desk on what the killed one left, in this process. */
async function successor(directory: string, parts: DeskParts = {}) {
  const desk = await startDesk(configOf(directory), silent, { jobs: 'onCall', ...parts })
  // Its leases and claims run out by the clock.
  await passTime(desk.database.sql, 31_000)
  await desk.idle()
  await passTime(desk.database.sql, 31_000)
  await desk.idle()
  return desk
}

/** One directory for all of it: each process begins with what the one before has left. */
test('whenever the desk is killed, the next start does the rest, and nothing twice', async () => {
  const directory = await temporaryDirectory()
  const moments = [
    ['beforeDeciding', 'between acknowledging and answering', 'minato', 'tanaka'],
    ['beforeSending', 'between deciding and sending', 'minato', 'suzuki'],
    ['beforeRecording', 'between the request and the response of a send', 'aoba', 'ito'],
  ] as const
  for (const [at, [moment, when, workspace, user]] of moments.entries()) {
    const world = await createWebWorld()
    const child = await childDesk({ DATA_DIR: directory, CRASH_AT: moment })
    if (at === 0)
      // The embedded database is one process's own, until it is killed.
      await expect(startDesk(configOf(directory), silent)).rejects.toThrow(DirectoryInUse)
    await world.connect(child.url)
    const person = world.person(workspace, user)
    await person.says(QUESTION)
    expect(await child.ended, when).toBe('SIGKILL')

    const desk = await successor(directory)
    await world.connect(desk.url)
    const answers = await fromDesk(person)
    expect(answers, when).toHaveLength(1)
    expect(answers[0]?.words, when).toContain('出典：FAQ-005')
    const { prisma } = desk.database
    expect(await prisma.consultation.count(), when).toBe(at + 1)
    const rows = await prisma.outboundMessage.findMany()
    expect(
      rows.map(({ state }) => state),
      when,
    ).toEqual(moments.slice(0, at + 1).map(() => 'sent'))
    const events = await prisma.inboundEvent.findMany()
    expect(
      events.map(({ state }) => state),
      when,
    ).toEqual(moments.slice(0, at + 1).map(() => 'handled'))
    // Both demonstration contracts end on the same day.
    await desk.database.sql.query(`UPDATE contract SET ends_on = '2027-01-31'`)
    await desk.stop()
  }

  // In the middle of reminding.
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
  const rows = await prisma.outboundMessage.findMany({ where: { lane: 'notice' } })
  expect(rows.map(({ state }) => state)).toEqual(['sent', 'sent'])
  expect(new Set(rows.map((it) => it.conversationKey)).size).toBe(2)
  await desk.stop()
})
