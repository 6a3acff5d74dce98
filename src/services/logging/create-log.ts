import { type DestinationStream, type Logger, pino, type TransportSingleOptions } from 'pino'

const PRETTY: TransportSingleOptions = {
  target: 'pino-pretty',
  options: { ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss', singleLine: true },
}

/**
 * The log: JSON lines, or lines for a person. Of an error it keeps what kind it is and where it arose; what drivers attach to
 * one (rows, parameters, requests) may hold what members wrote, and stays out.
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
    message,
    ...('code' in error && typeof error.code === 'string' && { code: error.code }),
    ...(stack !== undefined && { stack }),
    ...(cause instanceof Error && { cause: plainError(cause) }),
  }
}
