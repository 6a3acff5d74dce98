import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Slot } from '#src/features/booking/availability.ts'
import { bookingName, purposeOf } from '#src/features/booking/booking.ts'
import type { Booking } from '#src/features/booking/index.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { OutsideScope } from '#src/services/database/transaction.ts'
import { type Booker, type Bookers, bookersIn } from '#test/support/bookers.ts'
import { WEEKDAY_HOURS } from '#test/support/bookings.ts'
import { BY, type Customers, customersIn, NOW, type Stores } from '#test/support/customers.ts'

const MINUTE_MS = 60_000
const minutes = (count: number): Date => new Date(NOW.getTime() + count * MINUTE_MS)
const HELD_UNTIL = minutes(5)
const at = (time: string, day = '2026-05-20'): Date => new Date(`${day}T${time}:00+09:00`)

/** What the database promises about meetings and the times that they take; run on each kind. */
export function bookingContract(open: () => Promise<Database>): void {
  let database: Database
  let customers: Customers
  let bookers: Bookers
  let providerId: string
  let [one, other]: readonly [Booker, Booker] = [NOBODY, NOBODY]
  beforeAll(async () => {
    database = await open()
    customers = await customersIn(database)
    bookers = await bookersIn(database)
    providerId = (await customers.asDesk(({ membership }) => membership.provider())).id
    one = await bookers.booker('LEARN')
    other = await bookers.booker('LEARN')
  })
  afterAll(() => database.close())

  const bookings = <T>(booker: Booker, work: (bookings: Stores['bookings']) => Promise<T>): Promise<T> =>
    customers.asCustomer(booker.organisationId, (stores) => work(stores.bookings))
  const asDesk = <T>(work: (bookings: Stores['bookings']) => Promise<T>): Promise<T> =>
    customers.asDesk((stores) => work(stores.bookings))
  const slotAt = (consultantId: string, startsAt: Date, buffer = 0): Slot => {
    const endsAt = new Date(startsAt.getTime() + 60 * MINUTE_MS)
    return { consultantId, startsAt, endsAt, blockedUntil: new Date(endsAt.getTime() + buffer * MINUTE_MS) }
  }
  function wanted(booker: Booker, slot: Slot, more: Partial<Booking> = {}) {
    const { consultantId, startsAt, endsAt } = slot
    return {
      ...{ id: randomUUID(), ...booker, providerId, consultantId, startsAt, endsAt },
      ...{ state: 'held', holdId: undefined, topic: 'ご相談', agenda: '', attendees: '', sequence: 0 },
      ...{ consultationId: undefined, cardRow: undefined, deskRow: undefined, createdAt: NOW },
      conversation: { kind: 'direct', platform: 'web', workspace: 'W', user: 'U' },
      ...more,
    } as const satisfies Omit<Booking, 'number'>
  }
  async function place(booker: Booker, slot: Slot, heldUntil?: Date, more: Partial<Booking> = {}) {
    const booking = wanted(booker, slot, more)
    return bookings(booker, (it) => it.place(booker.organisationId, booking, slot, heldUntil))
  }
  async function placed(...wish: Parameters<typeof place>): Promise<Booking> {
    const booking = await place(...wish)
    if (!booking) throw new Error('the slot is taken')
    return booking
  }
  const find = (booker: Booker, id: string) => bookings(booker, (it) => it.find(booker.organisationId, id))
  const save = (booker: Booker, booking: Booking) => bookings(booker, (it) => it.save(booking))
  const keep = (booker: Booker, id: string, now: Date) =>
    bookings(booker, (it) => it.keep(booker.organisationId, id, now))
  const move = (booker: Booker, booking: Booking, to: Slot, now = NOW) =>
    bookings(booker, (it) => it.move(booker.organisationId, booking, to, now))
  /** The times that a consultant is taken, as they are seen at an instant. */
  const takenOf = async (
    consultantId: string,
    now = NOW,
    from = at('00:00'),
    to = at('00:00', '2026-05-23'),
  ) =>
    (await bookings(other, (it) => it.taken(from, to, now)))
      .filter((it) => it.consultantId === consultantId)
      .map(({ from: start, until }) => [start, until])
      .toSorted()

  describe('placing', () => {
    test('takes a slot once, numbered as people cite it, and the second writes nothing', async () => {
      const slot = slotAt(await bookers.consultant(), at('10:00'))
      const booking = await placed(one, slot, HELD_UNTIL)
      expect(bookingName(booking.number)).toMatch(/^M-\d{4,}$/)
      const facts = {
        consultantId: slot.consultantId,
        startsAt: slot.startsAt,
        state: 'held',
        holdId: undefined,
      }
      expect(booking).toMatchObject(facts)
      expect(await place(other, slot, HELD_UNTIL)).toBeUndefined()
      const { organisationId } = other
      expect(await database.prisma.booking.count({ where: { organisationId } })).toBe(0)
      expect(await find(one, booking.id)).toEqual(booking)
    })

    test('refuses what overlaps, buffers included, and takes what touches', async () => {
      const consultantId = await bookers.consultant()
      await placed(one, slotAt(consultantId, at('10:00'), 15))
      expect(await place(other, slotAt(consultantId, at('10:30')))).toBeUndefined()
      expect(await place(other, slotAt(consultantId, at('09:01')))).toBeUndefined()
      expect(await place(other, slotAt(consultantId, at('11:14')))).toBeUndefined()
      expect(await place(other, slotAt(consultantId, at('08:50'), 15))).toBeUndefined()
      expect(await place(other, slotAt(consultantId, at('11:15')))).toBeDefined()
      expect(await place(other, slotAt(consultantId, at('09:00')))).toBeDefined()
      expect(await place(other, slotAt(await bookers.consultant(), at('10:00')))).toBeDefined()
    })

    test('makes room of what has lapsed, with the time of the allowance too, in one decision', async () => {
      const slot = slotAt(await bookers.consultant(), at('10:00'))
      const booker = await bookers.booker('LEARN')
      const { organisationId } = booker
      const hold = async ({ bookings: them, ledger }: Stores, now: Date, when: Slot) => {
        const booking = wanted(booker, when, { createdAt: now })
        const until = new Date(now.getTime() + 5 * MINUTE_MS)
        const there = await them.place(organisationId, booking, when, until)
        const { kind } = await ledger.hold(
          organisationId,
          { allowance: 'webMeeting', purpose: purposeOf(booking.id), usedOn: '2026-05-20', lapsesAt: until },
          { ...BY, now },
        )
        return [there?.id, kind]
      }
      const first = await customers.asCustomer(organisationId, async (stores) => [
        await hold(stores, NOW, slot),
        await hold(stores, NOW, slotAt(slot.consultantId, at('13:00'))),
        await hold(stores, NOW, slotAt(slot.consultantId, at('14:00'))),
        await hold(stores, minutes(4), slotAt(slot.consultantId, at('15:00'))),
      ])
      expect(first.map(([, kind]) => kind)).toEqual(['held', 'held', 'held', 'noneLeft'])
      const [again] = await customers.asCustomer(organisationId, async (stores) => [
        await hold(stores, minutes(5), slot),
      ])
      expect(again).toEqual([expect.any(String), 'held'])
      expect(await keep(booker, first[0]?.[0] ?? '', minutes(4))).toBe(false)
    })

    test('by several at once takes a slot once', async () => {
      const slot = slotAt(await bookers.consultant(), at('10:00'))
      const tries = await Promise.all([one, other, one, other].map((it) => place(it, slot)))
      expect(tries.filter((it) => it !== undefined)).toHaveLength(1)
    })

    test('is refused by the table itself where a meeting would end before it begins', async () => {
      const slot = slotAt(await bookers.consultant(), at('10:00'))
      await expect(place(one, { ...slot, endsAt: at('09:00') })).rejects.toThrow()
    })
  })

  describe('what is taken', () => {
    test('is told as times without names, to everybody', async () => {
      const consultantId = await bookers.consultant()
      await placed(one, slotAt(consultantId, at('10:00'), 30))
      const taken = await bookings(other, (it) => it.taken(at('00:00'), at('23:00'), NOW))
      const [from, until] = [at('10:00'), at('11:30')]
      expect(taken.filter((it) => it.consultantId === consultantId)).toEqual([
        { consultantId, from, until, kind: 'meeting' },
      ])
    })

    test('reaches into the span from before, and no further', async () => {
      const consultantId = await bookers.consultant()
      await placed(one, slotAt(consultantId, at('10:00')))
      expect(await takenOf(consultantId, NOW, at('10:59'), at('12:00'))).toHaveLength(1)
      expect(await takenOf(consultantId, NOW, at('11:00'), at('12:00'))).toHaveLength(0)
      expect(await takenOf(consultantId, NOW, at('09:00'), at('10:00'))).toHaveLength(0)
      expect(await takenOf(consultantId, NOW, at('09:00'), at('10:01'))).toHaveLength(1)
    })

    test('is free again once it has lapsed, unless it was kept before', async () => {
      const consultantId = await bookers.consultant()
      const [lapsing, kept] = [
        await placed(one, slotAt(consultantId, at('10:00')), HELD_UNTIL),
        await placed(one, slotAt(consultantId, at('13:00')), HELD_UNTIL),
      ]
      expect(await keep(one, kept.id, minutes(4))).toBe(true)
      expect(await takenOf(consultantId, minutes(4))).toHaveLength(2)
      expect(await takenOf(consultantId, minutes(5))).toEqual([[at('13:00'), at('14:00')]])
      expect(await keep(one, lapsing.id, minutes(5))).toBe(false)
      expect(await keep(one, kept.id, minutes(60))).toBe(true)
      expect(
        await place(other, slotAt(consultantId, at('13:00')), undefined, { createdAt: minutes(60) }),
      ).toBe(undefined)
    })
  })

  describe('giving up', () => {
    test('a slot leaves the booking, and twice is as once', async () => {
      const consultantId = await bookers.consultant()
      const booking = await placed(one, slotAt(consultantId, at('10:00')))
      for (const _ of [1, 2]) await bookings(one, (it) => it.vacate(one.organisationId, booking.id))
      expect(await takenOf(consultantId)).toEqual([])
      expect(await find(one, booking.id)).toEqual(booking)
      expect(await keep(one, booking.id, NOW)).toBe(false)
      expect(await place(other, slotAt(consultantId, at('10:00')))).toBeDefined()
    })

    test('a booking as if it had never been leaves nothing', async () => {
      const consultantId = await bookers.consultant()
      const booking = await placed(one, slotAt(consultantId, at('10:00')))
      await bookings(one, (it) => it.discard(one.organisationId, booking.id))
      expect(await takenOf(consultantId)).toEqual([])
      expect(await find(one, booking.id)).toBeUndefined()
    })
  })

  describe('moving', () => {
    test('takes the new slot and leaves the old one, also where they overlap', async () => {
      const consultantId = await bookers.consultant()
      const booking = await placed(one, slotAt(consultantId, at('10:00')), HELD_UNTIL)
      expect(await move(one, booking, slotAt(consultantId, at('10:30'), 15))).toEqual(
        slotAt(consultantId, at('10:00')),
      )
      expect(await takenOf(consultantId)).toEqual([[at('10:30'), at('11:45')]])
      expect(await takenOf(consultantId, minutes(5))).toEqual([])
    })

    test('goes to another consultant, and back to the very slot that it had', async () => {
      const [from, to] = [await bookers.consultant(), await bookers.consultant()]
      const booking = await placed(one, slotAt(from, at('10:00'), 10))
      const former = await move(one, booking, slotAt(to, at('13:00')))
      expect([await takenOf(from), (await takenOf(to)).length]).toEqual([[], 1])
      if (!former) throw new Error('it had no slot')
      expect(await move(one, booking, former)).toMatchObject({ consultantId: to, startsAt: at('13:00') })
      expect([await takenOf(from), await takenOf(to)]).toEqual([[[at('10:00'), at('11:10')]], []])
    })

    test('keeps its own slot when another booking has the new one: never both, never none', async () => {
      const consultantId = await bookers.consultant()
      const booking = await placed(one, slotAt(consultantId, at('10:00'), 10))
      await placed(other, slotAt(consultantId, at('13:00')))
      expect(await move(one, booking, slotAt(consultantId, at('12:30')))).toBeUndefined()
      expect(await takenOf(consultantId)).toEqual([
        [at('10:00'), at('11:10')],
        [at('13:00'), at('14:00')],
      ])
    })

    test('goes where another one has lapsed, and nowhere without a slot of its own', async () => {
      const consultantId = await bookers.consultant()
      const booking = await placed(one, slotAt(consultantId, at('10:00')))
      await placed(other, slotAt(consultantId, at('13:00')), HELD_UNTIL)
      expect(await move(one, booking, slotAt(consultantId, at('13:00')), minutes(5))).toBeDefined()
      await bookings(one, (it) => it.vacate(one.organisationId, booking.id))
      expect(await move(one, booking, slotAt(consultantId, at('15:00')))).toBeUndefined()
      expect(await takenOf(consultantId, minutes(5))).toEqual([])
    })

    test('of two who would swap neither waits for ever, and each has one slot', async () => {
      const consultantId = await bookers.consultant()
      const [mine, theirs] = [slotAt(consultantId, at('10:00')), slotAt(consultantId, at('13:00'))]
      const [first, second] = [await placed(one, mine), await placed(other, theirs)]
      const outcomes = await Promise.all([move(one, first, theirs), move(other, second, mine)])
      expect(outcomes).toEqual([undefined, undefined])
      expect(await takenOf(consultantId)).toHaveLength(2)
    })
  })

  describe('finding', () => {
    test('upcoming ones are those that stand and have not ended, soonest first', async () => {
      const booker = await bookers.booker()
      const consultantId = await bookers.consultant()
      const make = async (time: string, state: Booking['state'], day?: string) =>
        (await placed(booker, slotAt(consultantId, at(time, day)), undefined, { state })).id
      const late = await make('15:00', 'confirmed')
      const soon = await make('10:00', 'awaiting')
      for (const state of ['held', 'cancelled', 'lapsed', 'finished', 'noShow'] as const)
        await make(
          '10:00',
          state,
          `2026-06-0${['held', 'cancelled', 'lapsed', 'finished', 'noShow'].indexOf(state) + 1}`,
        )
      const upcoming = async (now: Date) =>
        (await bookings(booker, (it) => it.upcoming(booker.organisationId, now))).map(({ id }) => id)
      expect(await upcoming(NOW)).toEqual([soon, late])
      expect(await upcoming(at('10:59'))).toEqual([soon, late])
      expect(await upcoming(at('11:00'))).toEqual([late])
      expect(await bookings(booker, (it) => it.lastConsultant(booker.organisationId))).toBe(consultantId)
      expect(
        await bookings(other, (it) => it.upcoming(other.organisationId, at('00:00', '2026-07-01'))),
      ).toEqual([])
      const ended = await asDesk((it) => it.ended(at('11:00'), 1_000))
      expect(ended.map(({ id }) => id)).toContain(soon)
      expect(ended.map(({ id }) => id)).not.toContain(late)
      expect(await asDesk((it) => it.ended(at('16:00'), 1))).toHaveLength(1)
    })

    test('lapsed ones are those whose minutes have passed, and those whose slot somebody took since', async () => {
      const consultantId = await bookers.consultant()
      const first = await placed(one, slotAt(consultantId, at('10:00')), HELD_UNTIL)
      const second = await placed(one, slotAt(consultantId, at('13:00')), minutes(6))
      const ids = async (now: Date) => {
        const own = [first.id, second.id]
        return (await asDesk((it) => it.lapsed(now, 1_000)))
          .map(({ id }) => id)
          .filter((id) => own.includes(id))
      }
      expect(await ids(minutes(4))).toEqual([])
      expect(await ids(minutes(5))).toEqual([first.id])
      await placed(other, slotAt(consultantId, at('10:00')), minutes(10), { createdAt: minutes(5) })
      expect(await ids(minutes(5))).toEqual([first.id])
      expect(new Set(await ids(minutes(6)))).toEqual(new Set([first.id, second.id]))
      await save(one, { ...first, state: 'lapsed' })
      expect(await ids(minutes(6))).toEqual([second.id])
    })

    test('what is saved is found: everything but who booked it, and when', async () => {
      const [from, to] = [await bookers.consultant(), await bookers.consultant()]
      const booking = await placed(one, slotAt(from, at('10:00')))
      const changed: Booking = {
        ...booking,
        ...{ consultantId: to, startsAt: at('13:00'), endsAt: at('14:00'), state: 'confirmed', sequence: 3 },
        ...{ topic: '規程', agenda: '案', attendees: '田中', holdId: randomUUID(), cardRow: randomUUID() },
      }
      await save(one, { ...changed, memberId: other.memberId, createdAt: minutes(9), number: 9_999_999 })
      expect(await find(one, booking.id)).toEqual(changed)
      await save(one, booking)
      expect(await find(one, booking.id)).toEqual(booking)
    })

    test('an id of nobody, or no id at all, is not found', async () => {
      for (const id of [randomUUID(), 'x', '']) {
        expect(await find(one, id)).toBeUndefined()
        expect(await keep(one, id, NOW)).toBe(false)
        await bookings(one, (it) => it.vacate(one.organisationId, id))
      }
    })
  })

  describe('a consultant’s hours', () => {
    const all = () => customers.asCustomer(one.organisationId, ({ availabilities }) => availabilities.all())
    const of = (id: string) =>
      customers.asCustomer(one.organisationId, ({ availabilities }) => availabilities.of(id))

    test('are found as they were saved, and saved again', async () => {
      const consultantId = await bookers.consultant({ dailyMost: 2, weeklyMost: 5, bufferMinutes: 15 })
      const saved = {
        ...{ ...WEEKDAY_HOURS, consultantId, name: '佐藤', providerId, exceptions: {} },
        ...{ dailyMost: 2, weeklyMost: 5, bufferMinutes: 15 },
      }
      expect(await of(consultantId)).toEqual(saved)
      expect(await all()).toContainEqual(saved)
      const changed = {
        ...WEEKDAY_HOURS,
        consultantId,
        bookable: false,
        room: undefined,
        timeZone: 'America/Los_Angeles',
      }
      await customers.asDesk(({ availabilities }) => availabilities.save(saved.providerId, changed))
      expect(await of(consultantId)).toEqual({ ...saved, ...changed, bufferMinutes: 0 })
    })

    test('of single days come in the stead of the weekly ones, until they are taken back', async () => {
      const consultantId = await bookers.consultant()
      const except = async (day: string, hours: readonly string[] | undefined) => {
        await customers.asDesk(({ availabilities }) =>
          availabilities.except(providerId, consultantId, day, hours),
        )
        return (await of(consultantId))?.exceptions
      }
      expect(await except('2026-05-20', [])).toEqual({ '2026-05-20': [] })
      const [day, hours] = ['2026-12-31', ['10:00-11:00', '13:00-14:00']] as const
      expect(await except(day, hours)).toEqual({ '2026-05-20': [], [day]: hours })
      expect(await except('2026-05-20', ['09:00-10:00'])).toEqual({
        '2026-05-20': ['09:00-10:00'],
        [day]: hours,
      })
      expect(await except('2026-05-20', undefined)).toEqual({ [day]: hours })
      expect(await except('2026-05-20', undefined)).toEqual({ [day]: hours })
    })

    test('are gone with their consultant, and with ids that are none', async () => {
      const consultantId = await bookers.consultant()
      await database.prisma.member.updateMany({ where: { id: consultantId }, data: { removedAt: NOW } })
      expect([await of(consultantId), await of('x'), await of(randomUUID())]).toEqual([
        undefined,
        undefined,
        undefined,
      ])
      expect((await all()).map((it) => it.consultantId)).not.toContain(consultantId)
    })

    test('outside what can be are refused by the table', async () => {
      await expect(bookers.consultant({ slotMinutes: 0 })).rejects.toThrow()
      await expect(bookers.consultant({ bufferMinutes: -1 })).rejects.toThrow()
      await expect(bookers.consultant({ horizonDays: 0 })).rejects.toThrow()
    })
  })

  test('no organisation reaches another’s bookings, and only the desk sees those of all', async () => {
    const consultantId = await bookers.consultant()
    const slot = slotAt(consultantId, at('10:00'))
    const booking = await placed(other, slot, HELD_UNTIL)
    const { organisationId, id } = booking
    const anew = wanted(other, slot)
    const works: readonly ((stores: Stores) => Promise<unknown>)[] = [
      (it) => it.bookings.place(organisationId, anew, slot, undefined),
      (it) => it.bookings.move(organisationId, booking, slot, NOW),
      (it) => it.bookings.keep(organisationId, id, NOW),
      (it) => it.bookings.vacate(organisationId, id),
      (it) => it.bookings.discard(organisationId, id),
      (it) => it.bookings.find(organisationId, id),
      (it) => it.bookings.save(booking),
      (it) => it.bookings.upcoming(organisationId, NOW),
      (it) => it.bookings.lastConsultant(organisationId),
      (it) => it.bookings.ended(NOW, 1),
      (it) => it.bookings.lapsed(NOW, 1),
      (it) => it.availabilities.save(providerId, { ...WEEKDAY_HOURS, consultantId }),
      (it) => it.availabilities.except(providerId, consultantId, '2026-05-20', []),
    ]
    for (const work of works)
      await expect(customers.asCustomer(one.organisationId, work)).rejects.toThrow(OutsideScope)
    // With their ids in hand, in one's own name.
    const mine = one.organisationId
    expect(await bookings(one, (it) => it.find(mine, id))).toBeUndefined()
    expect(await bookings(one, (it) => it.keep(mine, id, NOW))).toBe(false)
    expect(
      await bookings(one, (it) => it.move(mine, booking, slotAt(consultantId, at('13:00')), NOW)),
    ).toBeUndefined()
    await bookings(one, (it) => it.vacate(mine, id))
    await bookings(one, (it) => it.discard(mine, id))
    await expect(bookings(one, (it) => it.save({ ...booking, organisationId: mine }))).rejects.toThrow()
    expect(await find(other, id)).toEqual(booking)
    expect(await takenOf(consultantId)).toEqual([[at('10:00'), at('11:00')]])
  })
}

const NOBODY: Booker = { organisationId: '', memberId: '' }
