import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { type RunningDesk, runningDesk } from '#test/support/running-desk.ts'
import { DESKTOP, launchBrowser, PHONE, pageOf, picture } from '#test/support/web/browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const CUSTOMERS = ['KITA', 'MINAMI', 'HIGASHI', 'NISHI', 'UMI']

/** Of more customers than one admin may tell, each with an owner; and with a second admin. */
async function deskOfMany(): Promise<RunningDesk> {
  const desk = await runningDesk()
  const admin = (...words: readonly string[]) => desk.command('admin', ...words)
  for (const code of CUSTOMERS) {
    const place = ['--platform', 'web', '--workspace', code.toLowerCase()]
    await admin('org', 'create', code, `${code}商事`)
    await admin('contract', 'add', '--organisation', code, '--product', 'PRACT')
    await admin(
      ...['member', 'add', ...place, '--user', `owner-${code.toLowerCase()}`],
      ...['--role', 'owner', '--name', `${code}の担当`, '--organisation', code],
    )
  }
  await admin(
    ...['member', 'add', '--platform', 'web', '--workspace', 'academy', '--user', 'kimura'],
    ...['--role', 'admin', '--name', '木村', '--organisation', 'ACADEMY'],
  )
  return desk
}

/** Who looks at it is chosen in the pane itself. */
async function paneOf(page: Page, person: string): Promise<Locator> {
  const pane = page.locator('.pane').first()
  const people = pane.locator('select').first()
  const value = await people.locator('option', { hasText: person }).first().getAttribute('value')
  await people.selectOption(value)
  return pane
}

describe.each([
  ['a wide screen', DESKTOP],
  ['a phone', PHONE],
])('a notice on %s', (name, look) => {
  test('is composed, previewed, approved, sent, corrected and recalled', async () => {
    const { url } = await deskOfMany()
    const page = await pageOf(browser, url, look)
    const admin = await paneOf(page, '高橋')
    await admin.getByRole('textbox').first().fill('お知らせの配信')
    await admin.getByRole('button', { name: '送信', exact: true }).click()
    await admin.getByRole('button', { name: 'お知らせを作る' }).click()
    const form = admin.getByRole('dialog')
    await form.getByLabel('件名').fill('年末年始の受付時間について')
    await form
      .getByLabel('本文')
      .fill('12月29日から1月3日まで、受付をお休みします。\n\n- **緊急のご連絡**はお電話へ')
    await form.getByLabel('分類').selectOption('service')
    await form.getByLabel('「確認しました」を求める').selectOption('yes')
    await picture(page, `${name}-notice-form`)
    await form.getByRole('button', { name: '保存する' }).click()
    await admin.getByRole('log').getByText('N-0001 下書き').first().waitFor()
    await admin.getByRole('log').getByText('7社 7か所').first().waitFor()
    await picture(page, `${name}-notice-draft`)
    await admin.getByRole('button', { name: '承認を依頼', exact: true }).click()
    await admin.getByRole('log').getByText('N-0001 承認待ち').first().waitFor()

    const other = await pageOf(browser, url, look)
    const second = await paneOf(other, '木村')
    await second.getByRole('log').getByText('N-0001 承認のお願い').first().waitFor()
    await picture(other, `${name}-notice-approval`)
    await second.getByRole('button', { name: '承認して送信' }).click()
    await admin.getByRole('log').getByText('送信 7 ・ 失敗 0 ・ 待ち 0').first().waitFor()
    await picture(page, `${name}-notice-sent`)

    const reader = await pageOf(browser, url, look)
    const owner = await paneOf(reader, 'KITAの担当')
    await owner.getByRole('log').getByText('【サービス】年末年始の受付時間について').first().waitFor()
    await owner.getByRole('button', { name: '確認しました' }).click()
    await owner.getByRole('log').getByText('✅ 確認済み：KITAの担当様').first().waitFor()
    await picture(reader, `${name}-notice-read`)

    await admin.getByRole('button', { name: '訂正する' }).last().click()
    await form.getByLabel('本文').fill('12月28日から1月3日まで、受付をお休みします。')
    await form.getByRole('button', { name: '確認に進む' }).click()
    await admin.getByRole('button', { name: 'この内容に訂正する' }).click()
    await owner.getByRole('log').getByText('12月28日から').first().waitFor()
    await owner
      .getByText(/🔄 更新/)
      .first()
      .waitFor()
    await picture(reader, `${name}-notice-corrected`)

    await admin.getByRole('button', { name: '取り消す', exact: true }).last().click()
    await form.getByLabel(/取り消しの理由/).fill('日付を確認しているため')
    await form.getByRole('button', { name: '確認に進む' }).click()
    await admin.getByRole('button', { name: 'すべて取り消す' }).click()
    await owner.getByRole('log').getByText('【取り消し】年末年始の受付時間について').first().waitFor()
    await picture(reader, `${name}-notice-recalled`)
    await admin
      .getByRole('log')
      .getByText(/（高橋）　置き換え 7$/)
      .last()
      .waitFor()
    await picture(page, `${name}-notice-report`)
  })
})
