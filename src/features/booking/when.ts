import { dayPieces } from './when/day-piece.ts'
import { type DayRange, rangeOf } from './when/day-set.ts'
import { dayForms } from './when/day-words.ts'
import { findWords } from './when/find-words.ts'
import { mentionsIn } from './when/mention.ts'
import { timePieces } from './when/time-piece.ts'
import { type TimeRange, timeForms } from './when/time-words.ts'
import type { Unclear } from './when/unclear.ts'
import { type Wish, wishOf } from './when/wish.ts'
import { type Written, written } from './when/written.ts'

export type { DayRange } from './when/day-set.ts'
export type { TimeRange } from './when/time-words.ts'

/** What a member's words say about when. Days are ISO dates, times minutes from midnight, in the desk's time zone. */
export type When =
  /** One day is a range of one. None is gone by, nor, of today alone, the time. */
  | { readonly kind: 'when'; readonly days: DayRange; readonly time?: TimeRange }
  | {
      readonly kind: 'ask'
      readonly why: 'ambiguousDay' | 'ambiguousTime' | 'noSuchDay' | 'noSuchTime' | 'past'
      /** The piece that is unclear, as written. */
      readonly words: string
    }
  /** Nothing about when. */
  | { readonly kind: 'none' }

/** Of longer words only the beginning is read. */
const LONGEST = 4000
/** That are listed one by one. */
const MOST_DAYS = 62

/** Reads when a member would like to meet. Pure; total. What may be meant in two ways is asked, never guessed. */
export function readWhen(words: string, today: string, timeNow: number): When {
  const read = written(words.slice(0, LONGEST))
  const dayWords = findWords(read.text, dayForms(today))
  const soon = dayWords.some(({ means }) => means.type === 'soon')
  const days = dayPieces(
    read.text,
    dayWords.filter(({ means }) => means.type !== 'soon'),
  )
  const times = timePieces(read.text, findWords(read.text, timeForms))
  const wish = wishOf(read.text, mentionsIn(read.text, days, times), soon, today)
  if (wish === undefined) return { kind: 'none' }
  return 'why' in wish ? ask(read, wish) : fromNow(read, wish, today, timeNow)
}

const ask = ({ asWritten }: Written, { why, start, end }: Unclear): When => ({
  kind: 'ask',
  why,
  words: asWritten(start, end),
})

/** Leaves what is still to come, and asks where nothing is. */
function fromNow(
  read: Written,
  { days, time, daysSaid, timeSaid }: Wish,
  today: string,
  timeNow: number,
): When {
  const ahead = days.filter((day) => day >= today)
  if (ahead.length === 0) return ask(read, { why: 'past', ...daysSaid })
  const gone = time !== undefined && (time.exact === true ? time.from < timeNow : time.to <= timeNow)
  const left = gone ? ahead.filter((day) => day > today) : ahead
  if (left.length === 0) return ask(read, { why: 'past', ...timeSaid })
  const range = rangeOf(left)
  if (range === undefined || (range.days?.length ?? 0) > MOST_DAYS)
    return ask(read, { why: 'ambiguousDay', ...daysSaid })
  if (time === undefined) return { kind: 'when', days: range }
  const from = left.at(-1) === today ? Math.max(time.from, timeNow) : time.from
  return { kind: 'when', days: range, time: { ...time, from } }
}
