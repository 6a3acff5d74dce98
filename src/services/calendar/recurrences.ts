import ICAL from 'ical.js'
import { z } from 'zod'

/** Times that clocks show, in ms as if they were of UTC. */
export interface Occurring {
  readonly start: number
  readonly rules: readonly Rule[]
  /** RDATE */
  readonly also: readonly number[]
  /** Whole days: its rules know no time of day. */
  readonly allDay: boolean
}

/** RRULE as jCal writes it (RFC 7265, 3.6.10), `until` as the clocks of its event show it. */
export interface Rule {
  readonly parts: RuleParts
  readonly until: number | undefined
}

/** What one feed may still cost. */
export interface Budget {
  iterations: number
  occurrences: number
}

/** A feed's recurrences do not end, or are more than anybody has. */
export class TooManyTimes extends Error {
  override readonly name = 'TooManyTimes'
}

const listOf = <T>(one: z.ZodType<T>) => z.union([z.array(one), one.transform((it) => [it])]).exactOptional()
const Weekday = z.literal([1, 2, 3, 4, 5, 6, 7])

export const RuleParts = z.object({
  freq: z.enum(['SECONDLY', 'MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']),
  interval: z.number().int().min(1).exactOptional(),
  count: z.number().int().min(1).exactOptional(),
  until: z.string().exactOptional(),
  wkst: Weekday.exactOptional(),
  bysecond: listOf(z.number()),
  byminute: listOf(z.number()),
  byhour: listOf(z.number()),
  byday: listOf(z.string()),
  bymonthday: listOf(z.number()),
  byyearday: listOf(z.number()),
  byweekno: listOf(z.number()),
  bymonth: listOf(z.number()),
  bysetpos: listOf(z.number()),
})
export type RuleParts = z.infer<typeof RuleParts>

/** When something begins within a window, in no order, each time once. @throws TooManyTimes */
export function occurrences(
  { start, rules, also, allDay }: Occurring,
  window: { readonly from: number; readonly until: number },
  budget: Budget,
): readonly number[] {
  const { from, until } = window
  const found = new Set([start, ...also].filter((it) => from <= it && it < until))
  for (const rule of rules)
    for (const at of recurrences(rule, { start, allDay }, window, budget)) found.add(at)
  budget.occurrences -= found.size
  if (budget.occurrences < 0) throw new TooManyTimes('a feed has too many occurrences')
  return [...found]
}

function* recurrences(
  { parts, until: last }: Rule,
  { start, allDay }: Pick<Occurring, 'start' | 'allDay'>,
  { from, until }: { readonly from: number; readonly until: number },
  budget: Budget,
): Generator<number> {
  if (last !== undefined && last < from) return
  const { until: _, ...rest } = parts
  const rule = new ICAL.Recur(rest)
  if (last !== undefined) rule.until = timeOf(last, allDay)
  const iterator = rule.iterator(timeOf(near(parts, start, from), allDay))
  // Its declaration forgets that it ends.
  for (let next: ICAL.Time | null = iterator.next(); next; next = iterator.next()) {
    budget.iterations -= 1
    if (budget.iterations < 0) throw new TooManyTimes('the recurrences of a feed take too long')
    const at = Date.UTC(next.year, next.month - 1, next.day, next.hour, next.minute, next.second)
    if (at >= until) return
    if (at >= start && at >= from) yield at
  }
}

function timeOf(shown: number, isDate: boolean): ICAL.Time {
  const it = new Date(shown)
  const day = { year: it.getUTCFullYear(), month: it.getUTCMonth() + 1, day: it.getUTCDate() }
  const time = { hour: it.getUTCHours(), minute: it.getUTCMinutes(), second: it.getUTCSeconds() }
  return ICAL.Time.fromData(isDate ? { ...day, isDate } : { ...day, ...time, isDate })
}

const STEP_MS = {
  SECONDLY: 1_000,
  MINUTELY: 60_000,
  HOURLY: 3_600_000,
  DAILY: 86_400_000,
  WEEKLY: 604_800_000,
} as const

/** A rule without a count is the same from a later time of its own rhythm on: what is long past need not be gone through. */
function near({ freq, interval = 1, count }: RuleParts, start: number, from: number): number {
  if (count !== undefined || start >= from) return start
  switch (freq) {
    case 'SECONDLY':
    case 'MINUTELY':
    case 'HOURLY':
    case 'DAILY':
    case 'WEEKLY': {
      const step = STEP_MS[freq] * interval
      return start + Math.max(0, Math.floor((from - start) / step) - 1) * step
    }
    case 'MONTHLY':
    case 'YEARLY': {
      const [first, wanted] = [new Date(start), new Date(from)]
      // Not every month has the others.
      if (first.getUTCDate() > 28) return start
      const step = freq === 'YEARLY' ? 12 * interval : interval
      const months = (wanted.getUTCFullYear() - first.getUTCFullYear()) * 12 - first.getUTCMonth()
      const steps = Math.max(0, Math.floor((months + wanted.getUTCMonth()) / step) - 1)
      return first.setUTCMonth(first.getUTCMonth() + steps * step)
    }
  }
}
