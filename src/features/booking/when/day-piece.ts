import { addDays, weekdayOf } from '../../../chat/day.ts'
import { week } from '../../../chat/days.ts'
import { daysOfDate } from './date-words.ts'
import { both, type DaySet, daysFrom, either, fromDay, onWeekdays } from './day-set.ts'
import type { DateWord, DayWord, WeekdayWord } from './day-word.ts'
import type { Found } from './find-words.ts'
import type { Place, Unclear } from './unclear.ts'

/** Words for days that belong together: 来週の火曜, 12/1から12/5の間, 12/10以降, 火曜以外. */
export interface DayPiece {
  readonly kind: 'day'
  readonly start: number
  readonly end: number
  /** The first of its days, without the word that limits them. */
  readonly said: Place
  readonly first: readonly Found<DayWord>[]
  readonly last?: readonly Found<DayWord>[]
  readonly limit?: Limit
  /** From the first day, so many days. */
  readonly count?: number
  /** Every day but these. */
  readonly except: boolean
}
type Limit = 'from' | 'after' | 'until' | 'before'

export interface Around {
  readonly today: string
  /** The days that were spoken of before: a weekday is one of them. */
  readonly scope?: DaySet | undefined
  /** The date before, whose month holds on. */
  readonly date?: DateWord | undefined
}

/** `scope`: what a weekday that follows would be chosen from. */
export interface DayChoice {
  readonly days: DaySet
  readonly scope?: DaySet | undefined
  readonly date?: DateWord | undefined
}

const TO = /^\s*(?:から|より|~|-|ー|→|\bto\b|\bthrough\b|\buntil\b|\btill\b)\s*$/u
const BETWEEN_END = /^\s*(?:日)?(?:まで|迄|にかけて)?(?:の間|のあいだ|間(?!に))?/u
const FROM = /^\s*(?:の)?(?:以降|以後|いこう|から|~(?!\s*\d))/u
const AFTER = /^\s*(?:より後|よりあと|の翌日以降)/u
const UNTIL = /^\s*(?:まで|迄|以前)/u
const BEFORE = /^\s*(?:より前|よりも前)/u
const COUNT = /^\s*から\s*(?<count>\d{1,2})(?<unit>日間|週間)/u
const EXCEPT = /^\s*(?:以外|を除|を避|は避|は除|を外|は外)/u
const ENGLISH_LIMIT =
  /\b(?:(?<from>from|since|starting|starting on|on or after)|(?<after>after)|(?<until>by|until|till|no later than)|(?<before>before)|(?<except>except(?: for)?|excluding|other than|but not|not))\s+(?:on\s+)?(?:the\s+)?$/

export function dayPieces(text: string, words: readonly Found<DayWord>[]): readonly DayPiece[] {
  const pieces: DayPiece[] = []
  let at = 0
  while (at < words.length) {
    const first = termAt(text, words, at)
    at += first.length
    if (isBracket(first[0])) continue
    const last = endsWith(text, first, words[at]) ? termAt(text, words, at) : undefined
    at += last?.length ?? 0
    pieces.push(pieceOf(text, first, last))
  }
  return pieces
}

const isBracket = (word: Found<DayWord> | undefined): boolean =>
  word?.means.type === 'weekdays' && word.means.which === 'check'

const endOf = (text: string, term: readonly Found<DayWord>[]): number => {
  const [from, end] = [term[0]?.start ?? 0, term.at(-1)?.end ?? 0]
  const open = text.slice(from, end).split('(').length > text.slice(from, end).split(')').length
  return open && text[end] === ')' ? end + 1 : end
}

const endsWith = (
  text: string,
  first: readonly Found<DayWord>[],
  next: Found<DayWord> | undefined,
): boolean => next !== undefined && TO.test(text.slice(endOf(text, first), next.start))

function termAt(text: string, words: readonly Found<DayWord>[], at: number): readonly Found<DayWord>[] {
  let end = at + 1
  for (; end < words.length; end++) {
    const [word, next] = [words[end - 1], words[end]]
    if (!word || !next || !narrows(word.means, next.means, text.slice(word.end, next.start))) break
  }
  return words.slice(at, end)
}

/** Whether the second word says more closely which of the first one's days. */
function narrows(word: DayWord, next: DayWord, gap: string): boolean {
  if (next.type === 'weekdays' && next.which === 'check') return /^\s*$/.test(gap)
  if (/^\s*\($/.test(gap)) return true
  const close = /^\s*(?:の|中の|のうち)?\s*$/u.test(gap)
  switch (word.type) {
    case 'days':
      if (!word.wide) return close && (next.type === 'weekdays' || next.type === 'date')
      if (next.type === 'weekdays') return close || /^\s*(?:で|は|に|,|の(?:うち|中)?で?,?|on)\s*$/u.test(gap)
      if (next.type === 'days')
        return close && word.days.from <= next.days.from && next.days.to <= word.days.to
      return close && next.type === 'date'
    case 'date':
      return close && next.type === 'weekdays'
    case 'weekdays':
      if (next.type === 'days') return next.wide && /^\s*(?:of|in)?\s*$/.test(gap)
      return (
        word.which !== 'check' && next.type === 'date' && next.month !== undefined && /^[\s,]*$/.test(gap)
      )
    case 'soon':
    case 'unclear':
      return false
  }
}

function pieceOf(
  text: string,
  first: readonly Found<DayWord>[],
  last: readonly Found<DayWord>[] | undefined,
): DayPiece {
  const start = first[0]?.start ?? 0
  const end = endOf(text, last ?? first)
  const rest = text.slice(end)
  const said = { start, end: endOf(text, first) }
  const piece = { kind: 'day', start, end, said, first, except: false } as const
  if (last) {
    const length = BETWEEN_END.exec(rest)?.[0].length ?? 0
    return { ...piece, last, end: end + length, except: EXCEPT.test(rest.slice(length)) }
  }
  const counted = COUNT.exec(rest)
  if (counted?.groups) {
    const { count, unit } = counted.groups
    return { ...piece, count: Number(count) * (unit === '週間' ? 7 : 1), end: end + counted[0].length }
  }
  const except = EXCEPT.exec(rest)
  if (except) return { ...piece, except: true, end: end + except[0].length }
  for (const [limit, form] of LIMITS) {
    const found = form.exec(rest)
    if (found) return { ...piece, limit, end: end + found[0].length }
  }
  const before = ENGLISH_LIMIT.exec(text.slice(Math.max(0, start - 24), start))
  if (!before?.groups) return piece
  const begin = start - before[0].length
  if (before.groups.except !== undefined) return { ...piece, start: begin, except: true }
  const limit = LIMITS.map(([limit]) => limit).find((limit) => before.groups?.[limit] !== undefined)
  return limit === undefined ? piece : { ...piece, start: begin, limit }
}

const LIMITS: readonly (readonly [Limit, RegExp])[] = [
  ['after', AFTER],
  ['before', BEFORE],
  ['from', FROM],
  ['until', UNTIL],
]

/** The days of a piece, gone by or not. */
export function daysOfPiece(piece: DayPiece, around: Around): DayChoice | Unclear {
  const { first, last, count } = piece
  const limit: Limit | undefined = piece.limit
  const begin = daysOfTerm(first, around, piece.said)
  if (last) return daysBetween(begin, last, around, piece)
  if ('why' in begin) return begin
  const [from, to] = [begin.days.at(0), begin.days.at(-1)]
  if (from === undefined || to === undefined) return unclear(piece, 'ambiguousDay')
  if (count !== undefined) return whole(daysFrom({ from, to: addDays(from, count - 1) }))
  switch (limit) {
    case undefined:
      return begin
    case 'from':
      return whole(fromDay(from))
    case 'after':
      return whole(fromDay(addDays(to, 1)))
    case 'until':
      return to < around.today ? unclear(piece, 'past') : whole(daysFrom({ from: around.today, to }))
    case 'before':
      return from <= around.today
        ? unclear(piece, 'past')
        : whole(daysFrom({ from: around.today, to: addDays(from, -1) }))
  }
}

const whole = (days: DaySet): DayChoice => ({ days, scope: days })
const unclear = ({ start, end }: DayPiece, why: Unclear['why']): Unclear => ({ why, start, end })

/** What has begun already leaves the days from today. */
function daysBetween(
  begin: DayChoice | Unclear,
  last: readonly Found<DayWord>[],
  { today }: Around,
  piece: DayPiece,
): DayChoice | Unclear {
  if ('why' in begin && begin.why !== 'past') return begin
  const from = 'why' in begin ? today : (begin.days[0] ?? today)
  const date = 'why' in begin ? undefined : begin.date
  const scope = last[0]?.means.type === 'weekdays' ? daysFrom({ from, to: addDays(from, 6) }) : undefined
  const within = { today: from, scope, ...(from > today && { date }) }
  const [word] = last
  const relative = last.length === 1 && word?.means.type === 'days'
  const end = daysOfTerm(last, relative ? { today } : within, {
    start: last[0]?.start ?? piece.start,
    end: last.at(-1)?.end ?? piece.end,
  })
  const whole = { start: piece.start, end: piece.last?.at(-1)?.end ?? piece.end }
  if ('why' in end && end.why !== 'past') return end
  if ('why' in end) return { why: 'why' in begin ? 'past' : 'ambiguousDay', ...whole }
  const to = end.days.at(-1) ?? from
  if (to < from) return { why: 'why' in begin ? 'past' : 'ambiguousDay', ...whole }
  const days = daysFrom({ from, to })
  return { days, scope: days, date: end.date }
}

function daysOfTerm(
  term: readonly Found<DayWord>[],
  { today, scope, date }: Around,
  place: Place,
): DayChoice | Unclear {
  let wide: DaySet | undefined
  let lastDate: DateWord | undefined
  for (const { means } of term) {
    const days = daysOfWord(means, today, wide, date)
    if (days === undefined) continue
    if (typeof days === 'string') return { why: days, ...place }
    if (means.type === 'date') lastDate = { ...date, ...means }
    wide = wide === undefined ? days : both(wide, days)
    if (wide.length === 0) return { why: 'ambiguousDay', ...place }
  }
  let chosen = wide
  for (const { means } of term) {
    if (means.type !== 'weekdays') continue
    const from = chosen ?? (means.which === 'next' || means.which === 'this' ? undefined : scope)
    const days = from === undefined ? onNext(means, today) : chosenBy(means, from)
    if (days === undefined || days.length === 0) return { why: 'ambiguousDay', ...place }
    chosen = days
  }
  if (chosen === undefined) return { why: 'ambiguousDay', ...place }
  const byWeekday = term.some(({ means }) => means.type === 'weekdays')
  const spokenOf = byWeekday ? (wide ?? scope) : wide
  return { days: chosen, date: lastDate, scope: (spokenOf?.length ?? 0) > 1 ? spokenOf : undefined }
}

function daysOfWord(
  word: DayWord,
  today: string,
  wide: DaySet | undefined,
  date: DateWord | undefined,
): DaySet | 'ambiguousDay' | 'noSuchDay' | 'past' | undefined {
  switch (word.type) {
    case 'weekdays':
    case 'soon':
      return undefined
    case 'unclear':
      return word.why
    case 'days':
      return daysFrom(word.days)
    case 'date': {
      if (wide !== undefined && word.month === undefined)
        return wide.filter((day) => word.dates.includes(Number(day.slice(8))))
      const days = daysOfDate({ ...date, ...word }, today)
      return typeof days === 'string' ? days : days.map(daysFrom).reduce(either, [])
    }
  }
}

const chosenBy = ({ weekdays, nth }: WeekdayWord, days: DaySet): DaySet =>
  onWeekdays(days, weekdays).filter((day) => nth === undefined || Math.ceil(Number(day.slice(8)) / 7) === nth)

/**
 * A weekday by itself is the one within seven days; today's own may be today's or next week's. 次の火曜 is the next one, which
 * for days still to come this week could as well be next week's.
 */
function onNext({ weekdays, which, nth }: WeekdayWord, today: string): DaySet | undefined {
  if (nth !== undefined) return undefined
  const thisWeek = week(today, 0)
  const coming = onWeekdays(daysFrom({ from: addDays(today, 1), to: addDays(today, 7) }), weekdays)
  switch (which) {
    case 'soonest':
    case 'check':
      return weekdays.includes(weekdayOf(today)) ? undefined : coming
    case 'next':
      return coming.some((day) => day <= thisWeek.to) ? undefined : coming
    case 'this':
      return onWeekdays(daysFrom(thisWeek), weekdays)
    case 'any':
      return onWeekdays(fromDay(today), weekdays)
  }
}
