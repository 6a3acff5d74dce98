import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, describe, expect, test } from 'vitest'
import { unreadableWords } from '#src/features/checksheet/excel/index.ts'
import { SpreadsheetNotWritten, type Workbook } from '#src/ports/spreadsheets.ts'
import { drawChart } from '#src/services/charts/draw.ts'
import { refusalOf } from '#src/services/spreadsheet/inspect.ts'
import { createSpreadsheets } from '#src/services/spreadsheet/spreadsheets.ts'
import { guideline } from '#test/support/checksheets.ts'
import { compoundFile, lyingBomb, zipOf, zipWith } from '#test/support/files.ts'
import { exported } from '#test/support/workbooks.ts'

const MEGABYTE = 1024 * 1024
const spreadsheets = createSpreadsheets()
afterAll(() => spreadsheets.stop())

const chart = {
  png: drawChart({ kind: 'bars', title: '達成率', bars: [], none: '－' }),
  alternative: '達成率 "全体" 58% & 前回 41%',
}
const workbook = exported(guideline, new Map(), { chart })
const whole = spreadsheets.write(workbook)
const bomb = lyingBomb(100 * MEGABYTE)

const openDocument = () => {
  const mimetype = strToU8('application/vnd.oasis.opendocument.spreadsheet')
  return zipSync({ mimetype, 'content.xml': strToU8('x') }, { level: 0 })
}

/** The first bytes of a file that the zip's directory says is longer. */
const truncated = async () => (await whole).subarray(0, 20_000)

describe('a file that is no workbook we can read', () => {
  test.each([
    ['empty', () => new Uint8Array(), 'empty'],
    ['of 40 MB', () => new Uint8Array(40 * MEGABYTE), 'tooLarge'],
    [
      'that unpacks to 61 MB and says so',
      () => zipWith({ x: new Uint8Array(61 * MEGABYTE) }),
      'tooMuchInside',
    ],
    ['that unpacks to 100 MB and declares 1 KB', () => bomb, 'tooMuchInside'],
    ['that unpacks to hundreds of times itself', () => lyingBomb(8 * MEGABYTE), 'tooMuchInside'],
    ['that lies a little', () => lyingBomb(2_000), 'damaged'],
    ['cut short', truncated, 'damaged'],
    ['without its workbook', () => zipOf('[Content_Types].xml', 'xl/styles.xml'), 'damaged'],
    ['with parts that say nothing', () => zipWith({}), 'damaged'],
    ['with broken XML', () => zipWith({ 'xl/workbook.xml': strToU8('<workbook><sheets>') }), 'damaged'],
    ['.xls', () => compoundFile('Workbook'), 'oldExcel'],
    ['with a password', () => compoundFile('EncryptedPackage'), 'encrypted'],
    ['.xlsb', () => zipOf('[Content_Types].xml', 'xl/workbook.bin'), 'binaryExcel'],
    ['.xlsm', () => zipWith({ 'xl/vbaProject.bin': strToU8('x') }), 'macros'],
    ['.docx, renamed', () => zipOf('[Content_Types].xml', 'word/document.xml'), 'word'],
    ['.pptx, renamed', () => zipOf('[Content_Types].xml', 'ppt/presentation.xml'), 'powerPoint'],
    ['.ods', openDocument, 'openDocument'],
    ['any other zip', () => zipOf('readme.txt'), 'notASpreadsheet'],
    ['CSV', () => strToU8('No,達成状況\r\n1,達成'), 'plainText'],
    ['a picture', () => chart.png, 'notASpreadsheet'],
  ])('%s, is named', async (_, content, kind) => {
    const read = await spreadsheets.read(await content())
    expect(read.kind).toBe(kind)
    if (read.kind === 'read') return
    expect(unreadableWords(read, 'ja')).toMatch(/。$/)
    expect(unreadableWords(read, 'en')).toMatch(/\.$/)
  })

  test('and a bomb is cut off where it becomes too much: what follows, broken as it is, is not looked at', () => {
    const broken = bomb.slice()
    broken.fill(0xff, Math.floor(bomb.length * 0.75), bomb.length - 2_000)
    expect(refusalOf(broken)).toEqual({ kind: 'tooMuchInside' })
  })
})

describe('a workbook', () => {
  test('holds its picture with words for who cannot see it, its lists, its locks and nothing secret', async () => {
    const parts = unzipSync(await whole)
    const part = (name: string) => strFromU8(parts[name] ?? new Uint8Array())
    expect(Buffer.from(parts['xl/media/image1.png'] ?? []).equals(Buffer.from(chart.png))).toBe(true)
    expect(part('xl/drawings/drawing1.xml')).toContain('descr="達成率 &#34;全体&#34; 58% &#38; 前回 41%"')
    const check = part('xl/worksheets/sheet2.xml')
    const list = /sqref="G5:G171"><formula1>&apos;_checksheet&apos;!\$I\$8:\$I\$13<\/formula1>/
    expect([check.includes('<sheetProtection sheet="1"'), list.test(check)]).toEqual([true, true])
    expect(part('xl/workbook.xml')).toContain('state="veryHidden"')
    expect(part('docProps/core.xml')).toContain('ガイドライン対応アカデミー')
  })

  test('is read with what is odd about each cell', async () => {
    const row = (...cells: Workbook['sheets'][number]['rows'][number]['cells']) => ({ cells })
    const sheet = {
      ...{ name: 'A', visibility: 'shown' as const, protection: 'open' as const, columns: [10, 10, 10] },
      ...{
        frozenRows: 0,
        pictures: [],
        highlights: [],
        choices: [],
        filter: undefined,
        paper: 'portrait' as const,
      },
      rows: [
        row({ value: '=1+1', style: 'input' }, { value: 1.5, style: 'number' }),
        row(
          { value: { formula: '1+1', result: 2 }, style: 'number' },
          { value: '結合', style: 'text', span: 2 },
        ),
      ],
    }
    const read = await spreadsheets.read(await spreadsheets.write({ ...workbook, sheets: [sheet] }))
    expect(read).toEqual({
      kind: 'read',
      workbook: {
        sheets: [
          {
            name: 'A',
            merged: ['B2:C2'],
            rows: [
              {
                number: 1,
                cells: [
                  { column: 1, kind: 'text', text: '=1+1', rich: false },
                  { column: 2, kind: 'number', text: '1.5', rich: false },
                ],
              },
              {
                number: 2,
                cells: [
                  { column: 1, kind: 'formula', text: '2', rich: false },
                  { column: 2, kind: 'text', text: '結合', rich: false },
                ],
              },
            ],
          },
        ],
      },
    })
  })

  test('that takes too long is not written, and says so', async () => {
    const hurried = createSpreadsheets({ deadlineMs: 1, startMs: 0, megabytes: 128, waiting: 10 })
    await expect(hurried.write(workbook)).rejects.toMatchObject({
      name: 'SpreadsheetNotWritten',
      kind: 'late',
    })
    expect((await hurried.read(await whole)).kind).toBe('tooMuchInside')
    await hurried.stop()
    await expect(hurried.write(workbook)).rejects.toThrow(SpreadsheetNotWritten)
  })
})
