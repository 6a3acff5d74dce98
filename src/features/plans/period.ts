import type { Period } from '../../chat/context.ts'

/** Days here are ISO dates (2026-12-31): they compare as text, and no time zone has a say in them. */

const DAY_MS = 86_400_000

/**
 * The last day of a period of whole months: the day before the corresponding day, or, in a month that has none, that month's
 * last day (Civil Code 143-2): nine months from 31 May end on the last of February.
 */
export function lastDayOf(startsOn: string, months: number): string {
  const [year = 0, month = 0, day = 0] = partsOf(startsOn)
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0))
  if (day > lastOfMonth.getUTCDate()) return iso(lastOfMonth)
  return iso(new Date(Date.UTC(year, month - 1 + months, day - 1)))
}

/** The first of the month after this day's. */
export function firstOfNextMonth(day: string): string {
  const [year = 0, month = 0] = partsOf(day)
  return iso(new Date(Date.UTC(year, month, 1)))
}

/** Days from `from` to `to`, both included; 0 where `to` lies before. */
export const daysBetween = (from: string, to: string): number =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1)

export const overlap = (one: Period, other: Period): boolean =>
  one.startsOn <= other.endsOn && other.startsOn <= one.endsOn

/** Whether these words are a day of the calendar: 2026-02-28, not 2026-02-30. */
export function isDay(words: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(words)) return false
  const time = Date.parse(words)
  return !Number.isNaN(time) && iso(new Date(time)) === words
}

const partsOf = (day: string): readonly number[] => day.split('-').map(Number)

const iso = (date: Date): string => date.toISOString().slice(0, 10)
