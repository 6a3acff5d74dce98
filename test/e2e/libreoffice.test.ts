import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { tidy } from '#src/features/checksheet/answer.ts'
import { changesIn } from '#src/features/checksheet/excel/index.ts'
import { resultsOf } from '#src/features/checksheet/rating.ts'
import type { Workbook } from '#src/ports/spreadsheets.ts'
import { drawChart } from '#src/services/charts/draw.ts'
import { readWorkbook } from '#src/services/spreadsheet/read-workbook.ts'
import { writeWorkbook } from '#src/services/spreadsheet/write-workbook.ts'
import { guideline, numeric } from '#test/support/checksheets.ts'
import { throughLibreOffice } from '#test/support/libreoffice.ts'
import { anyAnswers, exported } from '#test/support/workbooks.ts'

const PNG = drawChart({ kind: 'bars', title: '達成率', bars: [], none: '－' })
const chart = { png: PNG, alternative: 'カテゴリ別の達成率' }
const SUMMARY = '結果サマリー'

/** As it is written where nobody has computed anything yet. */
const uncomputed = (workbook: Workbook): Workbook => ({
  ...workbook,
  sheets: workbook.sheets.map((sheet) => ({
    ...sheet,
    rows: sheet.rows.map((row) => ({
      ...row,
      cells: row.cells.map((it) =>
        it && typeof it.value === 'object' ? { ...it, value: { ...it.value, result: 12_345 } } : it,
      ),
    })),
  })),
})

const formulasOf = (workbook: Workbook): readonly string[] =>
  workbook.sheets.flatMap(({ name, rows }) =>
    rows.flatMap(({ cells }, row) =>
      cells.flatMap((it, column) =>
        it && typeof it.value === 'object' ? [`${name} ${row + 1}:${column + 1} ${it.value.result}`] : [],
      ),
    ),
  )

test.each([
  ['the one that is sold', guideline],
  ['one with numbers', numeric],
] as const)(
  'LibreOffice opens a checksheet (%s), computes what we computed, and saves all of it',
  async (_, sheet) => {
    const [answers, before] = fc.sample(anyAnswers(sheet), { numRuns: 2, seed: 7 })
    if (!answers || !before) throw new Error('nothing was sampled')
    const workbook = exported(sheet, answers, { chart, previous: resultsOf(sheet, before) })
    const saved = await throughLibreOffice(await writeWorkbook(uncomputed(workbook)), 'xlsx')
    const read = await readWorkbook(saved)
    if (read.kind !== 'read') throw new Error(read.kind)

    const computed = read.workbook.sheets.flatMap(({ name, rows }) =>
      rows.flatMap(({ number, cells }) =>
        cells.flatMap((it) => (it.kind === 'formula' ? [`${name} ${number}:${it.column} ${it.text}`] : [])),
      ),
    )
    expect(computed).toEqual(formulasOf(workbook))

    const changes = changesIn(sheet, read.workbook)
    if (changes.kind !== 'entries') throw new Error(JSON.stringify(changes.problems))
    for (const item of sheet.items) {
      const answer = answers.get(item.id)
      expect(answer && tidy(sheet, item, answer)).toEqual(changes.entries.get(item.id))
    }

    const parts = unzipSync(saved)
    const sheets = Object.entries(parts).flatMap(([name, part]) =>
      name.startsWith('xl/worksheets/sheet') ? [strFromU8(part)] : [],
    )
    const criteria = sheet.items.flatMap((it) => it.criteria).length
    expect(
      sheets.some((it) => it.includes(`sqref="G5:G${4 + criteria}"`) && it.includes('type="list"')),
    ).toBe(true)
    const pictures = Object.entries(parts).filter(([name]) => name.startsWith('xl/media/'))
    expect(pictures.map(([, part]) => Buffer.from(part).equals(Buffer.from(PNG)))).toEqual([true])
    expect(strFromU8(parts['xl/drawings/drawing1.xml'] ?? new Uint8Array())).toContain(chart.alternative)
  },
)

test('a checksheet prints, its summary and picture included', async () => {
  const workbook = exported(guideline, new Map(), { chart })
  const pdf = Buffer.from(await throughLibreOffice(await writeWorkbook(workbook), 'pdf')).toString('latin1')
  const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0
  expect(pages).toBeGreaterThanOrEqual(workbook.sheets.filter((it) => it.visibility === 'shown').length)
  expect(pages).toBeLessThan(20)
  expect(pdf).toContain('/Subtype/Image')
  expect(workbook.sheets.some(({ name }) => name === SUMMARY)).toBe(true)
})
