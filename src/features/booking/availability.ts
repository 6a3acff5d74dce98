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
export function freeSlots(
  availability: Availability,
  taken: readonly Taken[],
  search: Search,
): readonly Slot[] {
  if (!availability.bookable) return []
  const { consultantId, timeZone, horizonDays } = availability
  const own = taken
    .filter((it) => it.consultantId === consultantId)
    .toSorted((a, b) => a.from.getTime() - b.from.getTime())
  const today = dayOf(search.now, search.timeZone)
  const first = [search.from, search.earliest(availability.leadBusinessDays)].toSorted().at(-1) ?? today
  const last = [search.to, addDays(today, horizonDays)].toSorted()[0] ?? today
  const slots: Slot[] = []
  // A day of the desk may touch two of the consultant's.
  for (let day = addDays(first, -1); day <= addDays(last, 1); day = addDays(day, 1))
    for (const slot of slotsOf(availability, day)) {
      const deskDay = dayOf(slot.startsAt, search.timeZone)
      if (deskDay < first || deskDay > last || slot.startsAt <= search.now || search.isClosed(deskDay))
        continue
      if (own.some(({ from, until }) => from < slot.blockedUntil && slot.startsAt < until)) continue
      if (isFull(availability, own, slot, timeZone)) continue
      slots.push(slot)
    }
  return slots
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

function slotsOf(availability: Availability, day: string): readonly Slot[] {
  const { consultantId, slotMinutes, bufferMinutes, timeZone } = availability
  return hoursOf(availability, day).flatMap((span) => {
    const [from = '', to = ''] = span.split('-')
    const end = instantOf(day, to, timeZone).getTime()
    const slots: Slot[] = []
    for (
      let at = instantOf(day, from, timeZone).getTime();
      at + slotMinutes * MINUTE_MS <= end;
      at += (slotMinutes + bufferMinutes) * MINUTE_MS
    )
      slots.push({
        consultantId,
        startsAt: new Date(at),
        endsAt: new Date(at + slotMinutes * MINUTE_MS),
        blockedUntil: new Date(at + (slotMinutes + bufferMinutes) * MINUTE_MS),
      })
    return slots
  })
}

function hoursOf({ exceptions, weekly }: Availability, day: string): readonly string[] {
  const exception = exceptions[day]
  if (exception) return exception
  const weekday = weekdays[new Date(day).getUTCDay()]
  return weekly.filter(({ days }) => days.some((it) => it === weekday)).flatMap(({ hours }) => hours)
}

function isFull(
  { dailyMost, weeklyMost }: Availability,
  own: readonly Taken[],
  { startsAt }: Slot,
  timeZone: string,
): boolean {
  const meetings = own.filter(({ kind }) => kind === 'meeting').map(({ from }) => dayOf(from, timeZone))
  const day = dayOf(startsAt, timeZone)
  const monday = mondayOf(day)
  const inWeek = meetings.filter((it) => mondayOf(it) === monday).length
  const inDay = meetings.filter((it) => it === day).length
  return (dailyMost !== undefined && inDay >= dailyMost) || (weeklyMost !== undefined && inWeek >= weeklyMost)
}

const mondayOf = (day: string): string => addDays(day, -((new Date(day).getUTCDay() + 6) % 7))

/**
 * Who takes a slot that several could: whom the customer met last, else who has the fewest meetings around, else by their ids, so
 * that everybody finds the same.
 */
export function fairest(
  slots: readonly Slot[],
  taken: readonly Taken[],
  lastConsultant: string | undefined,
): Slot | undefined {
  const load = (id: string) =>
    taken.filter(({ consultantId, kind }) => kind === 'meeting' && consultantId === id).length
  return slots.toSorted(
    (a, b) =>
      Number(b.consultantId === lastConsultant) - Number(a.consultantId === lastConsultant) ||
      load(a.consultantId) - load(b.consultantId) ||
      a.consultantId.localeCompare(b.consultantId),
  )[0]
}
