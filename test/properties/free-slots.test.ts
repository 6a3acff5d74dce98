import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, dayOf } from '#src/chat/day.ts'
import {
  type Availability,
  fairest,
  freeSlots,
  freeSlotsOf,
  loadsOf,
  type Search,
  type Slot,
  type Taken,
} from '#src/features/booking/availability.ts'
import { timesOf } from '#src/features/booking/cards.ts'
import { searchOn } from '#src/features/booking/desk.ts'
import { type Weekday, weekdays } from '#src/ports/knowledge.ts'
import { japaneseHolidays } from '#src/services/holidays/japanese-holidays.ts'
import { bookingLibrary } from '#test/support/bookers.ts'
import { WEEKDAY_HOURS } from '#test/support/bookings.ts'

const MINUTE_MS = 60_000
const TOKYO = 'Asia/Tokyo'
const deciding = { library: bookingLibrary, holidays: japaneseHolidays }
const always: Availability = { ...WEEKDAY_HOURS, consultantId: 'a', exceptions: {} }

const searchAt = (now: Date, from: string, to: string): Search =>
  searchOn({ now, timeZone: TOKYO }, deciding, { from, to })

const formats = new Map<string, Intl.DateTimeFormat>()

/** 2026-11-24 09:30, as the clocks of a zone show it. */
function shownIn(timeZone: string, instant: Date): readonly [day: string, time: string] {
  const shown =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  formats.set(timeZone, shown)
  const [day = '', time = ''] = shown.format(instant).split(' ')
  return [day, time]
}
const inTokyo = ({ startsAt }: Slot): string => shownIn(TOKYO, startsAt).join(' ')

/** Where clocks change, years turn, and holidays lie close together. */
const EDGES = ['2026-09-17', '2026-10-30', '2026-12-25', '2027-03-11', '2027-04-27', '2026-07-15']
const ZONES = [TOKYO, 'America/Los_Angeles', 'Europe/London', 'Australia/Lord_Howe']
const clock = fc
  .integer({ min: 0, max: 48 })
  .map((it) => `${String(Math.floor(it / 2)).padStart(2, '0')}:${it % 2 === 0 ? '00' : '30'}`)
const hours = fc
  .uniqueArray(clock, { minLength: 4, maxLength: 4 })
  .map((it) => it.toSorted())
  .map(([a, b, c, d]) => [`${a}-${b}`, `${c}-${d}`])
const day = fc.tuple(fc.constantFrom(...EDGES), fc.nat(10)).map(([edge, after]) => addDays(edge, after))
const availability: fc.Arbitrary<Availability> = fc.record({
  ...{ consultantId: fc.constantFrom('a', 'b'), bookable: fc.constant(true), room: fc.constant(undefined) },
  timeZone: fc.constantFrom(...ZONES),
  weekly: fc
    .tuple(fc.subarray([...weekdays], { minLength: 3 }), hours)
    .map(([days, of]) => [{ days, hours: of }]),
  slotMinutes: fc.constantFrom(30, 45, 60, 90),
  bufferMinutes: fc.constantFrom(0, 15, 30),
  dailyMost: fc.constantFrom(undefined, 1, 2),
  weeklyMost: fc.constantFrom(undefined, 1, 3),
  leadBusinessDays: fc.nat(3),
  horizonDays: fc.constantFrom(1, 5, 60),
  exceptions: fc.dictionary(day, fc.oneof(fc.constant([]), hours), { maxKeys: 2 }),
})
const now = fc
  .tuple(fc.constantFrom(...EDGES), fc.integer({ min: -2_880, max: 2_880 }))
  .map(([edge, minutes]) => new Date(Date.parse(edge) + minutes * MINUTE_MS))
const takenAround = (instant: Date) =>
  fc.array(
    fc
      .tuple(fc.constantFrom('a', 'b'), fc.nat(12 * 96), fc.integer({ min: 1, max: 8 }), fc.boolean())
      .map(([consultantId, quarter, quarters, isMeeting]): Taken => {
        const from = new Date(instant.getTime() + quarter * 15 * MINUTE_MS)
        const until = new Date(from.getTime() + quarters * 15 * MINUTE_MS)
        return { consultantId, from, until, kind: isMeeting ? 'meeting' : 'elsewhere' }
      }),
    { maxLength: 12 },
  )
const anySearch = now.chain((at) =>
  fc.record({
    taken: takenAround(at),
    search: fc.tuple(fc.integer({ min: -1, max: 4 }), fc.nat(10)).map(([from, days]) => {
      const first = addDays(dayOf(at, TOKYO), from)
      return searchAt(at, first, addDays(first, days))
    }),
  }),
)
const overlaps = (slot: Slot, { consultantId, from, until }: Taken): boolean =>
  consultantId === slot.consultantId && from < slot.blockedUntil && slot.startsAt < until

describe('free slots', () => {
  test('lie within hours, on open days, after the lead and before the horizon, and apart from what is taken', () => {
    fc.assert(
      fc.property(availability, anySearch, (it, { taken, search }) => {
        const slots = freeSlots(it, taken, search)
        for (const [at, slot] of slots.entries()) {
          const { startsAt, endsAt, blockedUntil } = slot
          const [local, from] = shownIn(it.timeZone, startsAt)
          const to = shownIn(it.timeZone, endsAt)[1]
          const weekday = weekdays[new Date(local).getUTCDay()]
          const weekly = it.weekly.find(({ days }) => days.some((one: Weekday) => one === weekday))
          const spans = (it.exceptions[local] ?? weekly?.hours ?? []).map((span) => span.split('-'))
          const isWithin = ([a = '', b = '']: readonly string[]) =>
            a <= from && from < b && (to === '00:00' ? b === '24:00' : to <= b)
          expect(spans.some(isWithin), `${local} ${from}-${to}`).toBe(true)
          expect(endsAt.getTime() - startsAt.getTime()).toBe(it.slotMinutes * MINUTE_MS)
          expect(blockedUntil.getTime() - endsAt.getTime()).toBe(it.bufferMinutes * MINUTE_MS)
          const first = dayOf(startsAt, TOKYO)
          const last = dayOf(new Date(endsAt.getTime() - 1), TOKYO)
          expect([first, last].some(search.isClosed)).toBe(false)
          expect(first >= search.from && first <= search.to).toBe(true)
          expect(first >= search.earliest(it.leadBusinessDays)).toBe(true)
          expect(first <= addDays(dayOf(search.now, TOKYO), it.horizonDays)).toBe(true)
          expect(startsAt > search.now).toBe(true)
          expect(taken.some((one) => overlaps(slot, one))).toBe(false)
          const next = slots[at + 1]
          if (next) expect(next.startsAt > startsAt).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('are all that there are: what is taken takes only what it overlaps, and days and weeks that are full', () => {
    fc.assert(
      fc.property(availability, anySearch, (it, { taken, search }) => {
        const own = taken.filter(
          ({ consultantId, kind }) => consultantId === it.consultantId && kind === 'meeting',
        )
        const monday = (instant: Date) => {
          const local = dayOf(instant, it.timeZone)
          return addDays(local, -((new Date(local).getUTCDay() + 6) % 7))
        }
        const isFull = ({ startsAt }: Slot) =>
          own.filter(({ from }) => dayOf(from, it.timeZone) === dayOf(startsAt, it.timeZone)).length >=
            (it.dailyMost ?? Number.POSITIVE_INFINITY) ||
          own.filter(({ from }) => monday(from) === monday(startsAt)).length >=
            (it.weeklyMost ?? Number.POSITIVE_INFINITY)
        const expected = freeSlots(it, [], search).filter(
          (slot) => !isFull(slot) && !taken.some((one) => overlaps(slot, one)),
        )
        expect(freeSlots(it, taken, search)).toEqual(expected)
      }),
      { numRuns: 500 },
    )
  })

  test('of several consultants are those of each', () => {
    fc.assert(
      fc.property(availability, availability, anySearch, (one, other, { taken, search }) => {
        const each = [one, { ...other, bookable: false }, other].flatMap((it) => freeSlots(it, taken, search))
        expect(freeSlotsOf([one, { ...other, bookable: false }, other], taken, search)).toEqual(each)
      }),
      { numRuns: 200 },
    )
  })

  test('are told apart where hours overlap or are not in order', () => {
    const days = ['mon'] as const
    const odd = {
      ...always,
      weekly: [
        { days, hours: ['13:00-15:00', '09:00-11:00'] },
        { days, hours: ['10:00-12:00'] },
      ],
    }
    const slots = freeSlots(
      odd,
      [],
      searchAt(new Date('2026-11-26T00:00:00+09:00'), '2026-11-30', '2026-11-30'),
    )
    expect(slots.map((it) => inTokyo(it).slice(11))).toEqual(['09:00', '10:00', '11:00', '13:00', '14:00'])
  })

  test('around the turn of the year are on the days on which the desk is open', () => {
    const days = (search: Search) => [
      ...new Set(
        freeSlots({ ...always, leadBusinessDays: 0 }, [], search).map((it) => inTokyo(it).slice(0, 10)),
      ),
    ]
    const search = searchAt(new Date('2026-12-26T09:00:00+09:00'), '2026-12-28', '2027-01-05')
    const december = ['2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31']
    expect(days(search)).toEqual([...december, '2027-01-04', '2027-01-05'])
    const { provider } = bookingLibrary
    const extraClosures = [{ startsOn: '2026-12-29', endsOn: '2027-01-03' }]
    const consultantHours = { ...provider.consultantHours, extraClosures }
    const closing = {
      ...deciding,
      library: { ...bookingLibrary, provider: { ...provider, consultantHours } },
    }
    const closed = searchOn(search, closing, { from: '2026-12-28', to: '2027-01-05' })
    expect(days(closed)).toEqual(['2026-12-28', '2027-01-04', '2027-01-05'])
    const evening = { ...closed, now: new Date('2026-12-28T18:00:00+09:00') }
    const late = searchOn(evening, closing, { from: '2026-12-28', to: '2027-01-05' })
    expect(inTokyo(freeSlots(always, [], late)[0] ?? NONE)).toBe('2027-01-04 09:30')
    expect(inTokyo(freeSlots({ ...always, leadBusinessDays: 2 }, [], late)[0] ?? NONE)).toBe(
      '2027-01-05 09:30',
    )
  })

  test('skip the five days of September 2026 that a weekend and three holidays make', () => {
    const search = searchAt(new Date('2026-09-17T17:45:00+09:00'), '2026-09-17', '2026-09-25')
    const days = new Set(freeSlots(always, [], search).map((it) => inTokyo(it).slice(0, 10)))
    expect([...days]).toEqual(['2026-09-18', '2026-09-24', '2026-09-25'])
    const friday = searchAt(new Date('2026-09-18T10:00:00+09:00'), '2026-09-18', '2026-09-30')
    expect(inTokyo(freeSlots(always, [], friday)[0] ?? NONE)).toBe('2026-09-24 09:30')
  })

  test('of a consultant in Los Angeles follow the clocks there', () => {
    const west = {
      ...always,
      timeZone: 'America/Los_Angeles',
      weekly: [{ days: weekdays, hours: ['16:00-17:00'] }],
    }
    const times = (from: string, to: string, nowDay: string) =>
      freeSlots(west, [], searchAt(new Date(`${nowDay}T00:00:00+09:00`), from, to)).map(inTokyo)
    // Put back on 1 November; the 3rd is a holiday in Japan.
    expect(times('2026-10-29', '2026-11-04', '2026-10-26')).toEqual([
      ...['2026-10-29 08:00', '2026-10-30 08:00', '2026-11-02 09:00', '2026-11-04 09:00'],
    ])
    // Put forward on 14 March.
    expect(times('2027-03-11', '2027-03-16', '2027-03-08')).toEqual([
      ...['2027-03-11 09:00', '2027-03-12 09:00', '2027-03-15 08:00', '2027-03-16 08:00'],
    ])
  })
})

test('a meeting is at one instant, also for an attendee whose clocks are changed meanwhile', () => {
  const tuesdays = [20, 27].map((day) => new Date(Date.UTC(2026, 9, day, 7, 0)))
  const shown = (timeZone: string) =>
    tuesdays.map((startsAt) =>
      timesOf({ startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000) }, { timeZone }).join(' '),
    )
  // Put back on 25 October.
  expect(shown('Asia/Tokyo')).toEqual(['2026-10-20 16:00 17:00', '2026-10-27 16:00 17:00'])
  expect(shown('Europe/Berlin')).toEqual(['2026-10-20 09:00 10:00', '2026-10-27 08:00 09:00'])
})

const NONE: Slot = {
  ...{ consultantId: '', startsAt: new Date(0), endsAt: new Date(0), blockedUntil: new Date(0) },
}

describe('who takes a slot that several could', () => {
  const ids = ['a', 'b', 'c', 'd']
  const slots = fc
    .uniqueArray(fc.constantFrom(...ids), { minLength: 1 })
    .map((all) => all.map((consultantId): Slot => ({ ...NONE, consultantId })))
  const taken = fc.array(
    fc.record({
      consultantId: fc.constantFrom(...ids),
      ...{ from: fc.constant(new Date(0)), until: fc.constant(new Date(1)) },
      kind: fc.constantFrom('meeting' as const, 'elsewhere' as const),
    }),
  )

  test('is whom they met last, else who has the fewest meetings, in whatever order they are looked at', () => {
    fc.assert(
      fc.property(slots, taken, fc.option(fc.constantFrom(...ids), { nil: undefined }), (all, busy, last) => {
        const loads = loadsOf(busy)
        const found = fairest(all, loads, last)
        if (!found) throw new Error('nobody')
        expect(fairest(all.toReversed(), loads, last)).toBe(found)
        if (all.some(({ consultantId }) => consultantId === last)) expect(found.consultantId).toBe(last)
        else {
          const meetings = ({ consultantId }: Slot) =>
            busy.filter((it) => it.consultantId === consultantId && it.kind === 'meeting').length
          const fewest = Math.min(...all.map(meetings))
          const [first] = all
            .filter((it) => meetings(it) === fewest)
            .map((it) => it.consultantId)
            .toSorted()
          expect(found.consultantId).toBe(first)
        }
      }),
      { numRuns: 500 },
    )
    expect(fairest([], new Map(), 'a')).toBeUndefined()
  })
})
