import ICAL from 'ical.js'
import { z } from 'zod'
import type { FeedFault } from '../../ports/busy-calendars.ts'
import {
  type Change,
  type FeedZone,
  ianaZone,
  instantIn,
  shownIn,
  UTC,
  zoneNamed,
  zoneOf,
} from './feed-zones.ts'
import { type Budget, occurrences, type Rule, RuleParts, TooManyTimes } from './recurrences.ts'

/** From and until: ms. */
export type Span = readonly [from: number, until: number]

export interface Within {
  /** Of all-day events, and of times without a zone. */
  readonly timeZone: string
  readonly from: number
  readonly until: number
}

export type BusyTimes =
  | { readonly kind: 'read'; readonly busy: readonly Span[] }
  | { readonly kind: 'failed'; readonly why: Extract<FeedFault, 'notCalendar' | 'tooManyTimes'> }

/** Within the window that is looked at, and before it as far as a recurrence has to be gone through. */
export const MOST: Readonly<Budget> = { iterations: 20_000, occurrences: 5_000 }

/**
 * When a calendar (RFC 5545) says that somebody is busy: in order, apart from each other, cut to the window. Free are what is
 * transparent, cancelled, or free in Outlook's own words, and the desk's own meetings, which it knows itself. A hostile one may take
 * for ever: only for a thread that is watched.
 */
export function busyTimesIn(text: string, within: Within): BusyTimes {
  try {
    const calendars = calendarsIn(text)
    if (calendars.length === 0) return { kind: 'failed', why: 'notCalendar' }
    const budget = { ...MOST }
    return {
      kind: 'read',
      busy: apart(
        calendars.flatMap((it) => busyIn(it, within, budget)),
        within,
      ),
    }
  } catch (error) {
    if (error instanceof TooManyTimes) return { kind: 'failed', why: 'tooManyTimes' }
    // Whatever its parser stumbles over.
    return { kind: 'failed', why: 'notCalendar' }
  }
}

// ---- jCal (RFC 7265)

interface Property {
  readonly name: string
  readonly parameters: Readonly<Record<string, string>>
  readonly type: string
  readonly values: readonly unknown[]
}

interface Component {
  readonly name: string
  readonly properties: readonly Property[]
  readonly components: readonly Component[]
}

const JComponent = z.tuple([z.string(), z.array(z.unknown()), z.array(z.unknown())])
const JProperty = z.tuple([z.string(), z.record(z.string(), z.unknown()), z.string()], z.unknown())
const PERIOD = z.tuple([z.string(), z.string()])

function calendarsIn(text: string): readonly Component[] {
  const parsed = z.array(z.unknown()).parse(ICAL.parse(text.replace(/^\uFEFF/, '').trim()))
  const all = typeof parsed[0] === 'string' ? [parsed] : parsed
  return all.map(componentOf).filter(({ name }) => name === 'vcalendar')
}

function componentOf(jCal: unknown): Component {
  const [name, properties, components] = JComponent.parse(jCal)
  return {
    name,
    properties: properties.map((it) => {
      const [property, parameters, type, ...values] = JProperty.parse(it)
      const words = Object.entries(parameters).map(([key, value]) => [key, String(value)] as const)
      return { name: property, parameters: Object.fromEntries(words), type, values }
    }),
    components: components.map(componentOf),
  }
}

const allOf = ({ properties }: Component, name: string): readonly Property[] =>
  properties.filter((it) => it.name === name)

const oneOf = ({ properties }: Component, name: string): Property | undefined =>
  properties.find((it) => it.name === name)

const wordsOf = (component: Component, name: string): string =>
  String(oneOf(component, name)?.values[0] ?? '')

// ---- times

/** A time as clocks show it, in ms as if they were of UTC. */
interface Shown {
  readonly at: number
  readonly zone: FeedZone
  readonly allDay: boolean
}

const TIME = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(Z?))?$/
const DAY_MS = 86_400_000

function shownAt(words: unknown, zone: FeedZone): Shown | undefined {
  const [, year, month, day, hour, minute, second, utc] = TIME.exec(String(words)) ?? []
  if (year === undefined) return undefined
  const at = Date.UTC(
    ...([Number(year), Number(month) - 1, Number(day)] as const),
    ...([Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)] as const),
  )
  return Number.isNaN(at) ? undefined : { at, zone: utc === 'Z' ? UTC : zone, allDay: hour === undefined }
}

const instantOf = ({ at, zone }: Shown): number => instantIn(zone, at)

/** PT1H30M: ms; undefined: none, or one that goes back. */
function durationOf(words: unknown): number | undefined {
  const [, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] =
    /^\+?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(String(words)) ?? []
  const all = (Number(weeks) * 7 + Number(days)) * 24 + Number(hours)
  return ((all * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000 || undefined
}

type ZoneOf = (property: Property | undefined) => FeedZone

/** As the feed describes its zones, else as they are known; a time without one, or of one that nobody knows, is the consultant's. */
function zonesIn(calendar: Component, { timeZone, from, until }: Within, budget: Budget): ZoneOf {
  const own = ianaZone(timeZone)
  const described = new Map(
    calendar.components
      .filter(({ name }) => name === 'vtimezone')
      .map((it) => [wordsOf(it, 'tzid'), it] as const),
  )
  const known = new Map<string, FeedZone>()
  const window = { from: from - 400 * DAY_MS, until: until + 400 * DAY_MS }
  return (property) => {
    const name = property?.parameters.tzid
    if (name === undefined) return own
    const description = described.get(name)
    const zone =
      known.get(name) ?? (description && describedZone(description, window, budget)) ?? zoneNamed(name) ?? own
    known.set(name, zone)
    return zone
  }
}

/** Undefined: the description says nothing. */
function describedZone(
  { components }: Component,
  window: { readonly from: number; readonly until: number },
  budget: Budget,
): FeedZone | undefined {
  const changes: (Change & { readonly was: number })[] = []
  for (const it of components) {
    const start = shownAt(oneOf(it, 'dtstart')?.values[0], UTC)
    const [was, to] = [offsetOf(wordsOf(it, 'tzoffsetfrom')), offsetOf(wordsOf(it, 'tzoffsetto'))]
    if (!start || was === undefined || to === undefined) continue
    const clocks: FeedZone = { offsetAt: () => was }
    const rules = rulesOf(it, { ...start, zone: clocks })
    const also = alsoOf(it, () => UTC)
    const starts = occurrences({ start: start.at, rules, also, allDay: false }, window, budget)
    // What began before the window holds on within it; UNTIL is when the clocks changed last.
    const ended = rules.flatMap(({ until: last }) => (last !== undefined && last < window.from ? [last] : []))
    for (const shown of [start.at, ...ended, ...starts]) changes.push({ at: shown - was, to, was })
  }
  const first = changes.toSorted((a, b) => a.at - b.at)[0]
  return first && zoneOf(changes, first.was)
}

/** +09:00: ms */
function offsetOf(words: string): number | undefined {
  const [, sign, hours, minutes, seconds = 0] = /^([+-])(\d\d):?(\d\d)(?::?(\d\d))?$/.exec(words) ?? []
  if (sign === undefined) return undefined
  const size = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000
  return sign === '-' ? -size : size
}

// ---- events

function busyIn(calendar: Component, within: Within, budget: Budget): readonly Span[] {
  const zoneFor = zonesIn(calendar, within, budget)
  const events = calendar.components.filter(({ name }) => name === 'vevent')
  const series = Map.groupBy(events, (it) => wordsOf(it, 'uid') || it)
  return [
    ...[...series.values()].flatMap((it) => busyInSeries(it, zoneFor, within, budget)),
    ...calendar.components.filter(({ name }) => name === 'vfreebusy').flatMap(busyPeriods),
  ]
}

/** The desk's own meetings, as its invitations name them. */
const OWN = /^booking-[0-9a-f-]{36}@academy-desk$/i

/** Outlook's own word for how busy somebody is; elsewhere than in the office they may be had. */
const FREE = /^(FREE|WORKINGELSEWHERE)$/i

const isFree = (event: Component): boolean =>
  OWN.test(wordsOf(event, 'uid')) ||
  /^TRANSPARENT$/i.test(wordsOf(event, 'transp')) ||
  /^CANCELLED$/i.test(wordsOf(event, 'status')) ||
  FREE.test(wordsOf(event, 'x-microsoft-cdo-busystatus'))

/** How one event, or each of a series, takes its time. */
interface Shape {
  readonly start: Shown
  /** Of whole days: as days of 24 hours. */
  readonly length: number
  readonly isFree: boolean
}

interface Override extends Shape {
  /** Which of the series it stands for. */
  readonly of: number
  readonly andFuture: boolean
}

function shapeOf(event: Component, zoneFor: ZoneOf): Shape | undefined {
  const begins = oneOf(event, 'dtstart')
  const start = shownAt(begins?.values[0], zoneFor(begins))
  if (!start) return undefined
  const ends = oneOf(event, 'dtend')
  const end = shownAt(ends?.values[0], zoneFor(ends))
  const duration = durationOf(wordsOf(event, 'duration'))
  const [whole, none] = [start.allDay, start.allDay ? DAY_MS : 0]
  const length = end ? (whole ? end.at - start.at : instantOf(end) - instantOf(start)) : (duration ?? none)
  return { start, length: whole ? Math.max(DAY_MS, length) : length, isFree: isFree(event) }
}

function busyInSeries(
  events: readonly Component[],
  zoneFor: ZoneOf,
  within: Within,
  budget: Budget,
): readonly Span[] {
  const changes = events.flatMap((it): readonly Override[] => {
    const property = oneOf(it, 'recurrence-id')
    const of = shownAt(property?.values[0], zoneFor(property))
    const shape = property && shapeOf(it, zoneFor)
    if (!of || !shape) return []
    return [{ ...shape, of: instantOf(of), andFuture: property.parameters.range === 'THISANDFUTURE' }]
  })
  const own = changes.flatMap((it) => spanOf(it, it.start.at))
  const series = events
    .filter((it) => !oneOf(it, 'recurrence-id'))
    .flatMap((it) => {
      const shape = shapeOf(it, zoneFor)
      return shape ? repeated(it, shape, changes, zoneFor, within, budget) : []
    })
  return [...own, ...series]
}

/** Each of a series, without those in whose stead others stand. */
function repeated(
  event: Component,
  shape: Shape,
  changes: readonly Override[],
  zoneFor: ZoneOf,
  within: Within,
  budget: Budget,
): readonly Span[] {
  const { start, length } = shape
  const rules = rulesOf(event, start)
  const also = alsoOf(event, zoneFor, start.zone)
  if (rules.length === 0 && also.length === 0 && changes.length === 0) return spanOf(shape, start.at)
  const left = exceptionsOf(event, zoneFor)
  const changed = new Set(changes.map(({ of }) => of))
  const future = changes.filter(({ andFuture }) => andFuture).toSorted((a, b) => b.of - a.of)
  const moved = future.map((it) => Math.abs(instantOf(it.start) - it.of))
  const margin = Math.max(length, ...future.map((it) => it.length)) + Math.max(0, ...moved) + 2 * DAY_MS
  const window = { from: within.from - margin, until: within.until + margin }
  const starts = occurrences({ start: start.at, rules, also, allDay: start.allDay }, window, budget)
  return starts.flatMap((at) => {
    const instant = instantIn(start.zone, at)
    if (changed.has(instant) || left.instants.has(instant) || left.days.has(dayOf(at))) return []
    const change = future.find(({ of }) => of < instant)
    if (!change) return spanOf(shape, at)
    const before = shownIn(change.start.zone, change.of)
    const now = shownIn(change.start.zone, instant)
    return spanOf(change, now + change.start.at - before)
  })
}

function spanOf({ start, length, isFree: free }: Shape, at: number): readonly Span[] {
  if (free || length <= 0) return []
  const from = instantIn(start.zone, at)
  return [[from, start.allDay ? instantIn(start.zone, at + length) : from + length]]
}

const dayOf = (shown: number): number => Math.floor(shown / DAY_MS)

function rulesOf(event: Component, { zone, allDay }: Shown): readonly Rule[] {
  return allOf(event, 'rrule').map(({ values }) => {
    const parts = RuleParts.parse(values[0])
    const last = shownAt(parts.until, zone)
    if (!last) return { parts, until: undefined }
    // A day as the end of something with a time of day: the whole of it.
    if (last.allDay) return { parts, until: allDay ? last.at : last.at + DAY_MS - 1_000 }
    return { parts, until: shownIn(zone, instantOf(last)) }
  })
}

/** RDATE, as the clocks of its event show it. */
const alsoOf = (event: Component, zoneFor: ZoneOf, zone: FeedZone = UTC): readonly number[] =>
  allOf(event, 'rdate').flatMap((property) =>
    property.values.flatMap((value) => {
      const begins = property.type === 'period' ? PERIOD.safeParse(value).data?.[0] : value
      const shown = shownAt(begins, zoneFor(property))
      if (!shown) return []
      return [shown.allDay || shown.zone === zone ? shown.at : shownIn(zone, instantOf(shown))]
    }),
  )

/** Some programs write days where their events have a time of day. */
function exceptionsOf(event: Component, zoneFor: ZoneOf) {
  const left = { instants: new Set<number>(), days: new Set<number>() }
  for (const property of allOf(event, 'exdate'))
    for (const value of property.values) {
      const shown = shownAt(value, zoneFor(property))
      if (shown?.allDay) left.days.add(dayOf(shown.at))
      else if (shown) left.instants.add(instantOf(shown))
    }
  return left
}

/** VFREEBUSY: always in UTC. */
const busyPeriods = (component: Component): readonly Span[] =>
  allOf(component, 'freebusy')
    .filter(({ parameters }) => !/^FREE$/i.test(parameters.fbtype ?? 'BUSY'))
    .flatMap(({ values }) => values)
    .flatMap((value): readonly Span[] => {
      const [begins, ends] = PERIOD.safeParse(value).data ?? []
      const from = shownAt(begins, UTC)?.at
      if (from === undefined) return []
      const until = shownAt(ends, UTC)?.at ?? from + (durationOf(ends) ?? 0)
      return until > from ? [[from, until]] : []
    })

function apart(spans: readonly Span[], { from, until }: Within): readonly Span[] {
  const found: [number, number][] = []
  for (const [begins, ends] of spans.toSorted((a, b) => a[0] - b[0])) {
    const [start, end] = [Math.max(begins, from), Math.min(ends, until)]
    if (start >= end) continue
    const last = found.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else found.push([start, end])
  }
  return found
}
