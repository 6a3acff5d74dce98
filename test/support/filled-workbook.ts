import ExcelJS from 'exceljs'
import type { AttachableFile } from './world.ts'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** What a person does in their program: a value in the row of a criterion, below a head. */
export async function filledIn(
  content: Uint8Array,
  ...cells: readonly (readonly [criterion: string, head: string, value: string])[]
): Promise<AttachableFile> {
  const workbook = new ExcelJS.Workbook()
  const read = new ArrayBuffer(content.length)
  new Uint8Array(read).set(content)
  // Its declaration names an older Buffer; it takes any bytes.
  await workbook.xlsx.load(read as Parameters<typeof workbook.xlsx.load>[0])
  const sheet = workbook.getWorksheet('チェックシート')
  if (!sheet) throw new Error('there is no sheet to fill in')
  const heads = new Map<string, number>()
  sheet.getRow(4).eachCell((cell, at) => {
    heads.set(cell.text, at)
  })
  const columnOf = (head: string): number => {
    const column = heads.get(head)
    if (!column) throw new Error(`there is no column 「${head}」`)
    return column
  }
  for (const [criterion, head, value] of cells)
    sheet.eachRow((row) => {
      if (row.getCell(columnOf('ID')).text === criterion) row.getCell(columnOf(head)).value = value
    })
  const bytes = new Uint8Array(await workbook.xlsx.writeBuffer())
  return { name: 'チェックシート.xlsx', mimeType: XLSX, bytes: bytes.length, content: bytes }
}
