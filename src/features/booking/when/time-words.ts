import { type Form, form, type Groups } from './find-words.ts'

/** Minutes from midnight. A meeting lies between them; `exact`: it begins at `from`. */
export interface TimeRange {
  readonly from: number
  readonly to: number
  /** A start time was named: from is it. */
  readonly exact?: boolean
}

export type UnclearTime = 'ambiguousTime' | 'noSuchTime'

export type TimeWord =
  | ClockWord
  /** `before`: what まで means of it. */
  | { readonly type: 'part'; readonly from: number; readonly to: number; readonly before: number }
  | { readonly type: 'span'; readonly first: ClockWord; readonly last: ClockWord }
  | { readonly type: 'unclear'; readonly why: UnclearTime }

export interface ClockWord {
  readonly type: 'clock'
  readonly hour: number
  readonly minute: number
  /** The word for the part of the day beside it. */
  readonly beside?: Beside
}
type Beside = 'am' | 'pm' | '午前' | '午後' | '朝' | '昼' | '夕' | '夜'

export const DAY_END = 24 * 60

const HALF_DAY = 12
const number = (digits: string | undefined): number => Number(digits ?? 0)
const hours = (count: number): number => count * 60

/** What an office means by its words: from, to, and the hour that まで reaches. */
const PARTS: readonly (readonly [source: string, from: number, to: number, before: number])[] = [
  ['朝(?:イチ|いち|一番?|1番?)|あさ(?:イチ|いち)(?!じ)|\\bfirst thing\\b', 8, 10.5, 10.5],
  ['今朝|明朝|朝方?(?=[のにかはがでも,\\s]|$)|あさ(?=[のにかは])', 8, 11, 11],
  ['午前中?|(?<=[\\d)日]\\s?)am(?![a-z\\d])|ごぜんちゅう|ごぜん|\\bmornings?\\b', 0, 12, 12],
  ['正午|しょうご|\\bnoon\\b', 12, 24, 12],
  [
    'お?昼(?:休み|どき|時)?(?=[のにかはがでも,\\s]|まで|以|頃|ごろ|$)|お?ひる(?=[のにかはがでも,\\s]|まで|$)|ランチ(?:タイム)?|\\blunch ?time\\b',
    12,
    13,
    12,
  ],
  ['お?昼前|おひるまえ', 10.5, 12, 12],
  ['お?昼(?:過ぎ|すぎ)|おひるすぎ', 13, 15, 15],
  ['(?:午後|お?昼)(?:イチ|いち|一番?|1番?)|ごごいち(?!じ)', 13, 14.5, 13],
  ['(?:午後|ごご)の?(?:早め|早い時間帯?|前半)|\\bearly afternoon\\b', 12, 15, 15],
  ['(?:午後|ごご)の?(?:遅め|遅い時間帯?|後半)|\\blate afternoon\\b', 15, 18, 18],
  ['午後|ごご|(?<=[\\d)日]\\s?)pm(?![a-z\\d])|\\bafternoons?\\b', 12, 18, 18],
  ['夕方|夕刻|ゆうがた|今夕', 16, 18, 16],
  ['今夜|今晩|明晩|\\btonight\\b|\\bevenings?\\b|(?<!深)[夜晩](?=[のにかはがでも,\\s]|$)', 18, 22, 18],
  ['(?<![今明本])日中(?=[のにではな,\\s]|$)', 9, 18, 18],
]

const BESIDE =
  '(?:(?<beside>午前|午後|ごぜん|ごご|朝|あさ|お?昼|夕方|ゆうがた|今夜|今晩|夜|よる|\\bam|\\bpm)(?:の|,|に|は)?\\s*)'
const HOUR = '時(?![間期点代刻限価系短給々]|的)|じ(?!ゃ|ょ|ゅ|か)'
const MERIDIEM = '(?<meridiem>a\\.?m\\.?|p\\.?m\\.?)(?![a-z])'
const MINUTES = `(?:\\s*(?<minute>\\d{1,2})\\s*(?:分|ふん|ぷん)|\\s*(?<half>半|はん))?`

const KANA_HOURS = [
  '',
  'いち',
  'に',
  'さん',
  'よ',
  'ご',
  'ろく',
  'しち',
  'はち',
  'く',
  'じゅう',
  'じゅういち',
  'じゅうに',
]

/** The words of times in text of one spelling. */
export const timeForms: readonly Form<TimeWord>[] = [
  ...PARTS.map(([source, from, to, before]) =>
    form(source, (): TimeWord => ({ type: 'part', from: hours(from), to: hours(to), before: hours(before) })),
  ),
  form(`${BESIDE}?(?<!\\d|\\d[:./])(?<hour>\\d{1,3})\\s*(?:${HOUR})${MINUTES}`, clockOf),
  form(
    `${BESIDE}?(?<!\\d|\\d[:./])(?<hour>\\d{1,2}):(?<minute>\\d\\d)(?![\\d:])(?:\\s*${MERIDIEM})?`,
    clockOf,
  ),
  form(`(?<!\\d|\\d[:./])(?<hour>\\d{1,2})(?:\\.(?<minute>\\d\\d))?\\s*${MERIDIEM}`, clockOf),
  form(`\\b(?<beside>am|pm)\\s*(?<hour>\\d{1,2})(?![\\d:時])`, clockOf),
  form(`(?<=\\bat )(?<hour>\\d{1,2})(?![\\d:/.%]|\\s*(?:[ap]\\.?m|時|月|日|o'clock))`, clockOf),
  form("(?<!\\d|\\d[:./])(?<hour>\\d{1,2}) ?o'clock", clockOf),
  form(
    `${BESIDE}(?<kana>${KANA_HOURS.filter((kana) => kana !== '').join('|')})じ(?<half>はん)?`,
    ({ kana = '', ...found }) => clockOf({ ...found, hour: String(KANA_HOURS.indexOf(kana)) }),
  ),
  // 13-15時
  form(`${BESIDE}?(?<!\\d|\\d[:./])(?<hour>\\d{1,2})\\s*[~-]\\s*(?<until>\\d{1,2})\\s*(?:${HOUR})`, spanOf),
  // from 2 to 4pm
  form(
    `(?<!\\d|\\d[:./])(?<hour>\\d{1,2})(?::(?<minute>\\d\\d))?\\s*(?:-|to|and|until)\\s*(?<until>\\d{1,2})(?::(?<untilMinute>\\d\\d))?\\s*${MERIDIEM}`,
    spanOf,
  ),
  form(
    `(?:\\bbetween|\\bfrom) (?<hour>\\d{1,2}) (?:to|and) (?<until>\\d{1,2})(?![\\d:/]|\\s*(?:[ap]\\.?m|people|persons|days|weeks|months|hours|users|staff))`,
    spanOf,
  ),
  form('\\bcob\\b|早朝|深夜|夜中|夜間|未明|始業|定時|終業|就業後|放課後', () => ({
    type: 'unclear',
    why: 'ambiguousTime',
  })),
]

const BESIDES: Readonly<Record<string, Beside>> = {
  午前: '午前',
  ごぜん: '午前',
  午後: '午後',
  ごご: '午後',
  朝: '朝',
  あさ: '朝',
  昼: '昼',
  お昼: '昼',
  夕方: '夕',
  ゆうがた: '夕',
  夜: '夜',
  よる: '夜',
  今夜: '夜',
  今晩: '夜',
  am: 'am',
  pm: 'pm',
}

function clockOf({ hour, minute, half, beside, meridiem }: Groups): ClockWord {
  const named = BESIDES[meridiem?.replaceAll('.', '') ?? beside ?? '']
  return {
    type: 'clock',
    hour: number(hour),
    minute: half === undefined ? number(minute) : 30,
    ...(named !== undefined && { beside: named }),
  }
}

function spanOf({ hour, minute, until, untilMinute, beside, meridiem }: Groups): TimeWord {
  const last = clockOf({ hour: until, minute: untilMinute, meridiem })
  const first = clockOf({
    hour,
    minute,
    beside,
    meridiem: number(hour) < number(until) ? meridiem : undefined,
  })
  return { type: 'span', first, last }
}

/**
 * The minute of the day. An hour from 1 to 7 alone is neither morning nor afternoon; from 8 it is as it stands, since an office
 * opens then. 午後12時 is noon to some and midnight to others.
 */
export function minuteOf({ hour, minute, beside }: ClockWord): number | UnclearTime {
  if (minute > 59 || hour > 24) return 'noSuchTime'
  const at = hourOf(hour, beside)
  return typeof at === 'number' ? hours(at) + minute : at
}

function hourOf(hour: number, beside: Beside | undefined): number | UnclearTime {
  const between = (from: number, to: number): boolean => from <= hour && hour <= to
  switch (beside) {
    case undefined:
      if (hour === 24) return 'noSuchTime'
      return hour < 8 ? 'ambiguousTime' : hour
    case '午前':
      if (hour === HALF_DAY) return 'ambiguousTime'
      return hour < HALF_DAY ? hour : 'noSuchTime'
    case '午後':
      if (hour === HALF_DAY) return 'ambiguousTime'
      return hour < HALF_DAY ? hour + HALF_DAY : hour < 24 ? hour : 'noSuchTime'
    case 'am':
      return hour <= HALF_DAY ? hour % HALF_DAY : 'noSuchTime'
    case 'pm':
      return hour <= HALF_DAY ? (hour % HALF_DAY) + HALF_DAY : hour < 24 ? hour : 'noSuchTime'
    case '朝':
      return between(5, 11) ? hour : 'ambiguousTime'
    case '昼':
      return between(11, 15) ? hour : between(1, 3) ? hour + HALF_DAY : 'ambiguousTime'
    case '夕':
      return between(15, 19) ? hour : between(3, 7) ? hour + HALF_DAY : 'ambiguousTime'
    case '夜':
      return between(17, 23) ? hour : between(5, 11) ? hour + HALF_DAY : 'ambiguousTime'
  }
}

/** The end of what begins at `from`: the first such hour after it. 24時 may end a day. */
export function endAfter(from: number, last: ClockWord): number | UnclearTime {
  if (last.minute > 59 || last.hour > 24) return 'noSuchTime'
  const written = hours(last.hour) + last.minute
  const end =
    last.beside === undefined
      ? [written, written + hours(HALF_DAY)].find((end) => end > from)
      : minuteOf(last)
  if (typeof end === 'string') return end
  return end !== undefined && end > from && end <= DAY_END ? end : 'ambiguousTime'
}

export const spanBetween = (first: ClockWord, last: ClockWord): TimeRange | UnclearTime => {
  const from = minuteOf(first)
  if (typeof from === 'string') return from
  const to = endAfter(from, last)
  return typeof to === 'string' ? to : { from, to }
}
