import { MAX_FILE_BYTES } from '../chat/file.ts'
import type { OpenedAttachment } from '../ports/file-source.ts'
import { isLoopback } from './loopback.ts'

export interface DownloadOptions {
  /** Host names that may be asked; one that begins with a dot stands for everything below it. Over https only. */
  readonly hosts: readonly string[]
  /** Further `host` or `host:port`, which may be asked over http where they are this machine. */
  readonly added: readonly string[]
  /** Sent to the allowed hosts only. */
  readonly token?: string
  readonly signal: AbortSignal
}

const REDIRECTS = 3

/**
 * Fetches what a platform says a file's address is. The address came with an event and may be anything, so no host is asked
 * but the platform's own, also not by a redirect.
 * @throws when nobody answered
 */
export async function download(address: string, options: DownloadOptions): Promise<OpenedAttachment> {
  let url = allowed(address, undefined, options)
  if (!url) return { kind: 'refused', reason: 'elsewhere' }
  for (let redirects = 0; redirects <= REDIRECTS; redirects += 1) {
    const answer = await fetch(url, {
      redirect: 'manual',
      signal: options.signal,
      headers: options.token === undefined ? {} : { authorization: `Bearer ${options.token}` },
    })
    if (answer.ok) return opened(answer)
    await answer.body?.cancel()
    if (answer.status < 300 || answer.status > 399) return refused(answer)
    // Whoever may not read a file is sent to a page for people.
    url = allowed(answer.headers.get('location') ?? '', url, options)
    if (!url) return GONE
  }
  return GONE
}

const GONE = { kind: 'refused', reason: 'gone' } as const

/** The address, if it may be asked. */
export function allowed(
  address: string,
  from: URL | undefined,
  { hosts, added }: Pick<DownloadOptions, 'hosts' | 'added'>,
): URL | undefined {
  if (!URL.canParse(address, from?.href)) return undefined
  const url = new URL(address, from)
  const { protocol, host, hostname, username, password, port } = url
  if (username !== '' || password !== '') return undefined
  if (added.includes(host) || added.includes(hostname))
    return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname)) ? url : undefined
  const known = hosts.some((it) => (it.startsWith('.') ? hostname.endsWith(it) : hostname === it))
  return protocol === 'https:' && port === '' && known ? url : undefined
}

async function opened(answer: Response): Promise<OpenedAttachment> {
  if (Number(answer.headers.get('content-length')) > MAX_FILE_BYTES) {
    await answer.body?.cancel()
    return { kind: 'refused', reason: 'tooLarge' }
  }
  return { kind: 'content', content: answer.body ?? nothing() }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

function refused({ status, headers }: Response): OpenedAttachment {
  if (status !== 429 && status < 500) return GONE
  const seconds = Number(headers.get('retry-after'))
  return { kind: 'later', reason: `status${status}`, ...(seconds > 0 ? { afterMs: seconds * 1_000 } : {}) }
}
