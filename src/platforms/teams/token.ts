import { z } from 'zod'

/** The desk's own token towards the Bot Connector, fetched when it is needed and kept until shortly before its end. */
export interface TokenSource {
  /** @throws when none can be had */
  token(): Promise<string>
  /** The token was refused: the next one is fetched anew. */
  forget(): void
}

const Granted = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() })

/** A token is not used in its last minutes, so that none expires on its way. */
const MARGIN_MS = 5 * 60_000
const REQUEST_MS = 10_000

/**
 * OAuth 2.0 client credentials. https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 *
 * Not the MSAL library that botbuilder brings: it insists on https and on asking Microsoft who the authority is, so that no
 * test and no closed sovereign cloud could stand in for it.
 */
export function clientCredentials(bot: {
  readonly appId: string
  readonly password: string
  readonly loginUrl: string
  readonly oauthScope: string
}): TokenSource {
  let held: { readonly token: Promise<string>; readonly until: () => number } | undefined

  async function fetchToken(keepUntil: (time: number) => void): Promise<string> {
    const answer = await fetch(`${bot.loginUrl.replace(/\/$/, '')}/oauth2/v2.0/token`, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(REQUEST_MS),
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: bot.appId,
        client_secret: bot.password,
        scope: `${bot.oauthScope.replace(/\/\.default$/, '')}/.default`,
      }),
    })
    if (!answer.ok) throw new Error(`the token endpoint answered ${answer.status}`)
    const granted = Granted.parse(await answer.json())
    const lifetime = granted.expires_in * 1_000
    keepUntil(Date.now() + Math.max(lifetime - MARGIN_MS, lifetime / 2))
    return granted.access_token
  }

  return {
    token: async () => {
      if (held && Date.now() < held.until()) return held.token
      let until = Number.POSITIVE_INFINITY
      const token = fetchToken((time) => {
        until = time
      })
      const mine = { token, until: () => until }
      held = mine
      // Whoever asks meanwhile shares the request; a failure is nobody's token.
      token.catch(() => {
        if (held === mine) held = undefined
      })
      return token
    },
    forget: () => {
      held = undefined
    },
  }
}

/** The Playground asks for none. */
export const noToken: TokenSource = { token: async () => '', forget: () => undefined }
