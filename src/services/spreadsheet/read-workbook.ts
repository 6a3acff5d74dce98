import ExcelJS from 'exceljs'
import type { ReadCell, ReadOutcome, ReadSheet } from '../../ports/spreadsheets.ts'
import { refusalOf } from './inspect.ts'

/** How things look and what may be chosen does not matter: a list that covers a whole column would take minutes. */
const IGNORED = [
  ...['dataValidations', 'conditionalFormatting', 'drawing', 'picture', 'legacyDrawing', 'tableParts'],
  ...['hyperlinks', 'headerFooter', 'rowBreaks', 'extLst'],
]

/** Whatever the bytes are, it answers. */
export async function readWorkbook(content: Uint8Array): Promise<ReadOutcome> {
  const refusal = refusalOf(content)
  if (refusal) return refusal
  const workbook = new ExcelJS.Workbook()
  try {
    // biome-ignore lint/suspicious/noExplicitAny: its own Buffer is that of an older Node
    await workbook.xlsx.load(Buffer.from(content) as any, { ignoreNodes: IGNORED })
    const sheets = workbook.worksheets.map(sheetOf)
    return sheets.length === 0 ? { kind: 'damaged' } : { kind: 'read', workbook: { sheets } }
  } catch {
    return { kind: 'damaged' }
  }
}

function sheetOf(sheet: ExcelJS.Worksheet): ReadSheet {
  const rows: ReadSheet['rows'][number][] = []
  sheet.eachRow((row, number) => {
    const cells: ReadCell[] = []
    row.eachCell((cell, column) => {
      const read = cellOf(cell)
      if (read) cells.push({ column, ...read })
    })
    if (cells.length > 0) rows.push({ number, cells })
  })
  return { name: sheet.name, rows, merged: sheet.hasMerges ? sheet.model.merges : [] }
}

function cellOf(cell: ExcelJS.Cell): Omit<ReadCell, 'column'> | undefined {
  if (cell.isMerged && cell.master.address !== cell.address) return undefined
  const { value } = cell
  if (value === null || value === undefined || value === '') return undefined
  return cell.formula === undefined && cell.type !== ExcelJS.ValueType.Formula
    ? plain(value)
    : { kind: 'formula', text: plain(cell.result ?? '')?.text ?? '', rich: false }
}

function plain(value: ExcelJS.CellValue): Omit<ReadCell, 'column'> | undefined {
  switch (typeof value) {
    case 'string':
      return { kind: 'text', text: value, rich: false }
    case 'number':
      return { kind: 'number', text: String(value), rich: false }
    case 'boolean':
      return { kind: 'truth', text: value ? 'TRUE' : 'FALSE', rich: false }
    case 'bigint':
    case 'symbol':
    case 'function':
    case 'undefined':
      return undefined
    case 'object':
      break
  }
  if (value === null) return undefined
  if (value instanceof Date)
    return {
      kind: 'date',
      text: Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10),
      rich: false,
    }
  if ('richText' in value)
    return { kind: 'text', text: value.richText.map(({ text }) => text).join(''), rich: true }
  if ('error' in value) return { kind: 'error', text: value.error, rich: false }
  if ('hyperlink' in value) {
    return { kind: 'text', text: plain(value.text)?.text ?? '', rich: true }
  }
  return undefined
}
