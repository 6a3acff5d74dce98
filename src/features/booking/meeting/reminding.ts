import { addDays, dayOf, startOfDay } from '../../../chat/day.ts'
import { businessDaysFrom, isOpen, nextOpening, type Opening } from '../../desk-hours/index.ts'
import type { Booking } from '../booking.ts'

/** One business day before as the desk opens, and a few minutes before. */
export type ReminderKind = 'dayBefore' | 'soon'

export const SOON_MINUTES = 15

export interface DueReminder {
  readonly kind: ReminderKind
  /** Who booked only after it was due has just read the same. */
  readonly consultantOnly: boolean
}

/** Undefined: nothing is to be told now. One that was missed is not told after the nearer one. */
export function dueReminder(
  { state, startsAt, createdAt, sequence }: Pick<Booking, 'state' | 'startsAt' | 'createdAt' | 'sequence'>,
  opening: Opening,
  now: Date,
): DueReminder | undefined {
  if (state !== 'confirmed' || startsAt <= now) return undefined
  if (now.getTime() >= startsAt.getTime() - SOON_MINUTES * 60_000)
    return { kind: 'soon', consultantOnly: false }
  const { timeZone } = opening
  const before = businessDaysFrom(opening, dayOf(startsAt, timeZone), -1)
  const opens = nextOpening(opening, startOfDay(before, timeZone))
  if (now < opens || !isOpen(opening, now)) return undefined
  return { kind: 'dayBefore', consultantOnly: sequence === 0 && createdAt >= opens }
}

/** Before this begin the meetings of which a reminder may be due. */
export function remindedUntil(opening: Opening, now: Date): Date {
  const next = businessDaysFrom(opening, dayOf(now, opening.timeZone), 1)
  return startOfDay(addDays(next, 1), opening.timeZone)
}
