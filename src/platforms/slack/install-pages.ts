import type { ServerResponse } from 'node:http'
import { installing } from './phrases.ts'

export const INSTALL_PATH = '/slack/install'

export type InstallProblem = 'denied' | 'expired' | 'failed'

const STATUS = { denied: 403, expired: 400, failed: 502 } as const satisfies Record<InstallProblem, number>

/** Where an installation begins. */
export const beginPage = (slackUrl: string): string =>
  page(installing.begin, { label: installing.begin.button, to: slackUrl })

export function sendProblem(response: ServerResponse, problem: InstallProblem): void {
  send(response, STATUS[problem], page(installing[problem], { label: installing.again, to: 'install' }))
}

/** `place`: the workspace or enterprise, by its id. */
export function sendDone(response: ServerResponse, place: string): void {
  send(response, 200, page(installing.done(place)))
}

/** An address with a code or state in it is told to nobody, and no page is kept or shown inside another. */
export function protectPage(response: ServerResponse): void {
  response.setHeader('cache-control', 'no-store')
  response.setHeader('referrer-policy', 'no-referrer')
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader(
    'content-security-policy',
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  )
}

function send(response: ServerResponse, status: number, html: string): void {
  protectPage(response)
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(html)
}

function page(
  { title, ja, en }: { readonly title: string; readonly ja: string; readonly en: string },
  link?: { readonly label: string; readonly to: string },
): string {
  return `<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<style>
:root { color-scheme: light dark }
body { font: 16px/1.8 system-ui, "Hiragino Sans", "Noto Sans JP", sans-serif; max-width: 36rem; margin: 15vh auto; padding: 0 1.5rem }
h1 { font-size: 1.4rem }
</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<p>${escaped(ja)}</p>
<p lang="en">${escaped(en)}</p>
${link ? `<p><a href="${escaped(link.to)}">${escaped(link.label)}</a></p>\n` : ''}</body>
</html>
`
}

const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
