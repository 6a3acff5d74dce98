import { both, type DaySet, either, fromDay, without } from './day-set.ts'
import { type Meaning, type Mention, meaningOf, within } from './mention.ts'
import { DAY_END, type TimeRange } from './time-words.ts'
import type { Place, Unclear } from './unclear.ts'

/** The days and the time that are wished for, gone by or not, and where they are said. */
export interface Wish {
  readonly days: DaySet
  readonly time?: TimeRange | undefined
  readonly daysSaid: Place
  readonly timeSaid: Place
}

interface Said {
  readonly mention: Mention
  readonly meaning: Meaning
}

/** @param soon whether as soon as possible, or any time, is asked for */
export function wishOf(
  text: string,
  mentions: readonly Mention[],
  soon: boolean,
  today: string,
): Wish | Unclear | undefined {
  const said = inTurn(text, mentions, today).filter(({ mention }) => mention.for !== 'thing')
  const isRefused = ({ mention }: Said): boolean => mention.for === 'busy' || mention.except
  const refused = said.filter(isRefused)
  const wished = said.filter((one) => !isRefused(one))
  const ofDays = preferred(wished.filter(saysDays))
  const ofTimes = wished.filter((one) => !saysDays(one))
  const unclear = [...ofDays, ...ofTimes].find(({ meaning }) => meaning.unclear)?.meaning.unclear
  if (unclear) return unclear
  const days = daysWished(ofDays)
  if (days && 'why' in days) return days
  const time = timeWished(ofDays, ofTimes) ?? timeLeft(refused)
  if (time && 'why' in time) return time
  return suiting({ ofDays, ofTimes, refused }, days, time, soon, today)
}

const ANY_TIME = /^(?:なら|であれば|だったら|でしたら|は)?,?(?:いつでも|どれでも|どこでも)/u

/** Each in the light of those before it. 水曜ならいつでも, 水曜以外: of all Wednesdays. */
function inTurn(text: string, mentions: readonly Mention[], today: string): readonly Said[] {
  const said: Said[] = []
  let scope: DaySet | undefined
  for (const mention of mentions) {
    const ofAll = mention.except || ANY_TIME.test(text.slice(mention.end, mention.end + 12))
    const meaning = meaningOf(mention, today, scope ?? (ofAll ? fromDay(today) : undefined))
    if (mention.for !== 'thing') scope = meaning.scope
    said.push({ mention, meaning })
  }
  return said
}

const saysDays = ({ mention }: Said): boolean => mention.pieces.some(({ piece }) => piece.kind === 'day')

/**
 * Without what may be another thing's, if there are days that are not, unless it is said after them and chooses from them. A day
 * gone by counts only where there is no other.
 */
function preferred(said: readonly Said[]): readonly Said[] {
  const first = said.findIndex(({ mention }) => mention.for !== 'aside')
  const chosen = said[first]?.meaning.days ?? []
  const kept = said.filter(({ mention, meaning }, index) => {
    if (first < 0 || mention.for !== 'aside') return true
    return index > first && both(meaning.days ?? [], chosen).length > 0
  })
  const ahead = kept.filter(
    ({ mention, meaning }) => mention.for === 'meeting' || meaning.unclear?.why !== 'past',
  )
  return ahead.length > 0 ? ahead : kept
}

/** One after the other chooses from the days before it, unless it is another choice. */
function daysWished(said: readonly Said[]): DaySet | Unclear | undefined {
  let wished: DaySet | undefined
  let unless = false
  for (const { mention, meaning } of said) {
    const days = meaning.days ?? []
    if (wished === undefined) wished = days
    else wished = unless || mention.for === 'also' ? either(wished, days) : both(wished, days)
    unless = mention.for === 'unless'
    if (wished.length === 0) return { why: 'ambiguousDay', ...placeOf(said, 'day') }
  }
  return wished
}

/** Where days are a choice, a time of one of them says nothing of the others. */
function timeWished(ofDays: readonly Said[], ofTimes: readonly Said[]): TimeRange | Unclear | undefined {
  const timed = [...ofDays, ...ofTimes].filter(({ meaning }) => meaning.time !== undefined)
  const unclear: Unclear = { why: 'ambiguousTime', ...placeOf(timed, 'time') }
  let time: TimeRange | undefined
  for (const { meaning } of timed) {
    const joined: TimeRange | undefined = time && meaning.time ? within(time, meaning.time) : meaning.time
    if (joined === undefined) return unclear
    time = joined
  }
  const choice = ofDays.some(({ mention }) => mention.for === 'unless' || mention.for === 'also')
  const someTimed = timed.length > 0 && ofDays.some(({ meaning }) => meaning.time === undefined)
  return choice && someTimed ? unclear : time
}

/** 午前は難しい: the rest of the day. */
function timeLeft(refused: readonly Said[]): TimeRange | Unclear | undefined {
  const off = refused.filter((one) => !saysDays(one))
  const [only] = off
  if (!only) return undefined
  const { from, to } = only.meaning.time ?? { from: 0, to: 0 }
  if (off.length === 1 && only.meaning.time?.exact !== true) {
    if (from === 0 && to > 0) return { from: to, to: DAY_END }
    if (from > 0 && to >= EVENING) return { from: 0, to: from }
  }
  return { why: 'ambiguousTime', ...placeOf(off, 'time') }
}

const EVENING = 18 * 60

interface Sorted {
  readonly ofDays: readonly Said[]
  readonly ofTimes: readonly Said[]
  readonly refused: readonly Said[]
}

/**
 * Without the days that do not suit. A time without a day is for any day, but a start (15時) needs its day; or it is for the day
 * of which another time does not suit (明日の午前は会議なので、午後に).
 */
function suiting(
  { ofDays, ofTimes, refused }: Sorted,
  wished: DaySet | undefined,
  time: TimeRange | undefined,
  soon: boolean,
  today: string,
): Wish | Unclear | undefined {
  const daysOff = refused.filter((one) => saysDays(one) && one.meaning.time === undefined)
  const timeOff = refused.find((one) => saysDays(one) && one.meaning.time !== undefined)
  const timeSaid = placeOf([...ofDays, ...ofTimes], 'time')
  if (wished === undefined && timeOff?.meaning.days && time)
    return { days: timeOff.meaning.days, time, daysSaid: placeOf([timeOff], 'day'), timeSaid }
  const except = daysOff.find(({ mention }) => mention.except)?.meaning.scope
  const any =
    soon || (time !== undefined && time.exact !== true) || daysOff.some(({ mention }) => mention.except)
  const days = wished ?? except ?? (any ? fromDay(today) : undefined)
  if (days === undefined) {
    if (time !== undefined) return { why: 'ambiguousDay', ...timeSaid }
    return refused.length > 0 ? { why: 'ambiguousDay', ...placeOf(refused.slice(0, 1), 'day') } : undefined
  }
  const left = daysOff.reduce((left, { meaning }) => without(left, meaning.days ?? []), days)
  const daysSaid = placeOf(ofDays.length > 0 ? ofDays : [...daysOff, ...ofTimes], 'day')
  return left.length === 0 ? { why: 'ambiguousDay', ...daysSaid } : { days: left, time, daysSaid, timeSaid }
}

/** From the first day or time of these to the last; from the first to the last mention where there is none. */
function placeOf(said: readonly Said[], kind: 'day' | 'time'): Place {
  const pieces = said.flatMap(({ mention }) => mention.pieces.map(({ piece }) => piece))
  const places = pieces.flatMap((piece) => (piece.kind === kind ? [kind === 'day' ? piece : piece.said] : []))
  const [first = pieces[0], last = pieces.at(-1)] = [places.at(0), places.at(-1)]
  return { start: first?.start ?? 0, end: last?.end ?? 0 }
}
