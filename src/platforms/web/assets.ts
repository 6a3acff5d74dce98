import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { Refusal, SAFE_HEADERS } from './http.ts'

/** Every file that the page is made of. The name in a path is looked up here and goes nowhere else. */
const here = (name: string) => new URL(`./client/${name}`, import.meta.url)
const library = (name: string) => createRequire(import.meta.url).resolve(name)

const SCRIPTS = [
  'main.js',
  'api.js',
  'card.js',
  'attaching.js',
  'composer.js',
  'conversation.js',
  'dom.js',
  'form.js',
  'greeting.js',
  'home.js',
  'live.js',
  'memory.js',
  'message.js',
  'pane.js',
  'store.js',
  'words.js',
] as const

const STYLES = [
  'base.css',
  'page.css',
  'pane.css',
  'message.css',
  'writing.css',
  'card.css',
  'narrow.css',
] as const

const FILES: ReadonlyMap<string, { readonly file: URL | string; readonly type: string }> = new Map([
  ['/chat', { file: here('index.html'), type: 'text/html' }],
  ['/chat/assets/icon.svg', { file: here('icon.svg'), type: 'image/svg+xml' }],
  ...STYLES.map((it) => [`/chat/assets/${it}`, { file: here(it), type: 'text/css' }] as const),
  ...SCRIPTS.map((it) => [`/chat/assets/${it}`, { file: here(it), type: 'text/javascript' }] as const),
  [
    '/chat/assets/adaptivecards.js',
    { file: library('adaptivecards/dist/adaptivecards.min.js'), type: 'text/javascript' },
  ],
  ['/chat/assets/markdown-it.js', { file: library('markdown-it/browser'), type: 'text/javascript' }],
])

/** @throws Refusal 404 for anything that is not in the list. */
export async function sendAsset(response: ServerResponse, path: string): Promise<void> {
  const asset = FILES.get(path)
  if (!asset) throw new Refusal(404, 'No such file')
  const content = await readFile(asset.file)
  response.writeHead(200, {
    ...SAFE_HEADERS,
    'Cache-Control': 'no-cache',
    'Content-Type': `${asset.type}; charset=utf-8`,
  })
  response.end(content)
}
