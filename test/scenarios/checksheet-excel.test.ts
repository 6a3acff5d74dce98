import { expect, onTestFinished, test } from 'vitest'
import { createSpreadsheets } from '#src/services/spreadsheet/spreadsheets.ts'
import { cardWith, fills, presses, says } from '#test/support/checksheet-walk.ts'
import { platformsOf, type TestDesk, testDesk } from '#test/support/desk.ts'
import { filledIn, XLSX } from '#test/support/filled-workbook.ts'
import { givenFile } from '#test/support/given-file.ts'
import { fromDesk, newestOf } from '#test/support/seen.ts'
import type { AttachableFile, Person } from '#test/support/world.ts'

/** The workbook that the desk hands over for the results. */
async function workbookFor(desk: TestDesk, person: Person) {
  await says(desk, person, 'チェックシートの結果')
  await presses(desk, person, 'Excelで受け取る')
  return givenFile(desk, person)
}

async function handsIn(desk: TestDesk, person: Person, file: AttachableFile) {
  await person.says('', { files: [file] })
  await desk.settled()
  return newestOf(person)
}

test.each(platformsOf(import.meta.filename))(
  'the sheet goes out as Excel on %s, and comes back filled in',
  async (platform) => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await says(desk, tanaka, 'No.1')
    await fills(desk, tanaka, { 'level.CS-001-a': 'done', evidence: '役員会で承認' })
    const { name, content } = await workbookFor(desk, tanaka)
    expect(name).toMatch(/^チェックシート_第1回_.*\.xlsx$/)
    const spreadsheets = createSpreadsheets()
    onTestFinished(() => spreadsheets.stop())
    const read = await spreadsheets.read(content)
    if (read.kind !== 'read') throw new Error(read.kind)
    const texts = read.workbook.sheets.flatMap(({ rows }) =>
      rows.flatMap(({ cells }) => cells.map((it) => it.text)),
    )
    expect(texts).toContain('役員会で承認')

    const file = await filledIn(content, ['CS-002-a', '達成状況', '達成'], ['CS-002-a', '根拠', '朝礼で周知'])
    const preview = await handsIn(desk, tanaka, file)
    expect(preview.words).toContain('変更される項目：1件')
    expect(preview.words).toContain('No.2')
    expect(await desk.database.prisma.checksheetAnswer.count()).toBe(1)
    expect((await presses(desk, tanaka, '取り込む')).words).toContain('1項目を取り込みました。')
    expect((await says(desk, tanaka, 'No.2')).words).toContain('朝礼で周知')
    expect((await presses(desk, tanaka, '履歴')).words).toContain('（Excelから）')
  },
)

test('a workbook with something wrong is refused by cell, and nothing of it is taken over', async () => {
  const desk = await testDesk({ platform: 'web' })
  const tanaka = desk.person('tanaka')
  await says(desk, tanaka, 'No.1')
  const { content } = await workbookFor(desk, tanaka)
  const refused = await handsIn(
    desk,
    tanaka,
    await filledIn(content, ['CS-001-a', '達成状況', '達成'], ['CS-002-a', '達成状況', 'できてます']),
  )
  expect(refused.words).toContain('ファイルを取り込めませんでした')
  expect(refused.words).toMatch(/G\d+：「できてます」は選択肢にありません/)
  const other = await handsIn(desk, tanaka, {
    ...{ name: '売上.xlsx', mimeType: XLSX, bytes: 3 },
    content: new Uint8Array([1, 2, 3]),
  })
  expect(other.words).toContain('Excelのファイルではありません')
  expect(await desk.database.prisma.checksheetAnswer.count()).toBe(0)
  expect(await desk.database.prisma.checksheetImport.count()).toBe(0)
})

test('what a colleague changed since the workbook was handed out is kept; the workbook’s word is a draft', async () => {
  const desk = await testDesk({ platform: 'web' })
  const [tanaka, suzuki] = [desk.person('tanaka'), desk.person('suzuki')]
  await says(desk, tanaka, 'No.1')
  const { content } = await workbookFor(desk, tanaka)
  const file = await filledIn(content, ['CS-001-a', '達成状況', '達成'], ['CS-002-a', '達成状況', '対応中'])
  await says(desk, suzuki, 'No.1')
  await fills(desk, suzuki, { 'level.CS-001-a': 'not_done' })

  const preview = await handsIn(desk, tanaka, file)
  expect(preview.words).toContain('変更される項目：1件')
  expect(preview.words).toContain('ほかの方が変更した項目：1件')
  const taken = await presses(desk, tanaka, '取り込む')
  expect(taken.words).toContain('1項目を取り込みました。')
  expect(taken.words).toContain('確認が必要な項目が1件あります')
  await presses(desk, tanaka, '確認する')
  expect((await newestOf(tanaka)).words).toContain('入力途中の内容があります')
  const form = await tanaka.opens('入力する')
  expect(form.fields.find((it) => it.name === 'level.CS-001-a')?.initial).toBe('done')
  const stored = await desk.database.prisma.checksheetAnswer.findFirstOrThrow({ where: { itemId: 'CS-001' } })
  expect(stored.marks).toEqual({ 'CS-001-a': { level: 'not_done', reason: '' } })
})

test('a workbook that was refused at its preview changes nothing, and cannot be taken over afterwards', async () => {
  const desk = await testDesk({ platform: 'web' })
  const tanaka = desk.person('tanaka')
  await says(desk, tanaka, 'No.1')
  const { content } = await workbookFor(desk, tanaka)
  await handsIn(desk, tanaka, await filledIn(content, ['CS-001-a', '達成状況', '達成']))
  await presses(desk, tanaka, 'やめる')
  await cardWith(tanaka, '取り込みを取りやめました。')
  expect(await desk.database.prisma.checksheetAnswer.count()).toBe(0)
  expect((await fromDesk(tanaka)).some(({ buttons }) => buttons.includes('取り込む'))).toBe(false)
})
