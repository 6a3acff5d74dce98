import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { runningDesk } from '#test/support/running-desk.ts'
import { DESKTOP, type Look, launchBrowser, PHONE, visit } from '#test/support/web/browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

/** The desk as `npm start` gives it to a newcomer: its consultants can be booked. */
async function visitDesk(look: Look): Promise<Page> {
  const desk = await runningDesk()
  const { page, complaints } = await visit(browser, desk.url, look)
  page.setDefaultTimeout(30_000)
  onTestFinished(async () => {
    await page.context().close()
    expect(complaints).toEqual([])
  })
  return page
}

/** To be looked at, where SHOTS names a directory. */
async function shoot(page: Page, look: Look, name: string): Promise<void> {
  const directory = process.env.SHOTS
  if (directory) await page.screenshot({ path: path.join(directory, `${look.width}-${name}.png`) })
}

describe.each([
  ['a wide screen', DESKTOP],
  ['a phone', PHONE],
])('a Web meeting on %s', (_name, look) => {
  test('is booked from an answer that did not help, put off and cancelled', async () => {
    const page = await visitDesk(look)
    const log = page.getByRole('log')
    const button = (name: string | RegExp) => log.getByRole('button', { name })
    const slots = button(/^選ぶ：/)
    /** @returns its day and time, as they are offered */
    const choose = async (nth: number): Promise<string> => {
      await slots.nth(nth).waitFor()
      const name = (await slots.nth(nth).getAttribute('aria-label')) ?? ''
      await slots.nth(nth).click()
      await expect.poll(() => slots.count()).toBe(0)
      return /^選ぶ：(\S+?)　/.exec(name)?.[1] ?? `no time in 「${name}」`
    }
    const input = page.getByRole('textbox', { name: '相談窓口へのメッセージ' })
    await input.fill('ファイアウォールの設定コマンドで、特定のポートを開ける書き方を教えてください。')
    await input.press('Enter')
    await button('Web会議で相談する').click()
    await slots.first().waitFor()
    await shoot(page, look, '1-offered')
    const first = await choose(0)
    await log.getByText('この日時を5分間仮押さえしています').waitFor()
    await log.getByText('ご相談内容は、前の会話から入れました。').waitFor()
    await log.getByText(`${first}（担当：`).waitFor()
    await shoot(page, look, '2-held')
    await button('内容を書いて確定する').click()
    const form = page.getByRole('dialog')
    expect(await form.getByRole('textbox', { name: /件名/ }).inputValue()).toContain('ファイアウォール')
    await form.getByRole('textbox', { name: /参加される方/ }).fill('総務部 田中、情報システム部 鈴木')
    await shoot(page, look, '3-form')
    await form.getByRole('button', { name: 'この内容で確定する' }).click()
    await log.getByText('予約しました').waitFor()
    await log.getByText('総務部 田中、情報システム部 鈴木').waitFor()
    await shoot(page, look, '4-booked')

    await button('日時を変更').click()
    const second = await choose(1)
    expect(second).not.toBe(first)
    // Where it was chosen, and on the booking's own card.
    await expect.poll(() => log.getByText('予約の日時を変更しました').count()).toBe(2)
    await expect.poll(() => log.getByText(second, { exact: true }).count()).toBe(2)
    await shoot(page, look, '5-moved')

    await button('予約の一覧').last().click()
    await log.getByText('これからのご予約').waitFor()
    await shoot(page, look, '6-list')
    await button('取り消す').last().click()
    await log.getByText('この予約を取り消しますか。').waitFor()
    await shoot(page, look, '7-sure')
    await button('取り消します').click()
    await expect.poll(() => log.getByText('予約を取り消しました').count()).toBe(2)
    expect(await button('取り消します').count()).toBe(0)
    await shoot(page, look, '8-cancelled')
    await input.fill('予約の一覧')
    await input.press('Enter')
    await log.getByText('これからのご予約はありません。').waitFor()
    const wide = await page
      .locator('html, .pane, .log, .drawn')
      .evaluateAll((all) => all.filter((it) => it.scrollWidth > it.clientWidth + 1).map((it) => it.className))
    expect(wide).toEqual([])
  })
})
