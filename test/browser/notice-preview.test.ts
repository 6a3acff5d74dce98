import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { pino } from 'pino'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import type { NoticeContent } from '#src/features/notices/index.ts'
import { noticeCard } from '#src/features/notices/notice-card.ts'
import { renderMessage as renderSlack } from '#src/platforms/slack/render.ts'
import { renderMessage as renderTeams } from '#src/platforms/teams/render.ts'
import { noticePreviewRoute } from '#src/services/http/notice-preview.ts'
import { listen } from '#src/services/http/server.ts'
import { createSignedLinks } from '#src/services/links/signed-links.ts'
import { DESKTOP, launchBrowser, PHONE } from '#test/support/web/browser.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const ATTACK = '</script><script>document.title="x"</script><img src=x onerror=alert(1)>&amp;*太字*'

const CONTENT: NoticeContent = {
  title: '中小企業の情報セキュリティ対策ガイドラインが改定されました',
  body: `改定の要点は次のとおりです。\n\n- **バックアップ**の保管先の分離が求められます\n- 委託先の確認を年1回行います\n\n詳しくは[改定の概要](https://example.co.jp/revision)をご覧ください。${ATTACK}`,
  ...{ category: 'guideline', importance: 'high', acknowledge: true },
  links: [{ label: '改定の概要', url: 'https://example.co.jp/revision' }],
  ...{ items: [28, 31], entries: ['FAQ-041'] },
  files: [
    {
      organisationId: randomUUID(),
      id: randomUUID(),
      name: '新旧対照表.pdf',
      mimeType: 'application/pdf',
      bytes: 240_000,
    },
  ],
}

/** The page of one notice; `expired`: the day after tomorrow. */
async function pageOf(content: NoticeContent) {
  const log = pino({ level: 'silent' })
  let now = new Date()
  const links = createSignedLinks(
    { current: 'a secret of at least thirty-two characters' },
    () => server.url,
    () => now,
  )
  const of = { organisationId: randomUUID(), memberId: randomUUID(), noticeId: randomUUID() }
  const route = noticePreviewRoute({
    ...{ links, log, deskName: '相談窓口' },
    notice: async ({ noticeId }) =>
      noticeId === of.noticeId
        ? {
            name: 'N-0012',
            message: noticeCard(content, {
              ...{ id: noticeId, at: new Date('2026-11-24T01:00:00Z'), timeZone: 'Asia/Tokyo', locale: 'ja' },
            }),
          }
        : undefined,
    render: {
      slack: (message) => renderSlack(message, links).blocks,
      teams: (message) => renderTeams(message, 'none', links),
    },
  })
  const server = await listen({ host: '127.0.0.1', port: 0 }, [route], log)
  onTestFinished(() => server.close(100))
  return {
    url: links.toNotice('preview', of),
    other: links.toNotice('preview', { ...of, noticeId: randomUUID() }),
    upload: links.toNotice('upload', of),
    dayAfterTomorrow: () => {
      now = new Date(now.getTime() + 48 * 3_600_000)
    },
  }
}

async function opened(
  url: string,
  look: typeof DESKTOP,
  dark = false,
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    colorScheme: dark ? 'dark' : 'light',
  })
  onTestFinished(() => context.close())
  context.setDefaultTimeout(5_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (it) => {
    if (it.type() === 'error' || it.type() === 'warning') complaints.push(it.text())
  })
  await page.goto(url)
  return { page, complaints }
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES
  if (folder === undefined) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/notice-preview-${name}.png`, fullPage: true })
}

test('a notice is seen as Slack and Teams show it, wide and narrow, light and dark', async () => {
  const { url } = await pageOf(CONTENT)
  const { page, complaints } = await opened(url, DESKTOP)
  const slack = page.locator('.slack-frame')
  const teams = page.locator('.teams-frame')
  for (const app of [slack, teams]) {
    await app
      .getByText('【ガイドライン改定】中小企業の情報セキュリティ対策ガイドラインが改定されました')
      .waitFor()
    await app.getByText('バックアップ', { exact: true }).first().waitFor()
    await app.getByText('確認しました').waitFor()
    expect(await app.getByRole('link', { name: '改定の概要' }).first().getAttribute('href')).toBe(
      'https://example.co.jp/revision',
    )
    // Every word as it was written, and nothing of it has any effect.
    expect(await app.innerText()).toContain(
      '</script><script>document.title="x"</script><img src=x onerror=alert(1)>',
    )
    expect(await app.locator('img, script').count()).toBe(0)
  }
  expect(await page.title()).toBe('N-0012 の見え方')
  await picture(page, 'wide-light')
  await page.getByLabel('暗い画面').check()
  await picture(page, 'wide-dark')
  await page.getByLabel('スマートフォン').check()
  for (const app of [slack, teams]) expect((await app.boundingBox())?.width).toBeLessThanOrEqual(375)
  await picture(page, 'phone-dark')
  expect(await page.getByRole('alert').count()).toBe(0)
  expect(complaints).toEqual([])
})

test('on a phone in the dark nothing is wider than the screen', async () => {
  const { url } = await pageOf(CONTENT)
  const { page, complaints } = await opened(url, PHONE, true)
  await page.locator('.teams-frame').getByText('確認しました').waitFor()
  expect(await page.locator('html').evaluate((it) => it.scrollWidth)).toBeLessThanOrEqual(PHONE.width)
  await picture(page, 'on-a-phone')
  expect(complaints).toEqual([])
})

test('of one that Teams takes in parts only it is said', async () => {
  const { url } = await pageOf({
    ...CONTENT,
    body: Array.from({ length: 400 }, (_, at) => `${at}行`).join('\n'),
  })
  const { page, complaints } = await opened(url, DESKTOP)
  await page.getByRole('alert').getByText('通に分かれて届きます').waitFor()
  expect(await page.locator('.bubble').count()).toBeGreaterThan(1)
  await picture(page, 'in-parts')
  expect(complaints).toEqual([])
})

test('the address opens that notice alone, for a day, and nothing else', async () => {
  const { url, other, upload, dayAfterTomorrow } = await pageOf(CONTENT)
  const first = await fetch(url)
  expect(first.status).toBe(200)
  const policy = first.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
  expect(policy).not.toContain('unsafe')
  const changed = url.slice(0, -2) + (url.endsWith('AA') ? 'BB' : 'AA')
  for (const wrong of [other, upload.replace('/upload/', '/preview/'), changed])
    expect((await fetch(wrong)).status).toBe(404)
  expect((await fetch(url, { method: 'POST' })).status).toBe(405)
  expect((await fetch(new URL('../assets/..%2f..%2fpackage.json', url))).status).toBe(404)
  dayAfterTomorrow()
  expect((await fetch(url)).status).toBe(404)
})
