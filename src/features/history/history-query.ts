import { addDays, dayOf } from '../../chat/day.ts'
import { type Days, dayIn, fiscalYear, monthFrom, monthOf, oneDay, week, yearOf } from '../../chat/days.ts'

/** What is looked for among past consultations: days in the desk's time zone, both included, and words. */
export interface HistoryQuery {
  readonly from?: string
  readonly to?: string
  /** Empty: whatever it was about. */
  readonly words: string
}

const NOUN = 'ご?(?:相談|質問)(?:内容)?|お?問い?合わ?せ(?:内容)?'
const LIST = '履歴|一覧|リスト|記録'
const EARLIER = '過去|以前|前回|これまで|今まで'
const SHOW =
  '(?:を|が)?(?:(?:もう一度)?(?:見(?:たい|せて)|確認したい|表示(?:して|したい)?|出して|探して|検索(?:して|したい)?)(?:です|ください|下さい|ほしい(?:です)?|欲しい(?:です)?)?)?'

/** The years that people speak of here; a number of another length is no year. */
const YEAR = '(?:20\\d\\d)'
const number = (digits: string | undefined): number => Number(digits)

interface DatePhrase {
  /** Of text that {@link plain} has made of one spelling. */
  readonly form: string
  readonly days: (found: readonly string[], today: string) => Days | undefined
}

/** The longer form stands before the shorter one that begins it. */
const DATE_PHRASES: readonly DatePhrase[] = [
  {
    form: `(${YEAR})[年/-](\\d{1,2})[月/-](\\d{1,2})日?`,
    days: ([year, month, date]) => dayIn(number(year), number(month), number(date)),
  },
  {
    form: `(${YEAR})[年/-](\\d{1,2})月?(?!\\d)`,
    days: ([year, month]) => monthNamed(number(year), number(month)),
  },
  { form: `(${YEAR})年`, days: ([year]) => yearOf(number(year)) },
  {
    form: '(今年|本年|昨年|去年|一昨年|おととし)の?(\\d{1,2})月',
    days: ([year = '', month], today) => monthNamed(yearCalled(year, today), number(month)),
  },
  {
    form: '(\\d{1,2})[月/](\\d{1,2})日?(?!\\d)',
    days: ([month, date], today) => latest(today, (year) => dayIn(year, number(month), number(date))),
  },
  {
    form: '(\\d{1,2})月(?!\\d)',
    days: ([month], today) => latest(today, (year) => monthNamed(year, number(month))),
  },
  { form: '(\\d{1,3})日前', days: ([days], today) => oneDay(addDays(today, -number(days))) },
  { form: '(\\d{1,2})週間前', days: ([weeks], today) => week(today, -number(weeks)) },
  { form: '(\\d{1,2})[かカヶケ箇]月前', days: ([months], today) => monthFrom(today, -number(months)) },
  { form: '先々週', days: (_, today) => week(today, -2) },
  { form: '先週', days: (_, today) => week(today, -1) },
  { form: '今週', days: (_, today) => week(today, 0) },
  { form: '先々月', days: (_, today) => monthFrom(today, -2) },
  { form: '先月', days: (_, today) => monthFrom(today, -1) },
  { form: '今月', days: (_, today) => monthFrom(today, 0) },
  { form: '今年度|本年度', days: (_, today) => fiscalYear(today, 0) },
  { form: '昨年度|前年度', days: (_, today) => fiscalYear(today, -1) },
  {
    form: '(今年|本年|昨年|去年|一昨年|おととし)',
    days: ([year = ''], today) => yearOf(yearCalled(year, today)),
  },
  { form: '一昨日|おととい', days: (_, today) => oneDay(addDays(today, -2)) },
  { form: '昨日|きのう', days: (_, today) => oneDay(addDays(today, -1)) },
  { form: '今日|本日', days: (_, today) => oneDay(today) },
  { form: '最近', days: (_, today) => ({ from: addDays(today, -29), to: today }) },
]

const ANY_DATE = DATE_PHRASES.map(({ form }) => form.replace(/\((?!\?)/g, '(?:')).join('|')
const TOPIC_LIMIT = 24
/** A phrase that names something, and says nothing of it. */
const TOPIC = `[^、。,.!?！？\\s]{1,${TOPIC_LIMIT}}?(?:の|に関する|についての|関連の)`
const SENTENCE =
  /[をがはも]|です|ます|でしょ|まし|した|して|ない|なか|たい|ください|下さい|お願い|どう|どこ|いつ|なぜ|何|誰|から|まで|ので|けど|場合/

const OF_LIST = new RegExp(
  `^(?:(?:${ANY_DATE})の?)?(?:(?:${EARLIER})の)?(?<topic>${TOPIC})?(?:${NOUN})の?(?:${LIST})${SHOW}$`,
  'u',
)
const EARLIER_ONES = new RegExp(
  `^(?:(?:${ANY_DATE})の|(?:${EARLIER})の|(?:${ANY_DATE})(?:${EARLIER})の)(?<topic>${TOPIC})?(?:${NOUN})${SHOW}$`,
  'u',
)
/** 「相談履歴 多要素認証」: a list, a space, and what is looked for. */
const LIST_AND_WORDS = new RegExp(
  `^(?:${NOUN})の?(?:${LIST})[\\s:]+(?<topic>[^、。,.!?\\n]{1,${TOPIC_LIMIT}})$`,
  'u',
)
const IN_ENGLISH = /^(my|past|previous|earlier)?(questions|consultations|history|questionhistory)$/

/**
 * Whether a message does nothing but ask for past consultations: a phrase that names them, and at most "show me". What says or
 * asks anything about them is a question to the desk.
 */
export function asksForHistory(text: string): boolean {
  if (text.length > 80 || /\n/.test(text.trim()) || /[?？]/.test(text)) return false
  const phrase = plain(text)
  if (IN_ENGLISH.test(phrase) && phrase !== 'questions' && phrase !== 'consultations') return true
  return [OF_LIST, EARLIER_ONES, LIST_AND_WORDS].some((form) => {
    const found = form.exec(form === LIST_AND_WORDS ? text.normalize('NFKC').trim() : phrase)
    return found !== null && !SENTENCE.test(found.groups?.topic ?? '')
  })
}

const FIRST_DATE = DATE_PHRASES.map(({ form, days }) => ({ form: new RegExp(form, 'u'), days }))
const AROUND = new RegExp(
  `(?:の|に関する|についての?|関連の)?(?:(?:${EARLIER})の)?(?:${NOUN})の?(?:${LIST})?${SHOW}$`,
  'u',
)

const LIST_FIRST = new RegExp(`^(?:${NOUN})の?(?:${LIST})[\\s:]+`, 'u')

/** Reads when and about what. Pure; total: whatever is no phrase of time belongs to the words. */
export function historyQuery(text: string, now: Date, timeZone: string): HistoryQuery {
  const today = dayOf(now, timeZone)
  const phrase = text
    .normalize('NFKC')
    .replace(/[\s。、,.!?「」『』“”"'・]+/gu, ' ')
    .trim()
    .toLowerCase()
  if (IN_ENGLISH.test(phrase.replaceAll(' ', ''))) return { words: '' }
  const { days, rest } = withoutDate(inFigures(phrase), today)
  const words = rest
    .replace(LIST_FIRST, '')
    .replace(AROUND, '')
    .replace(new RegExp(`^(?:の)?(?:(?:${EARLIER})の?)?`, 'u'), '')
    .replace(/^の|(の|に関する|についての?)$/gu, '')
    .trim()
  return { ...days, words }
}

function withoutDate(phrase: string, today: string): { readonly days?: Days; readonly rest: string } {
  for (const { form, days } of FIRST_DATE) {
    const found = form.exec(phrase)
    const span = found && days(found.slice(1), today)
    if (!found || !span) continue
    const before = phrase.slice(0, found.index)
    const after = phrase.slice(found.index + found[0].length).replace(/^\s*の/u, '')
    return { days: span, rest: `${before} ${after}`.trim() }
  }
  return { rest: phrase }
}

/** One spelling, without signs and spaces. */
const plain = (text: string): string =>
  inFigures(
    text
      .normalize('NFKC')
      .replace(/[\s。.、,!「」『』“”"']/gu, '')
      .toLowerCase(),
  )

const DIGITS = '一二三四五六七八九'

/** 十一月 → 11月; other numbers in characters are left, being part of words. */
const inFigures = (text: string): string =>
  text.replace(/(十[一二]?|[一二三四五六七八九])(?=月(?!曜)|日前|週間前|[かカヶケ箇]月前)/gu, (figure) =>
    String(
      figure.startsWith('十') ? 10 + DIGITS.indexOf(figure.slice(1) || '＿') + 1 : DIGITS.indexOf(figure) + 1,
    ),
  )

const monthNamed = (year: number, month: number): Days | undefined =>
  month >= 1 && month <= 12 ? monthOf(year, month) : undefined

/** Nobody looks for what is to come: the last one that has begun. */
function latest(today: string, inYear: (year: number) => Days | undefined): Days | undefined {
  const year = number(today.slice(0, 4))
  return [year, year - 1, year - 2, year - 3, year - 4]
    .map(inYear)
    .find((days) => days !== undefined && days.from <= today)
}

function yearCalled(name: string, today: string): number {
  const year = number(today.slice(0, 4))
  if (name === '今年' || name === '本年') return year
  return name === '昨年' || name === '去年' ? year - 1 : year - 2
}
