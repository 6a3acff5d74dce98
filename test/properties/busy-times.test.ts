import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, instantOf, weekdayOf } from '#src/chat/day.ts'
import { busyTimesIn } from '#src/services/calendar/busy-times.ts'

/** A calendar of these lines, from 24 November 2026 to 10 January 2027 in Tokyo. */
function busy(lines: readonly string[], timeZone = 'Asia/Tokyo') {
  const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//', ...lines, 'END:VCALENDAR'].join('\r\n')
  const read = busyTimesIn(text, {
    timeZone,
    from: Date.parse('2026-11-24T00:00:00+09:00'),
    until: Date.parse('2027-01-10T00:00:00+09:00'),
  })
  return read.kind === 'failed' ? read.why : read.busy.map((span) => span.map(shown).join(' – '))
}

/** 11-24 10:00, in Tokyo */
const shown = (instant: number): string =>
  new Date(instant + 9 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ')

const event = (...lines: readonly string[]): readonly string[] => [
  ...['BEGIN:VEVENT', 'UID:1', 'DTSTAMP:20261101T000000Z', ...lines, 'END:VEVENT'],
]
const TEN = ['DTSTART;TZID=Asia/Tokyo:20261125T100000', 'DTEND;TZID=Asia/Tokyo:20261125T110000']
const AT_TEN = ['11-25 10:00 – 11-25 11:00']

/** As Outlook describes it, whose rules begin in 1601. */
const EASTERN = [
  ...['BEGIN:VTIMEZONE', 'TZID:Customized Time Zone', 'BEGIN:STANDARD', 'DTSTART:16010101T020000'],
  ...['TZOFFSETFROM:-0400', 'TZOFFSETTO:-0500', 'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11'],
  ...['END:STANDARD', 'BEGIN:DAYLIGHT', 'DTSTART:16010101T020000', 'TZOFFSETFROM:-0500', 'TZOFFSETTO:-0400'],
  ...['RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=2SU;BYMONTH=3', 'END:DAYLIGHT', 'END:VTIMEZONE'],
]

describe('a calendar says that somebody is busy', () => {
  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['at a time in a zone that is known by name', event(...TEN), AT_TEN],
    ['at a time in UTC', event('DTSTART:20261125T010000Z', 'DTEND:20261125T020000Z'), AT_TEN],
    ['at a time without a zone, in their own', event('DTSTART:20261125T100000', 'DURATION:PT1H'), AT_TEN],
    [
      'in a zone of Windows’ name',
      event('DTSTART;TZID=Tokyo Standard Time:20261125T100000', 'DURATION:PT1H'),
      AT_TEN,
    ],
    [
      'in a zone whose name ends a path',
      event('DTSTART;TZID=/example.org/20260101_1/Asia/Tokyo:20261125T100000', 'DURATION:PT1H'),
      AT_TEN,
    ],
    [
      'in a zone that nobody knows, taken for their own',
      event('DTSTART;TZID=Nowhere:20261125T100000', 'DURATION:PT1H'),
      AT_TEN,
    ],
    [
      'in a zone that the calendar describes',
      [...EASTERN, ...event('DTSTART;TZID=Customized Time Zone:20261124T200000', 'DURATION:PT1H')],
      AT_TEN,
    ],
    ['for all of their own day', event('DTSTART;VALUE=DATE:20261125'), ['11-25 00:00 – 11-26 00:00']],
    [
      'for several days',
      event('DTSTART;VALUE=DATE:20261125', 'DTEND;VALUE=DATE:20261128'),
      ['11-25 00:00 – 11-28 00:00'],
    ],
    ['tentatively', event(...TEN, 'STATUS:TENTATIVE', 'X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE'), AT_TEN],
    ['out of office', event(...TEN, 'TRANSP:OPAQUE', 'X-MICROSOFT-CDO-BUSYSTATUS:OOF'), AT_TEN],
    [
      'in its free-busy component',
      [
        ...['BEGIN:VFREEBUSY', 'FREEBUSY:20261125T010000Z/PT1H,20261125T030000Z/20261125T040000Z'],
        ...['FREEBUSY;FBTYPE=FREE:20261126T010000Z/PT1H', 'END:VFREEBUSY'],
      ],
      [...AT_TEN, '11-25 12:00 – 11-25 13:00'],
    ],
    [
      'from before the days that are looked at until after them',
      event('DTSTART;VALUE=DATE:20260101', 'DTEND;VALUE=DATE:20280101'),
      ['11-24 00:00 – 01-10 00:00'],
    ],
    [
      'twice at once, as one time',
      [...event(...TEN), ...event('DTSTART:20261125T013000Z', 'DURATION:PT1H')],
      ['11-25 10:00 – 11-25 11:30'],
    ],
  ])('%s', (_, lines, times) => {
    expect(busy(lines)).toEqual(times)
  })

  test.each<readonly [string, readonly string[]]>([
    ['transparent', event(...TEN, 'TRANSP:TRANSPARENT')],
    ['cancelled', event(...TEN, 'STATUS:CANCELLED')],
    ['free, as Outlook says it', event(...TEN, 'TRANSP:OPAQUE', 'X-MICROSOFT-CDO-BUSYSTATUS:FREE')],
    ['worked elsewhere', event(...TEN, 'X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE')],
    [
      'a meeting of the desk’s own',
      ['BEGIN:VEVENT', 'UID:booking-0b8f5f4e-8f0e-4c0e-9a55-0d8f5b0f7c11@academy-desk', ...TEN, 'END:VEVENT'],
    ],
    ['without any length', event('DTSTART:20261125T010000Z')],
    ['over before it begins', event('DTSTART:20261125T010000Z', 'DTEND:20261125T000000Z')],
    ['over long ago', event('DTSTART:20250101T010000Z', 'DURATION:PT1H')],
    ['at a time that cannot be read', event('DTSTART:soon')],
    ['something to do', ['BEGIN:VTODO', 'UID:1', 'DTSTART:20261125T010000Z', 'DURATION:PT1H', 'END:VTODO']],
  ])('not by what is %s', (_, lines) => {
    expect(busy(lines)).toEqual([])
  })
})

describe('what repeats', () => {
  test.each<readonly [string, readonly string[], readonly string[]]>([
    [
      'ends at its end',
      event(...TEN, 'RRULE:FREQ=DAILY;UNTIL=20261127T010000Z'),
      ['11-25 10:00 – 11-25 11:00', '11-26 10:00 – 11-26 11:00', '11-27 10:00 – 11-27 11:00'],
    ],
    [
      'ends with the day that is named',
      event(...TEN, 'RRULE:FREQ=DAILY;UNTIL=20261126'),
      ['11-25 10:00 – 11-25 11:00', '11-26 10:00 – 11-26 11:00'],
    ],
    [
      'so many times',
      event(...TEN, 'RRULE:FREQ=WEEKLY;COUNT=2'),
      ['11-25 10:00 – 11-25 11:00', '12-02 10:00 – 12-02 11:00'],
    ],
    [
      'began long ago',
      event(
        ...['DTSTART;TZID=Asia/Tokyo:19991129T100000', 'DURATION:PT1H'],
        'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH',
      ),
      [
        ...['11-26 10:00 – 11-26 11:00', '12-07 10:00 – 12-07 11:00', '12-10 10:00 – 12-10 11:00'],
        ...['12-21 10:00 – 12-21 11:00', '12-24 10:00 – 12-24 11:00', '01-04 10:00 – 01-04 11:00'],
        '01-07 10:00 – 01-07 11:00',
      ],
    ],
    [
      'each month, as it did for years',
      event('DTSTART;TZID=Asia/Tokyo:20100105T100000', 'DURATION:PT1H', 'RRULE:FREQ=MONTHLY;BYDAY=1TU'),
      ['12-01 10:00 – 12-01 11:00', '01-05 10:00 – 01-05 11:00'],
    ],
    [
      'on the last days of months, some of which have none such',
      event('DTSTART;VALUE=DATE:20260131', 'RRULE:FREQ=MONTHLY'),
      ['12-31 00:00 – 01-01 00:00'],
    ],
    [
      'each year',
      event('DTSTART;VALUE=DATE:20001229', 'DTEND;VALUE=DATE:20010104', 'RRULE:FREQ=YEARLY'),
      ['12-29 00:00 – 01-04 00:00'],
    ],
    [
      'on other days besides',
      event(...TEN, 'RDATE;TZID=Asia/Tokyo:20261130T100000', 'RDATE:20261201T010000Z'),
      ['11-25 10:00 – 11-25 11:00', '11-30 10:00 – 11-30 11:00', '12-01 10:00 – 12-01 11:00'],
    ],
    [
      'without some days',
      event(
        ...TEN,
        ...[
          'RRULE:FREQ=DAILY;COUNT=4',
          'EXDATE;TZID=Asia/Tokyo:20261126T100000',
          'EXDATE;VALUE=DATE:20261127',
        ],
      ),
      ['11-25 10:00 – 11-25 11:00', '11-28 10:00 – 11-28 11:00'],
    ],
    [
      'with one that is at another time, and one that is called off',
      [
        ...event(...TEN, 'RRULE:FREQ=DAILY;COUNT=3'),
        ...event(
          ...['RECURRENCE-ID;TZID=Asia/Tokyo:20261126T100000', 'DTSTART;TZID=Asia/Tokyo:20261126T150000'],
          'DURATION:PT30M',
        ),
        ...event(
          ...['RECURRENCE-ID:20261127T010000Z', 'DTSTART;TZID=Asia/Tokyo:20261127T100000', 'DURATION:PT1H'],
          'STATUS:CANCELLED',
        ),
      ],
      ['11-25 10:00 – 11-25 11:00', '11-26 15:00 – 11-26 15:30'],
    ],
    [
      'otherwise from one of them on',
      [
        ...event(...TEN, 'RRULE:FREQ=DAILY;COUNT=4'),
        ...event(
          'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Tokyo:20261127T100000',
          ...['DTSTART;TZID=Asia/Tokyo:20261127T130000', 'DURATION:PT2H'],
        ),
      ],
      [
        ...['11-25 10:00 – 11-25 11:00', '11-26 10:00 – 11-26 11:00'],
        ...['11-27 13:00 – 11-27 15:00', '11-28 13:00 – 11-28 15:00'],
      ],
    ],
    [
      'of which only one is told of',
      event('RECURRENCE-ID:20261126T010000Z', 'DTSTART:20261126T010000Z', 'DURATION:PT1H'),
      ['11-26 10:00 – 11-26 11:00'],
    ],
    [
      'and would have to be gone through for ever',
      [
        ...event('DTSTART:19700101T000000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY;INTERVAL=86400'),
        ...event('DTSTART:20261125T010000Z', 'DURATION:PT1H', 'RRULE:FREQ=HOURLY;COUNT=2'),
      ],
      expect.arrayContaining(['11-25 10:00 – 11-25 12:00']),
    ],
  ])('%s', (_, lines, times) => {
    expect(busy(lines)).toEqual(times)
  })

  test.each<readonly [string, readonly string[]]>([
    ['every minute', event('DTSTART:20261125T010000Z', 'DURATION:PT1S', 'RRULE:FREQ=MINUTELY')],
    ['since long ago by a count', event('DTSTART:19700101T000000Z', 'RRULE:FREQ=HOURLY;COUNT=9999999')],
    [
      'in very many events',
      Array.from({ length: 200 }, (_, at) =>
        event(
          `DTSTART:20261124T${String(at % 24).padStart(2, '0')}0000Z`,
          'DURATION:PT1S',
          'RRULE:FREQ=DAILY',
        ),
      ).flat(),
    ],
  ])('too often is refused: %s', (_, lines) => {
    expect(busy(lines)).toBe('tooManyTimes')
  })
})

test.each(['', 'hello', '<html></html>', 'BEGIN:VCARD\r\nEND:VCARD', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT'])(
  'what is no calendar is told as that: %j',
  (text) => {
    const within = { timeZone: 'Asia/Tokyo', from: 0, until: 1 }
    expect(busyTimesIn(text, within)).toEqual({ kind: 'failed', why: 'notCalendar' })
  },
)

const ZONES = [
  'Asia/Tokyo',
  'America/New_York',
  'Europe/London',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
] as const
const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const
/** Both changes of the clocks, on either half of the world, lie within. */
const [FIRST, LAST] = ['2026-09-15', '2027-05-01']

const rules = fc.record({
  zone: fc.constantFrom(...ZONES),
  start: fc.integer({ min: -400, max: 100 }).map((days) => addDays(FIRST, days)),
  // Nobody's clocks jump over these.
  time: fc.constantFrom('00:30', '05:00', '09:15', '13:00', '22:45'),
  weekly: fc.boolean(),
  interval: fc.integer({ min: 1, max: 5 }),
  days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 4 }),
  end: fc.oneof(
    fc.constant({ kind: 'never' } as const),
    fc.record({ kind: fc.constant('count' as const), count: fc.integer({ min: 1, max: 300 }) }),
    fc.record({ kind: fc.constant('until' as const), after: fc.integer({ min: 0, max: 500 }) }),
  ),
})
type Repeating = typeof rules extends fc.Arbitrary<infer T> ? T : never

/** Day by day, as one would with a calendar on paper. */
function days({ start, weekly, interval, days: on, end }: Repeating): readonly string[] {
  const found: string[] = []
  const monday = addDays(start, -((weekdayOf(start) + 6) % 7))
  const last = end.kind === 'until' ? addDays(start, end.after) : LAST
  for (let day = start, at = 0; day <= last && day <= LAST; day = addDays(day, 1), at += 1) {
    if (end.kind === 'count' && found.length === end.count) break
    const week = Math.floor((Date.parse(day) - Date.parse(monday)) / (7 * 86_400_000))
    const isOn = weekly ? week % interval === 0 && on.includes(weekdayOf(day)) : at % interval === 0
    if (isOn) found.push(day)
  }
  return found
}

test('what repeats by days or weeks keeps the time that its clocks show, whatever they change to', () => {
  fc.assert(
    fc.property(rules, (it) => {
      // Whoever writes a rule begins with one of its own days.
      const rule = it.weekly ? { ...it, days: [...new Set([...it.days, weekdayOf(it.start)])] } : it
      const { start, time, zone, weekly, interval, end } = rule
      const written = (day: string) => `${day.replaceAll('-', '')}T${time.replace(':', '')}00`
      const until = end.kind === 'until' ? instantOf(addDays(start, end.after), time, zone) : undefined
      const parts = [
        `FREQ=${weekly ? 'WEEKLY' : 'DAILY'}`,
        `INTERVAL=${interval}`,
        ...(weekly ? [`BYDAY=${rule.days.map((day) => WEEKDAYS[day]).join(',')}`] : []),
        ...(end.kind === 'count' ? [`COUNT=${end.count}`] : []),
        ...(until ? [`UNTIL=${until.toISOString().replace(/[-:]|\.000/g, '')}`] : []),
      ]
      const lines = event(
        ...[`DTSTART;TZID=${zone}:${written(start)}`, 'DURATION:PT15M', `RRULE:${parts.join(';')}`],
      )
      const [from, to] = [Date.parse(FIRST), Date.parse(LAST)]
      const read = busyTimesIn(['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR'].join('\r\n'), {
        ...{ timeZone: 'Asia/Tokyo', from, until: to },
      })
      const times = days(rule)
        .map((day) => instantOf(day, time, zone).getTime())
        .filter((at) => from <= at && at < to - 900_000)
      expect(read.kind === 'read' && read.busy.map(([at]) => at).filter((at) => at < to - 900_000)).toEqual(
        times,
      )
    }),
    { numRuns: 150 },
  )
})
