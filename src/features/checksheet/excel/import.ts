import { type Checksheet, type Criterion, type Item, levelOf } from '../../../ports/checksheets.ts'
import type { ReadCell, ReadSheet, ReadWorkbook } from '../../../ports/spreadsheets.ts'
import { type Entry, MAX_EVIDENCE, MAX_REASON, type Mark, tidy } from '../answer.ts'
import { addressOf, type Column, FORMAT, headOf, KEYS, LIST_ROW, MACHINE } from './layout.ts'
import { fold, nearestLabel } from './nearest.ts'
import type { Problem, Why } from './problem.ts'

/** What a filled-in workbook says, all of it, or why it cannot be taken over. */
export type Changes =
  | {
      readonly kind: 'entries'
      /** Of every item, as they stand in the file. */
      readonly entries: ReadonlyMap<string, Entry>
      /** Of every item, as it was when the file was made: the base of a three-way merge. */
      readonly revisions: ReadonlyMap<string, number>
      /** Export.run.marker */
      readonly run: string
      readonly exportedAt: Date
    }
  | {
      readonly kind: 'problems'
      /** The first {@link MAX_PROBLEMS}, from the top. */
      readonly problems: readonly [Problem, ...Problem[]]
      readonly total: number
    }

export const MAX_PROBLEMS = 50

/** Columns that an import looks at; what people write beside them is theirs. */
const NEEDED = ['number', 'question', 'criterion', 'level', 'reason', 'evidence', 'id'] as const
type Needed = (typeof NEEDED)[number]

const each = <Value>(of: (name: Needed) => Value): Readonly<Record<Needed, Value>> => ({
  ...{ number: of('number'), question: of('question'), criterion: of('criterion') },
  ...{ level: of('level'), reason: of('reason'), evidence: of('evidence'), id: of('id') },
})

/** Nothing is half-read: either every item, or every problem. Pure. */
export function changesIn(sheet: Checksheet, workbook: ReadWorkbook): Changes {
  const origin = originOf(sheet, workbook)
  if (origin.kind === 'problem') return failed([origin.problem])
  const table = tableOf(sheet, workbook)
  if (table.kind === 'problems') return failed(table.problems)
  const { entries, problems } = readTable(sheet, table)
  if (problems.length > 0) return failed(problems)
  const { run, exportedAt, revisions } = origin
  return { kind: 'entries', entries, run, exportedAt, revisions }
}

const failed = (problems: readonly Problem[]): Changes => {
  const [first, ...rest] = problems.slice(0, MAX_PROBLEMS)
  if (!first) throw new Error('nothing was wrong')
  return { kind: 'problems', problems: [first, ...rest], total: problems.length }
}

type Origin =
  | {
      readonly kind: 'known'
      readonly run: string
      readonly exportedAt: Date
      readonly revisions: ReadonlyMap<string, number>
    }
  | { readonly kind: 'problem'; readonly problem: Problem }

function originOf(sheet: Checksheet, { sheets }: ReadWorkbook): Origin {
  const machine = sheets.find(({ name }) => name === MACHINE)
  const problem = (why: Why, name?: string): Origin => ({
    kind: 'problem',
    problem: { sheet: name, cell: undefined, why },
  })
  if (!machine) return problem({ kind: 'notOurs' })
  const cells = cellsOf(machine)
  const of = (key: keyof typeof KEYS) => cells(2, KEYS[key])?.text ?? ''
  if (of('format') !== FORMAT) return problem({ kind: 'notOurs' })
  if (of('sheet') !== sheet.id) return problem({ kind: 'otherSheet', found: of('sheet'), expected: sheet.id })
  if (of('version') !== sheet.version)
    return problem({ kind: 'otherVersion', found: of('version'), expected: sheet.version })
  const exportedAt = new Date(of('exportedAt'))
  const revisions = new Map(
    sheet.items.map(({ id }, at): [string, number] => {
      const [item, revision] = [1, 6].map((column) => cells(column, LIST_ROW + at)?.text ?? '')
      return [id, item === id && /^\d{1,9}$/.test(revision ?? '') ? Number(revision) : Number.NaN]
    }),
  )
  if (of('run') === '' || Number.isNaN(exportedAt.getTime()) || [...revisions.values()].some(Number.isNaN))
    return problem({ kind: 'tampered' }, MACHINE)
  return { kind: 'known', run: of('run'), exportedAt, revisions }
}

interface Table {
  readonly kind: 'table'
  readonly sheet: ReadSheet
  /** The row of heads. */
  readonly head: number
  readonly columns: Readonly<Record<Needed, number>>
  readonly heads: Readonly<Record<Needed, string>>
}

function tableOf(
  sheet: Checksheet,
  { sheets }: ReadWorkbook,
): Table | { readonly kind: 'problems'; readonly problems: readonly Problem[] } {
  const heads = each((it) => headOf(sheet, it))
  for (const read of sheets) {
    if (read.name === MACHINE) continue
    for (const { number, cells } of read.rows.slice(0, 20)) {
      const at = (name: Column) => cells.find(({ text }) => fold(text) === fold(headOf(sheet, name)))?.column
      // Two of the heads are enough to know the row: any other may be the one that is missing.
      if (NEEDED.filter((it) => at(it) !== undefined).length < 2) continue
      const missing = NEEDED.filter((it) => at(it) === undefined)
      if (missing.length > 0)
        return {
          kind: 'problems',
          problems: missing.map((it) => ({
            sheet: read.name,
            cell: undefined,
            why: { kind: 'columnMissing', head: heads[it] },
          })),
        }
      return { kind: 'table', sheet: read, head: number, columns: each((it) => at(it) ?? 0), heads }
    }
  }
  return { kind: 'problems', problems: [{ sheet: undefined, cell: undefined, why: { kind: 'noTable' } }] }
}

function readTable(
  sheet: Checksheet,
  table: Table,
): { readonly entries: ReadonlyMap<string, Entry>; readonly problems: readonly Problem[] } {
  const { columns, heads } = table
  const cells = cellsOf(table.sheet)
  const found: { readonly row: number; readonly column: number; readonly why: Why }[] = [...mergedIn(table)]
  const merged = coveredBy(table)
  const report = (row: number, column: Needed, why: Why) => {
    if (!merged(row, columns[column])) found.push({ row, column: columns[column], why })
  }
  const known = new Map(
    sheet.items.flatMap((item) =>
      item.criteria.map((criterion): [string, Place] => [criterion.id, { item, criterion }]),
    ),
  )
  const rows = new Map<string, number>()
  for (const { number: row } of table.sheet.rows) {
    if (row <= table.head || NEEDED.every((it) => !cells(columns[it], row)?.text.trim())) continue
    const id = fold(cells(columns.id, row)?.text ?? '')
    const place = known.get(id)
    const first = rows.get(id)
    if (!place) report(row, 'id', { kind: 'rowUnknown' })
    else if (first !== undefined) report(row, 'id', { kind: 'rowTwice', first: addressOf(columns.id, first) })
    else {
      rows.set(id, row)
      for (const [column, expected] of [
        ['number', String(place.item.number)],
        ['question', place.item.question],
        ['criterion', place.criterion.text],
      ] as const)
        if (plain(cells(columns[column], row)?.text ?? '') !== plain(expected))
          report(row, column, { kind: 'textChanged', head: heads[column], expected })
    }
  }
  const entries = new Map<string, Entry>()
  for (const item of sheet.items) {
    const marks: Record<string, Mark> = {}
    for (const { id } of item.criteria) {
      const row = rows.get(id)
      if (row === undefined) continue
      const level = readLevel(sheet, cells(columns.level, row), (why) => report(row, 'level', why))
      const reason = readText(cells(columns.reason, row), MAX_REASON, (why) => report(row, 'reason', why))
      marks[id] = { level, reason }
      const { needsReason, label } = levelOf(sheet, level)
      if (needsReason && !cells(columns.reason, row)?.text.trim())
        report(row, 'reason', { kind: 'reasonMissing', level: label })
    }
    entries.set(item.id, tidy(sheet, item, { marks, evidence: evidenceOf(item) }))
  }
  const missing = [...known].flatMap(([id, { item, criterion }]): Problem[] =>
    rows.has(id)
      ? []
      : [
          {
            ...{ sheet: table.sheet.name, cell: undefined },
            why: { kind: 'rowMissing', number: item.number, criterion: criterion.text },
          },
        ],
  )
  return {
    entries,
    problems: [
      ...missing,
      ...found
        .toSorted((one, other) => one.row - other.row || one.column - other.column)
        .map(({ row, column, why }) => ({ sheet: table.sheet.name, cell: addressOf(column, row), why })),
    ],
  }

  /** It stands in the first of the item's rows. */
  function evidenceOf(item: Item): string {
    const [first, ...others] = item.criteria.map(({ id }) => rows.get(id))
    for (const row of others)
      if (row !== undefined && cells(columns.evidence, row)?.text.trim())
        report(row, 'evidence', {
          kind: 'evidenceElsewhere',
          belongs: first === undefined ? `No.${item.number}` : addressOf(columns.evidence, first),
        })
    if (first === undefined) return ''
    return readText(cells(columns.evidence, first), MAX_EVIDENCE, (why) => report(first, 'evidence', why))
  }
}

interface Place {
  readonly item: Item
  readonly criterion: Criterion
}

type Report = (why: Why) => void

function readLevel(sheet: Checksheet, cell: ReadCell | undefined, report: Report): string {
  if (!cell) return sheet.blank
  const level = sheet.levels.find(({ label }) => fold(label) === fold(cell.text))
  const labels = sheet.levels.map((it) => it.label)
  switch (cell.kind) {
    case 'formula':
      report({ kind: 'formula' })
      return sheet.blank
    case 'error':
      report({ kind: 'error', found: cell.text })
      return sheet.blank
    case 'date':
    case 'truth':
      report({ kind: 'notText', found: cell.text, type: cell.kind })
      return sheet.blank
    case 'text':
    case 'number':
      if (level) return level.id
      if (cell.text.trim() === '') return sheet.blank
      report({
        kind: 'notALevel',
        found: cell.text.trim().slice(0, 60),
        nearest: nearestLabel(cell.text, labels),
        labels,
      })
      return sheet.blank
  }
}

function readText(cell: ReadCell | undefined, most: number, report: Report): string {
  if (!cell) return ''
  switch (cell.kind) {
    case 'formula':
      report({ kind: 'formula' })
      return ''
    case 'error':
      report({ kind: 'error', found: cell.text })
      return ''
    case 'number':
    case 'date':
    case 'truth':
      report({ kind: 'notText', found: cell.text, type: cell.kind })
      return ''
    case 'text': {
      const { length } = cell.text.trim()
      if (length > most) report({ kind: 'tooLong', length, most })
      return cell.text
    }
  }
}

function cellsOf({ rows }: ReadSheet): (column: number, row: number) => ReadCell | undefined {
  const byRow = new Map(
    rows.map(({ number, cells }) => [number, new Map(cells.map((it) => [it.column, it]))]),
  )
  return (column, row) => byRow.get(row)?.get(column)
}

/** Space at the ends, and how lines end, are nobody's change. */
const plain = (text: string): string => text.replace(/\r\n?/g, '\n').normalize('NFC').trim()

interface Range {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Merged ranges that reach into what is filled in. */
function rangesIn({ sheet, head, columns }: Table): readonly Range[] {
  const used = Object.values(columns)
  return sheet.merged.flatMap((text) => {
    const [, left = '', top, right = '', bottom] = /^([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)$/.exec(text) ?? []
    const range = {
      ...{ text, left: numberOf(left), right: numberOf(right) },
      ...{ top: Number(top), bottom: Number(bottom) },
    }
    const reaches = used.some((it) => it >= range.left && it <= range.right)
    return range.bottom > head && reaches ? [range] : []
  })
}

const mergedIn = (table: Table) =>
  rangesIn(table).map(({ text, left, top }) => ({
    ...{ row: top, column: left },
    why: { kind: 'merged' as const, range: text },
  }))

/** What is wrong inside a merged range is said once. */
function coveredBy(table: Table): (row: number, column: number) => boolean {
  const ranges = rangesIn(table)
  return (row, column) =>
    ranges.some((it) => row >= it.top && row <= it.bottom && column >= it.left && column <= it.right)
}

const numberOf = (letters: string): number =>
  Array.from(letters).reduce((sum, it) => sum * 26 + it.charCodeAt(0) - 64, 0)
