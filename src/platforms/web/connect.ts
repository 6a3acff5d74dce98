import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { Links } from '../../ports/links.ts'
import type { PlatformConnection } from '../connection.ts'
import { type WebIntake, webApi } from './api.ts'
import { sendAsset } from './assets.ts'
import { isFromThisMachine } from './guard.ts'
import { Refusal, sendJson } from './http.ts'
import { openLive } from './live.ts'
import { webMessenger } from './messenger.ts'
import type { Room } from './room.ts'
import { type WebUploads, webFileSource } from './uploads.ts'

export interface WebOptions {
  readonly intake: WebIntake
  readonly room: Room
  readonly uploads: WebUploads
  readonly links: Links
  readonly log: Logger
  /** What the desk is called, and mentioned by: 相談窓口. */
  readonly deskName: string
}

/** The web chat at `/chat`, for trying the desk and showing it. Whether it is on at all is the caller's to decide. */
export function connectWeb({ intake, room, uploads, links, log, deskName }: WebOptions): PlatformConnection {
  const live = openLive(room, log)
  const api = webApi({ intake, room, uploads, live, deskName })
  const underWay = new Set<Promise<void>>()

  return {
    messenger: webMessenger(room, live, links),
    files: webFileSource,
    handle(request, response) {
      if (!/^\/chat(?=[/?]|$)/.test(request.url ?? '')) return false
      const answered = answer(request, response).finally(() => underWay.delete(answered))
      underWay.add(answered)
      return true
    },
    async start() {},
    async stop() {
      live.stop()
      await Promise.all(underWay)
    },
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await route(request, response)
    } catch (error) {
      const refusal = error instanceof Refusal ? error : undefined
      if (!refusal) log.error({ err: error, method: request.method }, 'web chat: a request failed')
      if (response.headersSent) return void response.end()
      /** What a member did may not be kept: 503 tells the page to offer it again. */
      const fault = request.method === 'GET' ? 500 : 503
      sendJson(response, refusal?.status ?? fault, { error: refusal?.message ?? 'It did not work' })
    }
  }

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isFromThisMachine(request)) throw new Refusal(404, 'Not found')
    const url = new URL(request.url ?? '/', 'http://localhost')
    const path = url.pathname.replace(/^(\/chat\/messages)\/[^/]+$/, '$1/*')
    const known = api[`${request.method} ${path}`]
    if (known) return known(request, response, url)
    if (request.method !== 'GET') throw new Refusal(404, 'Not found')
    await sendAsset(response, url.pathname)
  }
}
