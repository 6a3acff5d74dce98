import { addDays, dayOf, timeOfDay } from '../../../chat/day.ts'
import { closingOf, nextOpening, type Opening } from '../../desk-hours/index.ts'

/** When a customer may expect an answer: never earlier than it is due. Times are those of the desk (17:30). */
export type Expectation =
  | { readonly kind: 'todayBy'; readonly time: string }
  /** Until noon. */
  | { readonly kind: 'tomorrowMorning'; readonly day: string }
  | { readonly kind: 'tomorrowBy'; readonly day: string; readonly time: string }
  | { readonly kind: 'morningOf'; readonly day: string }
  | { readonly kind: 'by'; readonly day: string; readonly time: string }
  /** It should have been there: nothing is promised again. */
  | { readonly kind: 'late' }

/** Up to the next quarter of an hour, though not past the desk's closing, by which it is due anyway. */
export function expectAnswer(opening: Opening, due: Date, now: Date): Expectation {
  if (due <= now) return { kind: 'late' }
  const { timeZone } = opening
  const closing = closingOf(opening, due)
  const quarter = roundUp(closing ? due : nextOpening(opening, due))
  const by = closing && closing < quarter ? closing : quarter
  // The end of a day is of that day: 24:00.
  const day = dayOf(new Date(by.getTime() - 1), timeZone)
  const time = dayOf(by, timeZone) === day ? timeOfDay(by, timeZone) : '24:00'
  const today = dayOf(now, timeZone)
  if (day === today) return { kind: 'todayBy', time }
  const isTomorrow = day === addDays(today, 1)
  if (time <= NOON) return { kind: isTomorrow ? 'tomorrowMorning' : 'morningOf', day }
  return { kind: isTomorrow ? 'tomorrowBy' : 'by', day, time }
}

const NOON = '12:00'
const QUARTER_MS = 15 * 60_000

const roundUp = (instant: Date): Date => new Date(Math.ceil(instant.getTime() / QUARTER_MS) * QUARTER_MS)
