import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pino } from 'pino'
import type { Browser } from 'playwright-core'
import type { Message } from '#src/chat/message.ts'
import { renderMessage as renderSlack } from '#src/platforms/slack/render.ts'
import { renderMessage as renderTeams } from '#src/platforms/teams/render.ts'
import { noticePreviewRoute } from '#src/services/http/notice-preview.ts'
import { listen } from '#src/services/http/server.ts'
import { createSignedLinks } from '#src/services/links/signed-links.ts'

export interface Pictures {
  /** One card as Slack and as Teams draw it, side by side, in `NAME.png`. */
  take(name: string, message: Message): Promise<void>
  /** One that the desk made itself. */
  keep(name: string, png: Uint8Array): Promise<void>
  close(): Promise<void>
}

const OF = { organisationId: randomUUID(), memberId: randomUUID(), noticeId: randomUUID() }

/** Cards on the page on which a notice is seen before it is sent, photographed by a real browser. */
export async function openPictures(browser: Browser, folder: string): Promise<Pictures> {
  await mkdir(folder, { recursive: true })
  const log = pino({ level: 'silent' })
  let shown: Message | undefined
  const links = createSignedLinks(
    { current: 'of pictures of a rehearsal, and of nothing else' },
    () => server.url,
    () => new Date(),
  )
  const route = noticePreviewRoute({
    ...{ links, log, deskName: 'ガイドライン対応 相談窓口' },
    notice: async () => shown && { name: '', message: shown },
    render: {
      slack: (message) => renderSlack(message, links).blocks,
      teams: (message) => renderTeams(message, 'none', links),
    },
  })
  const server = await listen({ host: '127.0.0.1', port: 0 }, [route], log)
  const page = await browser.newPage({ viewport: { width: 1_040, height: 800 }, locale: 'ja-JP' })
  return {
    take: async (name, message) => {
      shown = message
      await page.goto(links.toNotice('preview', OF))
      await page.locator('.teams-frame .bubble').first().waitFor()
      await page.locator('.pair').screenshot({ path: path.join(folder, `${name}.png`) })
    },
    keep: (name, png) => writeFile(path.join(folder, `${name}.png`), png),
    close: async () => {
      await page.close()
      await server.close(100)
    },
  }
}
