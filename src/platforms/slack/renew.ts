import { z } from 'zod'
import { type SlackApiOptions, slackClient } from './client.ts'
import type { ActiveInstallation, Installations, Tokens } from './installations.ts'

export interface InstallableApp extends SlackApiOptions {
  readonly clientId: string
  readonly clientSecret: string
  readonly installations: Installations
}

/** Slack's tokens last twelve hours where they rotate; they are renewed well before, so that nothing waits for it. */
const EARLY_MS = 2 * 60 * 60 * 1_000
/** Longer than the request may take. A renewal that failed is tried again after so long. */
const CLAIM_MS = 30_000

type Renewed =
  | ActiveInstallation
  | { readonly kind: 'notNow'; readonly reason: string }
  | { readonly kind: 'closed'; readonly reason: 'token_revoked' }

const Answer = z.object({ access_token: z.string(), refresh_token: z.string(), expires_in: z.number() })
const Refused = z.object({ data: z.object({ error: z.string() }) })

/**
 * Renews tokens that end soon, where Slack rotates them, one sender at a time: a refresh token works once. While the old
 * token holds, nobody else waits. https://docs.slack.dev/authentication/using-token-rotation
 */
export function renewer({ clientId, clientSecret, installations, ...api }: InstallableApp) {
  const { log } = api

  async function ask(refresh: string): Promise<Tokens | 'refused' | 'unreachable'> {
    const asked = Date.now()
    try {
      const client = slackClient(undefined, api)
      const answer = await client.oauth.v2.access({
        client_id: clientId,
        client_secret: clientSecret,
        grant_type: 'refresh_token',
        refresh_token: refresh,
      })
      const { access_token: bot, refresh_token: next, expires_in: seconds } = Answer.parse(answer)
      const expiresAt = new Date(asked + seconds * 1_000).toISOString()
      return { bot, rotation: { refresh: next, expiresAt } }
    } catch (error) {
      log.warn({ err: error }, 'slack: a token could not be renewed')
      return Refused.safeParse(error).data?.data.error === 'invalid_refresh_token' ? 'refused' : 'unreachable'
    }
  }

  return async (installation: ActiveInstallation): Promise<Renewed> => {
    const { rotation } = installation.tokens
    const left = rotation ? Date.parse(rotation.expiresAt) - Date.now() : Number.POSITIVE_INFINITY
    if (!rotation || left > EARLY_MS) return installation
    const stillGood = left > 0
    if (!(await installations.claimRenewal(installation, CLAIM_MS)))
      return stillGood ? installation : { kind: 'notNow', reason: 'token_renewing' }
    const tokens = await ask(rotation.refresh)
    if (tokens === 'refused' && !stillGood) {
      const of = { version: installation.version }
      await installations.revoke({ id: installation.id, because: 'token_revoked', of })
      return { kind: 'closed', reason: 'token_revoked' }
    }
    if (tokens === 'refused' || tokens === 'unreachable')
      return stillGood ? installation : { kind: 'notNow', reason: 'token_not_renewed' }
    const renewed = await installations.renew(installation, tokens)
    return renewed ?? { kind: 'notNow', reason: 'token_renewing' }
  }
}
