import { addDays } from '../../../chat/day.ts'
import { dayIn, monthFrom } from '../../../chat/days.ts'
import { dateForms } from './date-words.ts'
import { DATE_END, type DayWord, day, days, number, unclear } from './day-word.ts'
import { type Form, form } from './find-words.ts'
import { spanForms } from './span-words.ts'
import { weekdayForms } from './weekday-words.ts'

const COUNTS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six']
const COUNT = `(?<count>\\d{1,2}|an?|${COUNTS.slice(1).join('|')})`
const within = (today: string, to: string): DayWord => days({ from: today, to }, false)

/** The words of days in text of one spelling. */
export const dayForms = (today: string): readonly Form<DayWord>[] => [
  ...dateForms(today),
  ...nearForms(today),
  ...weekdayForms(),
  ...spanForms(today),
  ...countedForms(today),
  ...looseForms(),
]

const nearForms = (today: string): readonly Form<DayWord>[] => {
  const near: readonly (readonly [source: string, ahead: number])[] = [
    ['一昨日|おととい|\\bday before yesterday\\b', -2],
    ['昨日|きのう|昨夜|昨晩|\\byesterday\\b', -1],
    [
      '(?:今日|本日|きょう|ほんじつ)中?|今朝|今夜|今晩|今夕|今から|\\btoday\\b|\\bthis (?:morning|afternoon|evening)\\b|\\btonight\\b',
      0,
    ],
    ['(?:明日|あした|(?<!で)あす(?!か)|みょうにち)中?|明朝|明晩|\\btomorrow\\b', 1],
    ['明後日|(?<!し)あさって|みょうごにち|\\b(?:the )?day after tomorrow\\b', 2],
    ['明々後日|明明後日|しあさって', 3],
  ]
  return near.map(([source, ahead]) => form(source, () => day(addDays(today, ahead))))
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
    // Of a day that may be any of those named.
    form(
      '[そこ]の(?:前|次|後|翌)の?[日週月]|前日|翌日|前の[日週]|次の日|翌週|翌月|それ(?:まで|以降|以前|より前)',
      unclear,
    ),
    form(
      '(?<![今来])週の?(?:前半|後半|半ば|なかば)|(?<![\\p{Script=Han}の])[前後]半(?=[のでにがは]|$)',
      unclear,
    ),
    // To some the week of the first, to others the first whole week.
    form('第\\s*[1-5]\\s*週目?|[1-5]\\s*週目|最終週', unclear),
    // Two dates, or so many days.
    form(`(?<!\\d|月)\\d{1,2}[,・か]\\s*\\d{1,2}${DATE_END}(?!後)`, unclear),
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
    '最短|(?:できるだけ|出来るだけ|なるべく|可能な限り|できる限り|一番|最も|いち|1日も|1日でも|少しでも)\\s*(?:早|はや)|なるはや|大?至急|早急|直近|早めに|急ぎ|すぐに|すぐ(?=相談|お?話)|近いうち|近日中|近々|早いうち|早い段階|早い時期|(?:いつ|どの日|何曜|何曜日|何日)でも|\\basap\\b|\\bas soon as possible\\b|\\bearliest\\b|\\bany ?time\\b',
    () => ({ type: 'soon' }),
  ),
]
