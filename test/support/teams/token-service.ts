import { randomBytes } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { APP_ID } from './ids.ts'
import { sendJson, startServer } from './server.ts'

export const APP_PASSWORD = 'a-client-secret-of-the-test'
export const OAUTH_SCOPE = 'https://api.botframework.com'

/** Microsoft's identity platform, as far as it gives a bot the token for its own requests. */
export interface TokenService {
  /** The authority; its token endpoint is `/oauth2/v2.0/token` below it. */
  readonly authority: string
  /** Whether a request with this `Authorization` header may pass. */
  admits(authorization: string | undefined): 'yes' | 'expired' | 'unknown'
  /** How many tokens it gave out. */
  issued(): number
  /** Every token that it gave out has run out now. */
  expireAll(): void
  /** The next requests for a token are answered 503. */
  failNext(times?: number): void
  close(): Promise<void>
}

const LIFETIME_SECONDS = 3_599

/** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow#get-a-token */
export async function startTokenService(
  complain: (complaint: string) => void,
  onFault: (error: unknown) => void,
): Promise<TokenService> {
  const expiries = new Map<string, number>()
  let failures = 0
  const server = await startServer(async (request, response) => {
    const form = new URLSearchParams(await text(request))
    if (request.method !== 'POST' || request.url !== '/botframework.com/oauth2/v2.0/token')
      return sendJson(response, 404, { error: 'not_found' })
    if (failures > 0) {
      failures -= 1
      return sendJson(response, 503, { error: 'temporarily_unavailable' })
    }
    const wrong = wrongIn(form)
    if (wrong) {
      complain(`the token service was asked wrongly: ${wrong.error}`)
      return sendJson(response, wrong.status, { error: wrong.error })
    }
    const token = randomBytes(24).toString('base64url')
    expiries.set(token, Date.now() + LIFETIME_SECONDS * 1_000)
    sendJson(response, 200, {
      token_type: 'Bearer',
      expires_in: LIFETIME_SECONDS,
      ext_expires_in: LIFETIME_SECONDS,
      access_token: token,
    })
  }, onFault)
  return {
    authority: `${server.url}/botframework.com`,
    admits: (authorization) => {
      const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1]
      const until = token === undefined ? undefined : expiries.get(token)
      if (until === undefined) return 'unknown'
      return until > Date.now() ? 'yes' : 'expired'
    },
    issued: () => expiries.size,
    expireAll: () => {
      for (const token of expiries.keys()) expiries.set(token, 0)
    },
    failNext: (times = 1) => {
      failures += times
    },
    close: () => server.stop(),
  }
}

function wrongIn(form: URLSearchParams): { readonly status: number; readonly error: string } | undefined {
  if (form.get('grant_type') !== 'client_credentials') return { status: 400, error: 'unsupported_grant_type' }
  if (form.get('scope') !== `${OAUTH_SCOPE}/.default`) return { status: 400, error: 'invalid_scope' }
  if (form.get('client_id') !== APP_ID) return { status: 400, error: 'unauthorized_client' }
  if (form.get('client_secret') !== APP_PASSWORD) return { status: 401, error: 'invalid_client' }
  return undefined
}
