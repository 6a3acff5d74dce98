import type { IncomingHttpHeaders } from 'node:http'

/**
 * Whether a request comes from this machine's own browser. Anyone in the web chat may be anyone, so it answers nobody else:
 * not a tunnel (which connects from loopback and says so in its headers), not another site's page (Origin), not a name that
 * was made to point here (Host).
 */
export function isFromThisMachine(request: Arrival): boolean {
  const { host = '', origin } = request.headers
  if (!isLoopback(request.socket.remoteAddress)) return false
  if (!/^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i.test(host)) return false
  if (Object.keys(request.headers).some((it) => it === 'forwarded' || it.startsWith('x-forwarded')))
    return false
  return origin === undefined || origin.toLowerCase() === `http://${host.toLowerCase()}`
}

interface Arrival {
  readonly socket: { readonly remoteAddress?: string | undefined }
  readonly headers: IncomingHttpHeaders
}

const isLoopback = (address: string | undefined): boolean =>
  address === '::1' || /^(::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/i.test(address ?? '')
