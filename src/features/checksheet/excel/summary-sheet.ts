import { type Checksheet, categoryOf, type Item } from '../../../ports/checksheets.ts'
import type { Cell, CellStyle, Row, Sheet } from '../../../ports/spreadsheets.ts'
import type { Rate, Results } from '../rating.ts'
import { cell, EMPTY, heightFor } from './cells.ts'
import { aboutOf } from './check-sheet.ts'
import type { Export } from './export.ts'
import { addressOf, LIST_ROW, MACHINE, quotedSheet, quotedText } from './layout.ts'
import { ja } from './phrases.ja.ts'

const { summary, verdict, none } = ja.workbook
/** 項目数, 該当なし, 達成数, 達成率, 評価 */
const GROUP = [summary.items, summary.excluded, summary.met, summary.rate, summary.symbol]
const NAMES = 2
const PICTURE = { width: 810, height: 648, rows: 33 }

/** Each number is a formula over what is filled in; what it shows at first is what `resultsOf` says. */
export function summarySheet(sheet: Checksheet, its: Export): Sheet {
  const groups = sheet.stages.length + 1
  const width = NAMES + groups * GROUP.length + (its.previous ? 2 : 0)
  const before = [
    { height: 32, cells: [cell('title', summary.title(sheet.title), { span: width })] },
    { height: 20, cells: [cell('note', aboutOf(its), { span: width })] },
    { height: 20, cells: [cell('note', summary.note, { span: width })] },
    EMPTY,
    { height: 24, cells: [cell('heading', summary.categories, { span: width })] },
    { height: 22, cells: groupHeads(sheet, its.previous !== undefined) },
    { height: 36, cells: columnHeads(groups, its.previous !== undefined) },
  ]
  const categories = sheet.categories.map(({ number, name }, at) =>
    categoryRow(sheet, its, { number, name, row: before.length + at + 1 }),
  )
  const table = [...before, ...categories, totalRow(sheet, its, before.length + categories.length + 1), EMPTY]
  const picture = its.chart ? Array.from({ length: PICTURE.rows }, () => EMPTY) : []
  return {
    name: ja.workbook.sheet.summary,
    ...{ visibility: 'shown', protection: 'locked', paper: 'portrait', highlights: [] },
    columns: [10, 28, ...Array.from({ length: width - NAMES }, () => 8.5)],
    ...{ frozenRows: 0, choices: [], filter: undefined },
    pictures: its.chart
      ? [{ ...its.chart, column: 1, row: table.length, width: PICTURE.width, height: PICTURE.height }]
      : [],
    rows: [...table, ...picture, ...lectureRows(sheet, its, table.length + picture.length)],
  }
}

function groupHeads({ stages }: Checksheet, compares: boolean): readonly (Cell | undefined)[] {
  const heads = [...stages.map(({ label }) => label), summary.totals]
  return [
    cell('columnHead', ''),
    cell('columnHead', ''),
    ...heads.flatMap((it) => [
      cell('columnHead', it, { span: GROUP.length }),
      ...GROUP.slice(1).map(() => undefined),
    ]),
    ...(compares ? [cell('columnHead', ''), cell('columnHead', '')] : []),
  ]
}

const columnHeads = (groups: number, compares: boolean): readonly Cell[] =>
  [
    'No',
    summary.covers,
    ...Array.from({ length: groups }, () => GROUP).flat(),
    ...(compares ? [summary.previous, summary.change] : []),
  ].map((it) => cell('columnHead', it))

interface Named {
  readonly number: number
  readonly name: string
  readonly row: number
}

function categoryRow(sheet: Checksheet, its: Export, { number, name, row }: Named): Row {
  const items = sheet.items.filter(({ category }) => category === number)
  const own = its.results.categories.find((it) => it.number === number)
  return {
    height: 20,
    cells: [
      cell('centred', number),
      cell('text', name),
      ...sheet.stages.flatMap(({ id }, at) =>
        group(
          sheet,
          {
            row,
            at,
            scope: [
              ['C', number],
              ['D', id],
            ],
          },
          [
            ...partOf(
              sheet,
              its.results,
              items.filter(({ stage }) => stage === id),
            ),
          ],
        ),
      ),
      ...group(sheet, { row, at: sheet.stages.length, scope: [['C', number]] }, shownOf(own)),
      ...compared(its, row, sheet, own, (it) => it.categories.find((other) => other.number === number)),
    ],
  }
}

function totalRow(sheet: Checksheet, its: Export, row: number): Row {
  const { total, stages } = its.results
  return {
    height: 22,
    cells: [
      cell('total', ''),
      cell('total', summary.total),
      ...sheet.stages.flatMap(({ id }, at) =>
        group(
          sheet,
          { row, at, scope: [['D', id]] },
          shownOf(stages.find(({ stage }) => stage === id)),
          'total',
        ),
      ),
      ...group(sheet, { row, at: sheet.stages.length, scope: [] }, shownOf(total), 'total'),
      ...compared(its, row, sheet, total, (it) => it.total),
    ],
  }
}

/** ■ stage by stage, by the lecture that explains the item. */
function lectureRows(sheet: Checksheet, its: Export, above: number): readonly Row[] {
  const covers = sheet.stages.length * GROUP.length
  const rows: Row[] = [
    { height: 24, cells: [cell('heading', summary.lectures, { span: NAMES + covers + GROUP.length })] },
  ]
  for (const { id, label } of sheet.stages) {
    const lectures = its.results.lectures.filter(({ stage }) => stage === id)
    if (lectures.length === 0) continue
    rows.push({ height: 22, cells: [cell('heading', summary.stage(label), { span: NAMES })] })
    rows.push({
      height: 24,
      cells: [
        cell('columnHead', summary.lecture),
        cell('columnHead', summary.lectureTitle),
        ...covering(covers, 'columnHead', summary.covers),
        ...GROUP.map((it) => cell('columnHead', it)),
      ],
    })
    for (const lecture of lectures) {
      const names = namesOf(
        sheet,
        sheet.items.filter((it) => (it.lectures[0] ?? '') === lecture.lecture),
      )
      const title = its.lectures?.get(lecture.lecture) ?? ''
      rows.push({
        height: heightFor([
          { text: names, width: covers * 8.5 },
          { text: title, width: 28 },
        ]),
        cells: [
          cell('centred', lecture.lecture),
          cell('text', title),
          ...covering(covers, 'text', names),
          ...group(
            sheet,
            { row: above + rows.length + 1, at: sheet.stages.length, scope: [['E', lecture.lecture]] },
            shownOf(lecture),
          ),
        ],
      })
    }
    rows.push(EMPTY)
  }
  return rows
}

const covering = (columns: number, style: CellStyle, text: string): readonly (Cell | undefined)[] => [
  cell(style, text, { span: columns }),
  ...Array.from({ length: columns - 1 }, () => undefined),
]

const namesOf = (sheet: Checksheet, items: readonly Item[]): string =>
  [...new Set(items.map(({ category }) => categoryOf(sheet, category)?.name ?? ''))].join('、')

/** What stands in a group of columns at first. */
type Shown = readonly [items: number, excluded: number, met: number, rate: number | string, symbol: string]

const shownOf = (rate: Rate | undefined): Shown => [
  rate?.items ?? 0,
  rate?.excluded ?? 0,
  rate?.met ?? 0,
  rate?.rate ?? none,
  rate?.symbol ?? none,
]

interface Group {
  readonly row: number
  /** Of the groups, from 0. */
  readonly at: number
  /** What is counted: columns of the list of items, and what they hold. */
  readonly scope: readonly (readonly [column: string, value: string | number])[]
}

function group(
  sheet: Checksheet,
  { row, at, scope }: Group,
  [items, excluded, met, rate, symbol]: Shown,
  emphasis?: 'total',
): readonly Cell[] {
  const last = LIST_ROW + sheet.items.length - 1
  const column = (letter: string) => `${quotedSheet(MACHINE)}!$${letter}$${LIST_ROW}:$${letter}$${last}`
  const count = (conditions: readonly (readonly [string, string | number])[]) =>
    `SUMPRODUCT(${[
      `(${column('B')}<>"")`,
      ...conditions.map(
        ([letter, value]) => `(${column(letter)}=${typeof value === 'number' ? value : quotedText(value)})`,
      ),
    ].join('*')}*1)`
  const first = NAMES + at * GROUP.length + 1
  const [itemsAt, excludedAt, metAt] = [0, 1, 2].map((it) => addressOf(first + it, row))
  const counting = `(${itemsAt}-${excludedAt})`
  const share = `100*${metAt}/${counting}`
  const lowest = quotedText(sheet.ratings.at(-1)?.symbol ?? none)
  const rated = sheet.ratings
    .slice(0, -1)
    .reduceRight((rest, it) => `IF(${share}>=${it.from},${quotedText(it.symbol)},${rest})`, lowest)
  const [number, percent] = emphasis ? (['total', 'totalPercent'] as const) : (['number', 'percent'] as const)
  return [
    cell(number, { formula: count(scope), result: items }),
    cell(number, { formula: count([...scope, ['G', verdict.excluded]]), result: excluded }),
    cell(number, { formula: count([...scope, ['G', verdict.met]]), result: met }),
    cell(percent, {
      formula: `IF(${counting}=0,${quotedText(none)},ROUND(${share},0))`,
      result: rate,
    }),
    cell(emphasis ? 'total' : 'strong', {
      formula: `IF(${counting}=0,${quotedText(none)},${rated})`,
      result: symbol,
    }),
  ]
}

/** A category's items of one stage. */
function partOf(sheet: Checksheet, { standings }: Results, items: readonly Item[]): Shown {
  const count = (standing: string) => items.filter(({ id }) => standings.get(id) === standing).length
  const [met, excluded] = [count('met'), count('excluded')]
  const counting = items.length - excluded
  const share = (100 * met) / counting
  return [
    ...([items.length, excluded, met] as const),
    counting === 0 ? none : Math.round(share),
    counting === 0 ? none : (sheet.ratings.find(({ from }) => share >= from)?.symbol ?? none),
  ]
}

function compared(
  { previous }: Export,
  row: number,
  { stages }: Checksheet,
  now: Rate | undefined,
  rateOf: (results: Results) => Rate | undefined,
): readonly Cell[] {
  if (!previous) return []
  const before = rateOf(previous)?.rate
  const first = NAMES + (stages.length + 1) * GROUP.length + 1
  const [rate, earlier] = [addressOf(first - 2, row), addressOf(first, row)]
  return [
    cell('percent', before ?? none),
    cell('change', {
      formula: `IF(AND(ISNUMBER(${rate}),ISNUMBER(${earlier})),${rate}-${earlier},${quotedText(none)})`,
      result: before === undefined || now?.rate === undefined ? none : now.rate - before,
    }),
  ]
}
