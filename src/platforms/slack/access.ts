import type { WebClient } from '@slack/web-api'
import { slackClient } from './client.ts'
import { type ActiveInstallation, UnreadableTokens } from './installations.ts'
import { type InstallableApp, renewer } from './renew.ts'

/** With whose token the desk speaks in a workspace. */
export interface SlackAccess {
  /** Never throws: that it cannot be told now is `notNow`. */
  to(workspace: string): Promise<Access>
}

/** The token itself, for what Slack serves beside its Web API; undefined where there is none now. */
export async function tokenIn(access: SlackAccess, workspace: string): Promise<string | undefined> {
  const entry = await access.to(workspace)
  return entry.kind === 'open' ? entry.client.token : undefined
}

export type Access =
  | {
      readonly kind: 'open'
      readonly client: WebClient
      /** Slack said this of the token. @returns whether there is a better one to be tried */
      lost(error: TokenError): Promise<'lost' | 'replaced'>
    }
  /** The desk has no business there, and will not until somebody installs it. */
  | { readonly kind: 'closed'; readonly reason: 'not_installed' | 'token_revoked' }
  | { readonly kind: 'notNow'; readonly reason: string }

/** https://docs.slack.dev/reference/methods/auth.test#errors */
const TOKEN_ERRORS = [
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'token_expired',
  'token_revoked',
] as const
export type TokenError = (typeof TOKEN_ERRORS)[number]

export const isTokenError = (error: string): error is TokenError =>
  TOKEN_ERRORS.some((known) => known === error)

/** One token, given once, that speaks everywhere. */
export function oneWorkspace(client: WebClient): SlackAccess {
  return { to: async () => ({ kind: 'open', client, lost: async () => 'lost' }) }
}

/**
 * Each workspace's own installation. It is looked up for every use, by its key, so that what another process has installed,
 * renewed or revoked holds here at once; a client is kept for as long as its installation does not change.
 */
export function manyWorkspaces(options: InstallableApp): SlackAccess {
  const { installations, log } = options
  const clients = new Map<string, { readonly version: number; readonly client: WebClient }>()
  const renew = renewer(options)

  function clientOf({ id, version, tokens }: ActiveInstallation): WebClient {
    const known = clients.get(id)
    if (known?.version === version) return known.client
    const client = slackClient(tokens.bot, options)
    clients.set(id, { version, client })
    return client
  }

  async function look(workspace: string): Promise<Access> {
    const found = await installations.inWorkspace(workspace)
    if (found?.kind !== 'active') {
      if (found) clients.delete(found.id)
      const uninstalled = !found || found.because === 'app_uninstalled'
      return { kind: 'closed', reason: uninstalled ? 'not_installed' : 'token_revoked' }
    }
    const fresh = await renew(found)
    if (fresh.kind !== 'active') return fresh
    return { kind: 'open', client: clientOf(fresh), lost: (error) => lost(workspace, fresh, error) }
  }

  async function lost(workspace: string, used: ActiveInstallation, error: TokenError) {
    try {
      if (error === 'token_revoked' || error === 'account_inactive') {
        const of = { version: used.version }
        if (await installations.revoke({ id: used.id, because: error, of }))
          log.warn({ installation: used.id, error }, 'slack: the installation is revoked')
      }
      const now = await installations.inWorkspace(workspace)
      const another = now?.kind === 'active' && (now.id !== used.id || now.version !== used.version)
      // An expired one is renewed at its next use.
      return another || (error === 'token_expired' && used.tokens.rotation) ? 'replaced' : 'lost'
    } catch (fault) {
      log.warn({ err: fault, installation: used.id }, 'slack: the installation could not be looked up')
      return 'replaced'
    }
  }

  return {
    to: (workspace) =>
      look(workspace).catch((error: unknown) => {
        if (error instanceof UnreadableTokens) {
          log.error({ err: error, workspace }, 'slack: the tokens cannot be read: was APP_SECRET changed?')
          return { kind: 'notNow', reason: 'token_unreadable' }
        }
        log.warn({ err: error, workspace }, 'slack: the installation could not be looked up')
        return { kind: 'notNow', reason: 'installation_unknown' }
      }),
  }
}
