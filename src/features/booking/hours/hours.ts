import type { Locale } from '../../../chat/context.ts'
import type { FieldErrors } from '../../../chat/message.ts'
import type { ProviderProfile } from '../../../ports/knowledge.ts'
import { dayIn } from '../../administration/index.ts'
import type { Availability } from '../availability.ts'
import { phrases } from './phrases.ts'
import { readHours, readWeekly } from './weekly-words.ts'

/** What a consultant decides; single days are set on their own. */
export type Hours = Omit<Availability, 'consultantId' | 'exceptions'>

/** Of a consultant who never set anything: as the desk is open. */
export const usualHours = (
  { consultantHours, booking }: Pick<ProviderProfile, 'consultantHours' | 'booking'>,
  timeZone: string,
): Hours => ({
  bookable: true,
  timeZone,
  weekly: [{ days: consultantHours.days, hours: consultantHours.hours }],
  slotMinutes: booking.minutes,
  bufferMinutes: 0,
  dailyMost: undefined,
  weeklyMost: undefined,
  leadBusinessDays: 1,
  horizonDays: 60,
  room: undefined,
})

/** What the audit log keeps of a change. */
export const changeOf = (before: Partial<Hours>, after: Partial<Hours>) => {
  const changed = Object.entries(before).filter(([name]) => name in after)
  return { before: JSON.stringify(Object.fromEntries(changed)), after: JSON.stringify(after) }
}

/** The database checks the same. */
export const LIMITS = {
  slotMinutes: [5, 480],
  bufferMinutes: [0, 240],
  dailyMost: [1, 50],
  weeklyMost: [1, 200],
  leadBusinessDays: [0, 60],
  horizonDays: [1, 366],
} as const

export type Values = Readonly<Record<string, string>>

export type ReadForm<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'wrong'; readonly errors: FieldErrors }

export type WrittenHours = Pick<Hours, 'weekly' | keyof typeof LIMITS>

/** What 「受付時間を変える」 says; a field that is missing stays as it is. */
export function readHoursForm(values: Values, now: Hours, locale: Locale): ReadForm<WrittenHours> {
  const { wrong } = phrases[locale]
  const weekly = readWeekly(values.weekly ?? '')
  const errors: Record<string, string> = {}
  if (weekly.kind === 'wrong') errors.weekly = wrong.problem[weekly.problem.kind](weekly.problem.words)
  const number = (name: keyof typeof LIMITS): number | undefined => {
    const [from, to] = LIMITS[name]
    const read = numberIn(values[name] ?? String(now[name] ?? ''), from, to)
    if (read === 'wrong') errors[name] = wrong.number(from, to)
    return typeof read === 'number' ? read : undefined
  }
  const needed = (name: 'slotMinutes' | 'bufferMinutes' | 'leadBusinessDays' | 'horizonDays'): number => {
    const read = number(name)
    const [from, to] = LIMITS[name]
    if (read === undefined) errors[name] = wrong.number(from, to)
    return read ?? 0
  }
  const value = {
    weekly: weekly.kind === 'read' ? weekly.value : [],
    slotMinutes: needed('slotMinutes'),
    bufferMinutes: needed('bufferMinutes'),
    dailyMost: number('dailyMost'),
    weeklyMost: number('weeklyMost'),
    leadBusinessDays: needed('leadBusinessDays'),
    horizonDays: needed('horizonDays'),
  }
  return Object.keys(errors).length > 0 ? { kind: 'wrong', errors } : { kind: 'read', value }
}

/** Undefined: nothing is written. */
export function numberIn(words: string, from: number, to: number): number | 'wrong' | undefined {
  const written = words.normalize('NFKC').replace(/[\s分件日]/g, '')
  if (written === '') return undefined
  const read = /^\d{1,4}$/.test(written) ? Number(written) : Number.NaN
  return from <= read && read <= to ? read : 'wrong'
}

export interface WrittenException {
  readonly day: string
  /** None: closed. Undefined: as every week. */
  readonly hours: readonly string[] | undefined
}

export function readException(values: Values, today: string, locale: Locale): ReadForm<WrittenException> {
  const { wrong, closedWords, usualWords } = phrases[locale]
  const { day: dayWords = '', hours: hoursWords = '' } = values
  const day = dayFrom(dayWords, today)
  if (day === undefined) return refused('day', wrong.day(dayWords.trim()))
  if (day < today) return refused('day', wrong.past(dayWords.trim()))
  const bare = hoursWords
    .normalize('NFKC')
    .replace(/[\s。.]/g, '')
    .toLowerCase()
  if (closedWords.includes(bare)) return { kind: 'read', value: { day, hours: [] } }
  if (usualWords.includes(bare)) return { kind: 'read', value: { day, hours: undefined } }
  const hours = readHours(hoursWords)
  if (hours.kind === 'wrong') return refused('hours', wrong.problem[hours.problem.kind](hours.problem.words))
  return { kind: 'read', value: { day, hours: hours.value } }
}

/** https alone; empty: none. */
export function readRoom(words: string, locale: Locale): ReadForm<string | undefined> {
  const written = words.trim()
  if (written === '') return { kind: 'read', value: undefined }
  const url = URL.canParse(written) ? new URL(written) : undefined
  const fits = url?.protocol === 'https:' && url.username === '' && !/[\s<>|"]/.test(written)
  return fits ? { kind: 'read', value: written } : refused('room', phrases[locale].wrong.room)
}

/** 12/3 and 12月3日 are the next such day. */
function dayFrom(words: string, today: string): string | undefined {
  const whole = dayIn(words)
  if (whole !== undefined) return whole
  const plain = words.normalize('NFKC').replace(/\s/g, '')
  const [, month, date] = /^(\d{1,2})[/月](\d{1,2})日?$/.exec(plain) ?? []
  if (month === undefined || date === undefined) return undefined
  const year = Number(today.slice(0, 4))
  const days = [year, year + 1].map((it) => dayIn(`${it}/${month}/${date}`))
  return days.find((it) => it !== undefined && it >= today)
}

const refused = (field: string, words: string): { readonly kind: 'wrong'; readonly errors: FieldErrors } => ({
  kind: 'wrong',
  errors: { [field]: words },
})
