import { randomUUID } from 'node:crypto'
import { type LocalServer, sendJson, startServer } from './server.ts'
import { type ChannelTokens, TOKEN_ISSUER } from './tokens.ts'

export type Outage =
  /** Both documents answer 500. */
  | 'failing'
  /** Nobody listens. */
  | 'refused'
  /** The keys are not the JSON that they should be. */
  | 'garbled'

/** The OpenID metadata with which bots check the channel's tokens, and the keys that it points to. */
export interface OpenIdMetadata {
  readonly url: string
  /** How often the keys were fetched. */
  fetches(): number
  outage(kind: Outage): Promise<void>
  restore(): Promise<void>
  close(): Promise<void>
}

/** https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#openid-metadata-document */
export async function startOpenId(
  tokens: ChannelTokens,
  onFault: (error: unknown) => void,
): Promise<OpenIdMetadata> {
  // Keys are kept by address as long as the process lives, and a port may have been another world's.
  const root = `/${randomUUID()}/v1`
  let out: Outage | undefined
  let fetches = 0
  const server: LocalServer = await startServer(async (request, response) => {
    if (out === 'failing') return sendJson(response, 500, { error: 'server_error' })
    switch (request.url) {
      case `${root}/.well-known/openidconfiguration`:
        return sendJson(response, 200, {
          issuer: TOKEN_ISSUER,
          authorization_endpoint: `${server.url}/invalid`,
          jwks_uri: `${server.url}${root}/.well-known/keys`,
          id_token_signing_alg_values_supported: ['RS256'],
          token_endpoint_auth_methods_supported: ['private_key_jwt'],
        })
      case `${root}/.well-known/keys`:
        fetches += 1
        return out === 'garbled'
          ? void response.writeHead(200, { 'content-type': 'application/json' }).end('<html></html>')
          : sendJson(response, 200, tokens.jwks())
    }
    sendJson(response, 404, { error: 'not_found' })
  }, onFault)
  return {
    url: `${server.url}${root}/.well-known/openidconfiguration`,
    fetches: () => fetches,
    outage: async (kind) => {
      out = kind
      if (kind === 'refused') await server.stop()
    },
    restore: async () => {
      out = undefined
      await server.resume()
    },
    close: () => server.stop(),
  }
}
