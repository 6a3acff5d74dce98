import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { runningDesk } from '#test/support/running-desk.ts'
import { startPlayground } from '#test/support/teams/playground.ts'
import { PEOPLE, TENANT } from '#test/support/teams/playground-things.ts'
import { launchBrowser } from '#test/support/web/browser.ts'

const QUESTION = '達成率はどのように計算されますか。'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

/** Microsoft's own page before a started desk, as 田中 opens it. */
async function client(): Promise<Page> {
  const desk = await runningDesk({ WEB_CHAT: 'off', TEAMS: 'playground' })
  const playground = await startPlayground(desk.url, 'tanaka')
  const place = ['--platform', 'teams', '--workspace', TENANT, '--user', PEOPLE.tanaka.aadObjectId]
  const who = ['--name', '田中', '--role', 'owner', '--organisation', 'MINATO']
  await desk.command('admin', 'member', 'add', ...place, ...who)
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'ja-JP' })
  context.setDefaultTimeout(15_000)
  // The page asks a server of Microsoft's for an ornament.
  await context.route(
    ({ hostname }) => hostname !== '127.0.0.1',
    (route) => route.abort(),
  )
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  onTestFinished(async () => {
    await context.close()
    await playground.close()
    expect([...complaints, ...playground.complaints()]).toEqual([])
  })
  await page.goto(playground.url)
  return page
}

async function write(page: Page, words: string): Promise<void> {
  const input = page.getByRole('textbox').last()
  await input.click()
  await input.pressSequentially(words)
  await input.press('Enter')
}

/** For whoever wants to look at it, in the directory for temporary files. */
const photograph = (page: Page, name: string) =>
  page.screenshot({ path: path.join(tmpdir(), `academy-desk-teams-${name}.png`) })

test('in Microsoft’s client the desk introduces itself, answers a question with its sources, and settles it', async () => {
  const page = await client()
  await page.getByText('田中様のホーム').waitFor()
  await write(page, QUESTION)
  await page.getByText('出典：FAQ-005').waitFor()
  await photograph(page, 'answer')
  await page.getByRole('button', { name: '解決しました', exact: true }).click()
  await page.getByText('解決済みとして承りました').waitFor()
  expect(await page.getByRole('button', { name: '解決しました', exact: true }).count()).toBe(0)
})

test('a question written into a card’s form is answered like one in the conversation', async () => {
  const page = await client()
  await page.getByRole('button', { name: '相談を書く' }).click()
  await page.getByLabel('ご質問の内容').fill(QUESTION)
  await photograph(page, 'form')
  await page.getByRole('button', { name: '送信する' }).click()
  await page.getByText('出典：FAQ-005').waitFor()
})
