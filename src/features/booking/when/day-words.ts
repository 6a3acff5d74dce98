import { addDays } from '../../../chat/day.ts'
import { type Days, dayIn, fiscalYear, monthFrom, monthOf, oneDay, week, yearOf } from '../../../chat/days.ts'
import { type Form, form, type Groups } from './find-words.ts'

/** A word for days, as far as it says by itself which. */
export type DayWord =
  /** `wide`: more than the member will want, so that a weekday or a date may follow and choose from it. */
  | { readonly type: 'days'; readonly days: Days; readonly wide: boolean }
  | DateWord
  | WeekdayWord
  /** As soon as can be, or whenever. */
  | { readonly type: 'soon' }
  | { readonly type: 'unclear'; readonly why: 'ambiguousDay' | 'noSuchDay' | 'past' }

export interface DateWord {
  readonly type: 'date'
  readonly year?: number
  readonly month?: number
  /** More than one: any of these. */
  readonly dates: readonly number[]
  /** 7-9: from the one date to this one. */
  readonly through?: number
}

export interface WeekdayWord {
  readonly type: 'weekdays'
  /** 0 Sunday … 6 Saturday */
  readonly weekdays: readonly number[]
  /**
   * `soonest`: within seven days. `next` (次の, 今度の): people differ over whether this week's counts. `this`: of this week.
   * `any`: all of them. `check`: stands in brackets behind a date.
   */
  readonly which: 'soonest' | 'next' | 'this' | 'any' | 'check'
  /** The second of a month: 2. */
  readonly nth?: number
}

const number = (digits: string | undefined): number => Number(digits)
const days = (days: Days | undefined, wide = true): DayWord =>
  days === undefined ? { type: 'unclear', why: 'noSuchDay' } : { type: 'days', days, wide }
const day = (day: string): DayWord => days(oneDay(day), false)
const unclear = (): DayWord => ({ type: 'unclear', why: 'ambiguousDay' })
const within = (today: string, to: string): DayWord => days({ from: today, to }, false)

const DATE_END = '(?:日(?!曜)|にち)'
const MONTH = '(?:月|がつ)'
/** 3日間, 3日目, 3日ほど: so many days, and no date. */
const NO_COUNT =
  '(?!間|目|以内|以上|後|前|ほど|程|くらい|ぐらい|あたり|当たり|分|も早|で早|かか|ごと|連|で(?:でき|終|完)|本)'
const WEEKDAYS = '日月火水木金土'
const ENGLISH_WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const ENGLISH_WEEKDAY =
  '\\b(?:sundays?|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|mon|tues?|wed|thurs?|fri)\\b'
const HIRAGANA_WEEKDAYS = [
  'にちようび',
  'げつよう',
  'かようび',
  'すいよう',
  'もくよう',
  'きんよう',
  'どようび',
]
const WEEKDAY = `(?:[${WEEKDAYS}]曜日?|(?:${HIRAGANA_WEEKDAYS.join('|')})(?:び|日)?|${ENGLISH_WEEKDAY})`
const OR = '\\s*(?:か|と|・|,|/|や|または|もしくは|\\bor\\b|\\band\\b)\\s*'
const AFTER_LETTER = '(?=[のにかはがでだなと,\\s(午]|から|まで|以|あたり|希望|$|\\d)'
const ENGLISH_MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const ENGLISH_MONTH =
  '(?<english>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\b\\.?'
const COUNTS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six']
const COUNT = `(?<count>\\d{1,2}|an?|${COUNTS.slice(1).join('|')})`
const MONTH_PART =
  '上旬|初旬|中旬|下旬|前半|後半|半ば|なかば|中頃|中ごろ|頭|あたま|初頭|初め|はじめ|最終週|末日|末'

/** The words of days in text of one spelling. */
export const dayForms = (today: string): readonly Form<DayWord>[] => [
  ...dateForms(today),
  ...nearForms(today),
  ...weekdayForms(),
  ...weekForms(today),
  ...monthForms(today),
  ...yearForms(today),
  ...countedForms(today),
  ...looseForms(),
]

function dateForms(today: string): readonly Form<DayWord>[] {
  const date = (year: number | undefined, { month, date, through, also }: Groups): DateWord => ({
    type: 'date',
    ...(year !== undefined && { year }),
    ...(month !== undefined && { month: number(month) }),
    dates: [number(date), ...(also?.match(/\d+/g) ?? []).map(Number)],
    ...(through !== undefined && { through: number(through) }),
  })
  const ofMonth = (months: number, groups: Groups): DateWord => {
    const [year, month] = monthFrom(today, months).from.split('-')
    return date(number(year), { ...groups, month })
  }
  const english = ({ english = '', year, date }: Groups): DateWord => ({
    type: 'date',
    ...(year !== undefined && { year: number(year) }),
    month: ENGLISH_MONTHS.indexOf(english.slice(0, 3)) + 1,
    dates: [number(date)],
  })
  const thisYear = number(today.slice(0, 4))
  const years: Readonly<Record<string, number>> = {
    今年: thisYear,
    本年: thisYear,
    来年: thisYear + 1,
    翌年: thisYear + 1,
    再来年: thisYear + 2,
    昨年: thisYear - 1,
    去年: thisYear - 1,
  }
  const calledYear = `(?<called>${Object.keys(years).join('|')})の?\\s*`
  const more = `(?:\\s*[~-]\\s*(?<through>\\d{1,2})(?![\\d/:時.-])|(?<also>(?:[・,]\\s*\\d{1,2})+)(?=日|[のにで]|$))?`
  const numbered = `(?<month>\\d{1,2})\\s*${MONTH}\\s*の?\\s*(?<date>\\d{1,2})(?:(?:\\s*${DATE_END})?${more}${DATE_END}|\\s*${DATE_END}|(?=\\s*\\([${WEEKDAYS}]))`
  const slashed = `(?<month>[01]?\\d)/(?<date>\\d{1,2})(?![\\d/%:])${more}`
  return [
    form(
      '(?<!\\d)(?<year>20\\d\\d)\\s*[-/.年]\\s*(?<month>\\d{1,2})\\s*[-/.月]\\s*(?<date>\\d{1,2})(?!\\d)日?',
      (found) => date(number(found.year), found),
    ),
    form(
      `(?:令和|\\br)(?<era>元|\\d{1,2})\\s*[年./]\\s*(?<month>\\d{1,2})\\s*[月./]\\s*(?<date>\\d{1,2})(?!\\d)日?`,
      (found) => date(2018 + (found.era === '元' ? 1 : number(found.era)), found),
    ),
    form(`${calledYear}${numbered}`, (found) => date(years[found.called ?? ''], found)),
    form(`${calledYear}${slashed}`, (found) => date(years[found.called ?? ''], found)),
    form(`(?<!\\d)${numbered}`, (found) => date(undefined, found)),
    form(`(?<![\\d/.:-])(?!24/7)${slashed}`, (found) => date(undefined, found)),
    form(`(?:今月|当月|こんげつ)の?\\s*(?<date>\\d{1,2})${DATE_END}`, (found) => ofMonth(0, found)),
    form(`(?:来月|翌月|らいげつ)の?\\s*(?<date>\\d{1,2})${DATE_END}`, (found) => ofMonth(1, found)),
    form(`(?:再来月|さ来月)の?\\s*(?<date>\\d{1,2})${DATE_END}`, (found) => ofMonth(2, found)),
    form(`(?:先月)の?\\s*(?<date>\\d{1,2})${DATE_END}`, (found) => ofMonth(-1, found)),
    form(
      `(?<![\\d/.:第-])(?<date>\\d{1,2})(?:\\s*[~-]\\s*(?<through>\\d{1,2}))?${DATE_END}${NO_COUNT}`,
      (found) => date(undefined, found),
    ),
    form(`\\b${ENGLISH_MONTH} (?<date>\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])(?:,? (?<year>20\\d\\d))?`, english),
    form(`\\b(?<date>\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${ENGLISH_MONTH}(?:,? (?<year>20\\d\\d))?`, english),
    form('\\bthe (?<date>\\d{1,2})(?:st|nd|rd|th)\\b', (found) => date(undefined, found)),
  ]
}

const nearForms = (today: string): readonly Form<DayWord>[] => {
  const near: readonly (readonly [source: string, ahead: number])[] = [
    ['一昨日|おととい|\\bday before yesterday\\b', -2],
    ['昨日|きのう|昨夜|昨晩|\\byesterday\\b', -1],
    ['(?:今日|本日|きょう|ほんじつ)中?|今朝|今夜|今晩|今夕|(?<![た])今から|\\btoday\\b|\\btonight\\b', 0],
    ['(?:明日|あした|(?<!で)あす(?!か)|みょうにち)中?|明朝|明晩|翌日|\\btomorrow\\b', 1],
    ['明後日|(?<!し)あさって|みょうごにち|\\b(?:the )?day after tomorrow\\b', 2],
    ['明々後日|明明後日|しあさって', 3],
  ]
  return near.map(([source, ahead]) => form(source, () => day(addDays(today, ahead))))
}

function weekdayForms(): readonly Form<DayWord>[] {
  const named = (found: string): readonly number[] => {
    const names = found.match(
      new RegExp(`[${WEEKDAYS}](?=曜)|${HIRAGANA_WEEKDAYS.join('|')}|${ENGLISH_WEEKDAY}`, 'gu'),
    )
    return (names ?? []).map((name) =>
      [
        [...WEEKDAYS].indexOf(name),
        HIRAGANA_WEEKDAYS.indexOf(name),
        ENGLISH_WEEKDAYS.indexOf(name.slice(0, 3)),
      ].reduce((one, other) => Math.max(one, other)),
    )
  }
  const weekdays = (
    weekdays: readonly number[],
    which: WeekdayWord['which'] = 'soonest',
    nth?: string,
  ): DayWord => ({ type: 'weekdays', weekdays, which, ...(nth !== undefined && { nth: number(nth) }) })
  return [
    form(`\\(\\s*(?<letter>[${WEEKDAYS}])(?:曜日?)?(?:[・,/]?祝日?)?\\s*\\)`, ({ letter = '' }) =>
      weekdays([WEEKDAYS.indexOf(letter)], 'check'),
    ),
    form(`\\((?<name>${ENGLISH_WEEKDAY}|sun|sat)\\)`, ({ name = '' }) =>
      weekdays([ENGLISH_WEEKDAYS.indexOf(name.slice(0, 3))], 'check'),
    ),
    form(
      `(?<next>次の?|つぎの|今度の|こんどの|\\bnext )?(?<this>\\bthis )?(?:\\bcoming )?(?<names>${WEEKDAY}(?:${OR}${WEEKDAY})*)(?![a-z])`,
      (found) => weekdays(named(found.names ?? ''), found.next ? 'next' : found.this ? 'this' : 'soonest'),
    ),
    form(`第\\s*(?<nth>[1-5])\\s*(?<names>${WEEKDAY})`, ({ nth, names = '' }) =>
      weekdays(named(names), 'soonest', nth),
    ),
    // One letter each: only where nothing else can be meant.
    form(
      `(?<=週の?)(?<letters>[${WEEKDAYS}](?:[・,/か~-]?[${WEEKDAYS}])*)(?:曜日?)?${AFTER_LETTER}`,
      letters,
    ),
    form(
      `(?<![\\p{Script=Han}\\d])(?<letters>[${WEEKDAYS}](?:[・/か~-][${WEEKDAYS}])+|土日|月水金|火木|火木金|月木)(?:曜日?)?${AFTER_LETTER}`,
      letters,
    ),
    form('平日|へいじつ|\\b(?:any )?weekdays?\\b', () => weekdays([1, 2, 3, 4, 5], 'any')),
    form(`(?:毎週|隔週|毎月|毎日|毎朝|\\bevery|\\beach)(?:の?\\s*(?:${WEEKDAY}|day|week|month))?`, unclear),
  ]
}

/** 火・木, 月~水 */
function letters({ letters = '' }: Groups): DayWord {
  const weekdays: number[] = []
  for (const [index, letter] of [...letters].entries()) {
    const weekday = WEEKDAYS.indexOf(letter)
    if (weekday < 0) continue
    const last = weekdays.at(-1)
    const through = last !== undefined && /[~-]/.test(letters[index - 1] ?? '')
    if (through)
      for (let between = (last + 1) % 7; between !== weekday; between = (between + 1) % 7)
        weekdays.push(between)
    weekdays.push(weekday)
  }
  return { type: 'weekdays', weekdays, which: 'soonest' }
}

function weekForms(today: string): readonly Form<DayWord>[] {
  const part =
    '(?:の?(?<part>前半|後半|頭|あたま|初め|はじめ|半ば|なかば|中頃|中ごろ|中盤|末))?(?:中|いっぱい|内)?'
  const ofWeek = (weeks: number, { part }: Groups): DayWord => {
    const { from, to } = week(today, weeks)
    if (part === undefined) return days({ from, to })
    // To some the end of a working week, to others the days after it.
    if (part === '末') return weeks < 0 ? day(to) : unclear()
    const [first, last] =
      part === '前半' ? [0, 2] : part === '後半' ? [2, 4] : /頭|あたま|め$/u.test(part) ? [0, 1] : [1, 3]
    return days({ from: addDays(from, first), to: addDays(from, last) })
  }
  const weeks: readonly (readonly [source: string, ahead: number])[] = [
    ['先々週|\\bweek before last\\b', -2],
    ['先週|前週|\\blast week\\b', -1],
    ['今週|こんしゅう|\\b(?:later )?this week\\b', 0],
    ['来週|らいしゅう|翌週|次週|\\bnext week\\b', 1],
    ['再来週|さ来週|さらいしゅう|\\b(?:the )?week after next\\b', 2],
  ]
  return [
    ...weeks.map(([source, ahead]) => form(`(?:${source})${part}`, (found) => ofWeek(ahead, found))),
    form('週明け|しゅうあけ|週初め|週頭', () => ofWeek(1, { part: '頭' })),
    form('週末|しゅうまつ|\\bweekend\\b', unclear),
  ]
}

function monthForms(today: string): readonly Form<DayWord>[] {
  const part = `(?:の?(?<part>${MONTH_PART}))?(?:中(?!旬)|いっぱい|内)?`
  const months: readonly (readonly [source: string, ahead: number])[] = [
    ['先々月', -2],
    ['先月|\\blast month\\b', -1],
    ['今月|当月|こんげつ|\\bthis month\\b', 0],
    ['来月|翌月|らいげつ|\\bnext month\\b', 1],
    ['再来月|さ来月|さらいげつ|\\bmonth after next\\b', 2],
  ]
  const partAlone = ({ part = '' }: Groups): DayWord => {
    const here = partOf(monthFrom(today, 0), part)
    if (here.to < today) return days(partOf(monthFrom(today, 1), part))
    // At a beginning under way, the next month's may be meant as well.
    return here.from <= today && !/末|下旬/u.test(part) ? unclear() : days(here)
  }
  const english = (early: string, ahead: number): DayWord => days(partOf(monthFrom(today, ahead), early))
  return [
    ...months.map(([source, ahead]) =>
      form(`(?:${source})${part}`, (found) => days(partOf(monthFrom(today, ahead), found.part))),
    ),
    form(
      `(?<!\\d)(?<year>20\\d\\d)[年/-]\\s*(?<month>\\d{1,2})月?(?![\\d/-])${part}`,
      ({ year, month, part }) => monthIn(number(year), number(month), part),
    ),
    form(
      `(?<called>来年|今年|本年)の?\\s*(?<month>\\d{1,2})${MONTH}(?!\\d)${part}`,
      ({ called, month, part }) =>
        monthIn(number(today.slice(0, 4)) + (called === '来年' ? 1 : 0), number(month), part),
    ),
    form(`(?<!\\d)(?<month>\\d{1,2})${MONTH}(?!\\s*\\d|[前後間]|号|期)${part}`, ({ month, part }) =>
      monthCalled(today, number(month), part),
    ),
    form(
      `\\b(?<early>in |early |mid |mid-|late |(?:the )?end of )${ENGLISH_MONTH}`,
      ({ early, english = '' }) =>
        monthCalled(
          today,
          ENGLISH_MONTHS.indexOf(english.slice(0, 3)) + 1,
          ENGLISH_PARTS[early?.trim() ?? ''],
        ),
    ),
    form('(?<part>月末|げつまつ|月初め?|月頭|上旬|初旬|中旬|下旬|月半ば)', ({ part = '' }) =>
      partAlone({
        part: part
          .replace(/^月|^げつ/u, '')
          .replace('まつ', '末')
          .replace(/^初$/u, '初め'),
      }),
    ),
    form('\\b(?:the )?end of (?:the|this) month\\b', () => english('末', 0)),
    form('\\b(?:the )?(?<early>beginning|end) of next month\\b', ({ early }) =>
      english(early === 'end' ? '末' : '初め', 1),
    ),
  ]
}

const ENGLISH_PARTS: Readonly<Record<string, string>> = {
  early: '上旬',
  mid: '中旬',
  'mid-': '中旬',
  late: '下旬',
  'end of': '末',
  'the end of': '末',
}

/** 上旬 to 下旬 are tens of days; a month's beginning and end are seven. */
function partOf({ from, to }: Days, part: string | undefined): Days {
  const date = (ahead: number): string => addDays(from, ahead - 1)
  if (part === undefined) return { from, to }
  if (/上旬|初旬/u.test(part)) return { from, to: date(10) }
  if (/中旬|半ば|なかば|中頃|中ごろ/u.test(part)) return { from: date(11), to: date(20) }
  if (part === '下旬') return { from: date(21), to }
  if (part === '前半') return { from, to: date(15) }
  if (part === '後半') return { from: date(16), to }
  if (part === '末日') return oneDay(to)
  return /末|最終週/u.test(part) ? { from: addDays(to, -6), to } : { from, to: date(7) }
}

const monthIn = (year: number, month: number, part: string | undefined): DayWord =>
  month >= 1 && month <= 12 ? days(partOf(monthOf(year, month), part)) : { type: 'unclear', why: 'noSuchDay' }

/** A month gone by is next year's if that is less than half a year away. */
function monthCalled(today: string, month: number, part: string | undefined): DayWord {
  if (month < 1 || month > 12) return { type: 'unclear', why: 'noSuchDay' }
  const year = number(today.slice(0, 4))
  const [here, next] = [partOf(monthOf(year, month), part), partOf(monthOf(year + 1, month), part)]
  if (here.to >= today) return days(here)
  return next.from <= addDays(today, HALF_A_YEAR) ? days(next) : { type: 'unclear', why: 'past' }
}

const HALF_A_YEAR = 183

/**
 * The year's last business days are to 28 December (御用納め); the new year begins on the 4th (仕事始め), and is new for its
 * first business days.
 */
function yearForms(today: string): readonly Form<DayWord>[] {
  const year = number(today.slice(0, 4))
  const newYear = (of: number): Days => ({ from: `${of}-01-04`, to: `${of}-01-15` })
  return [
    form('年末|ねんまつ', () => days({ from: `${year}-12-25`, to: `${year}-12-28` })),
    form('年末年始', unclear),
    form('(?:年明け|年始|ねんあけ|としあけ|新年)(?:早々|すぐ)?', () =>
      days(newYear(today <= newYear(year).to ? year : year + 1)),
    ),
    form('(?:年内|今年|本年|今年中)(?:中|いっぱい)?', () => days(yearOf(year))),
    form('大晦日', () => day(`${year}-12-31`)),
    form('元日|元旦', () => day(today === `${year}-01-01` ? today : `${year + 1}-01-01`)),
    form('来年|らいねん|\\bnext year\\b', () => days(yearOf(year + 1))),
    form('再来年', () => days(yearOf(year + 2))),
    form('去年|昨年|\\blast year\\b', () => days(yearOf(year - 1))),
    form('(?<!\\d)(?<named>20\\d\\d)年(?!\\s*\\d|度)', ({ named }) => days(yearOf(number(named)))),
    form('(?:今年度|本年度|年度内)中?', () => days(fiscalYear(today, 0))),
    form('年度末', () => days(partOf(monthOf(number(fiscalYear(today, 0).to.slice(0, 4)), 3), '末'))),
    form('来年度', () => days(fiscalYear(today, 1))),
  ]
}

function countedForms(today: string): readonly Form<DayWord>[] {
  const after = (count: number, unit: string): string =>
    /^month|月/u.test(unit)
      ? monthsAfter(today, count)
      : addDays(today, count * (/week|週/u.test(unit) ? 7 : 1))
  const counted = (count = ''): number => {
    if (/^\d/.test(count)) return number(count)
    return Math.max(1, COUNTS.indexOf(count))
  }
  const unit = '(?<unit>日|週間?|[かヶケヵカ箇]月|にち|しゅうかん)'
  return [
    form(`(?<!\\d)(?<count>\\d{1,2})${unit}(?:後|ご(?![ろとざ]))`, ({ count, unit = '' }) =>
      day(after(number(count), unit)),
    ),
    form(`(?<!\\d)(?<first>\\d)[,・~-](?<count>\\d{1,2})${unit}後`, ({ first, count, unit = '' }) =>
      number(first) < number(count)
        ? days({ from: after(number(first), unit), to: after(number(count), unit) }, false)
        : unclear(),
    ),
    form('数日後|数日中|数日以内|何日か後', unclear),
    form(`(?<!\\d)(?<count>\\d{1,2})${unit}(?:以内|内|のうち)`, ({ count, unit = '' }) =>
      within(today, after(number(count), unit)),
    ),
    form(`(?<!\\d)(?<count>\\d{1,2})${unit}(?:前)`, ({ count, unit = '' }) =>
      day(after(-number(count), unit)),
    ),
    form('[一1]両日(?:中|以内)?', () => within(today, addDays(today, 1))),
    // Which days are business days is not for words to know.
    form('\\d{1,2}営業日(?:以内|後|中)?|翌営業日|明営業日|\\d+ business days', unclear),
    form('(?:連休|gw|ゴールデンウィーク|お?盆休み?|夏休み|冬休み|正月|休み)(?:明け|中|前)', unclear),
    form(`\\bin ${COUNT} (?<unit>day|week|month)s?\\b`, ({ count, unit = '' }) =>
      day(after(counted(count), unit)),
    ),
    form(`\\bwithin ${COUNT} (?<unit>day|week|month)s?\\b`, ({ count, unit = '' }) =>
      within(today, after(counted(count), unit)),
    ),
  ]
}

/** The same date, or the last of a month that has none. */
function monthsAfter(today: string, months: number): string {
  const { from, to } = monthFrom(today, months)
  const [year, month] = from.split('-')
  return dayIn(number(year), number(month), number(today.slice(8)))?.from ?? to
}

const looseForms = (): readonly Form<DayWord>[] => [
  form(
    '最短|(?:できるだけ|出来るだけ|なるべく|可能な限り|できる限り|一番|最も|いち|1日も|1日でも|少しでも)\\s*(?:早|はや)|なるはや|至急|大至急|早急|直近|早めに|いつでも|\\basap\\b|\\bas soon as possible\\b|\\bearliest\\b|\\bany ?time\\b',
    () => ({ type: 'soon' }),
  ),
]

/**
 * The days that a date is: in this month or, once past, the next; in this year, or in the next one where that is less than half
 * a year away. A date that lies far ahead and was there within the last two months (12/28 said in January) may be either.
 */
export function daysOfDate(
  { year, month, dates, through }: DateWord,
  today: string,
): Days[] | 'ambiguousDay' | 'noSuchDay' | 'past' {
  const found: Days[] = []
  for (const date of dates) {
    const first = dayOfDate(year, month, date, month === undefined ? (found.at(-1)?.from ?? today) : today)
    if (typeof first === 'string') return first
    if (through === undefined) {
      found.push(first)
      continue
    }
    const last = dayOfDate(year, month, through, first.from)
    if (typeof last === 'string') return last === 'noSuchDay' ? last : 'ambiguousDay'
    if (last.from < first.from) return 'ambiguousDay'
    found.push({ from: first.from, to: last.from })
  }
  return found
}

function dayOfDate(
  year: number | undefined,
  month: number | undefined,
  date: number,
  today: string,
): Days | 'ambiguousDay' | 'noSuchDay' | 'past' {
  const thisYear = number(today.slice(0, 4))
  if (date < 1 || date > 31 || (month !== undefined && (month < 1 || month > 12))) return 'noSuchDay'
  if (month === undefined) {
    const [here, next] = [0, 1].map((months) => {
      const [year, month] = monthFrom(today, months).from.split('-')
      return dayIn(number(year), number(month), date)
    })
    // Said in a month that has no 31st: a slip, or the next one's.
    if (here === undefined) return 'ambiguousDay'
    return here.from >= today ? here : (next ?? 'ambiguousDay')
  }
  if (year !== undefined) return dayIn(year, month, date) ?? 'noSuchDay'
  const [before, here, next] = [thisYear - 1, thisYear, thisYear + 1].map((year) => dayIn(year, month, date))
  if (here === undefined && next === undefined) return 'noSuchDay'
  if (here !== undefined && here.from >= today) {
    const far = here.from > addDays(today, HALF_A_YEAR)
    return far && before !== undefined && before.from >= addDays(today, -60) ? 'ambiguousDay' : here
  }
  return next !== undefined && next.from <= addDays(today, HALF_A_YEAR) ? next : 'past'
}
