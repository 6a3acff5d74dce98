import { createHmac } from 'node:crypto'

export interface ToSign {
  readonly secret: string
  readonly body: string
  readonly contentType: 'application/json' | 'application/x-www-form-urlencoded'
  /** Seconds since 1970; Slack's receivers refuse what is older than five minutes. */
  readonly timestamp?: number
}

/** The headers under which Slack sends `body`. https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signedRequest({ secret, body, contentType, timestamp }: ToSign): Record<string, string> {
  const at = String(timestamp ?? Math.floor(Date.now() / 1000))
  return {
    'content-type': contentType,
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'x-slack-request-timestamp': at,
    'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`,
  }
}
