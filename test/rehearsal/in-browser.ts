import type { Browser } from 'playwright-core'
import { DESKTOP, type Visit, visit } from '#test/support/web/browser.ts'
import type { Person } from '#test/support/world.ts'

export interface InBrowser {
  /** Somebody of the web chat, who writes and presses on its page; what they see is what the page was sent. */
  readonly person: Person
  /** The page as it looks now; without times, which are the database's and not the story's. */
  picture(): Promise<Uint8Array>
  /** What the browser found wrong. */
  complaints(): Promise<readonly string[]>
  close(): Promise<void>
}

/** The web chat in a real browser, opened when it is first used. */
export function inBrowser(browser: Browser, url: string, person: Person): InBrowser {
  let opened: Promise<Visit> | undefined
  const page = async () => {
    opened ??= visit(browser, url, DESKTOP)
    return (await opened).page
  }

  /** Until the desk has taken what the page sends. */
  async function sends(deed: () => Promise<void>): Promise<void> {
    const taken = (await page()).waitForResponse((it) => it.request().method() === 'POST' && it.ok())
    await deed()
    await taken
  }

  return {
    person: {
      ...person,
      says: async (words) => {
        const composer = (await page()).getByRole('textbox', { name: '相談窓口へのメッセージ' })
        await composer.fill(words)
        await sends(() => composer.press('Enter'))
        const said = (await person.sees()).findLast((it) => it.words === words)
        if (!said) throw new Error(`the page did not send 「${words}」`)
        return said.id
      },
      presses: async (label) => {
        const button = (await page()).getByRole('button', { name: label, exact: true }).last()
        await sends(() => button.click())
      },
    },
    picture: async () => {
      await (await page()).locator('time').evaluateAll((all) => {
        for (const it of all) it.replaceChildren()
      })
      return (await page()).screenshot()
    },
    complaints: async () => (await opened)?.complaints ?? [],
    close: async () => {
      if (!opened) return
      await (await opened).page.context().close()
    },
  }
}
