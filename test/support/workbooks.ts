import fc from 'fast-check'
import { type Answers, type Entry, tidy } from '#src/features/checksheet/answer.ts'
import { type Export, workbookOf } from '#src/features/checksheet/excel/index.ts'
import { resultsOf } from '#src/features/checksheet/rating.ts'
import type { Checksheet } from '#src/ports/checksheets.ts'
import type { Cell, ReadCell, ReadSheet, ReadWorkbook, Workbook } from '#src/ports/spreadsheets.ts'

const EXPORTED_AT = new Date('2026-11-28T09:00:00+09:00')

export const exported = (sheet: Checksheet, answers: Answers, more: Partial<Export> = {}): Workbook =>
  workbookOf(sheet, answers, {
    organisation: '株式会社みなと製作所',
    provider: 'ガイドライン対応アカデミー',
    run: { number: 2, marker: 'run-7F3K' },
    exportedAt: EXPORTED_AT,
    timeZone: 'Asia/Tokyo',
    results: resultsOf(sheet, answers),
    ...more,
  })

/** What people write into cells, and what else they could. */
export const anyWords = fc.oneof(
  fc.constantFrom(
    ...[
      '001',
      '2026-11-28',
      '1/2',
      "'先頭にアポストロフィ",
      '=1+1',
      '+81',
      '-',
      '@here',
      '1E5',
      'TRUE',
      '#N/A',
    ],
    ...[
      '2025年4月に改訂。\n全社員に配付。\n\n記録は総務の共有フォルダ',
      '👨‍👩‍👧 と 🔒',
      '_x0041_',
      '<b>&amp;"',
      'ｶﾅ　全角',
      '%',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
)

/** Answers as they are kept. */
export function anyAnswers(sheet: Checksheet, words = anyWords): fc.Arbitrary<Answers> {
  const reason = words.map((it) => it.trim()).filter((it) => /[\p{L}\p{N}]/u.test(it))
  const entryOf = (item: Checksheet['items'][number]): fc.Arbitrary<Entry> =>
    fc
      .tuple(
        fc.tuple(
          ...item.criteria.map(({ id }) =>
            fc
              .record({ level: fc.constantFrom(...sheet.levels.map((it) => it.id)), reason })
              .map((mark) => [id, mark] as const),
          ),
        ),
        fc.oneof(fc.constant(''), words),
      )
      .map(([marks, evidence]) => tidy(sheet, item, { marks: Object.fromEntries(marks), evidence }))
  return fc
    .tuple(...sheet.items.map((item) => fc.tuple(fc.constant(item.id), entryOf(item), fc.nat(99))))
    .map(
      (all) =>
        new Map(
          all.map(([itemId, entry, revision]) => [
            itemId,
            { ...entry, itemId, revision, by: 'sato', at: EXPORTED_AT, needsLook: false },
          ]),
        ),
    )
}

/** Read as if it had been written to a file first. */
export const readOf = ({ sheets }: Workbook): ReadWorkbook => ({
  sheets: sheets.map(
    ({ name, rows }): ReadSheet => ({
      name,
      merged: [],
      rows: rows.map(({ cells }, at) => ({
        number: at + 1,
        cells: cells.flatMap((cell, column) => (cell ? readCell(cell, column + 1) : [])),
      })),
    }),
  ),
})

function readCell({ value }: Cell, column: number): readonly ReadCell[] {
  if (value === '') return []
  const place = { column, rich: false }
  if (typeof value === 'string') return [{ ...place, kind: 'text', text: value }]
  if (typeof value === 'number') return [{ ...place, kind: 'number', text: String(value) }]
  return [{ ...place, kind: 'formula', text: String(value.result) }]
}

/** With other sheets in their place. */
export const withSheet = (
  workbook: ReadWorkbook,
  name: string,
  change: (sheet: ReadSheet) => ReadSheet,
): ReadWorkbook => ({
  sheets: workbook.sheets.map((it) => (it.name === name ? change(it) : it)),
})

/** With one cell as somebody left it. */
export const withCell = (
  sheet: ReadSheet,
  row: number,
  column: number,
  cell: Pick<ReadCell, 'text'> & Partial<ReadCell>,
): ReadSheet => ({
  ...sheet,
  rows: sheet.rows.map((it) =>
    it.number === row
      ? {
          ...it,
          cells: [
            ...it.cells.filter((other) => other.column !== column),
            { column, rich: false, kind: 'text' as const, ...cell },
          ],
        }
      : it,
  ),
})
