import { addDays, dayOf, instantOf } from '../../chat/day.ts'
import type { Holidays } from '../../ports/holidays.ts'
import { type DeskHours, weekdays } from '../../ports/knowledge.ts'

/** Hours, and where and among which holidays they are kept. */
export interface Opening {
  readonly hours: DeskHours
  readonly timeZone: string
  readonly holidays: Holidays
}

export const isOpen = (opening: Opening, instant: Date): boolean =>
  spansOf(opening, dayOf(instant, opening.timeZone)).some(({ from, to }) => from <= instant && instant < to)

/** The instant itself while the desk is open. @throws RangeError where it does not open within {@link FAR_DAYS} */
export const nextOpening = (opening: Opening, instant: Date): Date => nextSpan(opening, instant).from

/** When the hours end that an instant is in; at their very end it still is. Undefined: it is in none. */
export function closingOf(opening: Opening, instant: Date): Date | undefined {
  const before = new Date(instant.getTime() - 1)
  return spansOf(opening, dayOf(before, opening.timeZone)).find(
    ({ from, to }) => from < instant && instant <= to,
  )?.to
}

/**
 * The first instant by which so many minutes of the desk's hours have passed, to the millisecond: what a day's last minute completes is
 * complete as the desk closes, not as it opens again. Nothing, or less, has passed at once. @throws RangeError as {@link nextOpening}
 */
export function addBusinessTime(opening: Opening, from: Date, minutes: number): Date {
  let left = Math.round(minutes * MINUTE_MS)
  let at = from
  while (left > 0) {
    const span = nextSpan(opening, at)
    const lasts = span.to.getTime() - span.from.getTime()
    at = new Date(span.from.getTime() + Math.min(left, lasts))
    left -= lasts
  }
  return at
}

/** How much of the time between was the desk's: minutes and parts of them, exact to the millisecond. 0 where `to` comes first. */
export function businessMinutesBetween(opening: Opening, from: Date, to: Date): number {
  const { timeZone } = opening
  const [start, end, last] = [from.getTime(), to.getTime(), dayOf(to, timeZone)]
  let passed = 0
  for (let day = dayOf(from, timeZone); day <= last; day = addDays(day, 1))
    for (const span of spansOf(opening, day))
      passed += Math.max(0, Math.min(end, span.to.getTime()) - Math.max(start, span.from.getTime()))
  return passed / MINUTE_MS
}

/** Whether the desk opens on this day at all. */
export const isBusinessDay = ({ hours, holidays }: Omit<Opening, 'timeZone'>, day: string): boolean =>
  hours.days.some((it) => it === weekdays[new Date(day).getUTCDay()]) &&
  !(hours.closedOnHolidays && holidays.isHoliday(day)) &&
  !hours.extraClosures.some(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn)

/**
 * The `count`-th business day after this one, or before it where `count` is negative; 0 is the day itself. @throws RangeError
 * as {@link nextOpening}
 */
export function businessDaysFrom(opening: Omit<Opening, 'timeZone'>, day: string, count: number): string {
  const step = Math.sign(count)
  let at = day
  for (let left = Math.abs(count); left > 0; left -= 1) at = nextBusinessDay(opening, at, step)
  return at
}

const MINUTE_MS = 60_000
/** Longer than any closure. */
const FAR_DAYS = 366

function nextBusinessDay(opening: Omit<Opening, 'timeZone'>, day: string, step: number): string {
  for (let ahead = 1; ahead <= FAR_DAYS; ahead += 1) {
    const next = addDays(day, step * ahead)
    if (isBusinessDay(opening, next)) return next
  }
  throw new RangeError(`there is no business day within ${FAR_DAYS} days of ${day}`)
}

interface Span {
  readonly from: Date
  readonly to: Date
}

/** The hours that an instant is in, from then on, or else the next ones. */
function nextSpan(opening: Opening, instant: Date): Span {
  const today = dayOf(instant, opening.timeZone)
  for (let ahead = 0; ahead <= FAR_DAYS; ahead += 1) {
    const span = spansOf(opening, addDays(today, ahead)).find(({ to }) => instant < to)
    if (span) return span.from < instant ? { from: instant, to: span.to } : span
  }
  throw new RangeError(`the desk does not open within ${FAR_DAYS} days of ${instant.toISOString()}`)
}

/** Of one day, in order. What the clocks jump over is no time to be open. */
function spansOf(opening: Opening, day: string): readonly Span[] {
  if (!isBusinessDay(opening, day)) return []
  return opening.hours.hours
    .map((span): Span => {
      const [from = '', to = ''] = span.split('-')
      return { from: instantOf(day, from, opening.timeZone), to: instantOf(day, to, opening.timeZone) }
    })
    .filter(({ from, to }) => from < to)
}
