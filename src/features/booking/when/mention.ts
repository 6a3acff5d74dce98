import { type DayPiece, daysOfPiece } from './day-piece.ts'
import { both, type DaySet, either, onWeekdays } from './day-set.ts'
import type { DateWord } from './day-word.ts'
import { type TimePiece, timeOfPiece } from './time-piece.ts'
import type { TimeRange } from './time-words.ts'
import type { Place, Unclear } from './unclear.ts'
import { type WhatFor, whatFor } from './what-for.ts'

type Piece = DayPiece | TimePiece

/** `or`: another choice; `with`: the same one, more closely. */
type Link = 'or' | 'with'

/** Days and times said in one breath: 12/3の15時か16時. */
export interface Mention extends Place {
  readonly for: WhatFor
  readonly pieces: readonly { readonly link: Link; readonly piece: Piece }[]
  /** Every day but these. */
  readonly except: boolean
}

/** What a mention comes to by itself. */
export interface Meaning {
  readonly days?: DaySet | undefined
  readonly time?: TimeRange | undefined
  /** What a weekday in a later mention is chosen from. */
  readonly scope?: DaySet | undefined
  readonly unclear?: Unclear | undefined
}

const LISTED = '(?:第\\s*[\\d一二三四五]\\s*(?:希望|候補)|候補\\s*\\d|\\d\\s*[.)])\\s*[:は]?'
const OR = new RegExp(
  `^[\\s,.・()-]*(?:でも(?:いい|よい|良い)?し?|か|と|とか|や|も|または|又は|もしくは|若しくは|あるいは|それか|および|及び|/|\\||\\bor\\b|\\band\\b|${LISTED})[\\s,・]*(?:の)?\\s*$`,
  'u',
)
const LIST = /^\s*[,・\n*-][\s,・*-]*$/u
const WITH =
  /^[\s,]*(?:の|に|は|で|なら|だと|も|が|であれば|でしたら|ですと|の方の?|では|\bat\b|\bon\b|\bin the\b|\bin\b|@|:|\)|\))?[\s,]*(?:できれば|可能なら|可能であれば|出来れば|できましたら)?[\s,]*$/u

export function mentionsIn(
  text: string,
  days: readonly DayPiece[],
  times: readonly TimePiece[],
): readonly Mention[] {
  const pieces = [...days, ...times].sort((one, other) => one.start - other.start || one.end - other.end)
  const runs: { link: Link; piece: Piece }[][] = []
  for (const piece of pieces) {
    const run = runs.at(-1)
    const link =
      run &&
      linkOf(
        text,
        run.map(({ piece }) => piece),
        piece,
      )
    if (run && link) run.push({ link, piece })
    else runs.push([{ link: 'with', piece }])
  }
  return runs.map((run, index) => {
    const start = Math.min(...run.map(({ piece }) => piece.start))
    const end = Math.max(...run.map(({ piece }) => piece.end))
    const except = run.every(({ piece }) => piece.kind === 'day' && piece.except)
    return {
      start,
      end,
      for: whatFor(text, { start, end }, runs[index + 1]?.[0]?.piece),
      pieces: run,
      except,
    }
  })
}

function linkOf(text: string, run: readonly Piece[], next: Piece): Link | undefined {
  const last = run.at(-1)
  if (!last) return undefined
  if (next.start < last.end) return 'with'
  const gap = text.slice(last.end, next.start)
  const exceptions = [last, next].filter((piece) => piece.kind === 'day' && piece.except)
  if (exceptions.length === 1) return undefined
  if (OR.test(gap)) return 'or'
  if (last.kind === 'day' && next.kind === 'day') {
    if (LIST.test(gap) && isClose(last) === isClose(next)) return 'or'
    return /^\s*(?:の|は|なら|で)?\s*$/u.test(gap) ? 'with' : undefined
  }
  const begun = run.some(({ kind }) => kind === 'day')
  if (last.kind === 'time' && next.kind === 'day' && begun)
    return /^[\s,・*\n-]*$/u.test(gap) ? 'or' : undefined
  return WITH.test(gap) && !gap.includes('\n') ? 'with' : undefined
}

/** A date or a weekday, and no longer time. */
const isClose = ({ first }: DayPiece): boolean =>
  first.some(
    ({ means }) =>
      means.type === 'date' || means.type === 'weekdays' || (means.type === 'days' && !means.wide),
  )

export function meaningOf(mention: Mention, today: string, earlier: DaySet | undefined): Meaning {
  const chosen = daysOf(mention, today, earlier)
  if (chosen.unclear) return chosen
  const time = timeOf(mention)
  return time && 'why' in time ? { ...chosen, unclear: time } : { ...chosen, time }
}

function daysOf({ pieces }: Mention, today: string, earlier: DaySet | undefined): Meaning {
  let days: DaySet | undefined
  let scope = earlier
  let date: DateWord | undefined
  let before: DayPiece | undefined
  for (const { link, piece } of pieces) {
    if (piece.kind === 'time') continue
    const choice = daysOfPiece(piece, { today, scope, date })
    if ('why' in choice) return { scope, unclear: choice }
    const place = { start: before?.start ?? piece.start, end: piece.end }
    if (days === undefined) days = choice.days
    else if (link === 'or') {
      const alike = before && isWhole(before) ? onSameWeekdays(days, piece) : days
      if (saysEarlier(piece, choice.days, days)) return { scope, unclear: { why: 'ambiguousDay', ...place } }
      days = either(alike, choice.days)
    } else {
      days = both(days, choice.days)
      if (days.length === 0) return { scope, unclear: { why: 'ambiguousDay', ...place } }
    }
    scope = choice.scope ?? (choice.days.length > 1 ? choice.days : scope)
    date = choice.date
    before = piece
  }
  return { days, scope }
}

const isWhole = ({ first, last, limit }: DayPiece): boolean =>
  last === undefined &&
  limit === undefined &&
  first.length === 1 &&
  first[0]?.means.type === 'days' &&
  first[0].means.wide

/** 今週か来週の木曜: the Thursday of either. */
function onSameWeekdays(days: DaySet, { first }: DayPiece): DaySet {
  const last = first.at(-1)?.means
  return first.length > 1 && last?.type === 'weekdays' ? onWeekdays(days, last.weekdays) : days
}

/** 12/10か金曜: a weekday alone that would lie before the date that it follows. */
const saysEarlier = ({ first }: DayPiece, days: DaySet, than: DaySet): boolean =>
  first.length === 1 &&
  first[0]?.means.type === 'weekdays' &&
  first[0].means.which === 'soonest' &&
  before(days, than)

const before = (one: DaySet, other: DaySet): boolean => (one.at(-1) ?? '') < (other.at(0) ?? '')

/** A time goes for all the days before it; two days, each with its own time, are two wishes. */
function timeOf({ pieces }: Mention): TimeRange | Unclear | undefined {
  let time: TimeRange | undefined
  let wishes = false
  const said = pieces.flatMap(({ piece }) => (piece.kind === 'time' ? [piece.said] : []))
  const place = { start: said[0]?.start ?? 0, end: said.at(-1)?.end ?? 0 }
  for (const { link, piece } of pieces) {
    if (piece.kind === 'day') {
      wishes ||= link === 'or' && time !== undefined
      continue
    }
    const next = timeOfPiece(piece)
    if ('why' in next) return next
    const joined: TimeRange | undefined = time === undefined ? next : join(time, next, wishes ? 'same' : link)
    if (joined === undefined) return { why: 'ambiguousTime', ...place }
    time = joined
  }
  const lastIsDay = pieces.at(-1)?.piece.kind === 'day'
  const firstIsDay = pieces[0]?.piece.kind === 'day'
  return wishes && lastIsDay && firstIsDay ? { why: 'ambiguousTime', ...place } : time
}

const isSame = (one: TimeRange, other: TimeRange): boolean =>
  one.from === other.from && one.to === other.to && one.exact === other.exact

function join(one: TimeRange, other: TimeRange, how: Link | 'same'): TimeRange | undefined {
  if (isSame(one, other)) return one
  switch (how) {
    case 'same':
      return undefined
    case 'with':
      return within(one, other)
    case 'or': {
      const apart = one.to < other.from || other.to < one.from
      if (apart || one.exact === true || other.exact === true) return undefined
      return { from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) }
    }
  }
}

/** What both allow; undefined where there is no such time. */
export function within(one: TimeRange, other: TimeRange): TimeRange | undefined {
  if (isSame(one, other)) return one
  const [exact, range] = one.exact === true ? [one, other] : [other, one]
  if (exact.exact === true) {
    const inside = range.exact !== true && range.from <= exact.from && exact.from < range.to
    return inside ? exact : undefined
  }
  const [from, to] = [Math.max(one.from, other.from), Math.min(one.to, other.to)]
  return from < to ? { from, to } : undefined
}
