import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Logger } from 'pino'
import type { Files } from '../../ports/files.ts'
import type { SignedLinks } from '../links/signed-links.ts'
import { attachmentNamed } from './content-disposition.ts'
import { sendNotFound } from './page.ts'
import { plain, type Route } from './server.ts'

const PATH = /^\/files\/([^/]+)$/

/** GET /files/:token: a file, always as a download. Who opens it is whoever was given the address; that it was opened is logged. */
export function filesRoute(
  files: Pick<Files, 'open'>,
  links: Pick<SignedLinks, 'fileOf'>,
  log: Logger,
): Route {
  return (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    if (!path.startsWith('/files/')) return false
    request.resume()
    answer(request, response, PATH.exec(path)?.[1] ?? '').catch((error: unknown) => {
      if (request.socket.destroyed) return
      log.error({ err: error }, 'a file could not be sent')
      if (response.headersSent) response.destroy()
      else plain(response, 503, 'Service Unavailable')
    })
    return true
  }

  async function answer(request: IncomingMessage, response: ServerResponse, token: string): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return plain(response, 405, 'Method Not Allowed')
    const named = links.fileOf(token)
    const opened = named && (await files.open(named.organisationId, named.id))
    if (!opened) return sendNotFound(response)
    const { file, content } = opened
    response.writeHead(200, {
      // Whatever it says it is, no browser shall show it in the desk's name.
      'content-type': 'application/octet-stream',
      'content-length': String(file.bytes),
      'content-disposition': attachmentNamed(file.name),
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
    })
    if (request.method === 'HEAD') return void response.end()
    log.info({ file: file.id, organisation: file.organisationId }, 'a file was opened')
    await pipeline(Readable.from(content), response)
  }
}
