import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, instantOf } from '#src/chat/day.ts'
import {
  addBusinessTime,
  businessMinutesBetween,
  isOpen,
  type Opening,
} from '#src/features/desk-hours/index.ts'
import {
  type Clock,
  type ClockNotice,
  dueAt,
  type Expectation,
  elapsed,
  expectAnswer,
  expectationWords,
  nextNoticeAt,
  noticeDue,
  pauseClock,
  resumeClock,
  type Standing,
  standingOf,
  startClock,
  stopClock,
} from '#src/features/escalation/clock/index.ts'
import { type DeskHours, weekdays } from '#src/ports/knowledge.ts'
import { japaneseHolidays } from '#src/services/holidays/japanese-holidays.ts'
import { WEEKDAYS } from '#test/support/desk-hours.ts'

const MINUTE_MS = 60_000
const DAY_MINUTES = 24 * 60
const at = (local: string): Date => new Date(`${local.replace(' ', 'T')}+09:00`)
const inTokyo = (hours: DeskHours): Opening => ({
  ...{ hours, timeZone: 'Asia/Tokyo', holidays: japaneseHolidays },
})
const tokyo = inTokyo(WEEKDAYS)
const closedOn = (startsOn: string, endsOn = startsOn): Opening =>
  inTokyo({ ...WEEKDAYS, extraClosures: [{ startsOn, endsOn }] })

const time = fc
  .integer({ min: 0, max: DAY_MINUTES })
  .map((it) => `${String(Math.floor(it / 60)).padStart(2, '0')}:${String(it % 60).padStart(2, '0')}`)
const anyHours: fc.Arbitrary<DeskHours> = fc.oneof(
  fc.constant(WEEKDAYS),
  fc.record({
    days: fc.subarray([...weekdays], { minLength: 1 }),
    hours: fc
      .uniqueArray(time, { minLength: 4, maxLength: 4 })
      .map((it) => it.toSorted())
      .map(([a, b, c, d]) => [`${a}-${b}`, `${c}-${d}`]),
    closedOnHolidays: fc.boolean(),
    extraClosures: fc.constantFrom([], [{ startsOn: '2026-12-29', endsOn: '2027-01-03' }]),
  }),
)

describe('a clock is what somebody would count who looks at the desk every minute', () => {
  /** From before a three-day weekend until long after the turn of the year. */
  const FIRST_DAY = '2026-11-16'
  const DAYS = 90
  const instant = (minute: number): Date => new Date(at(`${FIRST_DAY} 00:00`).getTime() + minute * MINUTE_MS)

  /** Of each minute, whether the desk is open; Tokyo’s clocks never change. */
  function openMinutes({ days, hours, closedOnHolidays, extraClosures }: DeskHours): Uint8Array {
    const open = new Uint8Array(DAYS * DAY_MINUTES)
    const minuteOf = (words: string) => Number(words.slice(0, 2)) * 60 + Number(words.slice(3))
    for (let ahead = 0; ahead < DAYS; ahead += 1) {
      const day = addDays(FIRST_DAY, ahead)
      const isClosed =
        !days.some((it) => it === weekdays[(ahead + 1) % 7]) ||
        (closedOnHolidays && japaneseHolidays.isHoliday(day)) ||
        extraClosures.some(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn)
      for (const span of isClosed ? [] : hours) {
        const [from = '', to = ''] = span.split('-')
        open.fill(1, ahead * DAY_MINUTES + minuteOf(from), ahead * DAY_MINUTES + minuteOf(to))
      }
    }
    return open
  }

  /** The same life, counted by hand. */
  interface Counted {
    readonly target: number
    readonly before: number
    readonly state: 'paused' | 'stopped' | { readonly since: number }
  }

  const sum = (open: Uint8Array, from: number, to: number): number => {
    let passed = 0
    for (let minute = from; minute < to; minute += 1) passed += open[minute] ?? 0
    return passed
  }
  const passedAt = ({ before, state }: Counted, open: Uint8Array, now: number): number =>
    typeof state === 'string' ? before : before + sum(open, state.since, now)

  /** The first minute from `from` on at which it holds; undefined: not in these days. */
  function first(
    counted: Counted,
    open: Uint8Array,
    from: number,
    holds: (passed: number, minute: number) => boolean,
  ): number | undefined {
    if (typeof counted.state === 'string') return undefined
    let passed = passedAt(counted, open, from)
    for (let minute = from; minute < open.length; minute += 1) {
      if (holds(passed, minute)) return minute
      passed += open[minute] ?? 0
    }
    return undefined
  }

  const toTell = (passed: number, target: number, told: ClockNotice | undefined): ClockNotice | undefined => {
    if (passed >= target) return told === 'breach' ? undefined : 'breach'
    return passed >= target * 0.8 && told === undefined ? 'warning' : undefined
  }

  function standing({ target, state }: Counted, passed: number): Standing {
    if (typeof state === 'string') return state
    if (passed >= target) return 'breached'
    return passed >= target * 0.8 ? 'warned' : 'running'
  }

  /** What lies behind the last minute that was counted is only known to come later. */
  function expectMinute(found: Date | undefined, counted: number | undefined, isRunning: boolean) {
    if (counted !== undefined) expect(found).toEqual(instant(counted))
    else if (isRunning) expect(found?.getTime()).toBeGreaterThanOrEqual(instant(DAYS * DAY_MINUTES).getTime())
    else expect(found).toBeUndefined()
  }

  const anyLife = fc.record({
    start: fc.integer({ min: 0, max: 45 * DAY_MINUTES }),
    target: fc.integer({ min: 1, max: 250 }).map((it) => it * 5),
    hours: fc.tuple(anyHours, anyHours),
    happenings: fc.array(
      fc.record({
        after: fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 4_000 })),
        what: fc.constantFrom('look', 'pause', 'resume', 'resume', 'stop', 'hours'),
      }),
      { maxLength: 8 },
    ),
  })

  test('with pauses, an end, a new beginning, and other hours in between', () => {
    fc.assert(
      fc.property(anyLife, ({ start, target, hours, happenings }) => {
        const openings = hours.map((it) => ({ opening: inTokyo(it), open: openMinutes(it) }))
        let present = openings[0]
        let clock: Clock = startClock(target, instant(start))
        let counted: Counted = { target, before: 0, state: { since: start } }
        let told: ClockNotice | undefined
        let now = start
        for (const { after, what } of [...happenings, { after: 90, what: 'look' } as const]) {
          if (!present) return
          now += after
          const { opening, open } = present
          const passed = passedAt(counted, open, now)
          const isRunning = typeof counted.state !== 'string'
          expect(elapsed(opening, clock, instant(now))).toBe(passed * MINUTE_MS)
          expect(standingOf(opening, clock, instant(now))).toBe(standing(counted, passed))

          const since = typeof counted.state === 'string' ? now : counted.state.since
          expectMinute(
            dueAt(opening, clock),
            first(counted, open, since, (it) => it >= target),
            isRunning,
          )
          const last = told
          const next = first(
            counted,
            open,
            now,
            (it, minute) => open[minute] === 1 && toTell(it, target, last) !== undefined,
          )
          const found = nextNoticeAt(opening, clock, told, instant(now))
          expectMinute(found, next, isRunning && told !== 'breach')
          if (found && next !== undefined) {
            expect(noticeDue(opening, clock, told, found)).toBe(
              toTell(passedAt(counted, open, next), target, told),
            )
            if (next > now)
              expect(noticeDue(opening, clock, told, new Date(found.getTime() - 1))).toBeUndefined()
          }
          told = noticeDue(opening, clock, told, instant(now)) ?? told

          switch (what) {
            case 'look':
              break
            case 'hours':
              present = openings.find((it) => it !== present)
              break
            case 'pause':
              clock = pauseClock(opening, clock, instant(now))
              if (isRunning) counted = { target, before: passed, state: 'paused' }
              break
            case 'stop':
              clock = stopClock(opening, clock, instant(now))
              counted = { target, before: passed, state: 'stopped' }
              break
            case 'resume':
              clock = resumeClock(clock, instant(now))
              if (!isRunning) counted = { ...counted, state: { since: now } }
              break
          }
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('business time', () => {
  const anyOpening: fc.Arbitrary<Opening> = fc.record({
    hours: anyHours,
    timeZone: fc.constantFrom(
      'Asia/Tokyo',
      'America/New_York',
      'Europe/London',
      'Australia/Lord_Howe',
      'America/Santiago',
    ),
    holidays: fc.constant(japaneseHolidays),
  })
  /** Near the days on which clocks are put forward or back. */
  const nearChange = fc
    .tuple(
      fc.constantFrom('2026-03-08', '2026-11-01', '2026-03-29', '2026-10-25', '2026-04-05', '2026-09-06'),
      fc.integer({ min: -48 * 60, max: 48 * 60 }),
    )
    .map(([day, minutes]) => new Date(Date.parse(day) + minutes * MINUTE_MS))

  test('is added to the millisecond: so much has passed then, and less a moment before', () => {
    const anyMs = fc.integer({ min: 1, max: 300 * MINUTE_MS })
    fc.assert(
      fc.property(anyOpening, nearChange, fc.nat(59_999), anyMs, (opening, near, part, ms) => {
        const from = new Date(near.getTime() + part)
        const to = addBusinessTime(opening, from, ms / MINUTE_MS)
        const passed = (end: Date) => Math.round(businessMinutesBetween(opening, from, end) * MINUTE_MS)
        expect(passed(to)).toBe(ms)
        expect(passed(new Date(to.getTime() - 1))).toBe(ms - 1)
        expect(businessMinutesBetween(opening, to, from)).toBe(0)
      }),
      { numRuns: 200 },
    )
  })

  test('is what the minutes add up to in which the desk is open, also where clocks change', () => {
    fc.assert(
      fc.property(anyOpening, nearChange, fc.nat(300), (opening, from, minutes) => {
        let open = 0
        for (let minute = 0; minute < minutes; minute += 1)
          if (isOpen(opening, new Date(from.getTime() + minute * MINUTE_MS))) open += 1
        const to = new Date(from.getTime() + minutes * MINUTE_MS)
        expect(businessMinutesBetween(opening, from, to)).toBe(open)
      }),
      { numRuns: 150 },
    )
  })

  test.each<[string, Opening, string, number, string]>([
    ['over a three-day weekend', tokyo, '2026-11-20 16:30', 90, '2026-11-24 10:00'],
    ['over lunch', tokyo, '2026-11-24 11:45', 30, '2026-11-24 13:15'],
    ['from lunch on', tokyo, '2026-11-24 12:20', 30, '2026-11-24 13:30'],
    ['until lunch begins, and not until it ends', tokyo, '2026-11-24 11:00', 60, '2026-11-24 12:00'],
    ['until the desk closes, and not until it opens', tokyo, '2026-11-24 16:30', 60, '2026-11-24 17:30'],
    ['from the closing on', tokyo, '2026-11-24 17:30', 30, '2026-11-25 10:00'],
    ['from before the opening on', tokyo, '2026-11-24 06:00', 30, '2026-11-24 10:00'],
    ['from a Saturday on', tokyo, '2026-11-21 15:00', 240, '2026-11-24 14:30'],
    [
      'over the turn of the year',
      closedOn('2026-12-29', '2027-01-03'),
      '2026-12-28 17:00',
      60,
      '2027-01-04 10:00',
    ],
    ['over a longer one', closedOn('2026-12-29', '2027-01-04'), '2026-12-28 17:00', 60, '2027-01-05 10:00'],
    ['over a turn of the year that nobody entered', tokyo, '2026-12-31 17:00', 60, '2027-01-04 10:00'],
    ['of three days', tokyo, '2026-11-20 09:30', 1_260, '2026-11-25 17:30'],
    ['that is none', tokyo, '2026-11-22 10:00', 0, '2026-11-22 10:00'],
  ])('%s', (_, opening, from, minutes, to) => {
    expect(addBusinessTime(opening, at(from), minutes)).toEqual(at(to))
    expect(businessMinutesBetween(opening, at(from), at(to))).toBe(minutes)
  })

  test('never passes at a desk that never opens', () => {
    const never = inTokyo({ ...WEEKDAYS, days: [] })
    expect(businessMinutesBetween(never, at('2026-01-01 00:00'), at('2027-01-01 00:00'))).toBe(0)
    expect(() => addBusinessTime(never, at('2026-11-24 10:00'), 1)).toThrow(RangeError)
  })
})

describe('a target', () => {
  test('that is missed as the desk closes is told as it opens again', () => {
    const clock = startClock(60, at('2026-11-20 16:30'))
    const standing = (now: string) => standingOf(tokyo, clock, at(now))
    expect(standing('2026-11-20 17:17:59.999')).toBe('running')
    expect(standing('2026-11-20 17:18')).toBe('warned')
    expect(noticeDue(tokyo, clock, undefined, at('2026-11-20 17:18'))).toBe('warning')
    expect(noticeDue(tokyo, clock, 'warning', at('2026-11-20 17:29'))).toBeUndefined()
    expect(standing('2026-11-20 17:29:59.999')).toBe('warned')
    expect(standing('2026-11-20 17:30')).toBe('breached')
    expect(noticeDue(tokyo, clock, 'warning', at('2026-11-20 17:30'))).toBeUndefined()
    expect(nextNoticeAt(tokyo, clock, 'warning', at('2026-11-20 17:18'))).toEqual(at('2026-11-24 09:30'))
    expect(noticeDue(tokyo, clock, 'warning', at('2026-11-24 09:30'))).toBe('breach')
    expect(noticeDue(tokyo, clock, 'breach', at('2026-11-24 09:31'))).toBeUndefined()
    expect(nextNoticeAt(tokyo, clock, 'breach', at('2026-11-24 09:31'))).toBeUndefined()
  })

  test('is not near any more once it is missed: a warning that was slept through is not told', () => {
    const clock = startClock(60, at('2026-11-24 09:30'))
    expect(noticeDue(tokyo, clock, undefined, at('2026-11-24 11:00'))).toBe('breach')
  })

  test('waits while the customer is asked, and goes on', () => {
    const started = startClock(240, at('2026-11-20 16:30'))
    const paused = pauseClock(tokyo, started, at('2026-11-20 17:00'))
    expect(dueAt(tokyo, paused)).toBeUndefined()
    expect(nextNoticeAt(tokyo, paused, undefined, at('2026-11-20 17:00'))).toBeUndefined()
    expect(standingOf(tokyo, paused, at('2026-12-24 10:00'))).toBe('paused')
    const goesOn = resumeClock(paused, at('2026-11-24 20:00'))
    expect(dueAt(tokyo, goesOn)).toEqual(at('2026-11-25 14:00'))
    const stopped = stopClock(tokyo, goesOn, at('2026-11-25 10:30'))
    expect(elapsed(tokyo, stopped, at('2026-12-24 10:00'))).toBe(90 * MINUTE_MS)
    expect(pauseClock(tokyo, stopped, at('2026-12-24 10:00'))).toEqual(stopped)
    expect(dueAt(tokyo, resumeClock(stopped, at('2026-12-24 09:30')))).toEqual(at('2026-12-24 12:00'))
  })

  test('moves with the hours as long as it runs; what was counted before a pause stays', () => {
    const clock = startClock(240, at('2026-11-24 15:00'))
    expect(dueAt(tokyo, clock)).toEqual(at('2026-11-25 11:00'))
    const afternoons = inTokyo({ ...WEEKDAYS, hours: ['13:00-17:30'] })
    expect(dueAt(afternoons, clock)).toEqual(at('2026-11-25 14:30'))
    expect(dueAt(closedOn('2026-11-25'), clock)).toEqual(at('2026-11-26 11:00'))

    const paused = pauseClock(tokyo, clock, at('2026-11-24 17:00'))
    const goesOn = resumeClock(paused, at('2026-11-25 10:00'))
    expect(dueAt(tokyo, goesOn)).toEqual(at('2026-11-25 12:00'))
    expect(dueAt(afternoons, goesOn)).toEqual(at('2026-11-25 15:00'))
    expect(elapsed(closedOn('2026-11-24'), goesOn, at('2026-11-25 11:00'))).toBe(180 * MINUTE_MS)
  })
})

describe('when an answer is to be expected', () => {
  const told = (due: string, now: string, opening = tokyo, locale: 'ja' | 'en' = 'ja') =>
    expectationWords(expectAnswer(opening, at(due), at(now)), locale)

  test.each([
    ['2026-11-24 17:30', '2026-11-24 10:00', '本日17:30までに回答する予定です。'],
    ['2026-11-24 14:40', '2026-11-24 14:10', '本日14:45までに回答する予定です。'],
    ['2026-11-24 11:46', '2026-11-24 09:40', '本日12:00までに回答する予定です。'],
    ['2026-11-24 10:00', '2026-11-20 17:31', '11月24日（火）の午前中に回答する予定です。'],
    ['2026-11-24 12:00', '2026-11-20 17:30', '11月24日（火）の午前中に回答する予定です。'],
    ['2026-11-24 13:01', '2026-11-20 17:31', '11月24日（火）13:15までに回答する予定です。'],
    ['2026-11-25 10:00', '2026-11-24 17:30', '明日11月25日（水）の午前中に回答する予定です。'],
    ['2026-11-25 14:30', '2026-11-24 17:30', '明日11月25日（水）14:30までに回答する予定です。'],
    [
      '2026-11-24 10:00',
      '2026-11-24 10:00',
      '回答が予定より遅れており、申し訳ございません。準備ができしだい、こちらでお知らせします。',
    ],
  ])('due %s, asked %s', (due, now, words) => {
    expect(told(due, now)).toBe(words)
  })

  test('in English', () => {
    expect(told('2026-11-24 17:30', '2026-11-24 10:00', tokyo, 'en')).toBe(
      'You can expect an answer by 17:30 today.',
    )
    expect(told('2026-11-24 10:00', '2026-11-20 17:31', tokyo, 'en')).toMatch(
      /on the morning of Tue,? 24 Nov/,
    )
    expect(told('2026-11-25 14:30', '2026-11-24 17:30', tokyo, 'en')).toMatch(
      /by 14:30 tomorrow \(Wed,? 25 Nov/,
    )
  })

  test('a desk that closes at an odd time says its closing, and one that is open until midnight 24:00', () => {
    const odd = inTokyo({ ...WEEKDAYS, hours: ['09:30-17:10'] })
    expect(told('2026-11-24 17:05', '2026-11-24 10:00', odd)).toContain('本日17:10までに')
    const late = inTokyo({ ...WEEKDAYS, hours: ['13:00-24:00'] })
    expect(told('2026-11-25 00:00', '2026-11-24 14:00', late)).toContain('本日24:00までに')
  })

  test('what falls due while the desk is closed is said for when it opens', () => {
    expect(told('2026-11-21 15:00', '2026-11-20 10:00')).toContain('11月24日（火）の午前中に')
  })

  /** By when it is there, if the words are true. */
  function promised(expectation: Expectation, today: string): Date | undefined {
    const by = (day: string, clock: string) => instantOf(day, clock, 'Asia/Tokyo')
    switch (expectation.kind) {
      case 'todayBy':
        return by(today, expectation.time)
      case 'tomorrowMorning':
      case 'morningOf':
        return by(expectation.day, '12:00')
      case 'tomorrowBy':
      case 'by':
        return by(expectation.day, expectation.time)
      case 'late':
        return undefined
    }
  }

  test('is never said earlier than it is due, nor for another day', () => {
    const anyNow = fc.integer({ min: 0, max: 60 * DAY_MINUTES * 60 })
    fc.assert(
      fc.property(anyHours, anyNow, fc.integer({ min: 1, max: 1_260 }), (hours, seconds, minutes) => {
        const opening = inTokyo({ ...hours, days: weekdays })
        const now = new Date(at('2026-11-16 00:00').getTime() + seconds * 1_000)
        const due = addBusinessTime(opening, now, minutes)
        const day = (it: Date) => new Date(it.getTime() + 9 * 3_600_000).toISOString().slice(0, 10)
        const by = promised(expectAnswer(opening, due, now), day(now))
        expect(by?.getTime()).toBeGreaterThanOrEqual(due.getTime())
        expect(by && day(new Date(by.getTime() - 1))).toBe(day(new Date(due.getTime() - 1)))
      }),
      { numRuns: 200 },
    )
  })
})
