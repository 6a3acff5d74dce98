import { addDays, weekdayOf } from '../../../chat/day.ts'
import type { Days } from '../../../chat/days.ts'

/** Days in their order, each once. */
export type DaySet = readonly string[]

/** Days of which the member may have any. */
export interface DayRange {
  readonly from: string
  readonly to: string
  /** 0 Sunday … 6: only these days of the range. */
  readonly weekdays?: readonly number[]
  /** Only these days of the range, from its first to its last. */
  readonly days?: readonly string[]
}

/** What has no end (〜以降) is taken to end a year later. */
const A_YEAR = 365

export function daysFrom({ from, to }: Days): DaySet {
  const days: string[] = []
  for (let day = from; day <= to && days.length <= A_YEAR; day = addDays(day, 1)) days.push(day)
  return days
}

export const fromDay = (from: string): DaySet => daysFrom({ from, to: addDays(from, A_YEAR) })

export const both = (one: DaySet, other: DaySet): DaySet => {
  const others = new Set(other)
  return one.filter((day) => others.has(day))
}

export const either = (one: DaySet, other: DaySet): DaySet => [...new Set([...one, ...other])].sort()

export const without = (one: DaySet, other: DaySet): DaySet => {
  const others = new Set(other)
  return one.filter((day) => !others.has(day))
}

export const onWeekdays = (days: DaySet, weekdays: readonly number[]): DaySet =>
  days.filter((day) => weekdays.includes(weekdayOf(day)))

/** In the shortest form that says the same. Weekdays stand for three weeks of them and more. */
export function rangeOf(days: DaySet): DayRange | undefined {
  const [from, to] = [days.at(0), days.at(-1)]
  if (from === undefined || to === undefined) return undefined
  const span = daysFrom({ from, to })
  if (span.length === days.length) return { from, to }
  const weekdays = [...new Set(days.map(weekdayOf))].sort()
  const regular = onWeekdays(span, weekdays).length === days.length
  return regular && days.length >= weekdays.length * 3 ? { from, to, weekdays } : { from, to, days }
}
