import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { listen } from '#src/services/http/server.ts'
import { uploadRoute } from '#src/services/http/upload.ts'
import { createSignedLinks } from '#src/services/links/signed-links.ts'
import { DESKTOP, launchBrowser, PHONE } from '#test/support/web/browser.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

/** The page of one consultation, and what was brought by it. */
async function page(locale: 'ja' | 'en') {
  const log = pino({ level: 'silent' })
  const received = new Map<string, string>()
  const links = createSignedLinks(
    { current: 'a secret of at least thirty-two characters' },
    () => server.url,
    () => new Date(),
  )
  const route = uploadRoute({
    ...{ links, log },
    files: {
      write: async ({ organisationId }, { name, mimeType }, content) => {
        const pieces: Uint8Array[] = []
        for await (const it of content) pieces.push(it)
        const whole = Buffer.concat(pieces)
        received.set(name, whole.toString())
        return { organisationId, id: randomUUID(), name, mimeType, bytes: whole.length }
      },
    },
    offer: async ({ organisationId, memberId }) => ({
      ...{ subject: '私物スマホの業務利用', locale, owner: { organisationId, memberId } },
    }),
    attach: async () => 'attached',
  })
  const server = await listen({ host: '127.0.0.1', port: 0 }, [route], log)
  onTestFinished(() => server.close(100))
  const to = { organisationId: randomUUID(), memberId: randomUUID(), consultationId: randomUUID() }
  return { url: links.toUpload(to), received }
}

test.each([
  ['a phone in the dark', 'ja', PHONE, 'dark', '送信する', 'ファイルを受け取りました'],
  ['a wide screen', 'en', DESKTOP, 'light', 'Send', 'Your files were received'],
] as const)(
  'files are attached on %s, without a script',
  async (_where, locale, look, colorScheme, send, done) => {
    const { url, received } = await page(locale)
    const context = await browser.newContext({
      ...{ viewport: { width: look.width, height: look.height }, colorScheme, javaScriptEnabled: false },
    })
    onTestFinished(() => context.close())
    context.setDefaultTimeout(5_000)
    const tab = await context.newPage()
    const complaints: string[] = []
    tab.on('console', (it) => complaints.push(it.text()))
    await tab.goto(url)
    await tab.getByLabel(locale === 'ja' ? /^ファイル/ : /^Files/).setInputFiles([
      { name: '規程.txt', mimeType: 'text/plain', buffer: Buffer.from('第1条') },
      { name: '別紙.txt', mimeType: 'text/plain', buffer: Buffer.from('別紙') },
    ])
    await tab.getByRole('button', { name: send }).click()
    await tab.getByRole('heading', { name: done }).waitFor()
    expect([...received]).toEqual([
      ['規程.txt', '第1条'],
      ['別紙.txt', '別紙'],
    ])
    expect(await tab.getByRole('listitem').count()).toBe(2)
    const { width } = (await tab.locator('main').boundingBox()) ?? { width: 0 }
    expect(width).toBeLessThanOrEqual(look.width)
    await tab.getByRole('link').click()
    await tab.getByRole('button', { name: send }).waitFor()
    expect(complaints).toEqual([])
  },
)
