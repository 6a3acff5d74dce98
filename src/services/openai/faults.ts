import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai'
import type { LlmFaultKind } from '../../ports/llm.ts'

/** What one request ended in. The error itself goes no further: its words may quote a key or a mail. */
export interface RequestFault {
  readonly kind: LlmFaultKind
  /** Whether asking again may help, and what the server said about when. */
  readonly again: boolean
  readonly afterMs?: number
  /** Whether the server may have counted tokens for it. */
  readonly mayHaveSpent: boolean
}

/** @throws the error itself when it is none of a request's */
export function faultOf(error: unknown): RequestFault {
  if (error instanceof APIUserAbortError || error instanceof APIConnectionTimeoutError)
    return { kind: 'timeout', again: false, mayHaveSpent: true }
  if (error instanceof APIConnectionError) return { kind: 'unreachable', again: false, mayHaveSpent: false }
  if (error instanceof APIError) return statusFault(error)
  // The answer had begun: it ran into the time's end, or broke off (what fetch says then, and what JSON does).
  if (error instanceof Error && /^(AbortError|TimeoutError)$/.test(error.name))
    return { kind: 'timeout', again: false, mayHaveSpent: true }
  if (error instanceof SyntaxError || (error instanceof TypeError && error.message === 'terminated'))
    return { kind: 'truncated', again: false, mayHaveSpent: true }
  throw error
}

function statusFault({ status, code, headers }: APIError): RequestFault {
  const spentNothing = { mayHaveSpent: false }
  const after = afterMsOf(headers)
  const later = { again: true, ...spentNothing, ...(after === undefined ? {} : { afterMs: after }) }
  if (code === 'content_filter') return { kind: 'refused', again: false, ...spentNothing }
  // The account is empty: waiting does not fill it.
  if (code === 'insufficient_quota') return { kind: 'rejected', again: false, ...spentNothing }
  if (status === 429) return { kind: 'rateLimited', ...later }
  if (status !== undefined && status >= 500) return { kind: 'server', ...later }
  return { kind: 'rejected', again: false, ...spentNothing }
}

/** `retry-after-ms`, else `Retry-After` in seconds or as a date. */
function afterMsOf(headers: Headers | undefined): number | undefined {
  const milliseconds = Number.parseFloat(headers?.get('retry-after-ms') ?? '')
  if (Number.isFinite(milliseconds)) return Math.max(0, milliseconds)
  const after = headers?.get('retry-after') ?? ''
  const seconds = Number(after)
  if (after !== '' && Number.isFinite(seconds)) return Math.max(0, seconds * 1_000)
  const at = Date.parse(after)
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now())
}
