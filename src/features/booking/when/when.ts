import { dayPieces } from './day-piece.ts'
import { both, type DayRange, type DaySet, either, fromDay, rangeOf, without } from './day-set.ts'
import { dayForms } from './day-words.ts'
import { findWords } from './find-words.ts'
import { type Meaning, type Mention, meaningOf, mentionsIn, within } from './mention.ts'
import { timePieces } from './time-piece.ts'
import { DAY_END, type TimeRange, timeForms } from './time-words.ts'
import type { Place, Unclear } from './unclear.ts'
import { type Written, written } from './written.ts'

export type { DayRange } from './day-set.ts'
export type { TimeRange } from './time-words.ts'

/** What a member's words say about when. Days are ISO dates, times minutes from midnight, in the desk's time zone. */
export type When =
  /** No day gone by is among them; of today, no time gone by. */
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

/** Reads when a member would like to meet. Pure; total. What may be meant in two ways is asked, never guessed. */
export function readWhen(words: string, today: string, timeNow: number): When {
  const read = written(words.slice(0, LONGEST))
  const dayWords = findWords(read.text, dayForms(today))
  const soon = dayWords.some(({ means }) => means.type === 'soon')
  const days = dayPieces(
    read.text,
    dayWords.filter(({ means }) => means.type !== 'soon'),
  )
  const mentions = mentionsIn(read.text, days, timePieces(read.text, findWords(read.text, timeForms)))
  const wish = wishOf(withAnytime(read.text, mentions, today), soon, today)
  if (wish === undefined) return { kind: 'none' }
  if ('why' in wish) return ask(read, wish)
  return fromNow(read, wish, today, timeNow)
}

const ask = ({ asWritten }: Written, { why, start, end }: Unclear): When => ({
  kind: 'ask',
  why,
  words: asWritten(start, end),
})

interface Said {
  readonly mention: Mention
  readonly meaning: Meaning
}

const ANY_TIME = /^(?:なら|であれば|だったら|でしたら|は)?,?(?:いつでも|どれでも|どこでも)/u

/** Each in the light of those before it. 水曜ならいつでも, 水曜以外: of all Wednesdays. */
function withAnytime(text: string, mentions: readonly Mention[], today: string): readonly Said[] {
  const said: Said[] = []
  let scope: DaySet | undefined
  for (const mention of mentions) {
    const anytime = ANY_TIME.test(text.slice(mention.end, mention.end + 12))
    const meaning = meaningOf(
      mention,
      today,
      scope ?? (anytime || mention.except ? fromDay(today) : undefined),
    )
    if (mention.for !== 'thing') scope = meaning.scope
    said.push({ mention, meaning })
  }
  return said
}

interface Wish {
  readonly days: DaySet
  readonly time?: TimeRange | undefined
  readonly dayPlace?: Place | undefined
  readonly timePlace?: Place | undefined
}

function wishOf(said: readonly Said[], soon: boolean, today: string): Wish | Unclear | undefined {
  const wished = said.filter(
    ({ mention }) => mention.for !== 'thing' && mention.for !== 'busy' && !mention.except,
  )
  const refused = said.filter(
    ({ mention }) => mention.for === 'busy' || (mention.for !== 'thing' && mention.except),
  )
  const ofDays = preferred(wished.filter(saysDays))
  const ofTimes = wished.filter((one) => !saysDays(one))
  const unclear = [...ofDays, ...ofTimes].find(({ meaning }) => meaning.unclear)?.meaning.unclear
  if (unclear) return unclear
  const days = daysWished(ofDays)
  if (days && 'why' in days) return days
  const time = timeWished(ofDays, ofTimes)
  if (time && 'why' in time) return time
  return withoutRefused({ days, time }, { ofDays, ofTimes, refused }, soon, today)
}

const saysDays = ({ mention }: Said): boolean => mention.pieces.some(({ piece }) => piece.kind === 'day')

/**
 * The days that are said to be the meeting's, and what is said after them that chooses from them; where none are, all that are
 * for no other thing. A day gone by counts only where there is no other.
 */
function preferred(said: readonly Said[]): readonly Said[] {
  const first = said.findIndex(({ mention }) => mention.for === 'meeting' || mention.for === 'unless')
  const [meeting] = said.slice(Math.max(0, first))
  const kept = said.filter(({ mention, meaning }, index) => {
    if (first < 0 || mention.for !== 'unknown') return true
    return index > first && both(meaning.days ?? [], meeting?.meaning.days ?? []).length > 0
  })
  const ahead = kept.filter(
    ({ mention, meaning }) => mention.for !== 'unknown' || meaning.unclear?.why !== 'past',
  )
  return ahead.length > 0 ? ahead : kept
}

function placeOf(said: readonly Said[]): Place {
  const days = said.flatMap(({ mention }) =>
    mention.pieces.flatMap(({ piece }) => (piece.kind === 'day' ? [piece] : [])),
  )
  return { start: days[0]?.start ?? 0, end: days.at(-1)?.end ?? 0 }
}

function daysWished(said: readonly Said[]): DaySet | Unclear | undefined {
  let wished: DaySet | undefined
  let unless = false
  for (const { mention, meaning } of said) {
    const days = meaning.days ?? []
    if (wished === undefined) wished = days
    else wished = unless ? either(wished, days) : both(wished, days)
    unless = mention.for === 'unless'
    if (wished.length === 0) return { why: 'ambiguousDay', ...placeOf(said) }
  }
  return wished
}

function timeWished(ofDays: readonly Said[], ofTimes: readonly Said[]): TimeRange | Unclear | undefined {
  const inOrder = [...ofDays, ...ofTimes].filter(({ meaning }) => meaning.time !== undefined)
  const choice = ofDays.some(({ mention }) => mention.for === 'unless')
  let time: TimeRange | undefined
  for (const { meaning } of inOrder) {
    const joined: TimeRange | undefined = time && meaning.time ? within(time, meaning.time) : meaning.time
    if (joined === undefined) return { why: 'ambiguousTime', ...timePlace(inOrder) }
    time = joined
  }
  const forAll = ofDays.every(({ meaning }) => meaning.time !== undefined) || ofDays.length === 0
  return choice && time !== undefined && !forAll ? { why: 'ambiguousTime', ...timePlace(inOrder) } : time
}

function timePlace(said: readonly Said[]): Place {
  const places = said.flatMap(({ mention }) =>
    mention.pieces.flatMap(({ piece }) => (piece.kind === 'time' ? [piece.said] : [])),
  )
  return { start: places[0]?.start ?? 0, end: places.at(-1)?.end ?? 0 }
}

interface Sorted {
  readonly ofDays: readonly Said[]
  readonly ofTimes: readonly Said[]
  readonly refused: readonly Said[]
}

/** Without the days that do not suit; a time without a day is for any day, but a start (15時) needs its day. */
function withoutRefused(
  { days, time }: { readonly days: DaySet | undefined; readonly time: TimeRange | undefined },
  { ofDays, ofTimes, refused }: Sorted,
  soon: boolean,
  today: string,
): Wish | Unclear | undefined {
  const wholeDays = refused.filter((one) => saysDays(one) && one.meaning.time === undefined)
  const partOfDay = refused.find((one) => saysDays(one) && one.meaning.time !== undefined)
  const timePlaced = timePlace([...ofDays, ...ofTimes])
  if (days === undefined && partOfDay?.meaning.days && time)
    return { days: partOfDay.meaning.days, time, dayPlace: placeOf([partOfDay]), timePlace: timePlaced }
  const base = days ?? baseOf(wholeDays, time, soon, today)
  if (base === undefined) {
    if (time?.exact === true) return { why: 'ambiguousDay', ...timePlaced }
    const [first] = refused
    return first && { why: 'ambiguousDay', ...placeOf([first]) }
  }
  const left = wholeDays.reduce((left, { meaning }) => without(left, meaning.days ?? []), base)
  const dayPlace = placeOf(ofDays.length > 0 ? ofDays : refused)
  if (left.length === 0) return { why: 'ambiguousDay', ...dayPlace }
  return { days: left, time, dayPlace, timePlace: timePlaced }
}

function baseOf(
  refused: readonly Said[],
  time: TimeRange | undefined,
  soon: boolean,
  today: string,
): DaySet | undefined {
  const except = refused.find(({ mention }) => mention.except)
  if (except?.meaning.scope) return except.meaning.scope
  if (soon || (time !== undefined && time.exact !== true)) return fromDay(today)
  return undefined
}

/** Leaves what is still to come, and asks where nothing is. */
function fromNow(
  read: Written,
  { days, time, dayPlace, timePlace }: Wish,
  today: string,
  timeNow: number,
): When {
  const nowhere = { start: 0, end: 0 }
  const ahead = days.filter((day) => day >= today)
  if (ahead.length === 0) return ask(read, { why: 'past', ...(dayPlace ?? nowhere) })
  const gone = time !== undefined && (time.exact === true ? time.from < timeNow : time.to <= timeNow)
  const left = gone && ahead.length > 1 ? ahead.filter((day) => day > today) : ahead
  const onlyToday = left.at(-1) === today
  if (gone && onlyToday) return ask(read, { why: 'past', ...(timePlace ?? nowhere) })
  const range = rangeOf(left)
  if (range === undefined) return { kind: 'none' }
  if (time === undefined) return { kind: 'when', days: range }
  const from = onlyToday ? Math.max(time.from, timeNow) : time.from
  return { kind: 'when', days: range, time: { ...time, from: Math.min(from, DAY_END - 1) } }
}
