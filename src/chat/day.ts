const DAY_MS = 86_400_000

/** Days are ISO dates (2026-11-24): they compare as text, and no time zone has a say in them. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

/** 0 Sunday … 6 Saturday */
export const weekdayOf = (day: string): number => new Date(day).getUTCDay()

/** Making one takes longer than everything else about a day. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day (2026-11-24) that an instant falls on in a time zone. */
export function dayOf(instant: Date, timeZone: string): string {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
  formats.set(timeZone, format)
  return format.format(instant)
}

/** The first instant of a calendar day in a time zone, to the millisecond. */
export function startOfDay(day: string, timeZone: string): Date {
  const midnight = Date.parse(day)
  // No zone is further from UTC than this; within it days only go forward.
  let [before, from] = [midnight - 16 * 3_600_000, midnight + 16 * 3_600_000]
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2)
    if (dayOf(new Date(middle), timeZone) < day) before = middle
    else from = middle
  }
  return new Date(from)
}

/** 2026-12-31 → 31 December 2026 */
export const englishDate = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long' }).format(new Date(day))

/** 2026-12-31 → 2026年12月31日 */
export function japaneseDate(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}
