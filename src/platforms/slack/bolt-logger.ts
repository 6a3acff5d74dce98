import { type Logger as BoltLogger, LogLevel } from '@slack/bolt'
import type { Logger } from 'pino'

/** Bolt's words in our log, one level quieter: what matters of them is logged by us with its event. */
export function boltLogger(log: Logger): BoltLogger {
  const slack = log.child({ part: 'bolt' })
  return {
    debug: () => undefined,
    info: (...words) => slack.debug(words.map(String).join(' ')),
    warn: (...words) => slack.info(words.map(String).join(' ')),
    error: (...words) => slack.warn(words.map(String).join(' ')),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  }
}
