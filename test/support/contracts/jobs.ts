import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Job } from '#src/ports/jobs.ts'
import type { JobTelemetry } from '#src/ports/telemetry.ts'
import { LeaseLost } from '#src/ports/unit-of-work.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { ensureProvider } from '#src/services/database/seed.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { endJob, renewJob, takeJob } from '#src/services/jobs/claim.ts'
import { createSchedule } from '#src/services/jobs/schedule.ts'
import { type Customers, customersIn } from '#test/support/customers.ts'
import { catalogue } from '#test/support/products.ts'
import { passTime } from '#test/support/time.ts'

const MONDAY = new Date('2026-11-30T02:00:00+09:00')
const TUESDAY = new Date('2026-12-01T02:00:00+09:00')

/** What the database promises about work that is done once, and about what is told once; run on each kind. */
export function jobsContract(open: () => Promise<Database>): void {
  let database: Database
  let name: string
  beforeAll(async () => {
    database = await open()
  })
  beforeEach(() => {
    name = randomUUID()
  })
  afterAll(() => database.close())

  const decide = async (claim: { name: string; token: string }) => {
    const { id } = await ensureProvider(database)
    const { decide } = createUnitOfWork(database, storesOf, () => undefined)
    return decide({ kind: 'desk', organisationId: id, job: claim }, async () => 'decided')
  }

  describe('a job', () => {
    test('is taken by one of many at once, and by nobody while it is being done', async () => {
      const taken = await Promise.all(Array.from({ length: 8 }, () => takeJob(database.sql, name, MONDAY)))
      expect(taken.filter((it) => it !== undefined)).toHaveLength(1)
      expect(await takeJob(database.sql, name, TUESDAY)).toBeUndefined()
    })

    test('is done once for each of its turns', async () => {
      const claim = await takeJob(database.sql, name, MONDAY)
      if (claim) await endJob(database.sql, claim, MONDAY)
      expect(await takeJob(database.sql, name, MONDAY)).toBeUndefined()
      expect(await takeJob(database.sql, name, TUESDAY)).toBeDefined()
    })

    test('that is left off can be taken at once', async () => {
      const claim = await takeJob(database.sql, name, MONDAY)
      if (claim) await endJob(database.sql, claim, undefined)
      expect(await takeJob(database.sql, name, MONDAY)).toBeDefined()
    })

    test('whose process died is taken over; the dead one decides nothing any more', async () => {
      const dead = await takeJob(database.sql, name, MONDAY)
      if (!dead) throw new Error('it is not taken')
      expect(await decide(dead)).toBe('decided')
      await passTime(database.sql, 61_000)
      const heir = await takeJob(database.sql, name, MONDAY)
      if (!heir) throw new Error('it is not taken over')
      await expect(decide(dead)).rejects.toThrow(LeaseLost)
      expect(await renewJob(database.sql, dead)).toBe(false)
      await endJob(database.sql, dead, TUESDAY)
      expect(await decide(heir)).toBe('decided')
      expect(await renewJob(database.sql, heir)).toBe(true)
    })
  })

  describe('the schedule', () => {
    const counted: string[] = []
    const telemetry: JobTelemetry = {
      jobKnown: () => undefined,
      jobDone: (job) => counted.push(`done ${job}`),
      jobFailed: (job) => counted.push(`failed ${job}`),
      ledgerDiffers: () => undefined,
      reminded: () => undefined,
    }
    const scheduleOf = (...jobs: readonly Job[]) =>
      createSchedule(database.sql, jobs, {
        ...{ clock: () => MONDAY, telemetry, log: pino({ level: 'silent' }) },
      })
    const job = (work: Job['work'], turn: Date | undefined = MONDAY): Job => ({
      name,
      turn: () => turn,
      work,
    })
    beforeEach(() => {
      counted.length = 0
    })

    test('of several processes one does what is due, once', async () => {
      let done = 0
      const due = job(async () => {
        done += 1
        return 'done'
      })
      const processes = [scheduleOf(due), scheduleOf(due), scheduleOf(due)]
      await Promise.all(processes.map((it) => it.run()))
      await Promise.all(processes.map((it) => it.run()))
      expect(done).toBe(1)
      expect(counted).toEqual([`done ${name}`])
    })

    test('what failed is counted, and done again when its claim has run out', async () => {
      let tries = 0
      const flaky = scheduleOf(
        job(async () => {
          tries += 1
          if (tries === 1) throw new Error('not today')
          return 'done'
        }),
      )
      await flaky.run()
      await flaky.run()
      expect(tries).toBe(1)
      await passTime(database.sql, 61_000)
      await flaky.run()
      expect(counted).toEqual([`failed ${name}`, `done ${name}`])
    })

    test('what is left unfinished goes on with the next look', async () => {
      const endings = ['unfinished', 'done'] as const
      let looks = 0
      const long = scheduleOf(
        job(async () => {
          looks += 1
          return endings[looks - 1] ?? 'done'
        }),
      )
      for (let look = 0; look < 3; look += 1) await long.run()
      expect(looks).toBe(2)
    })

    test('a process that stops leaves off, and the next one goes on at once', async () => {
      const began = Promise.withResolvers<void>()
      const stopping = scheduleOf(
        job(async ({ signal }) => {
          began.resolve()
          await new Promise((resolve) => signal.addEventListener('abort', resolve))
          return 'unfinished'
        }),
      )
      const run = stopping.run()
      await began.promise
      await stopping.stop()
      await run
      await scheduleOf(job(async () => 'done')).run()
      expect(counted).toEqual([`done ${name}`])
    })
  })

  describe('what is told once', () => {
    let customers: Customers
    beforeAll(async () => {
      customers = await customersIn(database)
    })
    const due = (today: string, after?: string) =>
      customers.asDesk(({ reminders }) => reminders.due(catalogue, today, 1_000, after))
    const tell = (id: string, ...abouts: readonly string[]) =>
      customers.asDesk(({ reminders }) => reminders.tell(id, abouts, MONDAY))

    test('organisations are found by the last day of what they bought, and not again once they were told', async () => {
      const id = await customers.add()
      const contract = await customers.buys(id, 'PRACT', '2026-04-01')
      expect(await due('2026-10-31')).not.toContain(id)
      expect(await due('2026-11-01')).toContain(id)
      await tell(id, `contract:${contract}:60`)
      expect(await due('2026-11-30')).not.toContain(id)
      expect(await due('2026-12-01')).toContain(id)
      await tell(id, `contract:${contract}:30`)
      expect(await due('2026-12-01')).toContain(id)
      await tell(id, `allowance:${contract}:2026-12-31`)
      expect(await due('2026-12-01')).not.toContain(id)
      expect(await due('2026-12-24')).toContain(id)
      expect(await due('2027-01-01')).not.toContain(id)
      expect(await due('2026-12-24', id)).not.toContain(id)
      expect(
        await customers.asCustomer(id, async ({ reminders }) => [...(await reminders.told(id))].sort()),
      ).toEqual(
        [`allowance:${contract}:2026-12-31`, `contract:${contract}:30`, `contract:${contract}:60`].sort(),
      )
    })

    test('a contract that another one follows does not count, nor does an extra', async () => {
      const id = await customers.add()
      await customers.buys(id, 'LEARN', '2026-04-01')
      await customers.buys(id, 'UPG', '2026-05-01')
      await customers.buys(id, 'ADD1', '2026-05-10')
      expect(await due('2026-06-20')).not.toContain(id)
    })

    test('nothing is told twice, not even half of it', async () => {
      const id = await customers.add()
      const contract = await customers.buys(id, 'PRACT', '2026-04-01')
      await tell(id, `contract:${contract}:7`)
      await expect(tell(id, `contract:${contract}:30`, `contract:${contract}:7`)).rejects.toThrow()
      expect(await database.prisma.contractReminder.count({ where: { organisationId: id } })).toBe(1)
    })

    test('a member’s places are told in the order in which they last wrote there', async () => {
      const organisationId = await customers.add()
      const { id: memberId } = await database.prisma.member.create({
        data: { id: randomUUID(), organisationId, name: '田中', role: 'owner' },
      })
      for (const [key, at] of [
        ['slack/T1/@U1', '2026-11-01'],
        ['teams/tenant/19:x/1', '2026-11-20'],
        ['slack/T1/C1/1.1', '2026-11-10'],
      ] as const) {
        await database.prisma.conversation.create({ data: { key, organisationId, address: {} } })
        const turn = { conversationKey: key, memberId, at: new Date(at), messageId: randomUUID() }
        await database.prisma.turn.create({
          data: { id: randomUUID(), organisationId, author: 'member', ...turn },
        })
      }
      const wrote = await customers.asCustomer(organisationId, ({ reminders }) =>
        reminders.lastWrote(organisationId, memberId),
      )
      expect(wrote.map((it) => it.platform)).toEqual(['teams', 'slack', 'slack'])
    })
  })
}
