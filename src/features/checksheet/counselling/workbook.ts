import type { Locale } from '../../../chat/context.ts'
import type { Cell, Row, Sheet, Workbook } from '../../../ports/spreadsheets.ts'
import { cell, heightFor } from '../excel/index.ts'
import { type CounsellingView, categoryName, contentsOf, dueWords, stageName } from './cards.ts'
import { counsellingName } from './counselling.ts'
import { phrases } from './phrases.ts'
import { type Means, means, numbersOf, type ProgramRow, rowsOf } from './program.ts'

/** Whose program it is, and who hands it out. */
export interface ProgramExport {
  readonly organisation: string
  readonly provider: string
  readonly exportedAt: Date
}

/** Characters, by column. */
const WIDTH = { priority: 10, label: 24, items: 16, reason: 46, tools: 26, contents: 46, more: 36 } as const
type Column = keyof typeof WIDTH

/** What is to be done, a sheet for each table. Pure. */
export function programWorkbook(view: CounsellingView, its: ProgramExport, locale: Locale): Workbook {
  const words = phrases[locale]
  return {
    title: words.workbook.title(counsellingName(view.counselling.number)),
    ...{ creator: its.provider, createdAt: its.exportedAt },
    sheets: means.map((of) => sheetOf(view, of, its, locale)),
  }
}

const columnsOf = (of: Means): readonly Column[] => [
  ...(['priority', 'label', 'items', 'reason'] as const),
  ...(of === 'product' ? (['tools'] as const) : []),
  ...(['contents', 'more'] as const),
]

const HEAD_ROW = 5

function sheetOf(view: CounsellingView, of: Means, its: ProgramExport, locale: Locale): Sheet {
  const words = phrases[locale]
  const { counselling, sheet } = view
  const columns = columnsOf(of)
  const span = columns.length
  const across = columns.reduce((sum, it) => sum + WIDTH[it], 0)
  const rows = rowsOf(view.rows, of)
  const { remark, consultant, runNumber } = counselling
  const said = remark === '' ? '' : words.line(words.label.remark, remark)
  const wide = (text: string): Row => ({
    height: heightFor([{ text, width: across }]),
    cells: [cell('note', text, { span })],
  })
  const last = String.fromCharCode(64 + span)
  return {
    name: words.means[of],
    ...{ visibility: 'shown', protection: 'open', paper: 'landscape', frozenRows: HEAD_ROW },
    ...{ pictures: [], highlights: [], choices: [], columns: columns.map((it) => WIDTH[it]) },
    filter: rows.length > 0 ? `A${HEAD_ROW}:${last}${HEAD_ROW + rows.length}` : undefined,
    rows: [
      {
        height: 32,
        cells: [
          cell('title', `${words.workbook.title(counsellingName(counselling.number))}　${words.means[of]}`, {
            span,
          }),
        ],
      },
      wide(words.workbook.for(its.organisation, words.run(sheet.title, runNumber))),
      wide(words.workbook.by(consultant?.name ?? '')),
      wide(said === '' ? words.about[of] : said),
      { height: 24, cells: columns.map((it) => cell('columnHead', words.workbook.column[it])) },
      ...(rows.length === 0 ? [wide(words.none[of])] : []),
      ...rows.map((row, at) => programRow(view, row, { priority: at + 1, columns }, locale)),
    ],
  }
}

function programRow(
  view: CounsellingView,
  row: ProgramRow,
  { priority, columns }: { readonly priority: number; readonly columns: readonly Column[] },
  locale: Locale,
): Row {
  const words = phrases[locale]
  const due = dueWords(view, row, locale)
  const texts: Readonly<Record<Exclude<Column, 'priority'>, string>> = {
    label: `${row.category} ${categoryName(view.sheet, row)}（${stageName(view.sheet, row)}）`,
    items: numbersOf(view.sheet, row),
    reason: row.reason,
    tools: row.tools,
    contents: contentsOf(view, row, locale).join('\n'),
    more: [row.note, ...(due === undefined ? [] : [words.workbook.due(due)])]
      .filter((it) => it !== '')
      .join('\n'),
  }
  const cellOf = (it: Column): Cell =>
    it === 'priority' ? cell('centred', priority) : cell('text', texts[it])
  return {
    height: heightFor(
      columns.flatMap((it) => (it === 'priority' ? [] : [{ text: texts[it], width: WIDTH[it] }])),
    ),
    cells: columns.map(cellOf),
  }
}
