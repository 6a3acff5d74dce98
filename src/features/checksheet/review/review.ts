import { type Checksheet, type Item, levelOf } from '../../../ports/checksheets.ts'
import { type Answers, answerTo, type Entry, markOf, sameEntry } from '../answer.ts'
import { standingOf } from '../rating.ts'
import type { Submission } from '../submission.ts'

export type ReviewState =
  /** Nobody has taken it. */
  | 'submitted'
  | 'taken'
  /** The customer was asked something. */
  | 'waiting'
  | 'returned'
  | 'withdrawn'

/** A run that was handed in to be commented on by a consultant. */
export interface Review extends Submission {
  readonly id: string
  /** As people cite it: R-0012 */
  readonly number: number
  readonly runId: string
  readonly runNumber: number
  readonly sheetId: string
  readonly version: string
  readonly message: string
  /** What it takes of the organisation's allowance. */
  readonly holdId: string | undefined
  readonly state: ReviewState
  /** On the whole sheet; may be empty. */
  readonly remark: string
  readonly submittedAt: Date
  readonly returnedAt: Date | undefined
}

/** What a consultant says of one item. */
export interface ReviewNote {
  readonly itemId: string
  /** May be empty where something is suggested. */
  readonly comment: string
  /** Levels, by criterion. */
  readonly suggestion: Readonly<Record<string, string>>
}

/** What was asked back. */
export interface ReviewQuestion {
  /** From 1. */
  readonly number: number
  /** Empty: of the whole sheet. */
  readonly itemId: string
  readonly question: string
  /** Undefined as long as nobody has answered. */
  readonly answer: string | undefined
}

/** By item. */
export type ReviewNotes = ReadonlyMap<string, ReviewNote>

/** Which items a consultant goes through. */
export const shownItems = ['all', 'noted', 'met'] as const
export type ShownItems = (typeof shownItems)[number]

export const MAX_COMMENT = 1_500
export const MAX_REMARK = 2_000
export const MAX_MESSAGE = 1_000

export const reviewName = (number: number): string => `R-${String(number).padStart(4, '0')}`

/** What the ledger's hold of a review is for. */
export const purposeOf = (id: string): string => `review:${id}`

export function isOpenReview({ state }: Pick<Review, 'state'>): boolean {
  switch (state) {
    case 'submitted':
    case 'taken':
    case 'waiting':
      return true
    case 'returned':
    case 'withdrawn':
      return false
  }
}

export const isUnderWay = ({ state }: Pick<Review, 'state'>): boolean =>
  state === 'taken' || state === 'waiting'

/** Something to say of the sheet: there has to be, before it is returned. */
export const hasSaid = (notes: ReviewNotes, remark: string): boolean => notes.size > 0 || remark.trim() !== ''

/** In the sheet's order. */
export const itemsShown = (
  sheet: Checksheet,
  copy: Answers,
  notes: ReviewNotes,
  shown: ShownItems,
): readonly Item[] => sheet.items.filter((item) => isShown(sheet, item, copy, notes, shown))

function isShown(sheet: Checksheet, item: Item, copy: Answers, notes: ReviewNotes, shown: ShownItems) {
  switch (shown) {
    case 'all':
      return true
    case 'noted':
      return notes.has(item.id)
    case 'met':
      return standingOf(sheet, item, answerTo(copy, item)) === 'met'
  }
}

/** What of an item a consultant is led to. */
export const itemMarks = ['noted', 'asked', 'sinceReview', 'sinceSubmission'] as const
export type ItemMark = (typeof itemMarks)[number]

/** What a sheet that was submitted is compared with. */
export interface AroundReview {
  readonly copy: Answers
  readonly notes: ReviewNotes
  readonly questions: readonly Pick<ReviewQuestion, 'itemId'>[]
  /** As it was submitted for the review before; undefined: there was none. */
  readonly before: Answers | undefined
  /** As the customer's sheet stands now. */
  readonly present: Answers
}

export function marksOf(sheet: Checksheet, item: Item, it: AroundReview): readonly ItemMark[] {
  const submitted = answerTo(it.copy, item)
  const isAnother = (other: Answers) => !sameEntry(sheet, item, submitted, answerTo(other, item))
  const holds: Readonly<Record<ItemMark, boolean>> = {
    noted: it.notes.has(item.id),
    asked: it.questions.some(({ itemId }) => itemId === item.id),
    sinceReview: it.before !== undefined && isAnother(it.before),
    sinceSubmission: isAnother(it.present),
  }
  return itemMarks.filter((mark) => holds[mark])
}

/** The item that somebody means by a number: 28, No.28, ２８番. */
export function itemNumbered({ items }: Checksheet, words: string): Item | undefined {
  const [digits] = /\d+/.exec(words.normalize('NFKC')) ?? []
  return items.find(({ number }) => number === Number(digits))
}

/** Those before and after an item, which itself need not be shown any more. */
export const around = (items: readonly Item[], { number }: Item) => ({
  before: items.findLast((it) => it.number < number),
  after: items.find((it) => it.number > number),
})

/** Levels that can be suggested: somebody else knows no reason, and nobody is told to leave it blank. */
export const suggestible = ({ levels, blank }: Checksheet) =>
  levels.filter(({ id, needsReason, awaits }) => id !== blank && !needsReason && !awaits)

/** Only what the sheet knows, and what differs from what was submitted. */
export const tidyNote = (
  sheet: Checksheet,
  item: Item,
  entry: Entry,
  { comment, suggestion }: ReviewNote,
) => ({
  itemId: item.id,
  comment: comment.trim().slice(0, MAX_COMMENT),
  suggestion: Object.fromEntries(
    item.criteria.flatMap(({ id }) => {
      const level = suggestion[id]
      const known = suggestible(sheet).some((it) => it.id === level)
      return level && known && level !== markOf(sheet, entry, id).level ? [[id, level] as const] : []
    }),
  ),
})

export const isEmptyNote = ({ comment, suggestion }: ReviewNote): boolean =>
  comment === '' && Object.keys(suggestion).length === 0

/** What was submitted, with what is suggested in it. */
export const suggestedEntry = ({ marks, evidence }: Entry, { suggestion }: ReviewNote): Entry => ({
  marks: {
    ...marks,
    ...Object.fromEntries(Object.entries(suggestion).map(([id, level]) => [id, { level, reason: '' }])),
  },
  evidence,
})

/** Whether an entry says what is suggested. */
export const isApplied = (sheet: Checksheet, entry: Entry, { suggestion }: ReviewNote): boolean =>
  Object.entries(suggestion).every(([id, level]) => markOf(sheet, entry, id).level === level)

/** What is suggested, in words: 基準1：対応中 → 達成 */
export const suggestionLines = (
  sheet: Checksheet,
  item: Item,
  entry: Entry,
  { suggestion }: ReviewNote,
  line: (criterion: number, was: string, suggested: string) => string,
): readonly string[] =>
  item.criteria.flatMap(({ id }, at) => {
    const level = suggestion[id]
    if (level === undefined) return []
    return [line(at + 1, levelOf(sheet, markOf(sheet, entry, id).level).label, levelOf(sheet, level).label)]
  })

/** The reply column of a workbook. */
export const repliesOf = (
  sheet: Checksheet,
  copy: Answers,
  notes: ReviewNotes,
  line: (criterion: number, was: string, suggested: string) => string,
): ReadonlyMap<string, string> =>
  new Map(
    sheet.items.flatMap((item) => {
      const noted = notes.get(item.id)
      if (!noted) return []
      const lines = suggestionLines(sheet, item, answerTo(copy, item), noted, line)
      return [[item.id, [noted.comment, ...lines].filter((it) => it !== '').join('\n')] as const]
    }),
  )
