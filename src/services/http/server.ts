import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Logger } from 'pino'
import { CannotStart } from '../../ports/cannot-start.ts'

/** A part of the desk that answers requests of its own paths; false leaves a request to others. */
export type Route = (request: IncomingMessage, response: ServerResponse) => boolean

export interface HttpServer {
  readonly url: string
  /** Takes no new requests; resolves when those under way are answered, at most after `graceMs`. */
  close(graceMs: number): Promise<void>
}

/** Another process listens there, or this one may not. */
class AddressNotFree extends CannotStart {
  override readonly name = 'AddressNotFree'
}

/**
 * A connection on which nothing was asked for so long is closed: after a balancer's own patience (of those in use Google's is the longest,
 * 600 s), since a request that meets a connection just being closed is lost to who sent it.
 * https://cloud.google.com/load-balancing/docs/https#timeout-keepalive-backends
 */
const KEEP_ALIVE_MS = 620_000

/** One port for everything. @throws AddressNotFree */
export async function listen(
  { host, port }: { readonly host: string; readonly port: number },
  routes: readonly Route[],
  log: Logger,
): Promise<HttpServer> {
  const server = createServer((request, response) => {
    try {
      if (routes.some((route) => route(request, response))) return
    } catch (error) {
      log.error({ err: error }, 'request could not be answered')
      if (!response.headersSent) plain(response, 500, 'Internal Server Error')
      return
    }
    request.resume()
    plain(response, 404, 'Not Found')
  })
  server.keepAliveTimeout = KEEP_ALIVE_MS
  const unused = unusedConnections(server)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(notFree(error, host, port) ?? error))
    server.listen(port, host, resolve)
  })
  return { url: urlOf(server.address(), host), close: (graceMs) => close(server, unused, graceMs) }
}

function notFree(error: Error, host: string, port: number): AddressNotFree | undefined {
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return new AddressNotFree(`PORT ${port} on HOST ${host} is used by another process`, { cause: error })
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL')
    return new AddressNotFree(`HOST ${host}, PORT ${port}: this process may not listen there`, {
      cause: error,
    })
  return undefined
}

export function plain(
  response: ServerResponse,
  status: number,
  words: string,
  contentType = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, {
    'content-type': contentType,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  response.end(words)
}

/** Connections that were opened ahead and have asked nothing: Node counts them as neither idle nor under way. */
function unusedConnections(server: Server): ReadonlySet<Socket> {
  const unused = new Set<Socket>()
  server.on('connection', (socket) => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  server.on('request', ({ socket }) => unused.delete(socket))
  return unused
}

async function close(server: Server, unused: ReadonlySet<Socket>, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  for (const socket of unused) socket.destroy()
  const cut = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearTimeout(cut)
}

function urlOf(address: AddressInfo | string | null, host: string): string {
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port')
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`
}
