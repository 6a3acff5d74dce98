import type { Checksheet } from '../../../ports/checksheets.ts'
import type { Cell, Sheet } from '../../../ports/spreadsheets.ts'
import { type Answers, answerTo } from '../answer.ts'
import { cell } from './cells.ts'
import { rangesOf, verdictWord } from './check-sheet.ts'
import type { Export } from './export.ts'
import { columnsOf, FIRST_ROW, FORMAT, type KEYS, LIST_ROW, MACHINE, quotedSheet } from './layout.ts'
import { ja } from './phrases.ja.ts'

const HEADS = ['item', 'number', 'category', 'stage', 'lecture', 'revision', 'verdict', 'criterion', 'level']

/** What an import has to know, and what the summary counts: one row for each item. */
export function machineSheet(sheet: Checksheet, answers: Answers, its: Export): Sheet {
  const criteria = sheet.items.flatMap((it) => it.criteria)
  const { last, numberLetter, verdictLetter } = rangesOf(sheet, columnsOf(its.replies !== undefined))
  const check = quotedSheet(ja.workbook.sheet.check)
  const column = (letter: string) => `${check}!$${letter}$${FIRST_ROW}:$${letter}$${last}`
  const values: Readonly<Record<keyof typeof KEYS, string>> = {
    format: FORMAT,
    sheet: sheet.id,
    version: sheet.version,
    run: its.run.marker,
    exportedAt: its.exportedAt.toISOString(),
  }
  const keys = (['format', 'sheet', 'version', 'run', 'exportedAt'] as const).map((key) => ({
    cells: [cell('text', key), cell('text', values[key])],
  }))
  const length = Math.max(sheet.items.length, criteria.length, sheet.levels.length)
  return {
    name: MACHINE,
    ...{ visibility: 'secret', protection: 'locked', paper: 'portrait', columns: HEADS.map(() => 14) },
    ...{ frozenRows: 0, pictures: [], highlights: [], choices: [], filter: undefined },
    rows: [
      ...keys,
      { cells: [] },
      { cells: HEADS.map((it) => cell('text', it)) },
      ...Array.from({ length }, (_, at) => {
        const item = sheet.items[at]
        const ofItem: readonly (Cell | undefined)[] = item
          ? [
              cell('text', item.id),
              cell('number', item.number),
              cell('number', item.category),
              cell('text', item.stage),
              cell('text', item.lectures[0] ?? ''),
              cell('number', answerTo(answers, item).revision),
              cell('text', {
                formula: `INDEX(${column(verdictLetter)},MATCH($B${LIST_ROW + at},${column(numberLetter)},0))`,
                result: verdictWord(sheet, item, answerTo(answers, item)),
              }),
            ]
          : HEADS.slice(0, 7).map(() => undefined)
        return { cells: [...ofItem, named(criteria[at]?.id), named(sheet.levels[at]?.label)] }
      }),
    ],
  }
}

const named = (text: string | undefined): Cell | undefined =>
  text === undefined ? undefined : cell('text', text)
