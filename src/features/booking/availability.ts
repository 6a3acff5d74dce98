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
    starts: new Map(),
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

interface Shared {
  readonly search: Search
  readonly today: string
  /** From the day before the search to the day after it. */
  readonly days: readonly DeskDay[]
  /** When slots begin within hours of a day, by zone, rhythm, day and hours. */
  readonly starts: Map<string, Map<string, readonly number[]>>
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
  const { search, today, days } = shared
  const { consultantId, slotMinutes, bufferMinutes, leadBusinessDays } = availability
  const first = later(search.from, later(today, earliestOf(shared, leadBusinessDays)))
  const last = sooner(search.to, addDays(today, availability.horizonDays))
  const [minutes, blocked] = [slotMinutes * MINUTE_MS, (slotMinutes + bufferMinutes) * MINUTE_MS]
  const isFull = fullDays(availability, taken)
  const busy = apart(taken)
  const now = search.now.getTime()
  const slots: Slot[] = []
  let [next, within] = [0, 0]
  // A day of the desk may touch two of the consultant's.
  for (let day = addDays(first, -1); day <= addDays(last, 1); day = addDays(day, 1)) {
    if (isFull(day)) continue
    for (const at of startsOf(availability, day, shared)) {
      while ((days[within]?.until ?? Number.POSITIVE_INFINITY) <= at) within += 1
      const deskDay = days[within]
      if (!deskDay || at < deskDay.from || at <= now) continue
      if (deskDay.day < first || deskDay.day > last || deskDay.isClosed) continue
      if (at + minutes > deskDay.until && days[within + 1]?.isClosed) continue
      while ((busy[next]?.until ?? Number.POSITIVE_INFINITY) <= at) next += 1
      if ((busy[next]?.from ?? Number.POSITIVE_INFINITY) < at + blocked) continue
      slots.push({
        consultantId,
        startsAt: new Date(at),
        endsAt: new Date(at + minutes),
        blockedUntil: new Date(at + blocked),
      })
    }
  }
  return slots
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

/** In order, each once. */
function startsOf(availability: Availability, day: string, { starts }: Shared): readonly number[] {
  const { timeZone, slotMinutes, bufferMinutes } = availability
  const rhythm = `${timeZone} ${slotMinutes}+${bufferMinutes}`
  const known = starts.get(rhythm) ?? new Map<string, readonly number[]>()
  starts.set(rhythm, known)
  const each = hoursOf(availability, day).map((span) => {
    const key = `${day} ${span}`
    const within = known.get(key) ?? startsWithin(availability, day, span)
    known.set(key, within)
    return within
  })
  if (each.length <= 1) return each[0] ?? []
  const all = each.flat()
  return all.every((at, index) => index === 0 || (all[index - 1] ?? 0) < at)
    ? all
    : [...new Set(all)].toSorted((a, b) => a - b)
}

function startsWithin(
  { slotMinutes, bufferMinutes, timeZone }: Availability,
  day: string,
  span: string,
): readonly number[] {
  const [from = '', to = ''] = span.split('-')
  const end = instantOf(day, to, timeZone).getTime()
  const starts: number[] = []
  for (
    let at = instantOf(day, from, timeZone).getTime();
    at + slotMinutes * MINUTE_MS <= end;
    at += (slotMinutes + bufferMinutes) * MINUTE_MS
  )
    starts.push(at)
  return starts
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
