import { type Weekday, weekdays } from '../../../ports/knowledge.ts'
import type { WeeklyHours } from '../availability.ts'

/** Why written hours cannot be read; `words`: the piece that is meant. */
export interface HoursProblem {
  readonly kind:
    | 'empty'
    /** A line that begins with no day. */
    | 'noDay'
    /** Days without hours. */
    | 'noHours'
    /** Not from–to. */
    | 'notSpan'
    /** 25:00, 9:75 */
    | 'noSuchTime'
    | 'endsBeforeStart'
    | 'overlap'
    | 'dayTwice'
  readonly words: string
}

export type Read<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'wrong'; readonly problem: HoursProblem }

/** As a week is spoken of. */
const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const satisfies readonly Weekday[]

const LETTERS = '日月火水木金土'
const letterOf = (day: Weekday): string => LETTERS[weekdays.indexOf(day)] ?? ''

const DAY = '(?:[月火水木金土日](?:曜日?)?|mon|tue|wed|thu|fri|sat|sun)'
const DAYS = new RegExp(`^(?:平日|毎日|${DAY}(?:\\s*[-・,、]?\\s*${DAY})*)`, 'i')
const RANGE = new RegExp(`(${DAY})(?:\\s*-\\s*(${DAY}))?`, 'gi')

/** 月〜金 9:30-12:00, 13:00-17:30; groups of days on lines of their own, or apart by a slash. */
export function readWeekly(words: string): Read<readonly WeeklyHours[]> {
  const lines = plain(words)
    .split(/[\n/;]/)
    .map((it) => it.trim())
    .filter((it) => it !== '')
  if (lines.length === 0) return wrong('empty')
  const hoursOf = new Map<Weekday, readonly string[]>()
  for (const line of lines) {
    const [written] = DAYS.exec(line) ?? []
    if (written === undefined) return wrong('noDay', line)
    const rest = line.slice(written.length).replace(/^[\s:]+/, '')
    if (rest === '') return wrong('noHours', line)
    const hours = readHours(rest)
    if (hours.kind === 'wrong') return hours
    for (const day of daysIn(written)) {
      if (hoursOf.has(day)) return wrong('dayTwice', letterOf(day))
      hoursOf.set(day, hours.value)
    }
  }
  return { kind: 'read', value: grouped(hoursOf) }
}

/** 10:00-12:00, 13:00-15:00: of one day, in order and apart. */
export function readHours(words: string): Read<readonly string[]> {
  const pieces = plain(words)
    .split(/[,、\s]+(?=\d)|[,、]/)
    .map((it) => it.replace(/\s/g, ''))
    .filter((it) => it !== '')
  if (pieces.length === 0) return wrong('empty')
  const spans: { from: number; to: number; words: string }[] = []
  for (const piece of pieces) {
    const [, h, m, h2, m2] = /^(\d{1,2})[:時](\d{2})?分?-(\d{1,2})[:時](\d{2})?分?$/.exec(piece) ?? []
    if (h === undefined || h2 === undefined) return wrong('notSpan', piece)
    if ([m, m2].some((it, at) => it === undefined && !piece.split('-')[at]?.includes('時')))
      return wrong('notSpan', piece)
    const [from, to] = [minutesIn(h, m), minutesIn(h2, m2)]
    if (from === undefined || to === undefined) return wrong('noSuchTime', piece)
    if (to <= from) return wrong('endsBeforeStart', piece)
    spans.push({ from, to, words: piece })
  }
  const ordered = spans.toSorted((a, b) => a.from - b.from)
  for (const [at, span] of ordered.entries()) {
    const before = ordered[at - 1]
    if (before && span.from < before.to) return wrong('overlap', `${before.words}, ${span.words}`)
  }
  return { kind: 'read', value: ordered.map(({ from, to }) => `${clock(from)}-${clock(to)}`) }
}

/** As {@link readWeekly} reads it. */
export const printWeekly = (weekly: readonly WeeklyHours[], between = '\n'): string =>
  weekly.map(({ days, hours }) => `${printDays(days)} ${hours.join(', ')}`).join(between)

function printDays(days: readonly Weekday[]): string {
  const places = days.map((it) => WEEK.indexOf(it as (typeof WEEK)[number])).toSorted((a, b) => a - b)
  const runs: number[][] = []
  for (const place of places) {
    const run = runs.at(-1)
    if (run?.at(-1) === place - 1) run.push(place)
    else runs.push([place])
  }
  return runs
    .flatMap((run) => {
      const letters = run.map((place) => letterOf(WEEK[place] ?? 'mon'))
      return run.length < 3 ? letters : [`${letters[0]}〜${letters.at(-1)}`]
    })
    .join('・')
}

function daysIn(written: string): readonly Weekday[] {
  if (written === '平日') return WEEK.slice(0, 5)
  if (written === '毎日') return WEEK
  return [...written.matchAll(RANGE)].flatMap(([, first = '', last]) => {
    const from = WEEK.indexOf(dayIn(first))
    if (last === undefined) return WEEK.slice(from, from + 1)
    const to = WEEK.indexOf(dayIn(last))
    return from <= to ? WEEK.slice(from, to + 1) : [...WEEK.slice(from), ...WEEK.slice(0, to + 1)]
  })
}

function dayIn(words: string): (typeof WEEK)[number] {
  const lower = words.toLowerCase()
  return WEEK.find((it) => it === lower || letterOf(it) === words[0]) ?? 'mon'
}

/** Days with the same hours together, the week's first day first. */
function grouped(hoursOf: ReadonlyMap<Weekday, readonly string[]>): readonly WeeklyHours[] {
  const known = WEEK.flatMap((day) => {
    const hours = hoursOf.get(day)
    return hours ? [{ day, hours }] : []
  })
  return [...Map.groupBy(known, ({ hours }) => hours.join()).values()].map((same) => ({
    days: same.map(({ day }) => day),
    hours: same[0]?.hours ?? [],
  }))
}

/** One width, one dash, one colon. */
const plain = (words: string): string =>
  words
    .normalize('NFKC')
    .replace(/[〜～~‐‑–—−ーから]+/g, '-')
    .replace(/\s*-\s*/g, '-')
    .replace(/まで/g, '')

function minutesIn(hours: string, minutes = '00'): number | undefined {
  const [hour, minute] = [Number(hours), Number(minutes)]
  return hour > 23 || minute > 59 ? undefined : hour * 60 + minute
}

const clock = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((it) => String(it).padStart(2, '0')).join(':')

const wrong = (
  kind: HoursProblem['kind'],
  words = '',
): { readonly kind: 'wrong'; readonly problem: HoursProblem } => ({
  kind: 'wrong',
  problem: { kind, words },
})
