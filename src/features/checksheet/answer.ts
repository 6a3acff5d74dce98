import type { Checksheet, Item } from '../../ports/checksheets.ts'
import { asInCell } from '../../ports/spreadsheets.ts'

/** How far one criterion is met, as somebody of the organisation says. */
export interface Mark {
  /** A level's id. */
  readonly level: string
  /** Why, where the level wants to know; else empty. */
  readonly reason: string
}

/** By criterion. What is not there is blank. */
export type Marks = Readonly<Record<string, Mark>>

/** What an organisation says of one item: always the whole of it. */
export interface Entry {
  readonly marks: Marks
  /** Since when, what, where, how often, where it is recorded. */
  readonly evidence: string
}

/** An entry as it is kept. */
export interface ItemAnswer extends Entry {
  readonly itemId: string
  /** Counts from 1 with each change; 0 where nobody has answered. */
  readonly revision: number
  /** Who changed it last; absent where nobody has answered. */
  readonly by: string | undefined
  readonly at: Date | undefined
  /** The sheet has changed here since it was answered. */
  readonly needsLook: boolean
}

/** By item. What is not there is blank. */
export type Answers = ReadonlyMap<string, ItemAnswer>

export const MAX_EVIDENCE = 2_000
export const MAX_REASON = 500

export const blankAnswer = (itemId: string): ItemAnswer => ({
  itemId,
  revision: 0,
  marks: {},
  evidence: '',
  by: undefined,
  at: undefined,
  needsLook: false,
})

export const answerTo = (answers: Answers, { id }: Pick<Item, 'id'>): ItemAnswer =>
  answers.get(id) ?? blankAnswer(id)

export const markOf = (sheet: Checksheet, { marks }: Entry, criterion: string): Mark =>
  marks[criterion] ?? { level: sheet.blank, reason: '' }

/** Only what the sheet knows and a workbook can hold, nothing that says no more than blank. */
export const tidy = (sheet: Checksheet, item: Item, { marks, evidence }: Entry): Entry => ({
  marks: Object.fromEntries(
    item.criteria.flatMap(({ id }) => {
      const mark = marks[id]
      if (!mark || mark.level === sheet.blank || !sheet.levels.some((it) => it.id === mark.level)) return []
      const needsReason = sheet.levels.some((it) => it.id === mark.level && it.needsReason)
      return [
        [
          id,
          { level: mark.level, reason: needsReason ? asInCell(mark.reason).trim().slice(0, MAX_REASON) : '' },
        ],
      ]
    }),
  ),
  evidence: asInCell(evidence).trim().slice(0, MAX_EVIDENCE),
})

/** Criteria whose level wants a reason that is not there. */
export const withoutReason = (sheet: Checksheet, item: Item, entry: Entry): readonly string[] =>
  item.criteria.flatMap(({ id }) => {
    const { level, reason } = markOf(sheet, entry, id)
    const needsReason = sheet.levels.some((it) => it.id === level && it.needsReason)
    return needsReason && reason.trim() === '' ? [id] : []
  })

export const sameMark = (one: Mark, other: Mark): boolean =>
  one.level === other.level && one.reason === other.reason

export const sameEntry = (sheet: Checksheet, item: Item, one: Entry, other: Entry): boolean =>
  one.evidence === other.evidence &&
  item.criteria.every(({ id }) => sameMark(markOf(sheet, one, id), markOf(sheet, other, id)))
