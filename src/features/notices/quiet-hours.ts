import { addDays, dayOf, instantOf, timeOfDay } from '../../chat/day.ts'
import type { Importance } from './notice.ts'

const HOURS = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/

/** As 18:00-09:00: until when nothing is told; what is important is told at any hour. @returns undefined: it may be told now */
export function quietUntil(
  hours: string | undefined,
  importance: Importance,
  now: Date,
  timeZone: string,
): Date | undefined {
  if (hours === undefined || !HOURS.test(hours) || importance === 'high') return undefined
  const [from = '', until = ''] = hours.split('-')
  const time = timeOfDay(now, timeZone)
  const today = dayOf(now, timeZone)
  const overnight = from > until
  const isQuiet = overnight ? time >= from || time < until : time >= from && time < until
  if (!isQuiet) return undefined
  const ends = overnight && time >= from ? addDays(today, 1) : today
  return instantOf(ends, until, timeZone)
}

/** 18:00-09:00, in whatever width and dash it was written; undefined: it is none. */
export function quietHoursIn(words: string): string | undefined {
  const written = words
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[~〜‐‑–—−ー]/g, '-')
    .replace(/(^|-)(\d):/g, '$10$2:')
  const [from, until] = written.split('-')
  return HOURS.test(written) && from !== until ? written : undefined
}
