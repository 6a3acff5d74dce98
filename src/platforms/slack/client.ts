import { WebClient, type WebClientOptions } from '@slack/web-api'
import type { Logger } from 'pino'
import { boltLogger } from './bolt-logger.ts'

/** Well within the outbox's own patience. */
const REQUEST_MS = 15_000

export interface SlackApiOptions {
  /** Another Web API in the place of Slack's. */
  readonly apiUrl: string | undefined
  readonly log: Logger
}

/** Retries are the outbox's: it survives a restart, and knows what a repeated send means. */
export const requestOptions = (apiUrl: string | undefined) =>
  ({
    ...(apiUrl && { slackApiUrl: apiUrl }),
    timeout: REQUEST_MS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  }) satisfies WebClientOptions

/** Without a token for what needs none. */
export const slackClient = (token: string | undefined, { apiUrl, log }: SlackApiOptions): WebClient =>
  new WebClient(token, { ...requestOptions(apiUrl), logger: boltLogger(log) })
