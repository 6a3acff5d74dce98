import type { ConversationRef } from '../../chat/event.ts'

/** What the requests of waves count against, and how far apart they are kept. Below the limit: whoever is answered meanwhile counts too. */
export interface Pace {
  readonly key: string
  readonly intervalMs: number
}

/**
 * Slack: "several hundred messages per minute" in a workspace, and one a second in a channel, which a wave keeps by itself: 500 a
 * minute. https://docs.slack.dev/apis/web-api/rate-limits
 */
const SLACK_SEND_MS = 120
/** Slack: chat.update is of tier 3, at least 50 a minute in a workspace. https://docs.slack.dev/reference/methods/chat.update */
const SLACK_UPDATE_MS = 1_200
/**
 * Teams: 50 requests a second for one app in one tenant, of whatever kind; 45 of them.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */
const TEAMS_MS = 22

export function paceOf(kind: 'send' | 'update', { platform, workspace }: ConversationRef): Pace {
  switch (platform) {
    case 'slack':
      return kind === 'send'
        ? { key: `slack/${workspace}`, intervalMs: SLACK_SEND_MS }
        : { key: `slack/${workspace}/update`, intervalMs: SLACK_UPDATE_MS }
    case 'teams':
      return { key: `teams/${workspace}`, intervalMs: TEAMS_MS }
    case 'web':
      return { key: 'web', intervalMs: 0 }
  }
}

/** Of a key that {@link paceOf} has made. */
export function intervalOf(key: string): number {
  if (key.startsWith('slack/')) return key.split('/').length > 2 ? SLACK_UPDATE_MS : SLACK_SEND_MS
  return key.startsWith('teams/') ? TEAMS_MS : 0
}
