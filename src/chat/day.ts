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

/** The first instant of a calendar day in a time zone. */
export const startOfDay = (day: string, timeZone: string): Date => instantOf(day, '00:00', timeZone)

/** The first instant of a calendar day at which the clocks of a time zone show this time (09:30), or have jumped over it. */
export function instantOf(day: string, time: string, timeZone: string): Date {
  const shown = Date.parse(`${day}T${time}:00Z`)
  const [before, after] = [offsetAt(shown - DAY_MS, timeZone), offsetAt(shown + DAY_MS, timeZone)]
  for (const offset of [before, after])
    if (offsetAt(shown - offset, timeZone) === offset) return new Date(shown - offset)
  // Jumped over: the moment of the jump lies between what the clocks of before and of after would show.
  let [still, changed] = [shown - after, shown - before]
  while (changed - still > 1) {
    const middle = Math.floor((still + changed) / 2)
    if (offsetAt(middle, timeZone) === before) still = middle
    else changed = middle
  }
  return new Date(changed)
}

/** What the clocks of a time zone show at an instant: 09:30 */
export const timeOfDay = (instant: Date, timeZone: string): string =>
  clockOf(timeZone).format(instant).slice(11, 16)

/** How far the clocks of a time zone are ahead of UTC at an instant: ms. */
export function offsetAt(instant: number, timeZone: string): number {
  const second = Math.floor(instant / 1_000) * 1_000
  return Date.parse(`${clockOf(timeZone).format(second).replace(' ', 'T')}Z`) - second
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known) return known
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  clocks.set(timeZone, clock)
  return clock
}
const clocks = new Map<string, Intl.DateTimeFormat>()

/** 2026-12-31 → 31 December 2026 */
export const englishDate = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long' }).format(new Date(day))

/** 2026-12-31 → 2026年12月31日 */
export function japaneseDate(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** 2026-12-01 → Tue, 1 December; the year goes without saying. */
export const englishDay = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'long',
  }).format(new Date(day))

const WEEKDAYS = '日月火水木金土'

/** 2026-12-01 → 12月1日（火） */
export function japaneseDay(day: string): string {
  const [, month, date] = day.split('-').map(Number)
  return `${month}月${date}日（${WEEKDAYS[weekdayOf(day)]}）`
}
