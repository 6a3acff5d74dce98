import type { Found } from './find-words.ts'
import {
  type ClockWord,
  DAY_END,
  endAfter,
  minuteOf,
  spanBetween,
  type TimeRange,
  type TimeWord,
  type UnclearTime,
} from './time-words.ts'
import type { Place, Unclear } from './unclear.ts'

/** Words for a time that belong together: 15時, 10時〜12時, 午後, 15時以降. */
export interface TimePiece {
  readonly kind: 'time'
  readonly start: number
  readonly end: number
  /** The time itself, without the word that limits it. */
  readonly said: Place
  readonly first: TimeWord
  readonly last?: TimeWord
  readonly limit?: TimeLimit
}
type TimeLimit = 'start' | 'from' | 'until' | 'around' | 'past' | 'hour' | 'except'

const TO = /^\s*(?:から|より|~|-|ー|→|\bto\b|\buntil\b|\btill\b|\band\b)\s*$/u
const BETWEEN_END = /^\s*(?:まで|迄)?(?:の間|のあいだ)?/u
const EXCEPT = /^\s*(?:以外|を除|を避|は避|は除|を外|は外)/u
const LIMITS: readonly (readonly [TimeLimit, RegExp])[] = [
  ['except', EXCEPT],
  ['around', /^\s*(?:頃|ごろ|ころ|くらい|ぐらい|前後|あたり)(?:から)?/u],
  ['past', /^\s*(?:過ぎ|すぎ)(?!以降)/u],
  ['hour', /^\s*台/u],
  ['from', /^\s*(?:過ぎ)?(?:以降|以後|いこう|より後|よりあと)/u],
  ['until', /^\s*(?:まで|迄|以前|より前|前(?![半後日]))/u],
  ['start', /^\s*(?:から|~|より(?!も)|スタート|開始)/u],
]
const ENGLISH_LIMIT =
  /\b(?:(?<from>after|from|since)|(?<until>before|by|until|till)|(?<around>around|about))\s+(?:the\s+)?$/

export function timePieces(text: string, words: readonly Found<TimeWord>[]): readonly TimePiece[] {
  const pieces: TimePiece[] = []
  for (let at = 0; at < words.length; at++) {
    const [word, next] = [words[at], words[at + 1]]
    if (!word) continue
    const through = next !== undefined && TO.test(text.slice(word.end, next.start)) ? next : undefined
    pieces.push(through ? between(text, word, through) : limited(text, word))
    if (through) at++
  }
  return pieces
}

function between(text: string, first: Found<TimeWord>, last: Found<TimeWord>): TimePiece {
  const end = last.end + (BETWEEN_END.exec(text.slice(last.end))?.[0].length ?? 0)
  const said = { start: first.start, end: last.end }
  if (EXCEPT.test(text.slice(end)))
    return { kind: 'time', start: first.start, end, said, first: { type: 'unclear', why: 'ambiguousTime' } }
  return {
    kind: 'time',
    start: first.start,
    end,
    said,
    first: first.means,
    last: last.means,
  }
}

function limited(text: string, { start, end, means }: Found<TimeWord>): TimePiece {
  const piece = { kind: 'time', start, end, said: { start, end }, first: means } as const
  for (const [limit, form] of LIMITS) {
    const found = form.exec(text.slice(end))
    if (found) return { ...piece, limit, end: end + found[0].length }
  }
  const before = ENGLISH_LIMIT.exec(text.slice(Math.max(0, start - 16), start))
  const limit = LIMITS.map(([limit]) => limit).find((limit) => before?.groups?.[limit] !== undefined)
  return before && limit ? { ...piece, limit, start: start - before[0].length } : piece
}

export function timeOfPiece(piece: TimePiece): TimeRange | Unclear {
  const range = rangeOf(piece)
  return typeof range === 'string' ? { why: range, ...piece.said } : range
}

function rangeOf({ first, last, limit }: TimePiece): TimeRange | UnclearTime {
  if (last) return rangeTo(first, last)
  switch (first.type) {
    case 'unclear':
      return first.why
    case 'span':
      return limit === 'except' ? 'ambiguousTime' : spanBetween(first.first, first.last)
    case 'part':
      return partWithin(first, limit)
    case 'clock':
      return clockWithin(first, limit)
  }
}

function rangeTo(first: TimeWord, last: TimeWord): TimeRange | UnclearTime {
  const begin =
    first.type === 'clock' ? minuteOf(first) : first.type === 'part' ? first.from : 'ambiguousTime'
  if (typeof begin === 'string') return begin
  const end = last.type === 'clock' ? endAfter(begin, last) : last.type === 'part' ? last.to : 'ambiguousTime'
  if (typeof end === 'string') return end
  return end > begin ? { from: begin, to: end } : 'ambiguousTime'
}

type Part = Extract<TimeWord, { type: 'part' }>

const isNoon = ({ from, to }: Part): boolean => from === DAY_END / 2 && to === DAY_END

function partWithin(part: Part, limit: TimeLimit | undefined): TimeRange | UnclearTime {
  const { from, to, before } = part
  switch (limit) {
    case undefined:
    case 'hour':
    case 'around':
      return isNoon(part) ? { from, to, exact: true } : { from, to }
    case 'start':
      return isNoon(part) ? { from, to, exact: true } : { from, to: DAY_END }
    case 'from':
    case 'past':
      return { from, to: DAY_END }
    case 'until':
      return { from: 0, to: before }
    case 'except':
      return from === 0
        ? { from: to, to: DAY_END }
        : to >= 18 * 60 && from <= 12 * 60
          ? { from: 0, to: from }
          : 'ambiguousTime'
  }
}

/** 頃: half an hour earlier or later, and an hour to talk; 過ぎ: within the hour, and an hour to talk. */
function clockWithin(clock: ClockWord, limit: TimeLimit | undefined): TimeRange | UnclearTime {
  if (limit === 'until' && clock.hour === 24 && clock.minute === 0) return { from: 0, to: DAY_END }
  const at = minuteOf(clock)
  if (typeof at === 'string') return at
  const upTo = (to: number): number => Math.min(to, DAY_END)
  switch (limit) {
    case undefined:
    case 'start':
      return { from: at, to: DAY_END, exact: true }
    case 'from':
      return { from: at, to: DAY_END }
    case 'until':
      return at === 0 ? 'noSuchTime' : { from: 0, to: at }
    case 'around':
      return { from: Math.max(0, at - 30), to: upTo(at + 90) }
    case 'past':
      return { from: at, to: upTo(at + 120) }
    case 'hour':
      return { from: at, to: upTo(at + 60) }
    case 'except':
      return 'ambiguousTime'
  }
}
