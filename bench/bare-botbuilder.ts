import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import { z } from 'zod'

/**
 * The peer: a botbuilder app as its documentation writes one. It verifies the token, acknowledges, keeps nothing, and answers
 * each message with one fixed sentence.
 */
const environment = z
  .object({
    MICROSOFT_APP_ID: z.string(),
    MICROSOFT_APP_PASSWORD: z.string(),
    MICROSOFT_LOGIN_URL: z.string(),
    MICROSOFT_OAUTH_SCOPE: z.string(),
    MICROSOFT_TOKEN_ISSUER: z.string(),
    MICROSOFT_OPENID_METADATA_URL: z.string(),
    ANSWERS: z.string().optional(),
  })
  .parse(process.env)

const Granted = z.object({ access_token: z.string() })
let token: Promise<string> | undefined

/** The SDK's own way to a token goes over HTTPS only. */
async function fetchToken(): Promise<string> {
  const answer = await fetch(`${environment.MICROSOFT_LOGIN_URL}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: environment.MICROSOFT_APP_ID,
      client_secret: environment.MICROSOFT_APP_PASSWORD,
      scope: `${environment.MICROSOFT_OAUTH_SCOPE}/.default`,
    }),
  })
  return Granted.parse(await answer.json()).access_token
}

const adapter = new CloudAdapter(
  new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: environment.MICROSOFT_APP_ID,
      ToChannelFromBotLoginUrl: environment.MICROSOFT_LOGIN_URL,
      ToChannelFromBotOAuthScope: environment.MICROSOFT_OAUTH_SCOPE,
      ToBotFromChannelTokenIssuer: environment.MICROSOFT_TOKEN_ISSUER,
      ToBotFromChannelOpenIdMetadataUrl: environment.MICROSOFT_OPENID_METADATA_URL,
      ToBotFromEmulatorOpenIdMetadataUrl: environment.MICROSOFT_OPENID_METADATA_URL,
      OAuthUrl: 'https://api.botframework.com',
      CallerId: 'bench',
    },
    {
      isValidAppId: async (id) => id === environment.MICROSOFT_APP_ID,
      isAuthenticationDisabled: async () => false,
      createCredentials: async () => ({
        signRequest: async (request) => {
          token ??= fetchToken()
          request.headers.set('authorization', `Bearer ${await token}`)
          return request
        },
      }),
    },
  ),
)

const server = createServer(async (request, response) => {
  const body = z.record(z.string(), z.unknown()).parse(await json(request))
  await adapter.process(
    { method: 'POST', headers: request.headers, body },
    {
      socket: response.socket,
      header: (name: string, value: unknown) => response.setHeader(name, String(value)),
      status: (code: number) => {
        response.statusCode = code
      },
      send: (words: unknown) => response.write(typeof words === 'string' ? words : JSON.stringify(words)),
      end: () => response.end(),
    },
    async (context) => {
      if (environment.ANSWERS === 'on') await context.sendActivity('お問い合わせありがとうございます。')
    },
  )
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(`ready: http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`)
})
process.on('SIGTERM', () => process.exit(0))
