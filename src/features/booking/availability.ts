import { addDays, dayOf, instantOf } from '../../chat/day.ts'
import { type Weekday, weekdays } from '../../ports/knowledge.ts'

/** Hours such as 09:30-12:00 on some days of the week, in the consultant's own time zone. */
export interface WeeklyHours {
  readonly days: readonly Weekday[]
  readonly hours: readonly string[]
}

/** When a consultant can be booked. */
export interface Availability {
  readonly consultantId: string
  readonly bookable: boolean
  readonly timeZone: string
  readonly weekly: readonly WeeklyHours[]
  readonly slotMinutes: number
  /** Kept free after each meeting. */
  readonly bufferMinutes: number
  readonly dailyMost: number | undefined
  readonly weeklyMost: number | undefined
  readonly leadBusinessDays: number
  readonly horizonDays: number
  /** Where the meeting takes place: an address. */
  readonly room: string | undefined
  /** The hours of single days (ISO dates), in the stead of the weekly ones; none: closed. */
  readonly exceptions: Readonly<Record<string, readonly string[]>>
}

/** A time in which a consultant is not free. `meeting`: one of the desk's, which counts for the day's and week's most. */
export interface Taken {
  readonly consultantId: string
  readonly from: Date
  readonly until: Date
  readonly kind: 'meeting' | 'elsewhere'
}

export interface Slot {
  readonly consultantId: string
  readonly startsAt: Date
  readonly endsAt: Date
  /** With the buffer. */
  readonly blockedUntil: Date
}

/** The days that are looked at: ISO dates in the desk's time zone, both included. */
export interface Search {
  readonly now: Date
  readonly timeZone: string
  readonly from: string
  readonly to: string
  /** The first day on which this consultant may be booked today. */
  readonly earliest: (leadBusinessDays: number) => string
  /** Whether the desk is closed on this day: holidays and closures. */
  readonly isClosed: (day: string) => boolean
}

const MINUTE_MS = 60_000

/** Free slots of one consultant in order. Pure; a booking is decided by the store's constraint all the same. */
export const freeSlots = (
  availability: Availability,
  taken: readonly Taken[],
  search: Search,
): readonly Slot[] => freeSlotsOf([availability], taken, search)

/** {@link freeSlots} of each of these, one consultant after the other: what they have in common is found once. */
export function freeSlotsOf(
  consultants: readonly Availability[],
  taken: readonly Taken[],
  search: Search,
): readonly Slot[] {
  const bookable = consultants.filter((it) => it.bookable)
  const byConsultant = Map.groupBy(taken, ({ consultantId }) => consultantId)
  const horizon = Math.max(0, ...bookable.map(({ horizonDays }) => horizonDays))
  const shared: Shared = {
    search,
    today: dayOf(search.now, search.timeZone),
    days: deskDays(search, horizon),
    instants: new Map(),
    weekly: new Map(),
    earliest: new Map(),
  }
  return bookable.flatMap((it) => slotsOfOne(it, byConsultant.get(it.consultantId) ?? [], shared))
}

/** A day of the desk: instants in ms. */
interface DeskDay {
  readonly day: string
  readonly from: number
  readonly until: number
  readonly isClosed: boolean
}

/** A time that could be one's slot, as far as hours and the desk's days go. */
interface Time extends Omit<Slot, 'consultantId'> {
  /** On the consultant's calendar, and on the desk's. */
  readonly day: string
  readonly deskDay: string
  readonly from: number
  readonly until: number
}

interface Shared {
  readonly search: Search
  readonly today: string
  /** From the day before the search to the day after it. */
  readonly days: readonly DeskDay[]
  /** By zone, day and time of day. */
  readonly instants: Map<string, number>
  /** Of those who keep the same hours every week. */
  readonly weekly: Map<string, readonly Time[]>
  readonly earliest: Map<number, string>
}

function deskDays({ now, timeZone, from, to, isClosed }: Search, horizon: number): readonly DeskDay[] {
  const today = dayOf(now, timeZone)
  const first = addDays(later(from, today), -1)
  const last = addDays(sooner(to, addDays(today, horizon)), 1)
  const days: DeskDay[] = []
  let start = instantOf(first, '00:00', timeZone).getTime()
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const until = instantOf(addDays(day, 1), '00:00', timeZone).getTime()
    days.push({ day, from: start, until, isClosed: isClosed(day) })
    start = until
  }
  return days
}

function slotsOfOne(availability: Availability, taken: readonly Taken[], shared: Shared): readonly Slot[] {
  const { search, today } = shared
  const { consultantId, leadBusinessDays, horizonDays } = availability
  const first = later(search.from, later(today, earliestOf(shared, leadBusinessDays)))
  const last = sooner(search.to, addDays(today, horizonDays))
  const isFull = fullDays(availability, taken)
  const busy = apart(taken)
  const slots: Slot[] = []
  let next = 0
  for (const { day, deskDay, from, until, startsAt, endsAt, blockedUntil } of timesOf(availability, shared)) {
    if (deskDay < first || deskDay > last || isFull(day)) continue
    while ((busy[next]?.until ?? Number.POSITIVE_INFINITY) <= from) next += 1
    if ((busy[next]?.from ?? Number.POSITIVE_INFINITY) < until) continue
    slots.push({ consultantId, startsAt, endsAt, blockedUntil })
  }
  return slots
}

/** In order, each once. */
function timesOf(availability: Availability, shared: Shared): readonly Time[] {
  const { timeZone, slotMinutes, bufferMinutes, weekly, exceptions } = availability
  const key = JSON.stringify([timeZone, slotMinutes, bufferMinutes, weekly])
  const usual =
    shared.weekly.get(key) ??
    shared.days.flatMap(({ day }) => timesOn({ ...availability, exceptions: {} }, day, shared))
  shared.weekly.set(key, usual)
  const own = Object.keys(exceptions)
  if (own.length === 0) return usual
  const kept = usual.filter(({ day }) => exceptions[day] === undefined)
  return [...kept, ...own.flatMap((day) => timesOn(availability, day, shared))].toSorted(
    (a, b) => a.from - b.from,
  )
}

function timesOn(availability: Availability, day: string, shared: Shared): readonly Time[] {
  const { timeZone, slotMinutes, bufferMinutes } = availability
  const [minutes, blocked] = [slotMinutes * MINUTE_MS, (slotMinutes + bufferMinutes) * MINUTE_MS]
  const starts = new Set<number>()
  for (const span of hoursOf(availability, day)) {
    const [from = '', to = ''] = span.split('-')
    const end = instantIn(shared, day, to, timeZone)
    for (let at = instantIn(shared, day, from, timeZone); at + minutes <= end; at += blocked) starts.add(at)
  }
  return [...starts]
    .toSorted((a, b) => a - b)
    .flatMap((from) => {
      const deskDay = openDayOf(shared, from, from + minutes)
      if (deskDay === undefined) return []
      const [startsAt, endsAt] = [new Date(from), new Date(from + minutes)]
      const until = from + blocked
      return { ...{ day, deskDay, from, until, startsAt, endsAt }, blockedUntil: new Date(until) }
    })
}

/** The desk's day on which a meeting begins; undefined where the desk is closed as long as it takes, or it is past. */
function openDayOf({ days, search }: Shared, from: number, until: number): string | undefined {
  const at = days.findIndex((it) => it.from <= from && from < it.until)
  const day = days[at]
  if (!day || day.isClosed || from <= search.now.getTime()) return undefined
  return until > day.until && days[at + 1]?.isClosed ? undefined : day.day
}

function instantIn({ instants }: Shared, day: string, time: string, timeZone: string): number {
  const key = `${timeZone} ${day} ${time}`
  const known = instants.get(key) ?? instantOf(day, time, timeZone).getTime()
  instants.set(key, known)
  return known
}

function earliestOf({ search, earliest }: Shared, lead: number): string {
  const known = earliest.get(lead) ?? search.earliest(lead)
  earliest.set(lead, known)
  return known
}

interface Busy {
  readonly from: number
  until: number
}

/** The same times in order, those that touch as one. */
function apart(taken: readonly Taken[]): readonly Busy[] {
  const busy: Busy[] = []
  for (const { from, until } of taken.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
    const last = busy.at(-1)
    if (last && from.getTime() <= last.until) last.until = Math.max(last.until, until.getTime())
    else busy.push({ from: from.getTime(), until: until.getTime() })
  }
  return busy
}

/** Whether this is a slot that the consultant offers and that is free. */
export const isOffered = (
  availability: Availability,
  taken: readonly Taken[],
  search: Search,
  startsAt: Date,
): Slot | undefined =>
  freeSlots(availability, taken, search).find((it) => it.startsAt.getTime() === startsAt.getTime())

/** Whether a meeting lies within the hours that a consultant keeps on its day. */
export function worksWithin(
  availability: Availability,
  { startsAt, endsAt }: Pick<Slot, 'startsAt' | 'endsAt'>,
): boolean {
  const { timeZone } = availability
  const day = dayOf(startsAt, timeZone)
  return hoursOf(availability, day).some((span) => {
    const [from = '', to = ''] = span.split('-')
    return instantOf(day, from, timeZone) <= startsAt && endsAt <= instantOf(day, to, timeZone)
  })
}

function hoursOf({ exceptions, weekly }: Availability, day: string): readonly string[] {
  const exception = exceptions[day]
  if (exception) return exception
  const weekday = weekdays[new Date(day).getUTCDay()]
  return weekly.filter(({ days }) => days.some((it) => it === weekday)).flatMap(({ hours }) => hours)
}

/** Whether a consultant has as many meetings on a day of theirs, or in its week, as they take. */
function fullDays(
  { dailyMost, weeklyMost, timeZone }: Availability,
  taken: readonly Taken[],
): (day: string) => boolean {
  if (dailyMost === undefined && weeklyMost === undefined) return () => false
  const [days, weeks] = [new Map<string, number>(), new Map<string, number>()]
  for (const { from, kind } of taken) {
    if (kind !== 'meeting') continue
    const day = dayOf(from, timeZone)
    const monday = mondayOf(day)
    days.set(day, (days.get(day) ?? 0) + 1)
    weeks.set(monday, (weeks.get(monday) ?? 0) + 1)
  }
  return (day) =>
    (dailyMost !== undefined && (days.get(day) ?? 0) >= dailyMost) ||
    (weeklyMost !== undefined && (weeks.get(mondayOf(day)) ?? 0) >= weeklyMost)
}

const mondayOf = (day: string): string => addDays(day, -((new Date(day).getUTCDay() + 6) % 7))

const later = (a: string, b: string): string => (a < b ? b : a)
const sooner = (a: string, b: string): string => (a < b ? a : b)

/** How many meetings each consultant has. */
export function loadsOf(taken: readonly Taken[]): ReadonlyMap<string, number> {
  const loads = new Map<string, number>()
  for (const { consultantId, kind } of taken)
    if (kind === 'meeting') loads.set(consultantId, (loads.get(consultantId) ?? 0) + 1)
  return loads
}

/**
 * Who takes a slot that several could: whom the customer met last, else who has the fewest meetings around, else by their ids, so
 * that everybody finds the same.
 */
export function fairest(
  slots: readonly Slot[],
  loads: ReadonlyMap<string, number>,
  lastConsultant: string | undefined,
): Slot | undefined {
  const load = ({ consultantId }: Slot) =>
    consultantId === lastConsultant ? -1 : (loads.get(consultantId) ?? 0)
  const [first, ...others] = slots
  return others.reduce((best, it) => {
    const difference = best ? load(it) - load(best) : 0
    return difference < 0 || (difference === 0 && best && it.consultantId < best.consultantId) ? it : best
  }, first)
}
