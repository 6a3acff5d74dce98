import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { pagePhrases } from '../../features/attachments/index.ts'

const STYLE = `
:root{color-scheme:light dark;--text:#1c2430;--subtle:#5a6675;--ground:#f4f6f9;--sheet:#fff;--line:#d8dee6;--accent:#1f4e79;--on:#fff;--bad:#a4262c}
@media (prefers-color-scheme:dark){:root{--text:#e8ecf1;--subtle:#a3afbd;--ground:#12171d;--sheet:#1b222b;--line:#36414e;--accent:#8fc1ee;--on:#0d1620;--bad:#ff9a9e}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;padding:clamp(1rem,6vw,4rem) 1rem;background:var(--ground);color:var(--text);font:1rem/1.75 system-ui,"Hiragino Sans","Yu Gothic UI","Noto Sans JP",sans-serif;overflow-wrap:anywhere}
main{max-width:36rem;margin:auto;padding:clamp(1.25rem,5vw,2.5rem);background:var(--sheet);border:1px solid var(--line);border-radius:14px}
h1{margin:0 0 .75rem;font-size:1.3rem;line-height:1.5}
p{margin:.5rem 0}
small,.subtle{color:var(--subtle);font-size:.875rem}
ul{margin:1rem 0;padding:0;list-style:none;border-top:1px solid var(--line)}
li{padding:.625rem 0;border-bottom:1px solid var(--line)}
.bad{color:var(--bad)}
label{display:block;margin:1.25rem 0 .5rem;font-weight:600}
input[type=file]{width:100%;padding:1rem;border:2px dashed var(--line);border-radius:10px;background:var(--ground);color:inherit;font:inherit}
button,.button{display:inline-block;min-height:44px;margin:1.25rem 0 .25rem;padding:.625rem 1.5rem;border:0;border-radius:10px;background:var(--accent);color:var(--on);font:inherit;font-weight:600;text-decoration:none;cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
`

const { ja, en } = pagePhrases

/** Nothing of a page comes from elsewhere, and no script runs in it. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

/** Words as they are, inside HTML. */
export const escapeHtml = (words: string): string =>
  words.replace(/[&<>"']/g, (it) => `&#${it.charCodeAt(0)};`)

/** A small page of the desk's own. `body`: HTML, in which everything from outside went through {@link escapeHtml}. */
export function sendPage(
  response: ServerResponse,
  status: number,
  { lang, title, body }: { readonly lang: 'ja' | 'en'; readonly title: string; readonly body: string },
): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': POLICY,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
  })
  response.end(
    `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`,
  )
}

/**
 * One and the same, whatever is wrong with an address: nobody learns whether there ever was something. In both languages, since
 * nobody knows who reads it.
 */
export const sendNotFound = (response: ServerResponse): void =>
  sendPage(response, 404, {
    lang: 'ja',
    title: ja.notFound.title,
    body: `<p>${escapeHtml(ja.notFound.text)}</p><p lang="en"><small>${escapeHtml(en.notFound.text)}</small></p>`,
  })
