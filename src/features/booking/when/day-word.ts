import { type Days, oneDay } from '../../../chat/days.ts'

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

export const number = (digits: string | undefined): number => Number(digits)

export const days = (days: Days, wide = true): DayWord => ({ type: 'days', days, wide })

export const day = (day: string): DayWord => days(oneDay(day), false)

export const unclear = (): DayWord => ({ type: 'unclear', why: 'ambiguousDay' })

/** Half a year, in days: further ahead, a day or a month without its year is none that a member would mean. */
export const HALF_A_YEAR = 183

export const DATE_END = '(?:日(?!曜)|にち)'

export const MONTH = '(?:月|がつ)'

export const ENGLISH_MONTHS = [
  'jan',
  'feb',
  'mar',
  'apr',
  'may',
  'jun',
  'jul',
  'aug',
  'sep',
  'oct',
  'nov',
  'dec',
]

export const ENGLISH_MONTH =
  '(?<english>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\b\\.?'

export const WEEKDAYS = '日月火水木金土'
