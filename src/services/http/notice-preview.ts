import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import type { Logger } from 'pino'
import type { Message, NoticeOf } from '../../chat/message.ts'
import { previewPhrases as words } from '../../features/notices/index.ts'
import type { SignedLinks } from '../links/signed-links.ts'
import { escapeHtml, sendNotFound } from './page.ts'
import { plain, type Route } from './server.ts'
import { drawBlocks, type SlackBlock } from './slack-blocks.ts'

/** A notice as it stands now. */
export interface PreviewedNotice {
  readonly name: string
  readonly message: Message
}

export interface Previews {
  readonly links: Pick<SignedLinks, 'noticeOf'>
  /** Undefined where there is none for this member any more. */
  readonly notice: (of: NoticeOf) => Promise<PreviewedNotice | undefined>
  /** What is really sent. */
  readonly render: {
    readonly slack: (message: Message) => readonly SlackBlock[]
    readonly teams: (message: Message) => readonly object[]
  }
  /** What speaks. */
  readonly deskName: string
  readonly log: Logger
}

/** https://docs.slack.dev/reference/block-kit/blocks */
const SLACK_BLOCKS = 50
/** As platforms/teams/render.ts has it. */
const TEAMS_BYTES = 24_000
/** From here on there is little room left. */
const NEARLY = 0.8

const PAGE = /^\/notices\/preview\/([^/]+)$/
const ASSET = /^\/notices\/assets\/([\w.-]+)$/

const client = (name: string) => new URL(`../../platforms/web/client/${name}`, import.meta.url)
const library = (name: string) => createRequire(import.meta.url).resolve(name)

interface Asset {
  readonly file: URL | string
  readonly type: string
}

/** Every file of the page. The name in a path is looked up here and goes nowhere else. */
const ASSETS = new Map<string, Asset>([
  ...['base.css', 'card.css', 'preview.css'].map((it): [string, Asset] => [
    it,
    { file: client(it), type: 'text/css' },
  ]),
  ...['preview.js', 'card.js', 'words.js'].map((it): [string, Asset] => [
    it,
    { file: client(it), type: 'text/javascript' },
  ]),
  ['adaptivecards.js', { file: library('adaptivecards/dist/adaptivecards.min.js'), type: 'text/javascript' }],
  ['markdown-it.js', { file: library('markdown-it/browser'), type: 'text/javascript' }],
])

/** Nothing comes from elsewhere, no script stands in the page, and nothing is sent anywhere. */
const SAFE = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
}

/** GET /notices/preview/:token: one notice as Slack and Teams show it, for whoever was given its address. */
export function noticePreviewRoute(previews: Previews): Route {
  const { links, notice, log } = previews
  return (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const token = PAGE.exec(path)?.[1]
    const asset = ASSET.exec(path)?.[1]
    if (token === undefined && asset === undefined) return false
    request.resume()
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      plain(response, 405, 'Method Not Allowed')
      return true
    }
    const answered = token === undefined ? sendAsset(response, asset ?? '') : answer(response, token)
    answered.catch((error: unknown) => {
      log.error({ err: error }, 'a notice could not be shown')
      if (!response.headersSent) plain(response, 503, 'Service Unavailable')
    })
    return true
  }

  async function answer(response: ServerResponse, token: string): Promise<void> {
    const of = links.noticeOf('preview', token)
    const previewed = of && (await notice(of))
    if (!previewed) return sendNotFound(response)
    response.writeHead(200, {
      ...SAFE,
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    })
    response.end(pageOf(previews, previewed))
  }
}

async function sendAsset(response: ServerResponse, name: string): Promise<void> {
  const asset = ASSETS.get(name)
  if (!asset) return sendNotFound(response)
  const content = await readFile(asset.file)
  response.writeHead(200, {
    ...SAFE,
    'content-type': `${asset.type}; charset=utf-8`,
    'cache-control': 'no-cache',
  })
  response.end(content)
}

function pageOf({ render, deskName }: Previews, { name, message }: PreviewedNotice): string {
  const blocks = render.slack(message)
  const cards = render.teams(message)
  const warnings = warningsOf(blocks, cards)
  const sender = (app: string) =>
    `<p class="sender">${escapeHtml(deskName)}<small>${escapeHtml(app)}</small></p>`
  return `<!doctype html><html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escapeHtml(words.title(name))}</title>${['base.css', 'card.css', 'preview.css'].map((it) => `<link rel="stylesheet" href="../assets/${it}">`).join('')}<script src="../assets/adaptivecards.js" defer></script><script src="../assets/markdown-it.js" defer></script><script src="../assets/preview.js" type="module"></script></head><body><main>
<h1>${escapeHtml(words.title(name))}</h1><p class="subtle">${words.about}</p>
<fieldset aria-label="${words.colours}"><label><input type="radio" name="look" id="look-light" checked>${words.light}</label><label><input type="radio" name="look" id="look-dark">${words.dark}</label></fieldset><fieldset aria-label="${words.width}"><label><input type="radio" name="width" id="width-wide" checked>${words.wide}</label><label><input type="radio" name="width" id="width-phone">${words.phone}</label></fieldset>
${warnings.length > 0 ? `<ul class="warnings" role="alert">${warnings.map((it) => `<li>${escapeHtml(it)}</li>`).join('')}</ul>` : ''}
<div class="pair"><section><h2>Slack</h2><div class="frame slack-frame"><div class="avatar" aria-hidden="true"></div><div>${sender(words.app)}${drawBlocks(blocks)}</div></div><p class="subtle">${escapeHtml(words.slackSize(blocks.length, SLACK_BLOCKS))}</p></section><section><h2>Microsoft Teams</h2><div class="frame teams-frame">${sender(words.app)}<div id="teams-cards"></div><noscript>${words.noScript}</noscript></div><p class="subtle">${escapeHtml(words.teamsSize(largestOf(cards), TEAMS_BYTES))}</p></section></div>
<script type="application/json" id="cards">${inScript(cards)}</script></main></body></html>`
}

function warningsOf(blocks: readonly SlackBlock[], cards: readonly object[]): readonly string[] {
  return [
    ...(blocks.length > SLACK_BLOCKS * NEARLY ? [words.slackNearly(blocks.length, SLACK_BLOCKS)] : []),
    ...(cards.length > 1 ? [words.teamsParts(cards.length)] : []),
    ...(cards.length === 1 && largestOf(cards) > TEAMS_BYTES * NEARLY ? [words.teamsNearly] : []),
  ]
}

const largestOf = (cards: readonly object[]): number =>
  Math.max(0, ...cards.map((it) => Buffer.byteLength(JSON.stringify(it))))

/** No word in it can end the element that it stands in. */
const inScript = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
