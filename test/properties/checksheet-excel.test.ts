import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Answers, tidy } from '#src/features/checksheet/answer.ts'
import { changesIn, MAX_PROBLEMS, problemWords } from '#src/features/checksheet/excel/index.ts'
import type { Checksheet } from '#src/ports/checksheets.ts'
import type { ReadSheet, ReadWorkbook } from '#src/ports/spreadsheets.ts'
import { readWorkbook } from '#src/services/spreadsheet/read-workbook.ts'
import { writeWorkbook } from '#src/services/spreadsheet/write-workbook.ts'
import { guideline, numeric } from '#test/support/checksheets.ts'
import { anyAnswers, exported, readOf, withCell, withSheet } from '#test/support/workbooks.ts'

const CHECK = 'チェックシート'

function expectAll(sheet: Checksheet, answers: Answers, workbook: ReadWorkbook): void {
  const changes = changesIn(sheet, workbook)
  expect(changes).toMatchObject({ kind: 'entries', run: 'run-7F3K' })
  if (changes.kind !== 'entries') return
  for (const item of sheet.items) {
    const answer = answers.get(item.id)
    if (!answer) throw new Error(`${item.id} was not answered`)
    expect(changes.entries.get(item.id)).toEqual(tidy(sheet, item, answer))
    expect(changes.revisions.get(item.id)).toBe(answer.revision)
  }
}

describe.each([
  ['the one that is sold', guideline, 1],
  ['one with numbers', numeric, 12],
] as const)('a checksheet: %s', (_, sheet, files) => {
  test('is read from its workbook as it was answered', () => {
    fc.assert(
      fc.property(anyAnswers(sheet), (answers) =>
        expectAll(sheet, answers, readOf(exported(sheet, answers))),
      ),
      { numRuns: 20 },
    )
  })

  test('comes back from a file to the cell, and the file that is made of that is the same', async () => {
    await fc.assert(
      fc.asyncProperty(anyAnswers(sheet), async (answers) => {
        const file = await writeWorkbook(exported(sheet, answers, { replies: new Map([['CS-001', '=1']]) }))
        const read = await readWorkbook(file)
        if (read.kind !== 'read') throw new Error(read.kind)
        expectAll(sheet, answers, read.workbook)
        const changes = changesIn(sheet, read.workbook)
        if (changes.kind !== 'entries') return
        const again = new Map(
          [...answers].map(([id, answer]) => [id, { ...answer, ...changes.entries.get(id) }]),
        )
        const second = await writeWorkbook(exported(sheet, again, { replies: new Map([['CS-001', '=1']]) }))
        expect(Buffer.from(second).equals(Buffer.from(file))).toBe(true)
      }),
      { numRuns: files },
    )
  })
})

describe('a workbook that somebody filled in', () => {
  const blank = readOf(exported(guideline, new Map()))
  const [first] = guideline.items
  const whys = (workbook: ReadWorkbook) => {
    const changes = changesIn(guideline, workbook)
    return changes.kind === 'problems' ? changes.problems.map(({ cell, why }) => [cell, why]) : []
  }
  const edited = (change: (sheet: ReadSheet) => ReadSheet) => whys(withSheet(blank, CHECK, change))
  const entryOf = (change: (sheet: ReadSheet) => ReadSheet) => {
    const changes = changesIn(guideline, withSheet(blank, CHECK, change))
    return changes.kind === 'entries' ? changes.entries.get(first?.id ?? '') : changes
  }

  test('may spell its levels with other widths and space around them, and leave cells empty', () => {
    expect(entryOf((it) => withCell(it, 5, 7, { text: '　達成 ' }))).toMatchObject({
      marks: { 'CS-001-a': { level: 'done' } },
    })
    expect(entryOf((it) => withCell(it, 5, 7, { text: ' ' }))).toMatchObject({ marks: {} })
    const two = withSheet(readOf(exported(numeric, new Map())), CHECK, (it) =>
      withCell(it, 5, 7, { text: '２（対策完了）' }),
    )
    const changes = changesIn(numeric, two)
    expect(changes.kind === 'entries' && changes.entries.get('FA-1')).toMatchObject({
      marks: { 'FA-1-1': { level: '2', reason: '' } },
    })
  })

  test('keeps nothing of a reason that its level does not ask for', () => {
    const entry = entryOf((it) =>
      withCell(withCell(it, 5, 7, { text: '達成' }), 5, 8, { text: '以前は対象外' }),
    )
    expect(entry).toMatchObject({ marks: { 'CS-001-a': { level: 'done', reason: '' } } })
  })

  test.each([
    ['free text in a pull-down', { text: '対応中です' }, { kind: 'notALevel', nearest: '対応中' }],
    ['nothing like a level', { text: 'OK' }, { kind: 'notALevel', nearest: undefined }],
    ['a number', { text: '2', kind: 'number' }, { kind: 'notALevel', found: '2' }],
    ['a formula', { text: '達成', kind: 'formula' }, { kind: 'formula' }],
    ['a date', { text: '2026-11-28', kind: 'date' }, { kind: 'notText', type: 'date' }],
    ['該当なし without a reason', { text: '該当なし' }, { kind: 'reasonMissing', level: '該当なし' }],
  ] as const)('with %s as a level is told so', (_, cell, why) => {
    expect(edited((it) => withCell(it, 5, 7, cell))).toMatchObject([
      [why.kind === 'reasonMissing' ? 'H5' : 'G5', why],
    ])
  })

  test.each([
    ['a number', { text: '1', kind: 'number' }, { kind: 'notText', type: 'number' }],
    ['a date', { text: '2026-11-28', kind: 'date' }, { kind: 'notText', type: 'date' }],
    ['an error', { text: '#NAME?', kind: 'error' }, { kind: 'error', found: '#NAME?' }],
    ['a formula', { text: '2', kind: 'formula' }, { kind: 'formula' }],
    ['too much', { text: 'あ'.repeat(2_001) }, { kind: 'tooLong', length: 2_001, most: 2_000 }],
  ] as const)('with %s as evidence is told so', (_, cell, why) => {
    expect(edited((it) => withCell(it, 5, 9, cell))).toMatchObject([['I5', why]])
  })

  test('with evidence in another row of its item is told where it belongs', () => {
    expect(edited((it) => withCell(it, 6, 9, { text: '証跡' }))).toEqual([
      ['I6', { kind: 'evidenceElsewhere', belongs: 'I5' }],
    ])
  })

  test('with rows that are gone, twice, unknown or changed is told each', () => {
    expect(edited((it) => ({ ...it, rows: it.rows.filter(({ number }) => number !== 6) }))).toMatchObject([
      [undefined, { kind: 'rowMissing', number: 1 }],
    ])
    expect(edited((it) => withCell(it, 6, 10, { text: 'CS-001-a' }))).toMatchObject([
      [undefined, { kind: 'rowMissing' }],
      ['J6', { kind: 'rowTwice', first: 'J5' }],
    ])
    expect(edited((it) => withCell(it, 6, 10, { text: 'X' }))).toMatchObject([
      [undefined, { kind: 'rowMissing' }],
      ['J6', { kind: 'rowUnknown' }],
    ])
    expect(edited((it) => withCell(it, 5, 6, { text: '文書がある' }))).toMatchObject([
      ['F5', { kind: 'textChanged', head: '達成基準' }],
    ])
    expect(edited((it) => withCell(it, 4, 9, { text: 'メモ' }))).toEqual([
      [undefined, { kind: 'columnMissing', head: '根拠' }],
    ])
  })

  test('with merged cells is told once', () => {
    expect(edited((it) => ({ ...withCell(it, 5, 7, { text: '済' }), merged: ['G5:G7', 'A1:J1'] }))).toEqual([
      ['G5', { kind: 'merged', range: 'G5:G7' }],
    ])
  })

  test('that is another one is told which', () => {
    const machine = (row: number, text: string) =>
      whys(withSheet(blank, '_checksheet', (it) => withCell(it, row, 2, { text })))
    expect(whys({ sheets: blank.sheets.slice(0, 3) })).toEqual([[undefined, { kind: 'notOurs' }]])
    expect(whys({ sheets: blank.sheets.filter(({ name }) => name !== CHECK) })).toEqual([
      [undefined, { kind: 'noTable' }],
    ])
    expect(machine(1, 'x')).toEqual([[undefined, { kind: 'notOurs' }]])
    expect(machine(2, 'FACTORY')).toMatchObject([[undefined, { kind: 'otherSheet', found: 'FACTORY' }]])
    expect(machine(3, '0.9')).toMatchObject([[undefined, { kind: 'otherVersion', found: '0.9' }]])
    expect(machine(5, 'x')).toMatchObject([[undefined, { kind: 'tampered' }]])
  })

  test('is told of at most fifty problems, how many there are, and in words that name the cell', () => {
    const bad = withSheet(blank, CHECK, (it) =>
      it.rows.reduce(
        (sheet, { number }) => (number < 5 ? sheet : withCell(sheet, number, 7, { text: '済' })),
        it,
      ),
    )
    const changes = changesIn(guideline, bad)
    if (changes.kind !== 'problems') throw new Error('it was taken')
    expect([changes.problems.length, changes.total]).toEqual([MAX_PROBLEMS, 167])
    expect(problemWords(changes.problems[0], 'ja')).toMatch(/^チェックシート G5：「済」は選択肢にありません/)
    expect(problemWords(changes.problems[0], 'en')).toMatch(/^チェックシート G5: “済” is not one/)
  })
})
