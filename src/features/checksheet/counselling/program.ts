import { type Checksheet, type Item, itemOf, levelOf } from '../../../ports/checksheets.ts'
import { asInCell } from '../../../ports/spreadsheets.ts'
import { type Answers, answerTo, markOf } from '../answer.ts'
import { prioritiesOf } from '../priorities.ts'
import { awaits, resultsOf } from '../rating.ts'

/** The two tables of a program. An item is met by one of them, never by both: its sheet says by which. */
export const means = ['governance', 'product'] as const satisfies readonly Item['means'][]
export type Means = (typeof means)[number]

/** What is to be done together: items of one category and stage that are met by the same means. */
export interface ProgramRow {
  /** Counts from 1, as it was drafted. */
  readonly row: number
  readonly means: Means
  readonly stage: string
  readonly category: number
  /** Ids, those that come first first. */
  readonly items: readonly string[]
  /** Among those of its means; the first is taken up first. */
  readonly position: number
  readonly reason: string
  /** Kinds of products; empty in the table of governance. */
  readonly tools: string
  /** What the consultant adds; may be empty. */
  readonly note: string
  /** Business days from the delivery on; undefined: no day is suggested. */
  readonly dueIn: number | undefined
  /** The consultant has taken it out. */
  readonly dropped: boolean
}

/** Why a row stands where it stands. */
export interface ReasonFacts {
  readonly stage: string
  readonly effect: Item['effect']
  readonly effort: Item['effort']
  /** Criteria that are not met. */
  readonly missing: number
  /** Items of which nobody knows something yet. */
  readonly awaiting: number
}

export const MAX_REASON = 500
export const MAX_TOOLS = 200
export const MAX_NOTE = 500
export const MAX_DUE_IN = 500

/** Our own proposal: what takes more gets longer, and a later stage begins when the one before should be done. Business days. */
const DAYS_OF_EFFORT = 20
const DAYS_OF_STAGE = 60

/**
 * What is not met, as a draft: each item once, in the table of what it is met by, with the others of its category and stage.
 * Rows stand in the order of `prioritiesOf`: of the item of theirs that comes first. Pure.
 */
export function programOf(
  sheet: Checksheet,
  answers: Answers,
  reasonOf: (facts: ReasonFacts) => string,
): readonly ProgramRow[] {
  const groups = Map.groupBy(
    prioritiesOf(sheet, resultsOf(sheet, answers)),
    (it) => `${it.means}/${it.stage}/${it.category}`,
  )
  const positions = new Map<Means, number>()
  return [...groups.values()].flatMap((items, at): readonly ProgramRow[] => {
    const [first] = items
    if (!first) return []
    const position = (positions.get(first.means) ?? 0) + 1
    positions.set(first.means, position)
    return [
      {
        ...{ row: at + 1, means: first.means, stage: first.stage, category: first.category, position },
        ...{ items: items.map(({ id }) => id), note: '', dropped: false },
        reason: reasonOf(factsOf(sheet, answers, items, first)),
        tools: [...new Set(items.flatMap(({ products }) => products))].join('・').slice(0, MAX_TOOLS),
        dueIn: dueInOf(sheet, items, first),
      },
    ]
  })
}

const factsOf = (
  sheet: Checksheet,
  answers: Answers,
  items: readonly Item[],
  { stage, effect, effort }: Item,
): ReasonFacts => ({
  ...{ effect, effort, stage: sheet.stages.find(({ id }) => id === stage)?.label ?? stage },
  missing: items.flatMap((it) =>
    it.criteria.filter(
      ({ id }) => levelOf(sheet, markOf(sheet, answerTo(answers, it), id).level).counts === 'unmet',
    ),
  ).length,
  awaiting: items.filter((it) => awaits(sheet, it, answerTo(answers, it))).length,
})

const dueInOf = (sheet: Checksheet, items: readonly Item[], { stage }: Item): number =>
  DAYS_OF_EFFORT * Math.max(...items.map(({ effort }) => effort)) +
  DAYS_OF_STAGE *
    Math.max(
      0,
      sheet.stages.findIndex(({ id }) => id === stage),
    )

/** Those of a table that are delivered, first things first. */
export const rowsOf = (rows: readonly ProgramRow[], of: Means): readonly ProgramRow[] =>
  inOrder(rows, of).filter(({ dropped }) => !dropped)

/** Those of a table, also what was taken out: at the end. */
export const draftOf = (rows: readonly ProgramRow[], of: Means): readonly ProgramRow[] => [
  ...rowsOf(rows, of),
  ...inOrder(rows, of).filter(({ dropped }) => dropped),
]

const inOrder = (rows: readonly ProgramRow[], of: Means): readonly ProgramRow[] =>
  rows.filter((it) => it.means === of).toSorted((a, b) => a.position - b.position || a.row - b.row)

/** Everything that is delivered, table by table. */
export const kept = (rows: readonly ProgramRow[]): readonly ProgramRow[] =>
  means.flatMap((it) => rowsOf(rows, it))

/** From 1; undefined for what is not delivered. */
export function priorityOf(
  rows: readonly ProgramRow[],
  { row, means: of }: Pick<ProgramRow, 'row' | 'means'>,
): number | undefined {
  const at = rowsOf(rows, of).findIndex((it) => it.row === row)
  return at < 0 ? undefined : at + 1
}

/** It changes places with its neighbour: both, as they become. Empty: there is none. */
export function moved(
  rows: readonly ProgramRow[],
  { row, means: of }: Pick<ProgramRow, 'row' | 'means'>,
  by: 'up' | 'down',
): readonly ProgramRow[] {
  const table = rowsOf(rows, of)
  const at = table.findIndex((it) => it.row === row)
  const [one, other] = [table[at], table[by === 'up' ? at - 1 : at + 1]]
  if (!one || !other) return []
  return [
    { ...one, position: other.position },
    { ...other, position: one.position },
  ]
}

/** What a consultant may write in a row, as far as a card and a workbook hold it. */
export const edited = (
  it: ProgramRow,
  { reason, tools, note, dueIn }: Pick<ProgramRow, 'reason' | 'tools' | 'note' | 'dueIn'>,
): ProgramRow => ({
  ...it,
  reason: cut(reason, MAX_REASON),
  tools: it.means === 'product' ? cut(tools, MAX_TOOLS) : '',
  note: cut(note, MAX_NOTE),
  dueIn,
})

const cut = (words: string, most: number): string => asInCell(words).trim().slice(0, most)

/** In the order in which they are named. Those that their sheet has no more are left out. */
export const itemsOf = (sheet: Checksheet, { items }: Pick<ProgramRow, 'items'>): readonly Item[] =>
  items.flatMap((id) => itemOf(sheet, id) ?? [])

/** 18・20 */
export const numbersOf = (sheet: Checksheet, row: Pick<ProgramRow, 'items'>): string =>
  itemsOf(sheet, row)
    .map(({ number }) => number)
    .toSorted((a, b) => a - b)
    .join('・')
