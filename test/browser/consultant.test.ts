import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { runningDesk } from '#test/support/running-desk.ts'
import { DESKTOP, launchBrowser, PHONE, pageOf, picture } from '#test/support/web/browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

describe.each([
  ['a wide screen', DESKTOP],
  ['a phone', PHONE],
])('a consultant on %s', (name, look) => {
  test('takes a question, answers by a draft and in the thread, and solves it; the customer rates it', async () => {
    const { url } = await runningDesk()
    const page = await pageOf(browser, url, look)
    const log = page.getByRole('log')
    await page
      .getByRole('textbox', { name: '相談窓口へのメッセージ' })
      .fill('ファイアウォールの設定コマンドで、特定のポートを開ける書き方を教えてください。')
    await page.getByRole('button', { name: '送信', exact: true }).click()
    await log.getByText('に回答する予定です。').first().waitFor()
    await picture(page, `${name}-handed-over`)

    await page.getByRole('button', { name: '佐藤さんの画面を開く' }).click()
    const desk = page.getByRole('region', { name: '佐藤さんの画面' })
    await picture(page, `${name}-card`)
    await desk.getByRole('button', { name: '担当する' }).click()
    await desk.getByRole('button', { name: /件の返信/ }).click()
    await desk.getByText('このスレッドへの担当者の投稿は、お客様に送信されます').first().waitFor()
    await desk.getByRole('button', { name: '返信案' }).first().click()
    await desk.getByRole('log').getByText('返信案（下書き・未送信）').first().waitFor()
    await picture(page, `${name}-draft`)
    await desk.getByRole('button', { name: '編集して送る' }).last().click()
    await desk.getByRole('textbox', { name: '本文' }).fill('機種と版をお知らせください。')
    const form = desk.getByRole('dialog')
    await form
      .locator('input[type=file]')
      .setInputFiles({ name: '手順.txt', mimeType: 'text/plain', buffer: Buffer.from('控えを取る') })
    await form.getByRole('button', { name: '手順.txtの添付をやめる' }).waitFor()
    await form.getByText('送信しています').waitFor({ state: 'detached' })
    await picture(page, `${name}-form`)
    await form.getByRole('button', { name: 'プレビューを見る' }).click()
    await desk
      .getByRole('link', { name: /手順\.txt/ })
      .first()
      .waitFor()
    await picture(page, `${name}-preview`)
    await desk.getByRole('button', { name: '送信する' }).last().click()
    await desk.getByRole('log').getByText('送信しました').first().waitFor()
    await picture(page, `${name}-sent`)
    await desk.getByRole('button', { name: '解決', exact: true }).first().click()
    await desk.getByRole('log').getByText('を解決としました').first().waitFor()
    await picture(page, `${name}-solved`)

    const other = await pageOf(browser, url, look)
    await other.getByRole('log').getByText('機種と版をお知らせください。').first().waitFor()
    await other
      .getByRole('link', { name: /手順\.txt/ })
      .first()
      .waitFor()
    await other.getByRole('button', { name: '選ぶ' }).last().click()
    await other.getByRole('log').getByText('ご評価をお預かりしました').first().waitFor()
    await picture(other, `${name}-rated`)
  })
})
