import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import type { CalendarEvent } from '#src/ports/calendar.ts'
import { calendarWriter } from '#src/services/calendar/calendar-writer.ts'

const TOKYO = 'Asia/Tokyo'
const EVENT: CalendarEvent = {
  ...{ uid: 'f1c7a9d2-5f0e-4b0a-9a53-0d8f4f1f6f10', sequence: 0, state: 'confirmed' },
  saidAt: new Date('2026-11-24T00:30:00Z'),
  startsAt: new Date('2026-11-27T01:30:00Z'),
  endsAt: new Date('2026-11-27T02:30:00Z'),
  ...{ summary: 'Web会議', description: '', location: 'https://meet.example.com/sato' },
  organizer: { id: 'a6a7f0f4-1be7-4d0b-8d5b-a0c5f3d4f1aa', name: '佐藤' },
  attendees: [{ id: 'b6a7f0f4-1be7-4d0b-8d5b-a0c5f3d4f1aa', name: '田中' }],
}
const strict = new TextDecoder('utf-8', { fatal: true })

function read(bytes: Uint8Array) {
  const calendar = ICAL.Component.fromString(strict.decode(bytes))
  const events = calendar.getAllSubcomponents('vevent')
  const textOf = (name: string, at = 0) => events[at]?.getFirstPropertyValue(name) ?? ''
  return { calendar, events, textOf, event: new ICAL.Event(events[0]) }
}

/** What people write, and what would end a line, a value or a parameter. */
const spice = fc.constantFrom(
  ...[
    '\r\n',
    '\n',
    '\r',
    ',',
    ';',
    ':',
    '\\',
    '\\n',
    '"',
    '^',
    '^n',
    '=',
    ' ',
    '\t',
    '　',
    '会議',
    '🙇‍♂️',
    '𠮷',
    'é',
  ],
  ...['BEGIN:VEVENT', 'END:VCALENDAR', '\r\nATTENDEE:mailto:x@example.com', '\r\n '],
)
const words = fc
  .array(fc.oneof(spice, fc.string({ unit: 'grapheme', maxLength: 40 }), fc.string({ unit: 'binary' })), {
    maxLength: 60,
  })
  .map((it) => it.join('').slice(0, 2_000))
/** Ends of lines are one and the same in a calendar, and what is no text is not there. */
const asRead = (it: string): string =>
  it
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t\u0080-\u009f]/gu, '')

describe('an invitation', () => {
  test('says what was written, whatever it is, in lines of 75 octets that break no character', () => {
    fc.assert(
      fc.property(words, words, words, words, (summary, description, location, name) => {
        const event = { ...EVENT, summary, description, location, organizer: { ...EVENT.organizer, name } }
        for (const bytes of [
          calendarWriter.invitation(event, TOKYO),
          calendarWriter.feed(name, [event, event], TOKYO),
        ]) {
          const { calendar, events, textOf } = read(bytes)
          expect(textOf('summary')).toBe(asRead(summary))
          expect(textOf('description')).toBe(asRead(description))
          expect(textOf('location')).toBe(asRead(location))
          expect(events.flatMap((it) => it.getAllProperties('attendee'))).toHaveLength(events.length)
          expect(calendar.getAllSubcomponents('vtimezone')).toHaveLength(1)
          const lines = Buffer.from(bytes).toString('latin1').split('\r\n')
          expect(lines.pop()).toBe('')
          for (const line of lines) {
            expect(line.length).toBeLessThanOrEqual(75)
            expect(line).not.toMatch(/[\r\n]/)
            // Each line by itself is UTF-8: no character is cut in half.
            strict.decode(Buffer.from(line, 'latin1'))
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  test('2,000 characters of four octets each come back', () => {
    const long = '𠮷'.repeat(2_000)
    expect(
      read(calendarWriter.invitation({ ...EVENT, description: long }, TOKYO)).textOf('description'),
    ).toBe(long)
  })

  test('asks, changes and cancels as RFC 5546 has it', () => {
    const asked = read(calendarWriter.invitation(EVENT, TOKYO))
    expect(asked.calendar.getFirstPropertyValue('method')).toBe('REQUEST')
    expect(asked.textOf('status')).toBe('CONFIRMED')
    const cancelled = read(calendarWriter.invitation({ ...EVENT, state: 'cancelled', sequence: 3 }, TOKYO))
    expect(cancelled.calendar.getFirstPropertyValue('method')).toBe('CANCEL')
    expect([cancelled.textOf('status'), cancelled.textOf('sequence')]).toEqual(['CANCELLED', 3])
    expect(cancelled.textOf('uid')).toBe(asked.textOf('uid'))
    // Nobody's mailbox is made up.
    expect(strict.decode(calendarWriter.invitation(EVENT, TOKYO))).not.toMatch(/mailto:/i)
  })

  test.each([
    'Asia/Tokyo',
    'America/New_York',
    'Europe/London',
    'Australia/Lord_Howe',
    'America/Sao_Paulo',
    'Asia/Calcutta',
    'UTC',
  ])('is of the same instant in every zone, on both sides of its clocks’ change: %s', (zone) => {
    const shown = new Intl.DateTimeFormat('sv-SE', {
      ...{ timeZone: zone, dateStyle: 'short', timeStyle: 'medium' },
    })
    let local = 0
    for (const day of ['2026-03-08', '2026-03-29', '2026-04-04', '2026-10-25', '2026-11-01', '2027-01-05'])
      for (let hour = 0; hour < 24; hour += 1) {
        const startsAt = new Date(`${day}T${String(hour).padStart(2, '0')}:30:00Z`)
        const endsAt = new Date(startsAt.getTime() + 1_800_000)
        const { event } = read(calendarWriter.invitation({ ...EVENT, startsAt, endsAt }, zone))
        expect([event.startDate.toJSDate(), event.endDate.toJSDate()]).toEqual([startsAt, endsAt])
        if (event.startDate.zone === ICAL.Timezone.utcTimezone) continue
        local += 1
        expect(event.startDate.toString().replace('T', ' ')).toBe(shown.format(startsAt))
      }
    // All but the hours that its clocks show twice.
    expect(local).toBeGreaterThanOrEqual(zone === 'UTC' ? 144 : 142)
  })
})

describe('a feed', () => {
  test('is the same bytes as long as the meetings are the same', () => {
    const feed = () => Buffer.from(calendarWriter.feed('Web会議', [EVENT], TOKYO)).toString('base64')
    expect(feed()).toBe(feed())
    const { calendar, events } = read(calendarWriter.feed('Web会議', [EVENT], TOKYO))
    expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH')
    expect(events).toHaveLength(1)
    expect(read(calendarWriter.feed('Web会議', [], TOKYO)).events).toHaveLength(0)
  })
})
