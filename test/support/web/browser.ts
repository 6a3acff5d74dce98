import path from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'

/** A real browser; without one the tests fail rather than skip. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

export interface Visit {
  readonly page: Page
  /** What the browser itself found wrong: errors of scripts, broken content rules. Answers such as 503 are not among them. */
  readonly complaints: readonly string[]
}

export type Look = {
  readonly width: number
  readonly height: number
  readonly dark?: boolean
  readonly touch?: boolean
}

export const DESKTOP: Look = { width: 1440, height: 900 }
export const PHONE: Look = { width: 390, height: 844, touch: true }

/** A browser that was never here before. */
export async function visit(browser: Browser, url: string, look: Look = DESKTOP): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    colorScheme: look.dark ? 'dark' : 'light',
    hasTouch: look.touch ?? false,
    isMobile: look.touch ?? false,
    locale: 'ja-JP',
  })
  context.setDefaultTimeout(5000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (it) => {
    if (it.type() === 'error' && !it.text().startsWith('Failed to load resource')) complaints.push(it.text())
  })
  await page.goto(`${url}/chat`)
  await page.getByRole('log').first().waitFor()
  return { page, complaints }
}

/** A person's own page, as each has their own in life; ended with the test, which fails where the browser found something wrong. */
export async function pageOf(browser: Browser, url: string, look: Look, patienceMs = 30_000): Promise<Page> {
  const { page, complaints } = await visit(browser, url, look)
  page.setDefaultTimeout(patienceMs)
  onTestFinished(async () => {
    await page.context().close()
    expect(complaints).toEqual([])
  })
  return page
}

/** For whoever wants to look: into the folder that PICTURES names. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES
  if (folder) await page.screenshot({ path: path.join(folder, `${name}.png`) })
}
