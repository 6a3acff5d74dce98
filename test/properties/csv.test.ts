import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayIn } from '#src/features/administration/day-in.ts'
import { decodeFile } from '#src/features/administration/decode-file.ts'
import { readCsv } from '#src/features/administration/read-csv.ts'
import { MAX_IMPORT_ROWS, readSheet } from '#src/features/administration/read-sheet.ts'
import { isDay } from '#src/features/plans/index.ts'
import { catalogue } from '#test/support/products.ts'

/** RFC 4180, as spreadsheets write it: a cell is quoted where it must be, or anyway. */
const write = (rows: readonly (readonly string[])[], end: string, always: boolean): string =>
  rows
    .map((cells) =>
      cells
        .map((it) =>
          always || /[",\r\n]/.test(it) || (it === '' && cells.length === 1)
            ? `"${it.replaceAll('"', '""')}"`
            : it,
        )
        .join(','),
    )
    .join(end)

const anyCell = fc.oneof(
  fc.string(),
  fc
    .array(fc.constantFrom('"', ',', '\r', '\n', '\r\n', 'あ', ' ', 'a'), { maxLength: 6 })
    .map((it) => it.join('')),
)
const anyRows = fc.array(fc.array(anyCell, { minLength: 1, maxLength: 5 }), { maxLength: 6 })
const cellsOf = (text: string) => {
  const csv = readCsv(text)
  return csv.kind === 'read' ? csv.rows.map(({ cells }) => cells) : csv
}

describe('a CSV file', () => {
  test('reads as it was written, whatever is in its cells and at the end of its lines', () => {
    fc.assert(
      fc.property(
        anyRows,
        fc.constantFrom('\r\n', '\n', '\r'),
        fc.boolean(),
        fc.boolean(),
        (rows, end, always, last) => {
          const text = write(rows, end, always) + (last && rows.length > 0 ? end : '')
          expect(cellsOf(text)).toEqual(rows)
        },
      ),
      { numRuns: 1_000 },
    )
  })

  test('says on which line each row begins', () => {
    const csv = readCsv('a,b\r\n"1\r\n2",3\r\n4,5')
    expect(csv).toMatchObject({ rows: [{ line: 1 }, { line: 2, cells: ['1\r\n2', '3'] }, { line: 4 }] })
  })

  test.each([
    ['"a', 1],
    ['a\n"b"c', 2],
  ])('%j has a quotation mark where none can be', (text, line) => {
    expect(readCsv(text)).toEqual({ kind: 'badQuote', line })
  })

  test('never fails, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.string().map((it) => new TextEncoder().encode(it)),
        ),
        (content) => {
          const { rows, problems } = readSheet(content, catalogue)
          expect(rows.length + problems.length).toBeGreaterThan(0)
        },
      ),
    )
  })
})

/** 組織コード,組織名,商品,購入日 ⏎ Ｍ１,みなと製作所,ＬＥＡＲＮ,２０２６／４／１ ⏎ */
const SHIFT_JIS =
  '916790448352815b83682c9167904496bc2c8fa495692c8d7793fc93fa0d0a826c82502c82dd82c882c690bb8dec8f8a' +
  '2c826b826482608271826d2c8251824f82518255815e8253815e82500d0a'

describe('a sheet of contracts', () => {
  const HEAD = '組織コード,組織名,商品,購入日,開始日,満了日'
  const read = (text: string) => readSheet(new TextEncoder().encode(text), catalogue)
  test('is read in any order of columns, in either language and any width', () => {
    const { rows, problems } = read(
      '\ufeff満了日,Product,organisation code,Starts on,name,購入日\r\n,ｐｒａｃｔ,Ｍ-１,２０２６年４月１日,"みなと,\r\n製作所",\r\n',
    )
    expect(problems).toEqual([])
    expect(rows).toMatchObject([
      { line: 2, code: 'M-1', name: 'みなと, 製作所', startsOn: '2026-04-01', purchasedOn: undefined },
    ])
    expect(rows[0]?.product.code).toBe('PRACT')
  })

  test('is read as Excel writes it in Shift_JIS, with full-width letters and digits', () => {
    const written = Buffer.from(SHIFT_JIS, 'hex')
    expect(readSheet(written, catalogue)).toMatchObject({
      rows: [{ line: 2, code: 'M1', name: 'みなと製作所', purchasedOn: '2026-04-01' }],
      problems: [],
    })
  })

  test('names every bad cell with its line and column', () => {
    const { problems } = read(
      `${HEAD}\n!,,XXX,2026-02-30,,\nA1,a,学習コース,,,\n\nA2,b,LEARN,2026/4/1,2026-13-01,,more\n`,
    )
    expect(problems.map(({ line, column, why }) => [line, column, why.kind])).toEqual([
      [2, 'code', 'notACode'],
      [2, 'name', 'noName'],
      [2, 'product', 'unknownProduct'],
      [2, 'purchasedOn', 'notADay'],
      [3, 'startsOn', 'dayMissing'],
      [5, undefined, 'tooManyCells'],
      [5, 'startsOn', 'notADay'],
    ])
  })

  test.each([
    ['', 'noRows'],
    [HEAD, 'noRows'],
    [`${HEAD},備考\nA1,a,LEARN,2026-04-01,,,x`, 'unknownColumn'],
    [`${HEAD},開始日\nA1,a,LEARN,2026-04-01,,,`, 'columnTwice'],
    ['組織コード,商品,開始日\nA1,LEARN,2026-04-01', 'columnMissing'],
    [`${HEAD}\n"A1`, 'badQuote'],
    [`${HEAD}\n${'A1,a,LEARN,2026-04-01,,\n'.repeat(MAX_IMPORT_ROWS + 1)}`, 'tooManyRows'],
    ['PK\u0003\u0004', 'workbook'],
    [`${HEAD}\nA1,\u0000,LEARN,2026-04-01,,`, 'notText'],
  ])('that is none is refused for what it is', (text, kind) => {
    expect(read(text).problems).toMatchObject([{ why: { kind } }])
  })

  test('of more than 5 MB is not even read', () => {
    expect(decodeFile(new Uint8Array(5 * 1024 * 1024 + 1)).kind).toBe('tooLarge')
  })
})

test('a day reads in every way it is written, and nothing else does', () => {
  const anyDay = fc
    .date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((it) => it.toISOString().slice(0, 10))
  fc.assert(
    fc.property(anyDay, (day) => {
      const [year, month, date] = day.split('-').map(Number)
      for (const written of [day, `${year}/${month}/${date}`, `${year}年${month}月${date}日`])
        expect(dayIn(written)).toBe(day)
      expect(dayIn(day.replace(/\d/g, (it) => String.fromCharCode(it.charCodeAt(0) + 0xfee0)))).toBe(day)
    }),
  )
  for (const none of ['2026-02-30', '2026/13/1', '2026年4月', '4/1', '26-04-01', '2026-4/1', '来月'])
    expect(dayIn(none)).toBeUndefined()
  fc.assert(
    fc.property(fc.string(), (words) => {
      const day = dayIn(words)
      expect(day === undefined || isDay(day)).toBe(true)
    }),
  )
})
