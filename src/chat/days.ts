import { addDays, weekdayOf } from './day.ts'

/** Calendar days as ISO dates (2026-11-24); both ends of a span belong to it. */
export interface Days {
  readonly from: string
  readonly to: string
}

const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

export const oneDay = (day: string): Days => ({ from: day, to: day })

/** Monday to Sunday; `weeks` 0 is the one that `today` belongs to. */
export function week(today: string, weeks: number): Days {
  const sinceMonday = (weekdayOf(today) + 6) % 7
  const from = addDays(today, weeks * 7 - sinceMonday)
  return { from, to: addDays(from, 6) }
}

/** `months` 0 is the one that `today` belongs to. */
export function monthFrom(today: string, months: number): Days {
  const [year = 0, month = 1] = today.split('-').map(Number)
  return month0(year, month - 1 + months)
}

/** `month` from 1 to 12. */
export const monthOf = (year: number, month: number): Days => month0(year, month - 1)

const month0 = (year: number, month: number): Days => ({
  from: iso(Date.UTC(year, month, 1)),
  to: iso(Date.UTC(year, month + 1, 0)),
})

export const yearOf = (year: number): Days => ({ from: `${year}-01-01`, to: `${year}-12-31` })

/** From April; `years` 0 is the one that `today` belongs to. */
export function fiscalYear(today: string, years: number): Days {
  const [year = 0, month = 1] = today.split('-').map(Number)
  const first = year - (month < 4 ? 1 : 0) + years
  return { from: `${first}-04-01`, to: `${first + 1}-03-31` }
}

/** @returns undefined for a day that no calendar has, such as 31 April */
export function dayIn(year: number, month: number, date: number): Days | undefined {
  const day = iso(Date.UTC(year, month - 1, date))
  return Number(day.slice(5, 7)) === month && Number(day.slice(8)) === date ? oneDay(day) : undefined
}
