import { addDays } from '../../../chat/day.ts'
import { type Days, dayIn, monthFrom } from '../../../chat/days.ts'
import {
  DATE_END,
  type DateWord,
  type DayWord,
  ENGLISH_MONTH,
  ENGLISH_MONTHS,
  HALF_A_YEAR,
  MONTH,
  number,
  WEEKDAYS,
} from './day-word.ts'
import { type Form, form, type Groups } from './find-words.ts'

/** 3日間, 3日目, 3日ほど: so many days, and no date. */
const NO_COUNT =
  '(?!間|目|以内|以上|後|前|ほど|程|くらい|ぐらい|あたり|当たり|分|も早|で早|かか|ごと|連|\\d+回|で(?:でき|終|完)|本)'

/** 12/3, 12月3日, ３日, 令和8年12月3日, Dec 3 */
export function dateForms(today: string): readonly Form<DayWord>[] {
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
  const slashed = `(?<month>[01]?\\d)/(?<date>\\d{1,2})(?![\\d/%:]|以上|以下|程度|ほど|くらい|の(?:社員|人|確率|割合))${more}`
  return [
    form(
      '(?<!\\d)(?<year>(?:19|20)\\d\\d)\\s*[-/.年]\\s*(?<month>\\d{1,2})\\s*[-/.月]\\s*(?<date>\\d{1,2})(?!\\d)日?',
      (found) => date(number(found.year), found),
    ),
    form(
      `(?:令和|\\br)(?<era>元|\\d{1,2})\\s*[年./]\\s*(?<month>\\d{1,2})\\s*[月./]\\s*(?<date>\\d{1,2})(?!\\d)日?`,
      (found) => date(2018 + (found.era === '元' ? 1 : number(found.era)), found),
    ),
    form(
      '(?:平成|\\bh)(?<era>\\d{1,2})\\s*[年./]\\s*(?<month>\\d{1,2})\\s*[月./]\\s*(?<date>\\d{1,2})(?!\\d)日?',
      (found) => date(1988 + number(found.era), found),
    ),
    form(`${calledYear}${numbered}`, (found) => date(years[found.called ?? ''], found)),
    form(`${calledYear}${slashed}`, (found) => date(years[found.called ?? ''], found)),
    form(`(?<!\\d|年|年の)${numbered}`, (found) => date(undefined, found)),
    form(`(?<!\\d|/|\\.)(?!24/7)${slashed}`, (found) => date(undefined, found)),
    form(`(?:今月|当月|こんげつ)の?\\s*(?<date>\\d{1,2})${DATE_END}`, (found) => ofMonth(0, found)),
    form(`(?:来月|らいげつ)の?\\s*(?<date>\\d{1,2})${DATE_END}`, (found) => ofMonth(1, found)),
    form(`(?:再来月|さ来月)の?\\s*(?<date>\\d{1,2})${DATE_END}`, (found) => ofMonth(2, found)),
    form(`(?:先月)の?\\s*(?<date>\\d{1,2})${DATE_END}`, (found) => ofMonth(-1, found)),
    form(
      `(?<!\\d|\\d[/.]|[第月])(?<date>\\d{1,2})(?:\\s*[~-]\\s*(?<through>\\d{1,2}))?${DATE_END}${NO_COUNT}`,
      (found) => date(undefined, found),
    ),
    form(`\\b${ENGLISH_MONTH} (?<date>\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])(?:,? (?<year>20\\d\\d))?`, english),
    form(`\\b(?<date>\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${ENGLISH_MONTH}(?:,? (?<year>20\\d\\d))?`, english),
    form('\\bthe (?<date>\\d{1,2})(?:st|nd|rd|th)\\b', (found) => date(undefined, found)),
  ]
}

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
