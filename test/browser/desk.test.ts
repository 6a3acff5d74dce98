import { text } from 'node:stream/consumers'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { runningDesk } from '#test/support/running-desk.ts'
import { DESKTOP, type Look, launchBrowser, PHONE, visit } from '#test/support/web/browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

/** The desk as `npm start` gives it to a newcomer, and its page. */
async function firstVisit(look: Look): Promise<Page> {
  const desk = await runningDesk()
  const { page, complaints } = await visit(browser, desk.url, look)
  page.setDefaultTimeout(15_000)
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

/** Whether this part of a log is within what one sees of it. */
async function isInSight(page: Page, it: Locator): Promise<boolean> {
  const [part, log] = [await it.boundingBox(), await page.getByRole('log').boundingBox()]
  if (!part || !log) return false
  return part.y >= log.y && part.y + part.height <= log.y + log.height
}

describe.each([
  ['a wide screen', DESKTOP],
  ['a phone', PHONE],
])('the whole desk on %s', (_name, look) => {
  test('an example is answered with its sources, and settled', async () => {
    const page = await firstVisit(look)
    await page.getByRole('button', { name: '達成率の計算' }).click()
    const answer = page.locator('.is-card').first()
    await answer.getByText('FAQ-005').first().waitFor()
    await answer.getByText('はじめてご利用の方へ').waitFor()
    await page.getByRole('button', { name: '出典を見る' }).click()
    await page.getByRole('log').getByText('出典', { exact: true }).waitFor()
    await page.getByRole('button', { name: '解決しました' }).first().click()
    await answer.getByText('解決済みとして承りました').waitFor()
  })

  test('a file that is attached is downloaded in the consultant’s own pane', async () => {
    const page = await firstVisit(look)
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '規程.txt', mimeType: 'text/plain', buffer: Buffer.from('第1条') })
    const question = 'ファイアウォールの設定コマンドで、特定のポートを開ける書き方を教えてください。'
    await page.getByRole('textbox', { name: '相談窓口へのメッセージ' }).fill(question)
    await page.getByRole('button', { name: '送信', exact: true }).click()
    await page.getByRole('button', { name: /さんの画面を開く$/ }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '規程.txt（1 KB）' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('規程.txt')
    expect(await text(await download.createReadStream())).toBe('第1条')
  })

  test('what the desk cannot answer reaches the consultant’s own pane', async () => {
    const page = await firstVisit(look)
    await write(page, 'ファイアウォールの設定コマンドで、特定のポートを開ける書き方を教えてください。')
    await page.getByRole('log').getByText('受付番号 C-0001').first().waitFor()
    await page.getByRole('button', { name: '佐藤さんの画面を開く' }).click()
    const card = page.getByRole('region', { name: '佐藤さんの画面' }).locator('.is-card')
    await card.getByText('C-0001').first().waitFor()
    expect(await card.textContent()).toContain('株式会社みなと製作所')
  })

  test('Home shows what was asked last, and what is pressed on it is said in the conversation', async () => {
    const page = await firstVisit(look)
    const home = page.getByRole('region', { name: 'ホーム' })
    const toHome = page.getByRole('button', { name: 'ホーム', exact: true })
    await toHome.click()
    await home.getByText('ご相談はまだありません。').waitFor()
    await home.getByRole('button', { name: '相談を書く' }).click()
    await page.getByRole('textbox', { name: 'ご質問の内容' }).fill('達成率はどのように計算されますか。')
    await page.getByRole('button', { name: '送信する' }).click()
    await page.getByRole('log').getByText('FAQ-005').first().waitFor()

    await toHome.click()
    await home.getByRole('button', { name: /^見る：.*達成率.*（回答済み）$/ }).click()
    const shown = page.locator('.is-card').last()
    await shown.getByText('日付').waitFor()
    await expect.poll(() => isInSight(page, shown.getByText('日付'))).toBe(true)
    await page.getByRole('log').getByRole('button', { name: '取り下げる' }).click()
    await page.getByRole('log').getByText('を取り下げました').waitFor()
    await toHome.click()
    await home.getByRole('button', { name: /（取り下げ済み）$/ }).waitFor()
  })

  test('a question by the form is answered like one in the conversation', async () => {
    const page = await firstVisit(look)
    await page.getByRole('button', { name: '相談を書く' }).click()
    await page.getByRole('textbox', { name: 'ご質問の内容' }).fill('達成率はどのように計算されますか。')
    await page.getByRole('button', { name: '送信する' }).click()
    await page.getByText('FAQ-005').first().waitFor()
    await write(page, '結果に出る◎○△×はどういう意味ですか。')
    await expect.poll(() => page.locator('.is-card').count(), { timeout: 15_000 }).toBe(2)
  })
})
