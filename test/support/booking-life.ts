import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect } from 'vitest'
import { addDays, dayOf } from '#src/chat/day.ts'
import { HOLD_MINUTES } from '#src/features/booking/booking.ts'
import { businessDaysFrom } from '#src/features/desk-hours/index.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { sqlOf } from '#src/services/database/transaction.ts'
import { japaneseHolidays } from '#src/services/holidays/japanese-holidays.ts'
import { type Booker, bookersIn, decidesIn, holdAt, type Told } from './bookers.ts'
import { NOW, type Stores } from './customers.ts'
import { WEEKDAYS } from './desk-hours.ts'

/** What members do in any order, and time that goes by. Numbers choose among what there is. */
export type Step =
  | { readonly type: 'hold'; readonly by: number; readonly consultant: number; readonly time: number }
  | { readonly type: 'move'; readonly booking: number; readonly consultant: number; readonly time: number }
  | { readonly type: 'confirm' | 'drop' | 'cancelNow'; readonly booking: number; readonly stranger: boolean }
  | { readonly type: 'pass'; readonly minutes: number }

const consultant = fc.nat(1)
const time = fc.nat(4)
const booking = fc.nat(2)
const onOne = (type: 'confirm' | 'drop' | 'cancelNow', weight: number) => ({
  weight,
  arbitrary: fc.record({ type: fc.constant(type), booking, stranger: fc.nat(7).map((it) => it === 0) }),
})
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constant('hold' as const), by: fc.nat(1), consultant, time }),
  },
  onOne('confirm', 4),
  onOne('drop', 1),
  onOne('cancelNow', 2),
  { weight: 3, arbitrary: fc.record({ type: fc.constant('move' as const), booking, consultant, time }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('pass' as const),
      minutes: fc.constantFrom(1, HOLD_MINUTES - 1, HOLD_MINUTES, 1_440, 2_880 + 90),
    }),
  },
)

const GRANTED = 3
const MOST_A_DAY = 2
const TIME_ZONE = 'Asia/Tokyo'
const LAST_DAY = '2026-06-30'
/** Two days of three and one time, and one that lies behind the contract's end. */
const TIMES = [
  ...['2026-05-13T09:30', '2026-05-13T13:00', '2026-05-13T14:00', '2026-05-14T09:30', '2026-07-01T09:30'],
].map((it) => new Date(`${it}:00+09:00`))

interface Modelled {
  readonly by: number
  readonly id: string
  consultant: number
  at: Date
  state: 'held' | 'confirmed' | 'cancelled' | 'lapsed'
  readonly heldUntil: Date
}

/**
 * After any sequence of these every member was told what a small model says, and the database holds what it says.
 * Each life is taken back, so that the next begins anew.
 */
export async function livesOf(database: Database, numRuns: number): Promise<void> {
  const bookers = await bookersIn(database)
  const consultants = [await bookers.consultant(), await bookers.consultant({ dailyMost: MOST_A_DAY })]
  const members = [await bookers.booker('LEARN'), await bookers.booker('LEARN')]
  const provider = await bookers.customers.asDesk(async ({ membership, desk }) => {
    const channel = { kind: 'shared', platform: 'slack', workspace: 'T1', channel: 'C1' } as const
    await desk.setConsultantsChannel(channel, 'test')
    return membership.provider()
  })
  const scope = { kind: 'desk', organisationId: provider.id } as const
  const takenBack = new Error('taken back')
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6, size: 'max' }), async (steps) => {
      const life = database.prisma.$transaction(
        async (tx) => {
          const lived = lifeOf(storesOf({ tx, sql: sqlOf(tx), scope }), members, consultants)
          for (const it of steps) await lived.take(it)
          await lived.check()
          throw takenBack
        },
        { timeout: 60_000 },
      )
      await life.catch((error: unknown) => {
        if (error !== takenBack) throw error
      })
    }),
    { numRuns },
  )
}

function lifeOf(stores: Stores, members: readonly Booker[], consultants: readonly string[]) {
  let now = NOW
  const bookings: Modelled[] = []

  const isLive = ({ state, heldUntil }: Modelled) =>
    state === 'confirmed' || (state === 'held' && heldUntil > now)
  const takesSlot = (it: Modelled) => isLive(it)
  const left = (by: number) => GRANTED - bookings.filter((it) => it.by === by && isLive(it)).length
  const isOffered = (consultant: number, at: Date, own?: Modelled): boolean => {
    const [today, day] = [dayOf(now, TIME_ZONE), dayOf(at, TIME_ZONE)]
    const earliest = businessDaysFrom({ hours: WEEKDAYS, holidays: japaneseHolidays }, today, 1)
    const sameDay = bookings.filter(
      (it) =>
        it !== own &&
        it.consultant === consultant &&
        it.at.getTime() !== at.getTime() &&
        dayOf(it.at, TIME_ZONE) === day &&
        takesSlot(it),
    )
    const isFull = consultant === 1 && sameDay.length >= MOST_A_DAY
    return earliest <= day && day <= addDays(today, 60) && !isFull
  }
  const isTaken = (consultant: number, at: Date, own?: Modelled) =>
    bookings.some(
      (it) => it !== own && it.consultant === consultant && it.at.getTime() === at.getTime() && takesSlot(it),
    )
  const isOwn = (by: number, consultant: number, at: Date) =>
    bookings.some(
      (it) =>
        it.by === by && it.consultant === consultant && it.at.getTime() === at.getTime() && takesSlot(it),
    )
  const isInContract = (at: Date) => dayOf(at, TIME_ZONE) <= LAST_DAY

  function held(by: number, consultant: number, at: Date): Told {
    if (!isOffered(consultant, at)) return 'notOffered'
    if (isTaken(consultant, at)) return isOwn(by, consultant, at) ? 'own' : 'slotTaken'
    if (left(by) === 0) return 'noneLeft'
    return isInContract(at) ? 'held' : 'outside'
  }

  function closed(it: Modelled, type: 'confirm' | 'drop' | 'cancelNow'): Told {
    switch (type) {
      case 'confirm':
        if (it.state === 'confirmed') return 'already'
        if (it.state === 'cancelled') return 'over'
        it.state = isLive(it) ? 'confirmed' : 'lapsed'
        return it.state === 'confirmed' ? 'booked' : 'lapsed'
      case 'drop':
        if (it.state !== 'held') return it.state === 'confirmed' ? 'already' : 'over'
        it.state = 'lapsed'
        return 'dropped'
      case 'cancelNow':
        if (it.state !== 'confirmed') return 'over'
        if (it.at <= now) return now.getTime() < it.at.getTime() + 3_600_000 ? 'underWay' : 'over'
        it.state = 'cancelled'
        return 'cancelled'
    }
  }

  function moved(it: Modelled, consultant: number, at: Date): Told {
    if (it.state !== 'confirmed') return 'over'
    if (it.at <= now) return now.getTime() < it.at.getTime() + 3_600_000 ? 'underWay' : 'over'
    if (!isOffered(consultant, at, it)) return 'notOffered'
    if (isTaken(consultant, at, it)) return 'slotTaken'
    if (it.consultant === consultant && it.at.getTime() === at.getTime()) return 'moved'
    if (!isInContract(at)) return 'outside'
    Object.assign(it, { consultant, at })
    return 'moved'
  }

  const member = (by: number): Booker => members[by] ?? { organisationId: randomUUID(), memberId: '' }
  const chosen = (nth: number) => bookings[nth % bookings.length]
  const timeOf = (nth: number) => TIMES[nth] ?? NOW

  async function take(it: Step): Promise<void> {
    if (it.type === 'pass') {
      now = new Date(now.getTime() + it.minutes * 60_000)
      return
    }
    if (it.type === 'hold') {
      const at = timeOf(it.time)
      const expected = held(it.by, it.consultant, at)
      const { organisationId } = member(it.by)
      const action = holdAt(at, consultants[it.consultant] ?? '')
      expect([it, await decidesIn(stores, member(it.by), action, now)]).toEqual([it, expected])
      if (expected !== 'held') return
      const [newest] = await stores.bookings
        .lapsed(new Date(8.64e15), 1_000)
        .then((all) =>
          all.filter((one) => one.organisationId === organisationId).toSorted((a, b) => b.number - a.number),
        )
      const heldUntil = new Date(now.getTime() + HOLD_MINUTES * 60_000)
      bookings.push({
        by: it.by,
        id: newest?.id ?? '',
        consultant: it.consultant,
        at,
        state: 'held',
        heldUntil,
      })
      return
    }
    const booking = chosen(it.booking)
    if (!booking) return
    const { id, by } = booking
    if (it.type === 'move') {
      const at = timeOf(it.time)
      const expected = moved(booking, it.consultant, at)
      const { at: minutes, with: whom } = holdAt(at, consultants[it.consultant] ?? '')
      const action = { type: 'booking.move', id, at: minutes, with: whom } as const
      expect([it, await decidesIn(stores, member(by), action, now)]).toEqual([it, expected])
      return
    }
    const expected = it.stranger ? 'over' : closed(booking, it.type)
    const action = { type: `booking.${it.type}`, id } as const
    const told = await decidesIn(stores, member(it.stranger ? 1 - by : by), action, now)
    expect([it, told]).toEqual([it, expected])
  }

  /** The database says the same: states, slots and allowances. */
  async function check(): Promise<void> {
    for (const { id, by, state, at, consultant } of bookings) {
      const found = await stores.bookings.find(member(by).organisationId, id)
      expect([found?.state, found?.startsAt, found?.consultantId]).toEqual([
        state,
        at,
        consultants[consultant],
      ])
    }
    const taken = await stores.bookings.taken(new Date('2026-05-01'), new Date('2026-08-01'), now)
    const place = (consultantId: string | undefined, at: Date) => `${consultantId} ${at.toISOString()}`
    const own = taken.filter(({ consultantId }) => consultants.includes(consultantId))
    expect(own.map(({ consultantId, from }) => place(consultantId, from)).toSorted()).toEqual(
      bookings
        .filter(takesSlot)
        .map(({ consultant, at }) => place(consultants[consultant], at))
        .toSorted(),
    )
    for (const [by, { organisationId }] of members.entries()) {
      const [meetings] = await stores.ledger.balances(organisationId, now)
      expect(meetings).toMatchObject({
        allowance: 'webMeeting',
        granted: GRANTED,
        used: 0,
        held: GRANTED - left(by),
      })
    }
    expect(await stores.ledger.differences(members.map(({ organisationId }) => organisationId))).toEqual([])
  }

  return { take, check }
}
