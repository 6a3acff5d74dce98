import { type DestinationStream, type Logger, pino, type TransportSingleOptions } from 'pino'
import { redact } from '../../features/consultation/index.ts'

const PRETTY: TransportSingleOptions = {
  target: 'pino-pretty',
  options: { ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss', singleLine: true },
}

/**
 * The log: JSON lines, or lines for a person. Of an error it keeps what kind it is and where it arose; what drivers attach to
 * one (rows, parameters, requests) may hold what members wrote, and stays out; so does what an error's words quote of it.
 */
export function createLog(level: string, output: 'json' | 'pretty' | DestinationStream = 'json'): Logger {
  const options = { level, serializers: { err: plainError } }
  if (output === 'json') return pino(options)
  if (output === 'pretty') return pino({ ...options, transport: PRETTY })
  return pino(options, output)
}

interface PlainError {
  readonly type: string
  readonly message: string
  readonly code?: string
  readonly stack?: string
  readonly cause?: PlainError
}

function plainError(error: unknown): PlainError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an Error' }
  const { name, message, stack, cause } = error
  return {
    type: name,
    message: withoutQuotes(error, message),
    ...('code' in error && typeof error.code === 'string' && { code: error.code }),
    ...(stack !== undefined && { stack: withoutQuotes(error, stack) }),
    ...(cause instanceof Error && { cause: plainError(cause) }),
  }
}

/** `Unexpected token 'お', "お世話に"... is not valid JSON`: whoever could not read a text quotes it. */
function withoutQuotes(error: Error, words: string): string {
  const unquoted = error instanceof SyntaxError ? words.replace(/"[^\n]*"/, '"…"') : words
  return redact(unquoted, '[redacted]').text
}
