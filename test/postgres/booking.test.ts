import { describe, expect, onTestFinished, test } from 'vitest'
import { type Database, openPostgres } from '#src/services/database/open-database.ts'
import { type Booker, type Bookers, bookersIn, holdAt, type Told } from '#test/support/bookers.ts'
import { livesOf } from '#test/support/booking-life.ts'
import type { BookingRace, Raced } from '#test/support/booking-racer.ts'
import { NOW } from '#test/support/customers.ts'
import { deadlocksIn, testDatabase } from '#test/support/postgres.ts'
import { type Racer, racer } from '#test/support/races.ts'

interface Office {
  readonly database: Database
  readonly bookers: Bookers
  readonly racer: (race: Partial<BookingRace>) => Promise<Racer>
  /** Two processes, half of the attempts each, all at the same moment. */
  race(title: string, attempts: number, race: Partial<BookingRace>): Promise<Readonly<Record<string, number>>>
}

async function office(): Promise<Office> {
  const url = await testDatabase()
  const database = await openPostgres(url)
  onTestFinished(() => database.close())
  const start = (race: Partial<BookingRace>) =>
    racer('test/support/booking-racer.ts', url, {
      kind: 'book',
      from: 0,
      to: 1,
      now: NOW.toISOString(),
      ...race,
    })
  return {
    database,
    bookers: await bookersIn(database),
    racer: start,
    race: async (title, attempts, race) => {
      const half = attempts / 2
      const racers = await Promise.all([
        start({ ...race, from: 0, to: half }),
        start({ ...race, from: half, to: attempts }),
      ])
      const raced = (await Promise.all(racers.map(({ go }) => go()))).map((it) => JSON.parse(it) as Raced)
      await Promise.all(racers.map(({ ended }) => ended()))
      expect(await deadlocksIn(url)).toBe(0)
      const [firstMs, allMs] = [
        Math.min(...raced.map((it) => it.firstMs)),
        Math.max(...raced.map((it) => it.allMs)),
      ]
      console.log(
        `${title}: the first of ${attempts} told after ${Math.round(firstMs)} ms, all after ${Math.round(allMs)} ms`,
      )
      return countsOf(raced.flatMap(({ told }) => told))
    },
  }
}

const countsOf = (told: readonly Told[]): Readonly<Record<string, number>> =>
  Object.fromEntries([...Map.groupBy(told, (it) => it)].map(([it, all]) => [it, all.length]))

const several = async (count: number, one: () => Promise<Booker>): Promise<readonly Booker[]> => {
  const made: Booker[] = []
  while (made.length < count) made.push(await one())
  return made
}

const at = (day: string, time: string): Date => new Date(`${day}T${time}:00+09:00`)
const HOURS = ['09:30', '10:30', '13:00', '14:00', '15:00', '16:00']
/** From the Monday after the next on. */
const WEEK = ['2026-05-18', '2026-05-19', '2026-05-20', '2026-05-21', '2026-05-22'].flatMap((day) =>
  HOURS.map((time) => at(day, time).toISOString()),
)
const [FIRST = ''] = WEEK

/** How many were told that the time is another's, or that their organisation has it already; there are no others than `held`. */
function losers(
  { slotTaken = 0, own = 0, ...others }: Readonly<Record<string, number>>,
  held: { readonly held: number },
): number {
  expect(others).toEqual(held)
  return slotTaken + own
}

/** Bookings that stand, and the times that they take. */
async function standing({ prisma }: Database) {
  return {
    bookings: await prisma.booking.count(),
    slots: await prisma.bookingSlot.count(),
    held: (await prisma.allowanceBalance.aggregate({ _sum: { held: true } }))._sum.held,
  }
}

describe('two processes that book at once', () => {
  test.each([100, 1_000])(
    'of %i who want one time, one has it, and each of the others is told',
    async (attempts) => {
      const { bookers, database, race } = await office()
      const consultants = [await bookers.consultant()]
      const crowd = await several(20, () => bookers.booker('LEARN'))
      const told = await race('one time', attempts, { bookers: crowd, consultants, times: [FIRST] })
      expect(losers(told, { held: 1 })).toBe(attempts - 1)
      expect(await standing(database)).toEqual({ bookings: 1, slots: 1, held: 1 })
      expect(await bookers.customers.asDesk(({ ledger }) => ledger.differences())).toEqual([])
    },
  )

  test('of a thousand who want a time of one week, as many have one as there are', async () => {
    const { bookers, database, race } = await office()
    const consultants = [await bookers.consultant()]
    const crowd = await several(29, () => bookers.booker('LEARN'))
    const told = await race('one week', 1_000, { bookers: crowd, consultants, times: WEEK })
    expect(losers(told, { held: 30 })).toBe(970)
    expect(await standing(database)).toEqual({ bookings: 30, slots: 30, held: 30 })
  })

  test('of a thousand who want one of three meetings three have one, whatever the time', async () => {
    const { bookers, database, race } = await office()
    const consultants: string[] = []
    while (consultants.length < 35) consultants.push(await bookers.consultant())
    const told = await race('three meetings', 1_000, {
      ...{ bookers: [await bookers.booker('LEARN')], consultants, times: WEEK },
    })
    expect(told).toEqual({ held: 3, noneLeft: 997 })
    expect(await standing(database)).toEqual({ bookings: 3, slots: 3, held: 3 })
    expect(await bookers.customers.asDesk(({ ledger }) => ledger.differences())).toEqual([])
  })

  test('no consultant has more meetings on a day or in a week than they take', async () => {
    const { bookers, database, race } = await office()
    const crowd = await several(20, () => bookers.booker('LEARN'))
    const consultants = [
      await bookers.consultant({ dailyMost: 2 }),
      await bookers.consultant({ weeklyMost: 3 }),
    ]
    await race('a most a day and a week', 300, { bookers: crowd, consultants, times: WEEK })
    const [daily, weekly] = await Promise.all(
      consultants.map((consultantId) => database.prisma.booking.findMany({ where: { consultantId } })),
    )
    const perDay = Map.groupBy(daily ?? [], ({ startsAt }) => startsAt.toISOString().slice(0, 10))
    expect([...perDay.values()].map((it) => it.length)).toEqual([2, 2, 2, 2, 2])
    expect(weekly).toHaveLength(3)
  })

  test('what is held ends after five minutes, also when its process was killed', async () => {
    const { bookers, database, racer } = await office()
    const consultants = [await bookers.consultant()]
    const [first, other] = await several(2, () => bookers.booker('LEARN'))
    if (!first || !other) throw new Error('nobody books')
    const process = await racer({ bookers: [first], consultants, times: [FIRST] })
    expect(JSON.parse(await process.go())).toMatchObject({ told: ['held'] })
    await process.kill()
    const wanted = holdAt(new Date(FIRST), consultants[0] ?? '')
    const minutesOn = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)
    expect(await bookers.does(other, wanted, minutesOn(4.9))).toBe('slotTaken')
    const left = async (now: Date) =>
      bookers.customers.asCustomer(first.organisationId, async ({ ledger }) => {
        const [meetings] = await ledger.balances(first.organisationId, now)
        return meetings?.held
      })
    expect([await left(minutesOn(4.9)), await left(minutesOn(5))]).toEqual([1, 0])
    expect(await bookers.does(other, wanted, minutesOn(5))).toBe('held')
    const lapsed = await bookers.customers.asDesk((stores) => stores.bookings.lapsed(minutesOn(5), 10))
    expect(lapsed.map(({ organisationId }) => organisationId)).toEqual([first.organisationId])
    expect(await database.prisma.bookingSlot.count()).toBe(1)
  })

  test('who waits for a process that is killed in the midst of booking gets the time', async () => {
    const { bookers, database, racer } = await office()
    const consultants = [await bookers.consultant()]
    const [first, other] = await several(2, () => bookers.booker('LEARN'))
    if (!first || !other) throw new Error('nobody books')
    const stalling = await racer({ kind: 'stall', bookers: [first], consultants, times: [FIRST] })
    expect(await stalling.go()).toBe('"stalled"')
    const waiting = bookers.does(other, holdAt(new Date(FIRST), consultants[0] ?? ''), NOW)
    await expect
      .poll(() =>
        database.sql.query(
          `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        ),
      )
      .toHaveLength(1)
    await stalling.kill()
    expect(await waiting).toBe('held')
    expect(await standing(database)).toEqual({ bookings: 1, slots: 1, held: 1 })
  })
})

describe('bookings in PostgreSQL', () => {
  test('are right after any sequence of holding, confirming, moving, cancelling and time that goes by', async () => {
    const { database } = await office()
    await livesOf(database, 500)
  }, 600_000)
})
