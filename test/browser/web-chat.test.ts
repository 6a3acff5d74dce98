import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { DESKTOP, launchBrowser, PHONE, type Visit, visit } from '#test/support/web/browser.ts'
import { type ScriptedDesk, startScriptedDesk } from '#test/support/web/scripted-desk.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let browser: Browser
let desk: ScriptedDesk
let visits: Visit[]

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  desk = await startScriptedDesk()
  visits = []
})
afterEach(async () => {
  const complaints = visits.flatMap((it) => it.complaints)
  await Promise.all(visits.map((it) => it.page.context().close()))
  await desk.close()
  expect(complaints).toEqual([])
})

describe('a first visit', () => {
  test('offers three mails, and pressing one asks it', async () => {
    const page = await open()
    await expect.poll(() => page.locator('.example').count()).toBe(3)
    await page.getByRole('button', { name: 'バックアップの頻度' }).click()
    await seen(page, 'バックアップはどのくらいの頻度')
    await page.getByRole('button', { name: '解決しました' }).waitFor()
    expect(await page.locator('.example').count()).toBe(0)
  })

  test('hints at the consultant’s pane, which then shows live what is passed on', async () => {
    const page = await open()
    await page.getByRole('button', { name: '佐藤さんの画面を開く' }).click()
    const consultant = pane(page, '佐藤 玲子')
    await consultant.getByText('まだ投稿はありません').waitFor()
    await pane(page, '田中 美咲').getByRole('button', { name: '相談を書く' }).click()
    await page.getByRole('textbox', { name: 'ご相談内容' }).fill('私物端末の件でご相談があります。')
    await page.getByRole('button', { name: '送信する' }).click()
    await consultant.getByRole('button', { name: '担当する' }).waitFor()
  })

  test('is remembered: the same panes are there on the next one', async () => {
    const page = await open()
    await page.getByRole('button', { name: '画面を追加' }).click()
    await page.reload()
    await pane(page, '佐藤 玲子').waitFor()
    expect(await page.locator('.pane').count()).toBe(2)
  })
})

describe('writing', () => {
  test('Enter sends, Shift+Enter begins a line, and Enter while a word is converted does neither', async () => {
    const page = await open()
    const input = page.getByRole('textbox', { name: '相談窓口へのメッセージ' })
    await input.fill('一行目')
    await input.press('Shift+Enter')
    await input.pressSequentially('二行目')
    await input.dispatchEvent('keydown', { key: 'Enter', isComposing: true })
    expect(await input.inputValue()).toBe('一行目\n二行目')
    await input.press('Enter')
    await page.locator('.own .words').waitFor()
    expect(await page.locator('.own .words').textContent()).toBe('一行目\n二行目')
    expect(await input.inputValue()).toBe('')
  })

  test('what could not be sent says so, and is sent once when tried again', async () => {
    const page = await open()
    desk.storeFails(true)
    await say(page, '届きますか')
    await page.getByText('送信できませんでした。もう一度お試しください').waitFor()
    await page.reload()
    desk.storeFails(false)
    await page.getByRole('button', { name: '再送信' }).click()
    await page.getByRole('button', { name: '解決しました' }).waitFor()
    expect(await page.locator('.own').count()).toBe(1)
    expect(await page.getByText('送信できませんでした').count()).toBe(0)
    expect(desk.events).toHaveLength(1)
  })

  test('an own message is edited and deleted', async () => {
    const page = await open()
    await say(page, '誤字ののある文')
    await page.getByRole('button', { name: '解決しました' }).waitFor()
    await page.locator('.own').hover()
    await page.getByRole('button', { name: '編集' }).click()
    const editor = page.getByRole('textbox', { name: 'メッセージの編集' })
    await editor.fill('誤字のない文')
    await editor.press('Enter')
    await seen(page, '編集済み')
    await page.locator('.own').hover()
    await page.getByRole('button', { name: '削除', exact: true }).click()
    await page.getByRole('button', { name: '削除する' }).click()
    await seen(page, 'このメッセージは削除されました')
    expect(desk.events.map((it) => it.type)).toEqual(['message', 'edit', 'deletion'])
  })

  test('attached files are shown with it', async () => {
    const page = await open()
    await page.locator('input[type=file]').setInputFiles({
      name: '台帳.xlsx',
      mimeType: 'application/vnd.ms-excel',
      buffer: Buffer.alloc(2048),
    })
    await page.getByRole('button', { name: '送信', exact: true }).click()
    await page.locator('.own .chip', { hasText: '台帳.xlsx' }).waitFor()
    expect(desk.events).toMatchObject([{ files: [{ name: '台帳.xlsx', bytes: 2048 }] }])
    expect([...desk.uploads.values()]).toEqual([{ name: '台帳.xlsx', bytes: 2048 }])
    const [event] = desk.events
    const [file] = event?.type === 'message' ? event.files : []
    expect(file?.locator).toEqual({ file: [...desk.uploads.keys()][0] })
  })

  test('a file that is too large is said to be, and holds the message back', async () => {
    const page = await open()
    const directory = await mkdtemp(path.join(tmpdir(), 'academy-desk-upload-'))
    const large = path.join(directory, '録画.mp4')
    await writeFile(large, '')
    await truncate(large, 25 * 1024 * 1024 + 1)
    await page.locator('input[type=file]').setInputFiles(large)
    await page.locator('.composer .chip', { hasText: '25 MBを超えています' }).waitFor()
    expect(await page.getByRole('button', { name: '送信', exact: true }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: '録画.mp4の添付をやめる' }).click()
    await rm(directory, { recursive: true })
    await say(page, '録画は別にお送りします')
    await seen(page, '録画は別にお送りします')
    expect(desk.events).toMatchObject([{ files: [] }])
  })

  test('markup in a member’s words stays words, in a message and in a quotation', async () => {
    const page = await open()
    const words =
      '<img src=x onerror=alert(1)> **太字** [x](javascript:alert(1)) {{DATE(2026-11-24T00:00:00Z)}}'
    await say(page, words)
    await page.getByRole('button', { name: '解決しました' }).waitFor()
    expect(await page.locator('.own .words').textContent()).toBe(words)
    expect(await page.locator('.drawn .ac-container .ac-richTextBlock').textContent()).toBe(words)
    expect(await page.locator('.log img').count()).toBe(0)
  })
})

describe('cards', () => {
  test('a settled card is replaced where it stands, and the keyboard stays with it', async () => {
    const page = await open()
    await say(page, '質問です')
    const card = page.locator('.is-card')
    await card.getByRole('button', { name: '解決しました' }).focus()
    await page.keyboard.press('Enter')
    await card.getByText('✅ 解決しました').waitFor()
    expect(await card.getByRole('button').count()).toBe(0)
    await page.locator('.is-card:focus').waitFor()
  })

  test('each choice is named by what it chooses', async () => {
    const page = await open()
    await say(page, 'どれを選択すれば')
    await page.getByRole('button', { name: 'この質問：退職者のアカウントを停止する期限' }).click()
    await seen(page, 'FAQ-012')
  })

  test('a form tells what is wrong at its field, keeps what was written, and closes by Escape', async () => {
    const page = await open()
    const opener = pane(page, '田中 美咲').getByRole('button', { name: '相談を書く' })
    await opener.click()
    const form = page.getByRole('dialog')
    await form.getByRole('textbox', { name: '件名' }).fill('私物端末')
    await form.getByRole('textbox', { name: 'ご相談内容' }).fill('短い')
    await form.getByRole('button', { name: '送信する' }).click()
    await form.getByText('内容は5文字以上で入力してください。').first().waitFor()
    expect(await form.getByRole('textbox', { name: '件名' }).inputValue()).toBe('私物端末')
    await focused(page, form.getByRole('textbox', { name: 'ご相談内容' }))
    await page.keyboard.press('Escape')
    await form.waitFor({ state: 'detached' })
    await focused(page, opener)
  })

  test('a required field that is empty is asked for before anything is sent', async () => {
    const page = await open()
    await pane(page, '田中 美咲').getByRole('button', { name: '相談を書く' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '送信する' }).click()
    await page.getByText('ご相談内容を入力してください。').waitFor()
    expect(desk.events).toEqual([])
  })
})

describe('Home', () => {
  test('is opened, used and left with the keyboard alone', async () => {
    const page = await open()
    const toHome = page.getByRole('button', { name: 'ホーム', exact: true })
    await toHome.focus()
    await page.keyboard.press('Enter')
    const home = page.getByRole('region', { name: 'ホーム' })
    await home.getByText('田中様のホーム').waitFor()
    await focused(page, home)
    expect(await toHome.getAttribute('aria-current')).toBe('page')
    await page.keyboard.press('Tab')
    expect(await focusedText(page)).toBe('相談を書く')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('log', { name: '相談窓口' }).waitFor()
    await expect
      .poll(() => desk.events)
      .toMatchObject([
        { type: 'action', action: { type: 'history.own', page: 0 }, conversation: { kind: 'direct' } },
      ])
    expect(desk.events[0]).not.toHaveProperty('message')
  })

  test('what could not be kept is offered again, and is one press', async () => {
    const page = await open()
    await page.getByRole('button', { name: 'ホーム', exact: true }).click()
    desk.storeFails(true)
    await page.getByRole('button', { name: '相談履歴' }).click()
    await page.getByText('送信できませんでした').waitFor()
    desk.storeFails(false)
    await page.getByRole('button', { name: '再送信' }).click()
    await page.getByRole('log', { name: '相談窓口' }).waitFor()
    expect(desk.events).toHaveLength(1)
  })

  test.each([
    ['a wide screen', DESKTOP],
    ['a phone', PHONE],
  ])('nothing of it runs out of %s', async (_name, look) => {
    const page = await open(look)
    await page.getByRole('button', { name: 'ホーム', exact: true }).click()
    await page.getByRole('region', { name: 'ホーム' }).getByText('株式会社みなと製作所').waitFor()
    await noOverflow(page)
  })
})

describe('channels', () => {
  test('a mention is answered in a thread, which opens and closes by keyboard', async () => {
    const page = await open()
    await page.getByRole('button', { name: /社内チャンネル/ }).click()
    await page.getByRole('button', { name: '@相談窓口 を付ける' }).click()
    await page.keyboard.type('バックアップの頻度は')
    await page.keyboard.press('Enter')
    const replies = page.getByRole('button', { name: /1件の返信/ })
    await replies.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '解決しました' }).waitFor()
    await page.getByRole('textbox', { name: 'スレッドへの返信' }).fill('クラウドだけでも')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.getByRole('button', { name: '解決しました' }).count()).toBe(2)
    await page.keyboard.press('Escape')
    await focused(page, page.getByRole('button', { name: /3件の返信/ }))
  })

  test('what comes while one reads elsewhere is counted until it is read', async () => {
    const page = await open()
    const hello = { kind: 'words', words: 'おはようございます', files: [] } as const
    const place = { kind: 'channel', workspace: 'minato', channel: 'general' } as const
    await desk.room.add({ id: 'm-1', place, author: 'suzuki', body: hello })
    await page.getByLabel('未読1件').waitFor()
    expect(await page.title()).toContain('(1)')
    await page.getByRole('button', { name: /社内チャンネル/ }).click()
    await seen(page, 'おはようございます')
    await expect.poll(() => page.getByLabel('未読1件').count()).toBe(0)
  })
})

describe('the page', () => {
  test('is used with the keyboard alone, from the skip link on', async () => {
    const page = await open()
    await page.keyboard.press('Tab')
    expect(await focusedText(page)).toBe('メッセージの入力へ移動')
    await page.keyboard.press('Enter')
    await page.keyboard.type('キーボードだけで')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'まだ解決していません' }).waitFor()
    for (let at = 0; at < 20 && (await focusedText(page)) !== 'まだ解決していません'; at += 1) {
      await page.keyboard.press('Shift+Tab')
    }
    await page.keyboard.press('Enter')
    await expect.poll(() => desk.events.at(-1)).toMatchObject({ action: { type: 'consultation.unsolved' } })
  })

  test('says what the desk is doing, until its answer is there', async () => {
    const page = await open()
    const direct = { kind: 'direct', platform: 'web', workspace: 'minato', user: 'tanaka' } as const
    await page.locator('.example').first().waitFor()
    await desk.messenger.showStatus(direct, 'FAQと講座を確認しています')
    await page.getByRole('status').filter({ hasText: 'FAQと講座を確認しています' }).waitFor()
    await say(page, '質問です')
    await expect.poll(() => page.getByText('FAQと講座を確認しています').count()).toBe(0)
  })

  test('announces what comes politely, and in Japanese', async () => {
    const page = await open()
    expect(await page.locator('html').getAttribute('lang')).toBe('ja')
    expect(await page.getByRole('log', { name: '相談窓口' }).getAttribute('aria-live')).toBe('polite')
  })

  test('a reader of older messages keeps the place and is told that something came', async () => {
    const page = await open()
    await say(page, '一つ目')
    await expect.poll(() => page.locator('.is-card').count()).toBe(1)
    await say(page, '二つ目')
    await expect.poll(() => page.locator('.is-card').count()).toBe(2)
    const log = page.getByRole('log')
    await log.evaluate((it) => it.scrollTo(0, 0))
    await expect.poll(() => log.evaluate((it) => it.scrollTop)).toBe(0)
    const place = { kind: 'direct', workspace: 'minato', user: 'tanaka' } as const
    await desk.room.add({
      id: 'm-late',
      place,
      author: 'desk',
      body: { kind: 'words', words: '追伸です', files: [] },
    })
    await page.getByRole('button', { name: '新しいメッセージ' }).waitFor()
    expect(await log.evaluate((it) => it.scrollTop)).toBe(0)
    await page.getByRole('button', { name: '新しいメッセージ' }).click()
    await seen(page, '追伸です')
  })

  test('a lost connection comes back by itself, with what was said meanwhile', async () => {
    const page = await open()
    const { room, url } = desk
    await desk.close()
    await page.getByText('接続が切れました。再接続しています').waitFor()
    desk = await startScriptedDesk({ room, port: Number(new URL(url).port) })
    const place = { kind: 'direct', workspace: 'minato', user: 'tanaka' } as const
    await room.add({
      id: 'm-late',
      place,
      author: 'desk',
      body: { kind: 'words', words: '戻りました', files: [] },
    })
    await page.getByText('戻りました').first().waitFor({ timeout: 15_000 })
    await expect.poll(() => page.getByText('接続が切れました').count()).toBe(0)
  })

  test.each([
    ['a wide screen', DESKTOP],
    ['a phone', PHONE],
  ])('nothing runs out of %s, in one pane, two or a thread', async (_name, look) => {
    const page = await open(look)
    await say(page, `選択 ${'x'.repeat(200)}`)
    await page.getByRole('button', { name: 'この質問：退職者のアカウントを停止する期限' }).waitFor()
    await noOverflow(page)
    await page.getByRole('button', { name: '佐藤さんの画面を開く' }).click()
    await pane(page, '佐藤 玲子').waitFor()
    await noOverflow(page)
  })

  test('a phone shows one pane at a time, and tabs for the others', async () => {
    const page = await open(PHONE)
    await page.getByRole('button', { name: '佐藤さんの画面を開く' }).tap()
    await pane(page, '佐藤 玲子').waitFor()
    expect(await page.locator('.pane:visible').count()).toBe(1)
    await page.getByRole('tab', { name: /田中 美咲/ }).tap()
    await pane(page, '田中 美咲').waitFor()
    expect(await page.getByRole('tab', { name: /田中 美咲/ }).getAttribute('aria-selected')).toBe('true')
  })

  test('follows light and dark', async () => {
    const background = async (dark: boolean) => {
      const page = await open({ ...DESKTOP, dark })
      return page.evaluate('getComputedStyle(document.body).backgroundColor')
    }
    expect(await background(true)).not.toBe(await background(false))
  })
})

async function open(look = DESKTOP): Promise<Page> {
  const visited = await visit(browser, desk.url, look)
  visits.push(visited)
  return visited.page
}

const pane = (page: Page, name: string) => page.getByRole('region', { name: `${name}さんの画面` })

async function say(page: Page, words: string): Promise<void> {
  const input = page.getByRole('textbox', { name: '相談窓口へのメッセージ' })
  await input.fill(words)
  await input.press('Enter')
}

const seen = (page: Page, words: string) => page.getByRole('log').getByText(words).first().waitFor()

const focused = (page: Page, it: Locator) => it.and(page.locator(':focus')).waitFor()

const focusedText = (page: Page) => page.locator(':focus').textContent()

async function noOverflow(page: Page): Promise<void> {
  const wide = await page
    .locator('html, .pane, .log, .place')
    .evaluateAll((all) => all.filter((it) => it.scrollWidth > it.clientWidth + 1).map((it) => it.className))
  expect(wide).toEqual([])
}
