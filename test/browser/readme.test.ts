import path from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { type RunningDesk, runningDesk } from '#test/support/running-desk.ts'
import { type Look, launchBrowser, PHONE, visit } from '#test/support/web/browser.ts'

/**
 * README, "Try it in a minute", by the letter. Its pictures are made here: `PICTURES=docs/pictures npm run test:browser -- readme`.
 */
const WIDE: Look = { width: 1280, height: 800 }

let browser: Browser
let running: RunningDesk
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

async function pageOf(look: Look): Promise<Page> {
  const { page, complaints } = await visit(browser, running.url, look)
  page.setDefaultTimeout(20_000)
  onTestFinished(async () => {
    await page.context().close()
    expect(complaints).toEqual([])
  })
  return page
}

async function picture(of: Page | Locator, name: string): Promise<void> {
  const folder = process.env.PICTURES
  if (folder) await of.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' })
}

/** High enough for the whole of it. */
async function pictureOfCard(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 760, height: 1_600 })
  await picture(page.getByRole('log').first().locator('.card').last(), name)
  await page.setViewportSize(WIDE)
}

async function says(page: Page, words: string): Promise<void> {
  await page.getByRole('textbox', { name: '相談窓口へのメッセージ' }).first().fill(words)
  await page.getByRole('button', { name: '送信', exact: true }).first().click()
}

test('an example is answered, its sources open, what is not settled goes to the consultant’s pane, and the channel hears', async () => {
  running = await runningDesk()
  const page = await pageOf(WIDE)
  const log = page.getByRole('log').first()
  await page.locator('.example').first().click()
  await log.getByRole('button', { name: '出典を見る' }).waitFor()
  await pictureOfCard(page, 'answer-card')
  await log.getByRole('button', { name: '出典を見る' }).click()
  await log.getByText('解説講座').first().waitFor()

  await says(page, 'ファイアウォールの設定コマンドを教えてください。')
  await log.getByText('個別の確認が必要なご質問のため').first().waitFor()
  await log.getByText('に回答する予定です。').first().waitFor()
  await page.getByRole('button', { name: '佐藤さんの画面を開く' }).click()
  const consultant = page.getByRole('region', { name: '佐藤さんの画面' })
  await consultant.getByRole('log').getByText('C-0001').first().waitFor()
  await consultant.getByRole('button', { name: '担当する' }).waitFor()
  await picture(page, 'web-chat')

  const phone = await pageOf(PHONE)
  await says(phone, '退職者のアカウントはいつまでに停止すればよいですか。')
  await phone.getByRole('log').first().getByText('FAQ-096').last().waitFor()
  await phone.getByRole('button', { name: '解決しました' }).last().waitFor()
  await picture(phone, 'web-chat-phone')

  await says(page, 'チェックシート')
  await page.getByRole('button', { name: '入力を始める', exact: true }).last().click()
  await log.getByText('No.1・').last().waitFor()
  await log.getByRole('button', { name: '入力する', exact: true }).last().waitFor()
  await pictureOfCard(page, 'checksheet-item')

  await page
    .getByRole('button', { name: /社内チャンネル/ })
    .first()
    .click()
  await page
    .getByRole('button', { name: /を付ける$/ })
    .first()
    .click()
  await page.keyboard.type('バックアップはどのくらいの頻度で取ればよいですか。')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /1件の返信/ }).waitFor()
})
