import type { IncomingMessage, ServerResponse } from 'node:http'
import type { z } from 'zod'

/** Ends a request with this status; the message is for the log and the page's own code, not for a reader. */
export class Refusal extends Error {
  readonly status: 400 | 404 | 405 | 409 | 413 | 503
  constructor(status: Refusal['status'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.status = status
  }
}

const MAX_BODY_BYTES = 1024 * 1024

/** @throws Refusal 413 beyond 1 MB, 400 when the body is not what the schema says. */
export async function readJson<Schema extends z.ZodType>(
  request: IncomingMessage,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk)
  }
  /** Only after the end: leaving the loop early would cut the connection, and the answer with it. */
  if (bytes > MAX_BODY_BYTES) throw new Refusal(413, 'The body is larger than 1 MB')
  const read = schema.safeParse(parseJson(Buffer.concat(chunks).toString('utf8')))
  if (!read.success) throw new Refusal(400, read.error.message)
  return read.data
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (cause) {
    throw new Refusal(400, 'The body is no JSON', { cause })
  }
}

/** On everything that is answered: no script, frame or address that is not ours, nothing kept by a cache. */
export const SAFE_HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' http://127.0.0.1:* http://localhost:*; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const

export function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { ...SAFE_HEADERS, 'Content-Type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(body))
}
