import ICAL from 'ical.js'
import type { CalendarEvent, CalendarPerson, CalendarWriter } from '../../ports/calendar.ts'
import { type Zone, zoneOf } from './zone.ts'

/** A line holds 75 octets at most; ical.js does not count the space that begins a folded one. RFC 5545, 3.1 */
ICAL.foldLength = 74

const PRODUCT = '-//Academy Desk//Web meetings//JA'
/** So often subscribers look for what is new. RFC 7986, 5.7, and what Outlook knows in its stead. */
const REFRESH = 'PT15M'

export const calendarWriter: CalendarWriter = {
  invitation: (event, timeZone) => {
    const zone = zoneOf(timeZone)
    const calendar = calendarOf(event.state === 'cancelled' ? 'CANCEL' : 'REQUEST', zone)
    calendar.addSubcomponent(eventOf(event, zone))
    return written(calendar)
  },
  feed: (name, events, timeZone) => {
    const zone = zoneOf(timeZone)
    const calendar = calendarOf('PUBLISH', zone)
    for (const property of ['name', 'x-wr-calname']) calendar.addPropertyWithValue(property, escaped(name))
    calendar.addPropertyWithValue('x-wr-timezone', zone.name)
    const refresh = new ICAL.Property('refresh-interval')
    refresh.resetType('duration')
    refresh.setValue(ICAL.Duration.fromString(REFRESH))
    calendar.addProperty(refresh)
    calendar.addPropertyWithValue('x-published-ttl', REFRESH)
    for (const event of events) calendar.addSubcomponent(eventOf(event, zone))
    return written(calendar)
  },
}

function calendarOf(method: 'REQUEST' | 'CANCEL' | 'PUBLISH', { component }: Zone): ICAL.Component {
  const calendar = new ICAL.Component('vcalendar')
  calendar.addPropertyWithValue('prodid', PRODUCT)
  calendar.addPropertyWithValue('version', '2.0')
  calendar.addPropertyWithValue('calscale', 'GREGORIAN')
  calendar.addPropertyWithValue('method', method)
  calendar.addSubcomponent(ICAL.Component.fromString(component.toString()))
  return calendar
}

const STATUS = { tentative: 'TENTATIVE', confirmed: 'CONFIRMED', cancelled: 'CANCELLED' } as const

function eventOf(it: CalendarEvent, zone: Zone): ICAL.Component {
  const event = new ICAL.Component('vevent')
  event.addPropertyWithValue('uid', it.uid)
  event.addPropertyWithValue('sequence', it.sequence)
  event.addPropertyWithValue('dtstamp', ICAL.Time.fromJSDate(it.saidAt, true))
  for (const [name, instant] of [
    ['dtstart', it.startsAt],
    ['dtend', it.endsAt],
  ] as const)
    event.addProperty(timeOf(name, instant, zone))
  event.addPropertyWithValue('status', STATUS[it.state])
  event.addPropertyWithValue('summary', inText(it.summary))
  if (it.description !== '') event.addPropertyWithValue('description', inText(it.description))
  if (it.location !== '') event.addPropertyWithValue('location', inText(it.location))
  const url = addressIn(it.location)
  if (url !== undefined) event.addPropertyWithValue('url', url)
  event.addProperty(personOf('organizer', it.organizer))
  for (const attendee of it.attendees) {
    const property = personOf('attendee', attendee)
    property.setParameter('partstat', 'ACCEPTED')
    event.addProperty(property)
  }
  event.addPropertyWithValue('transp', it.state === 'cancelled' ? 'TRANSPARENT' : 'OPAQUE')
  return event
}

/** As the zone's clocks show it; by UTC where they show it twice, since readers differ on which of the two is meant. */
function timeOf(name: 'dtstart' | 'dtend', instant: Date, zone: Zone): ICAL.Property {
  const property = new ICAL.Property(name)
  const local = zone.clockAt(instant)
  if (local === undefined) {
    property.setValue(ICAL.Time.fromJSDate(instant, true))
    return property
  }
  property.setValue(ICAL.Time.fromDateTimeString(local))
  property.setParameter('tzid', zone.name)
  return property
}

/** A calendar address is any URI (RFC 5545, 3.3.3): a UUID's is nobody's mailbox. */
function personOf(role: 'organizer' | 'attendee', { id, name }: CalendarPerson): ICAL.Property {
  const property = new ICAL.Property(role)
  // A parameter can hold no quotes, nor a line's end. RFC 5545, 3.2
  const called = inText(name)
    .replace(/["\n\t]/g, ' ')
    .trim()
  if (called !== '') property.setParameter('cn', called)
  property.setValue(`urn:uuid:${id}`)
  return property
}

const addressIn = (location: string): string | undefined =>
  /^https?:\/\/[\x21-\x7e]+$/.test(location) ? location : undefined

/** As text can be told in a calendar: lines end by LF, and there are no control characters and no half characters. */
const inText = (words: string): string =>
  words
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a calendar cannot hold
    .replace(/[\x00-\x08\x0b-\x1f\x7f]/g, '')

/** The value of a property that ical.js knows no type of. */
const escaped = (words: string): string =>
  inText(words)
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n')

/** Every line ends, the last one too. RFC 5545, 3.1 */
const written = (calendar: ICAL.Component): Uint8Array =>
  new TextEncoder().encode(`${calendar.toString()}\r\n`)
