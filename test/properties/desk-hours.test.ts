import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOf, instantOf } from '#src/chat/day.ts'
import {
  businessDaysFrom,
  isBusinessDay,
  isOpen,
  nextOpening,
  type Opening,
} from '#src/features/desk-hours/index.ts'
import { weekdays } from '#src/ports/knowledge.ts'
import { japaneseHolidays } from '#src/services/holidays/japanese-holidays.ts'
import { WEEKDAYS } from '#test/support/desk-hours.ts'

const ZONES = ['Asia/Tokyo', 'America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'America/Santiago']
const tokyo: Opening = { hours: WEEKDAYS, timeZone: 'Asia/Tokyo', holidays: japaneseHolidays }
const MINUTE_MS = 60_000

const anyInstant = fc.date({
  min: new Date('2020-01-01'),
  max: new Date('2035-12-31'),
  noInvalidDate: true,
})
const time = fc
  .integer({ min: 0, max: 24 * 60 })
  .map((it) => `${String(Math.floor(it / 60)).padStart(2, '0')}:${String(it % 60).padStart(2, '0')}`)
const anyOpening: fc.Arbitrary<Opening> = fc.record({
  hours: fc.record({
    days: fc.subarray([...weekdays], { minLength: 1 }),
    hours: fc
      .uniqueArray(time, { minLength: 4, maxLength: 4 })
      .map((it) => it.toSorted())
      .map(([a, b, c, d]) => [`${a}-${b}`, `${c}-${d}`]),
    closedOnHolidays: fc.boolean(),
    extraClosures: fc.constantFrom([], [{ startsOn: '2026-12-29', endsOn: '2027-01-03' }]),
  }),
  timeZone: fc.constantFrom(...ZONES),
  holidays: fc.constant(japaneseHolidays),
})
/** Near the days on which clocks are put forward or back, where there is most to get wrong. */
const nearChange = fc
  .tuple(
    fc.constantFrom('2026-03-08', '2026-11-01', '2026-03-29', '2026-10-25', '2026-04-05', '2026-09-06'),
    fc.integer({ min: -48 * 60, max: 48 * 60 }),
  )
  .map(([day, minutes]) => new Date(Date.parse(day) + minutes * MINUTE_MS))

describe('the desk’s hours', () => {
  test('the next opening is open, never before the instant, and nothing before it is', () => {
    fc.assert(
      fc.property(anyOpening, fc.oneof(anyInstant, nearChange), fc.nat(1_000), (opening, instant, part) => {
        const next = nextOpening(opening, instant)
        expect(isOpen(opening, next)).toBe(true)
        expect(next.getTime()).toBeGreaterThanOrEqual(instant.getTime())
        expect(nextOpening(opening, next)).toEqual(next)
        const between = instant.getTime() + ((next.getTime() - instant.getTime()) * part) / 1_001
        if (between < next.getTime()) expect(isOpen(opening, new Date(between))).toBe(false)
      }),
      { numRuns: 1_000 },
    )
  })

  test('business days are counted forth and back', () => {
    const anyDay = anyInstant.map((it) => it.toISOString().slice(0, 10))
    fc.assert(
      fc.property(anyOpening, anyDay, fc.integer({ min: 1, max: 10 }), (opening, day, count) => {
        const [there, back] = [
          businessDaysFrom(opening, day, count),
          businessDaysFrom(opening, day, -count),
        ] as const
        expect(back < day && day < there).toBe(true)
        expect(isBusinessDay(opening, there) && isBusinessDay(opening, back)).toBe(true)
        if (isBusinessDay(opening, day)) expect(businessDaysFrom(opening, there, -count)).toBe(day)
      }),
      { numRuns: 300 },
    )
  })

  test('a time of day is the first instant at which the clocks show it', () => {
    fc.assert(
      fc.property(
        nearChange,
        time.filter((it) => it < '24:00'),
        fc.constantFrom(...ZONES),
        (near, at, timeZone) => {
          const day = dayOf(near, timeZone)
          const instant = instantOf(day, at, timeZone)
          const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
          const wanted = `${day} ${at}`
          expect(shown.format(instant) >= wanted).toBe(true)
          expect(shown.format(new Date(instant.getTime() - 1)) < wanted).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('closed at lunch, in the evening, at the weekend and on holidays', () => {
    const open = (at: string) => isOpen(tokyo, new Date(`${at}+09:00`))
    expect(open('2026-11-24T09:30:00')).toBe(true)
    expect(open('2026-11-24T09:29:59')).toBe(false)
    expect(open('2026-11-24T12:00:00')).toBe(false)
    expect(open('2026-11-24T17:29:59')).toBe(true)
    expect(open('2026-11-24T17:30:00')).toBe(false)
    expect(open('2026-11-22T10:00:00')).toBe(false)
    expect(open('2026-11-23T10:00:00')).toBe(false)
  })

  test('a Friday evening’s next opening is the Monday, and the Tuesday where that is a holiday', () => {
    const from = (at: string) => nextOpening(tokyo, new Date(`${at}+09:00`))
    expect(from('2026-11-13T17:31:00')).toEqual(new Date('2026-11-16T09:30:00+09:00'))
    expect(from('2026-11-20T17:31:00')).toEqual(new Date('2026-11-24T09:30:00+09:00'))
    // Respect for the Aged Day, the holiday between two holidays, the equinox.
    expect(from('2026-09-18T17:31:00')).toEqual(new Date('2026-09-24T09:30:00+09:00'))
    expect(businessDaysFrom(tokyo, '2026-09-18', 1)).toBe('2026-09-24')
    expect(businessDaysFrom(tokyo, '2026-09-24', -2)).toBe('2026-09-17')
    // A holiday on a Sunday is kept on the day after the next ones.
    expect(businessDaysFrom(tokyo, '2026-05-01', 1)).toBe('2026-05-07')
  })

  test('the turn of the year is what the operator says', () => {
    const evening = new Date('2026-12-28T17:31:00+09:00')
    expect(nextOpening(tokyo, evening)).toEqual(new Date('2026-12-29T09:30:00+09:00'))
    const extraClosures = [{ startsOn: '2026-12-29', endsOn: '2027-01-03' }]
    const closed = { ...tokyo, hours: { ...WEEKDAYS, extraClosures } }
    expect(nextOpening(closed, evening)).toEqual(new Date('2027-01-04T09:30:00+09:00'))
  })

  test('a desk that never opens is a fault, not a wait', () => {
    const never = { ...tokyo, hours: { ...WEEKDAYS, days: [] } }
    expect(() => nextOpening(never, new Date('2026-11-24'))).toThrow(RangeError)
    expect(() => businessDaysFrom(never, '2026-11-24', 1)).toThrow(RangeError)
  })
})
