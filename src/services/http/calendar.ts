import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { hashOfToken } from '../links/signed-links.ts'
import { sendNotFound } from './page.ts'
import { plain, type Route } from './server.ts'

const PATH = /^\/calendar\/([0-9a-f]{64})\.ics$/

/**
 * GET /calendar/:token.ics: the meetings that a link opens, for calendars that subscribe to it. Whatever is wrong with an address,
 * the answer is one and the same.
 */
export function calendarRoute(
  feedOf: (tokenHash: string) => Promise<Uint8Array | undefined>,
  log: Logger,
): Route {
  return (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    if (!path.startsWith('/calendar/')) return false
    request.resume()
    answer(request, response, PATH.exec(path)?.[1]).catch((error: unknown) => {
      if (request.socket.destroyed) return
      log.error({ err: error }, 'a calendar could not be sent')
      if (response.headersSent) response.destroy()
      else plain(response, 503, 'Service Unavailable')
    })
    return true
  }

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    token: string | undefined,
  ): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return plain(response, 405, 'Method Not Allowed')
    const feed = token === undefined ? undefined : await feedOf(hashOfToken(token))
    if (!feed) return sendNotFound(response)
    const etag = `"${createHash('sha256').update(feed).digest('base64url')}"`
    const headers = {
      etag,
      // Asked for again each time: a link that was revoked shows nothing more.
      'cache-control': 'private, no-cache',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
    }
    if (isKnown(request.headers['if-none-match'], etag)) {
      response.writeHead(304, headers)
      return void response.end()
    }
    response.writeHead(200, {
      ...headers,
      'content-type': 'text/calendar; charset=utf-8; method=PUBLISH',
      'content-length': String(feed.length),
      'content-disposition': 'inline; filename="calendar.ics"',
    })
    response.end(request.method === 'HEAD' ? undefined : feed)
  }
}

/** RFC 9110, 13.1.2: compared weakly, since proxies that compress make an ETag weak. */
const isKnown = (known: string | undefined, etag: string): boolean =>
  known !== undefined &&
  (known.trim() === '*' || known.split(',').some((it) => it.trim().replace(/^W\//, '') === etag))
