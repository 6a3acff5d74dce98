import { addDays } from '../../../../chat/day.ts'
import { type Checksheet, itemOf } from '../../../../ports/checksheets.ts'
import { businessDaysFrom, isBusinessDay, type Opening } from '../../../desk-hours/index.ts'
import { type Answers, answerTo } from '../../answer.ts'
import { standingOf } from '../../rating.ts'
import type { ProgramRow } from '../program.ts'

/** A row of a program that was delivered, as what the organisation has to do. */
export interface Task {
  readonly organisationId: string
  readonly counsellingId: string
  /** The counselling's, as people cite it. */
  readonly number: number
  readonly row: ProgramRow
  readonly sheetId: string
  readonly version: string
  /** Who asked for the program. */
  readonly requestedBy: string
  readonly state: 'open' | 'done'
  /** Who looks after it. */
  readonly memberId: string | undefined
  /** ISO date in the desk's time zone. */
  readonly dueOn: string | undefined
  readonly doneAt: Date | undefined
  /** The due days of which its people were reminded. */
  readonly told: Readonly<Record<TaskReminder, string | undefined>>
}

/** Some business days before the day, on it, and once it is over. */
export const taskReminders = ['soon', 'due', 'overdue'] as const
export type TaskReminder = (typeof taskReminders)[number]

/** Business days. */
const SOON = 3

type Days = Omit<Opening, 'timeZone'>

/** Undefined: nothing is to be told today. Each is told once of a due day; one that was missed is not told after the nearer one. */
export function reminderOn(
  { state, dueOn, told }: Pick<Task, 'state' | 'dueOn' | 'told'>,
  days: Days,
  today: string,
): TaskReminder | undefined {
  if (state === 'done' || dueOn === undefined) return undefined
  const kind = kindOn(dueOn, days, today)
  return kind && told[kind] !== dueOn ? kind : undefined
}

function kindOn(dueOn: string, days: Days, today: string): TaskReminder | undefined {
  if (today > dueOn) return 'overdue'
  if (today === dueOn) return 'due'
  return today >= businessDaysFrom(days, dueOn, -SOON) ? 'soon' : undefined
}

/** Up to this day lie the due days of which something may have to be told. */
export const toldUntil = (days: Days, today: string): string =>
  addDays(businessDaysFrom(days, today, SOON), 1)

/** Open ones first, by their days, then as the program orders them. */
export const inOrder = (tasks: readonly Task[]): readonly Task[] =>
  tasks.toSorted(
    (a, b) =>
      Number(a.state === 'done') - Number(b.state === 'done') ||
      (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999') ||
      b.number - a.number ||
      a.row.means.localeCompare(b.row.means) ||
      a.row.position - b.row.position,
  )

/** How many of its items the sheet says are met today; what it no longer asks is left out. */
export function metOf(
  sheet: Checksheet,
  answers: Answers,
  { row }: Pick<Task, 'row'>,
): { readonly met: number; readonly items: number } {
  const items = row.items.flatMap((id) => itemOf(sheet, id) ?? [])
  const met = items.filter((it) => standingOf(sheet, it, answerTo(answers, it)) !== 'unmet')
  return { met: met.length, items: items.length }
}

/** Whether it could be closed for what the sheet says. */
export const isMet = ({ met, items }: ReturnType<typeof metOf>): boolean => items > 0 && met === items

/** What somebody means by a day: 2026-12-18, 12/18 and 12月18日, which without a year is the next one. Undefined: none. */
export function dayIn(words: string, today: string): string | undefined {
  const plain = words.normalize('NFKC').replace(/\s/g, '')
  const [, year, month, day] =
    /^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?(?:\([月火水木金土日]\))?(?:まで)?$/.exec(plain) ?? []
  if (month === undefined || day === undefined) return undefined
  const of = (it: string) => realDay(`${it}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
  if (year !== undefined) return of(year)
  const years = [0, 1, 2, 3, 4].map((ahead) => String(Number(today.slice(0, 4)) + ahead))
  return years.map(of).find((it) => it !== undefined && it >= today)
}

function realDay(day: string): string | undefined {
  const at = Date.parse(day)
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day ? undefined : day
}

/** The day itself where the desk is open on it, else the next one on which it is. */
export const businessDayFrom = (days: Days, day: string): string =>
  isBusinessDay(days, day) ? day : businessDaysFrom(days, day, 1)

/** As far ahead as a day may lie. */
export const furthest = (today: string): string => addDays(today, 3 * 366)
