import { lookup } from 'node:dns/promises'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import {
  type BusyCalendars,
  type FeedFault,
  type FeedReading,
  type FeedRequest,
  type FeedVersion,
  feedPlace,
} from '../../ports/busy-calendars.ts'
import { CannotOpen, type Sealer } from '../secrets/sealer.ts'
import { hostOf, isReachable, type Reach, readAddress } from './feed-address.ts'
import { createReadApart } from './read-apart.ts'

export interface Address {
  readonly address: string
  readonly family: number
}

export interface CalendarOptions {
  readonly sealer: Sealer
  readonly reach: Reach
  /** All addresses of a name; the system's own way unless given. */
  readonly resolve?: (host: string) => Promise<readonly Address[]>
  /** Everything that the other side has a part in, and what reading its answer takes; 15 and 5 seconds unless given. */
  readonly fetchMs?: number
  readonly parseMs?: number
}

export const MAX_FEED_BYTES = 5 * 1024 * 1024
const MAX_REDIRECTS = 3
const FETCH_MS = 15_000
const PARSE_MS = 5_000

/**
 * Calendars on the public internet. A name is resolved once, each of its addresses judged, and exactly those connected to; every
 * redirect anew. What is read is bounded in size and time, and understood on a thread of its own.
 */
export function createBusyCalendars(options: CalendarOptions): BusyCalendars {
  const { sealer, reach, fetchMs = FETCH_MS, parseMs = PARSE_MS } = options
  const resolve = options.resolve ?? ((host: string) => lookup(host, { all: true, verbatim: true }))
  const readApart = createReadApart(parseMs)

  async function fetchText(words: string, known: FeedVersion | undefined, signal: AbortSignal) {
    let address = readAddress(words, reach)
    for (let redirects = 0; address.kind === 'address'; redirects += 1) {
      const { url } = address
      const there = await reachable(url, signal)
      const answer = await get(url, there, known, signal)
      const { statusCode: status = 0, headers } = answer
      if (![301, 302, 303, 307, 308].includes(status)) return taken(answer, status)
      answer.destroy()
      if (redirects === MAX_REDIRECTS) throw new Unread('tooManyRedirects')
      if (!URL.canParse(headers.location ?? '', url.href)) throw new Unread('serverFault')
      address = readAddress(new URL(headers.location ?? '', url.href).href, reach)
    }
    throw new Unread(address.why)
  }

  /** The addresses to connect to, all of which may be. */
  async function reachable(url: URL, signal: AbortSignal): Promise<readonly Address[]> {
    const host = hostOf(url)
    // A number was judged as it was read.
    if (isIP(host) !== 0) return [{ address: host, family: isIP(host) }]
    const found = await before(signal, resolve(host)).catch((error: unknown) => {
      if (signal.aborted) throw error
      throw new Unread('unknownHost')
    })
    if (found.length === 0) throw new Unread('unknownHost')
    if (!found.every(({ address }) => isReachable(address, reach))) throw new Unread('privateAddress')
    return found
  }

  async function read(
    { id, sealed, timeZone, from, until, known }: FeedRequest,
    stopping: AbortSignal,
  ): Promise<FeedReading> {
    const words = opened(sealed, feedPlace(id))
    if (words === undefined) return { kind: 'failed', why: 'sealed' }
    const deadline = AbortSignal.timeout(fetchMs)
    try {
      const fetched = await fetchText(words, known, AbortSignal.any([deadline, stopping]))
      if (fetched.kind === 'unchanged') return known ? fetched : { kind: 'failed', why: 'serverFault' }
      const { text, version } = fetched
      const times = await readApart(text, { timeZone, from: from.getTime(), until: until.getTime() })
      if (times.kind === 'failed') return times
      const busy = times.busy.map(([begins, ends]) => ({ from: new Date(begins), until: new Date(ends) }))
      return { kind: 'read', busy, version }
    } catch (error) {
      stopping.throwIfAborted()
      if (error instanceof Unread) return { kind: 'failed', why: error.why }
      if (deadline.aborted) return { kind: 'failed', why: 'timeout' }
      // What a connection breaks with tells of the other side, and names its address.
      return { kind: 'failed', why: 'unreachable' }
    }
  }

  function opened(sealed: string, boundTo: string): string | undefined {
    try {
      return sealer.open(sealed, boundTo)
    } catch (error) {
      if (error instanceof CannotOpen) return undefined
      throw error
    }
  }

  return {
    faultOf: (words) => {
      const address = readAddress(words, reach)
      return address.kind === 'failed' ? address.why : undefined
    },
    hostOf: (words) => {
      const address = readAddress(words, reach)
      return address.kind === 'failed' ? '' : address.url.host
    },
    seal: (words, boundTo) => sealer.seal(words.trim(), boundTo),
    open: opened,
    read,
  }
}

class Unread extends Error {
  override readonly name = 'Unread'
  readonly why: FeedFault
  constructor(why: FeedFault) {
    super(`a calendar could not be read: ${why}`)
    this.why = why
  }
}

type Fetched =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'fetched'; readonly text: string; readonly version: FeedVersion }

/** Connects to one of these addresses whatever a name server says by then. */
function get(
  url: URL,
  addresses: readonly Address[],
  known: FeedVersion | undefined,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const chosen: LookupFunction = (_host, { all }, told) => {
    const [first] = addresses
    if (all) told(null, [...addresses])
    else if (first) told(null, first.address, first.family)
  }
  const headers = {
    accept: 'text/calendar',
    'accept-encoding': 'identity',
    'user-agent': 'academy-desk',
    ...(known?.etag === undefined ? {} : { 'if-none-match': known.etag }),
    ...(known?.lastModified === undefined ? {} : { 'if-modified-since': known.lastModified }),
  }
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    // No connection is shared: it would be one that another check was made for.
    send(url, { agent: false, lookup: chosen, headers, signal }, resolve).once('error', reject).end()
  })
}

async function taken(answer: IncomingMessage, status: number): Promise<Fetched> {
  const { etag, 'last-modified': lastModified, 'content-encoding': encoding = 'identity' } = answer.headers
  const refused = faultOf(status)
  if (status !== 200 || encoding !== 'identity') answer.destroy()
  if (status === 304) return { kind: 'unchanged' }
  if (refused) throw new Unread(refused)
  if (encoding !== 'identity') throw new Unread('notCalendar')
  const text = new TextDecoder().decode(await bytesOf(answer))
  if (!/^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text)) throw new Unread('notCalendar')
  return { kind: 'fetched', text, version: { etag, lastModified } }
}

function faultOf(status: number): FeedFault | undefined {
  if (status === 200) return undefined
  if (status === 401 || status === 403) return 'notAllowed'
  return status === 404 || status === 410 ? 'notFound' : 'serverFault'
}

async function bytesOf(answer: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  let bytes = 0
  if (Number(answer.headers['content-length']) > MAX_FEED_BYTES) {
    answer.destroy()
    throw new Unread('tooLarge')
  }
  // Leaving the loop ends the connection.
  for await (const piece of answer) {
    bytes += piece.length
    if (bytes > MAX_FEED_BYTES) throw new Unread('tooLarge')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

function before<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const stop = () => reject(signal.reason)
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  return Promise.race([work, promise]).finally(() => signal.removeEventListener('abort', stop))
}
