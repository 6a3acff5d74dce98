import ExcelJS from 'exceljs'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { asInCell, type Cell, type Picture, type Sheet, type Workbook } from '../../ports/spreadsheets.ts'
import { SHADES, STYLES } from './styles.ts'

/** The bytes of an .xlsx: the same each time. */
export async function writeWorkbook(workbook: Workbook): Promise<Uint8Array> {
  const written = new ExcelJS.Workbook()
  written.title = workbook.title
  written.creator = workbook.creator
  written.lastModifiedBy = workbook.creator
  written.created = workbook.createdAt
  written.modified = workbook.createdAt
  written.calcProperties.fullCalcOnLoad = true
  for (const sheet of workbook.sheets) await writeSheet(written, sheet)
  const packed = await written.xlsx.writeBuffer({ zip: { compression: 'STORE' } })
  return described(
    new Uint8Array(packed),
    workbook.sheets.flatMap(({ pictures }) => pictures),
    workbook.createdAt,
  )
}

async function writeSheet(workbook: ExcelJS.Workbook, sheet: Sheet): Promise<void> {
  const written = workbook.addWorksheet(sheet.name, {
    state: sheet.visibility === 'shown' ? 'visible' : 'veryHidden',
    views: [
      sheet.frozenRows > 0
        ? { state: 'frozen', ySplit: sheet.frozenRows, showGridLines: false }
        : ({ state: 'normal', showGridLines: false } as ExcelJS.WorksheetViewNormal &
            ExcelJS.WorksheetViewCommon),
    ],
    pageSetup: {
      ...{ paperSize: 9, orientation: sheet.paper, fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.2, footer: 0.3 },
      ...(sheet.frozenRows > 0 ? { printTitlesRow: `${sheet.frozenRows}:${sheet.frozenRows}` } : {}),
    },
    headerFooter: { oddFooter: '&C&P / &N' },
  })
  written.columns = sheet.columns.map((width) => ({ width }))
  sheet.rows.forEach(({ cells, height }, at) => {
    const row = written.getRow(at + 1)
    if (height !== undefined) row.height = height
    cells.forEach((cell, column) => {
      if (cell) writeCell(written, cell, at + 1, column + 1)
    })
  })
  // One for each range: cell by cell, exceljs writes ranges that overlap.
  for (const { range, of, refusal } of sheet.choices)
    written.dataValidations.add(range, {
      ...{ type: 'list', allowBlank: true, formulae: [of] },
      ...{ showErrorMessage: true, errorStyle: 'stop', errorTitle: refusal.title, error: refusal.text },
    })
  if (sheet.filter) written.autoFilter = sheet.filter
  sheet.highlights.forEach(({ range, formula, colour }, at) => {
    const rule = { type: 'expression' as const, priority: at + 1, formulae: [formula], style: SHADES[colour] }
    written.addConditionalFormatting({ ref: range, rules: [rule] })
  })
  for (const { png, column, row, width, height } of sheet.pictures) {
    // biome-ignore lint/suspicious/noExplicitAny: its own Buffer is that of an older Node
    const id = workbook.addImage({ buffer: Buffer.from(png) as any, extension: 'png' })
    written.addImage(id, { tl: { col: column, row }, ext: { width, height } })
  }
  if (sheet.protection === 'locked')
    await written.protect('', {
      ...{ selectLockedCells: true, selectUnlockedCells: true, autoFilter: true },
      ...{ formatColumns: true, formatRows: true, objects: true, scenarios: true },
    })
}

function writeCell(sheet: ExcelJS.Worksheet, { value, style, span }: Cell, row: number, column: number) {
  const cell = sheet.getCell(row, column)
  if (value === '') cell.value = null
  else if (typeof value === 'string') cell.value = escaped(value)
  else cell.value = value
  cell.style = STYLES[style]
  if (span !== undefined) sheet.mergeCells(row, column, row, column + span - 1)
}

/** _x0041_ would be read as A: ECMA-376, ST_Xstring. */
const escaped = (text: string): string => asInCell(text).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')

/** exceljs knows no alternative texts: they are written into what it made. */
function described(packed: Uint8Array, pictures: readonly Picture[], at: Date): Uint8Array {
  const parts = unzipSync(packed)
  let next = 0
  const drawings = Object.keys(parts).flatMap((name) => {
    const [, number] = /^xl\/drawings\/drawing(\d+)\.xml$/.exec(name) ?? []
    return number === undefined ? [] : [{ name, number: Number(number) }]
  })
  for (const { name } of drawings.toSorted((one, other) => one.number - other.number)) {
    const xml = strFromU8(parts[name] ?? new Uint8Array())
    parts[name] = strToU8(
      xml.replace(/<xdr:cNvPr /g, (tag) => {
        const alternative = pictures[next]?.alternative ?? ''
        next += 1
        return `${tag}descr="${inAttribute(alternative)}" `
      }),
    )
  }
  return zipSync(parts, { level: 6, mtime: at })
}

const inAttribute = (text: string): string =>
  asInCell(text).replace(/[&<>"\n\t]/g, (it) => `&#${it.charCodeAt(0)};`)
