import { APP_ID, BOT_TOKEN, BOT_USER, CLIENT_ID, CLIENT_SECRET } from './things.ts'

/** The `error` of an answer that is not ok. */
export class SlackError extends Error {}

/** Where the desk is installed: a workspace, or an enterprise with the workspaces that it has. */
export type Place =
  | { readonly kind: 'workspace'; readonly id: string }
  | { readonly kind: 'enterprise'; readonly id: string; readonly workspaces: readonly string[] }

export const workspace = (id: string): Place => ({ kind: 'workspace', id })

type Args = Readonly<Record<string, unknown>>
type Answer = Readonly<Record<string, unknown>>
/** Why Slack takes a token no more. */
export type TokenEnd = 'account_inactive' | 'token_revoked' | 'token_expired' | 'invalid_auth'

interface Token {
  /** Undefined: everywhere. */
  readonly place: Place | undefined
  end: TokenEnd | undefined
}

/** What Slack grants: codes to whoever agreed, tokens for codes, and a hearing to tokens. */
export interface Grants {
  /** As if somebody had agreed on Slack's page: the code that the browser brings back, once. */
  newCode(place: Place, asked: { readonly redirectUri: string; readonly scope: string }): string
  /** oauth.v2.access @throws SlackError */
  exchange(args: Args): Answer
  /** @throws SlackError for a token that is not, or no longer, good */
  speaker(authorization: string | undefined): Place | undefined
  know(token: string, place: Place): void
  /** From now on every token of this place is answered so. */
  end(place: Place, how: TokenEnd): void
  /** Tokens end after so many seconds, and come with another to renew them by. */
  rotateEvery(seconds: number): void
  /** No token can be renewed any more. */
  forgetRefreshes(): void
}

export function createGrants(): Grants {
  const tokens = new Map<string, Token>([[BOT_TOKEN, { place: undefined, end: undefined }]])
  const codes = new Map<
    string,
    { readonly place: Place; readonly redirectUri: string; readonly scope: string }
  >()
  const refreshes = new Map<string, Place>()
  let drawn = 0
  let lasting: number | undefined

  function issue(place: Place): Answer {
    const token = `xoxb-${++drawn}-of-${place.id}`
    tokens.set(token, { place, end: undefined })
    if (lasting === undefined) return { access_token: token }
    const refresh = `xoxe-1-${++drawn}-of-${place.id}`
    refreshes.set(refresh, place)
    return { access_token: token, refresh_token: refresh, expires_in: lasting }
  }

  return {
    newCode: (place, asked) => {
      const code = `code-${++drawn}`
      codes.set(code, { place, ...asked })
      return code
    },
    exchange: (args) => {
      if (args.client_id !== CLIENT_ID) throw new SlackError('invalid_client_id')
      if (args.client_secret !== CLIENT_SECRET) throw new SlackError('bad_client_secret')
      if (args.grant_type === 'refresh_token') {
        const place = refreshes.get(String(args.refresh_token))
        if (!place) throw new SlackError('invalid_refresh_token')
        refreshes.delete(String(args.refresh_token))
        return { ...issue(place), token_type: 'bot' }
      }
      const granted = codes.get(String(args.code))
      codes.delete(String(args.code))
      if (!granted) throw new SlackError('invalid_code')
      if (granted.redirectUri !== args.redirect_uri) throw new SlackError('bad_redirect_uri')
      const { place, scope } = granted
      const whole = place.kind === 'enterprise'
      return {
        ...issue(place),
        app_id: APP_ID,
        token_type: 'bot',
        scope,
        bot_user_id: BOT_USER,
        authed_user: { id: 'U0INSTALLER' },
        team: whole ? null : { id: place.id, name: `Workspace ${place.id}` },
        enterprise: whole ? { id: place.id, name: `Enterprise ${place.id}` } : null,
        is_enterprise_install: whole,
      }
    },
    speaker: (authorization) => {
      const token = tokens.get(authorization?.replace(/^Bearer /, '') ?? '')
      if (!token) throw new SlackError('invalid_auth')
      if (token.end) throw new SlackError(token.end)
      return token.place
    },
    know: (token, place) => void tokens.set(token, { place, end: undefined }),
    end: ({ id }, how) => {
      for (const token of tokens.values()) if (token.place?.id === id) token.end ??= how
    },
    rotateEvery: (seconds) => {
      lasting = seconds
    },
    forgetRefreshes: () => refreshes.clear(),
  }
}
