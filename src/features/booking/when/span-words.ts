import { addDays } from '../../../chat/day.ts'
import { type Days, fiscalYear, monthFrom, monthOf, oneDay, week, yearOf } from '../../../chat/days.ts'
import {
  type DayWord,
  day,
  days,
  ENGLISH_MONTH,
  ENGLISH_MONTHS,
  HALF_A_YEAR,
  MONTH,
  number,
  unclear,
} from './day-word.ts'
import { type Form, form, type Groups } from './find-words.ts'

const MONTH_PART =
  '月末|月初め?|月頭|上旬|初旬|中旬|下旬|前半|後半|半ば|なかば|中頃|中ごろ|頭|あたま|初頭|初め|はじめ|最終週|末日|末'

/** Weeks, months and years, and parts of them: 来週後半, 12月上旬, 月末, 年内 */
export const spanForms = (today: string): readonly Form<DayWord>[] => [
  ...weekForms(today),
  ...monthForms(today),
  ...yearForms(today),
]

function weekForms(today: string): readonly Form<DayWord>[] {
  const part =
    '(?:の?(?<part>前半|後半|頭|あたま|初め|はじめ|半ば|なかば|中頃|中ごろ|中盤|末))?(?:中(?!旬)|いっぱい|内)?'
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
    ['来週|らいしゅう|次週|\\bnext week\\b', 1],
    ['再来週|さ来週|さらいしゅう|\\b(?:the )?week after next\\b', 2],
  ]
  return [
    ...weeks.map(([source, ahead]) => form(`(?:${source})${part}`, (found) => ofWeek(ahead, found))),
    form('週明け|しゅうあけ|週初め|週頭', () => ofWeek(1, { part: '頭' })),
    form('週末|しゅうまつ|\\bweekend\\b', unclear),
  ]
}

function monthForms(today: string): readonly Form<DayWord>[] {
  const part = `(?:の?\\s*(?<part>${MONTH_PART}))?(?:中(?!旬)|いっぱい|内)?`
  const months: readonly (readonly [source: string, ahead: number])[] = [
    ['先々月', -2],
    ['先月|\\blast month\\b', -1],
    ['今月|当月|こんげつ|\\bthis month\\b', 0],
    ['来月|らいげつ|\\bnext month\\b', 1],
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
    form('(?:年明け|年始|来年早々|来年の?(?:初め|はじめ|頭)|ねんあけ|としあけ|新年)(?:早々|すぐ)?', () =>
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
