import { mkdir } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { filledIn, XLSX } from '#test/support/filled-workbook.ts'
import { runningDesk } from '#test/support/running-desk.ts'
import { DESKTOP, type Look, launchBrowser, PHONE, visit } from '#test/support/web/browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

async function firstVisit(look: Look): Promise<Page> {
  const desk = await runningDesk()
  const { page, complaints } = await visit(browser, desk.url, look)
  page.setDefaultTimeout(40_000)
  onTestFinished(async () => {
    await page.context().close()
    expect(complaints).toEqual([])
  })
  return page
}

async function write(page: Page, words: string): Promise<void> {
  const input = page.getByRole('textbox', { name: '相談窓口へのメッセージ' })
  await input.fill(words)
  await input.press('Enter')
}

/** Folder for pictures of what was seen; without it none are taken. */
const SHOTS = process.env.SHOTS_DIR
async function shot(page: Page, name: string): Promise<void> {
  if (!SHOTS) return
  await mkdir(SHOTS, { recursive: true })
  await page.screenshot({ path: `${SHOTS}/${name}.png` })
}

const last = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).last()

test.each([
  ['a wide screen', DESKTOP, 'wide'],
  ['a phone', PHONE, 'phone'],
])(
  'the checksheet is walked, shown with its picture, fetched and handed in on %s',
  async (_name, look, shots) => {
    const page = await firstVisit(look)
    const log = page.getByRole('log')
    await write(page, 'チェックシート')
    await page.getByText('入力を始める').waitFor()
    await shot(page, `${shots}-1-overview`)
    await last(page, '入力を始める').click()
    for (const number of [1, 2]) {
      await log.getByText(`No.${number}・`).last().waitFor()
      await shot(page, `${shots}-2-item-${number}`)
      await last(page, '入力する').click()
      const form = page.getByRole('dialog')
      await form.getByText(`No.${number} の入力`).waitFor()
      for (const level of await form.getByRole('combobox').all()) await level.selectOption({ label: '達成' })
      await form.getByRole('textbox').last().fill('2025年4月に役員会で承認')
      await shot(page, `${shots}-3-form-${number}`)
      await form.getByRole('button', { name: '保存して次へ' }).click()
      await log.getByText(`No.${number} を保存しました`).waitFor()
    }
    await write(page, 'チェックシートの結果')
    const picture = log.locator('img').last()
    await picture.waitFor()
    await expect
      .poll(() => picture.evaluate((it) => Number(Reflect.get(it, 'naturalWidth'))))
      .toBeGreaterThan(0)
    expect(await picture.getAttribute('alt')).toContain('レーダーチャート')
    await picture.scrollIntoViewIfNeeded()
    await shot(page, `${shots}-4-results`)
    await last(page, 'Excelで受け取る').scrollIntoViewIfNeeded()
    await shot(page, `${shots}-5-results-below`)
    await last(page, 'Excelで受け取る').click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      log.getByRole('link', { name: /^チェックシート_第1回_.*\.xlsx/ }).click(),
    ])
    const content = await buffer(await download.createReadStream())
    const { name, content: filled = new Uint8Array() } = await filledIn(content, [
      'CS-003-a',
      '達成状況',
      '達成',
    ])
    await page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: XLSX, buffer: Buffer.from(filled) })
    await page.getByRole('button', { name: '送信', exact: true }).click()
    await log.getByText('変更される項目：1件').waitFor()
    await shot(page, `${shots}-6-preview`)
    await last(page, '取り込む').click()
    await log.getByText('1項目を取り込みました。').waitFor()
    await shot(page, `${shots}-7-taken`)
    const wide = await page
      .locator('html, .pane, .log, .place')
      .evaluateAll((all) => all.filter((it) => it.scrollWidth > it.clientWidth + 1).map((it) => it.className))
    expect(wide).toEqual([])
  },
)
