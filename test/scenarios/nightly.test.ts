import { describe, expect, test } from 'vitest'
import { testDesk } from '#test/support/desk.ts'
import { plansOf } from '#test/support/plans.ts'

async function deskAt(start: string) {
  let now = new Date(`${start}+09:00`)
  const desk = await testDesk({ platform: 'web', clock: () => now })
  const { prisma } = desk.database
  const organisation = await prisma.organisation.findUniqueOrThrow({ where: { code: 'MINATO' } })
  return {
    ...desk,
    prisma,
    at: async (time: string) => {
      now = new Date(`${time}+09:00`)
      await desk.desk.runJobs()
    },
    meetings: async () => {
      const { granted, used, held, expired } = await prisma.allowanceBalance.findFirstOrThrow({
        where: { organisationId: organisation.id, allowance: 'webMeeting' },
      })
      return { granted, used, held, expired }
    },
    metrics: async () => (await fetch(`${desk.desk.url}/metrics`)).text(),
  }
}

describe('at night', () => {
  test('what is left of a term that is over lapses once, and not before its last day has passed', async () => {
    const it = await deskAt('2026-12-31T10:00')
    await plansOf(it.database, 'MINATO').holds('webMeeting', '2026-12-31')
    // Counted from nought on: alerts see the first time, too.
    expect(await it.metrics()).toMatch(
      /desk_jobs_total\{job="ledger"\} 0[\s\S]*desk_reminders_total\{reached="false"\} 0/,
    )
    await it.at('2026-12-31T23:59')
    await it.at('2027-01-01T01:59')
    expect(await it.meetings()).toEqual({ granted: 9, used: 0, held: 1, expired: 0 })
    await it.at('2027-01-01T02:00')
    await it.at('2027-01-01T02:01')
    await it.at('2027-01-02T02:00')
    expect(await it.meetings()).toEqual({ granted: 9, used: 0, held: 1, expired: 8 })
    expect(await it.prisma.ledgerEntry.count({ where: { kind: 'expire' } })).toBe(5)
    expect(await it.metrics()).toContain('desk_jobs_total{job="expiry"} 3')
  })

  test('a night that was missed is made up for at the next start', async () => {
    const it = await deskAt('2026-12-31T10:00')
    await it.at('2026-12-31T10:00')
    await it.at('2027-01-01T15:00')
    expect(await it.meetings()).toMatchObject({ expired: 9 })
  })

  test('a balance that is not the sum of its entries is told to operators, and left as it is', async () => {
    const it = await deskAt('2026-11-24T10:00')
    await it.database.sql.query(
      `UPDATE allowance_balance SET used = 2 WHERE allowance = 'webMeeting' AND granted = 9`,
    )
    it.expectTroubles()
    await it.at('2026-11-24T10:00')
    const [trouble] = it.troubles
    expect(trouble).toMatchObject({
      msg: 'a balance is not the sum of its entries',
      counted: { granted: 9, used: 2 },
      entries: { granted: 9, used: 0 },
    })
    expect(await it.metrics()).toContain('desk_ledger_differences_total 1')
    expect(await it.meetings()).toMatchObject({ used: 2 })
  })
})

test('every minute holds that have lapsed are closed', async () => {
  const it = await deskAt('2026-11-24T10:00')
  const id = await plansOf(it.database, 'MINATO').holds('webMeeting', '2026-12-01')
  await it.prisma.allowanceHold.updateMany({
    where: { id },
    data: { lapsesAt: new Date('2026-11-24T10:05:00+09:00') },
  })
  await it.at('2026-11-24T10:04')
  expect(await it.meetings()).toMatchObject({ held: 1 })
  await it.at('2026-11-24T10:05')
  expect(await it.meetings()).toMatchObject({ held: 0 })
})
