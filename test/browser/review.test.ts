import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { modelServer } from '#test/support/model/server.ts'
import { runningDesk } from '#test/support/running-desk.ts'
import { DESKTOP, type Look, launchBrowser, PHONE, pageOf, picture } from '#test/support/web/browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

async function firstVisit(look: Look): Promise<Page> {
  const { url } = await modelServer()
  const desk = await runningDesk({ OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: url })
  return pageOf(browser, desk.url, look, 40_000)
}

const last = (where: Page | Locator, name: string | RegExp) =>
  where.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).last()

test.each([
  ['a wide screen', DESKTOP],
  ['a phone', PHONE],
])('a review is asked for, taken, and commented on by a draft and by numbers on %s', async (name, look) => {
  const page = await firstVisit(look)
  const log = page.getByRole('log')
  await page.getByRole('textbox', { name: '相談窓口へのメッセージ' }).fill('チェックシートの結果')
  await page.getByRole('button', { name: '送信', exact: true }).click()
  await last(page, /^添削を申し込む/).click()
  await last(page, '申し込む').click()
  await page.getByRole('dialog').getByRole('button', { name: '申し込む' }).click()
  await log.getByText('添削を受け付けました').first().waitFor()
  await picture(page, `review-${name}-1-submitted`)

  await page.getByRole('button', { name: '佐藤さんの画面を開く' }).click()
  const desk = page.getByRole('region', { name: '佐藤さんの画面' })
  const said = desk.getByRole('log')
  await said.getByText('チェックシートの添削').first().waitFor()
  await picture(page, `review-${name}-2-card`)
  await last(desk, '担当する').click()
  // What is private to the customer is shown to the consultant alone.
  await desk
    .getByRole('button', { name: /^ガイドライン対応/ })
    .first()
    .click()
  await desk.getByText('R-0001 は、佐藤が担当します。').last().waitFor()
  await picture(page, `review-${name}-3-taken`)
  await last(desk, '項目を順に見る').click()
  await last(desk, 'コメント案').click()
  await said.getByText('下書き（自動作成）').first().waitFor()
  await picture(page, `review-${name}-4-drafted`)
  await last(desk, 'コメントする').click()
  await page.getByText('下書き（自動作成）が入っています').first().waitFor()
  await picture(page, `review-${name}-5-form`)
  await page.getByRole('button', { name: '保存して次へ' }).click()
  await said.getByText('No.1 のコメントを保存しました').first().waitFor()
  await last(desk, '項目の一覧').click()
  await said.getByText('No.1（コメント済み）').first().waitFor()
  await picture(page, `review-${name}-6-list`)
  await last(desk, '番号で開く').click()
  await page.getByRole('textbox', { name: '項目の番号' }).fill('28')
  await picture(page, `review-${name}-7-jump`)
  await page.getByRole('button', { name: '開く', exact: true }).last().click()
  await said.getByText('No.28（').first().waitFor()
  await picture(page, `review-${name}-8-item`)
  const wide = await page
    .locator('html, .pane, .log, .place')
    .evaluateAll((all) => all.filter((it) => it.scrollWidth > it.clientWidth + 1).map((it) => it.className))
  expect(wide).toEqual([])
})
