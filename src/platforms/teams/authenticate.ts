import {
  type Activity,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder'
import { z } from 'zod'
import type { ReceivedActivity } from './activity.ts'

/** Whether a request really comes from Teams. Anything but `ok` is the HTTP status to answer; `reason` is for the log. */
export type Authentication =
  | { readonly kind: 'ok' }
  | { readonly kind: 'refused'; readonly status: 401 | 403 | 503; readonly reason: string }

export type Authenticate = (activity: ReceivedActivity, authorization: string) => Promise<Authentication>

export interface BotIdentity {
  readonly appId: string
  readonly openIdMetadataUrl: string
  readonly tokenIssuer: string
  readonly loginUrl: string
  readonly oauthScope: string
  /** Absent: any. */
  readonly allowedTenants: readonly string[] | undefined
  readonly serviceHosts: readonly string[]
}

/** https://learn.microsoft.com/microsoftteams/platform/resources/bot-v3/bot-conversations/bots-conversations ; GCC is part of the public cloud. */
const MICROSOFTS_OWN = ['smba.trafficmanager.net', 'smba.infra.gcc.teams.microsoft.com']

/**
 * Microsoft's tokens are checked by Microsoft's own code; who may come is checked here. That code accepts two more kinds of
 * token than a Teams bot is ever sent (of the emulator and of other bots), for which it does not compare the service URL: they
 * are refused by their issuer.
 */
export function authenticateBot(bot: BotIdentity): Authenticate {
  const botFramework = new ConfigurationBotFrameworkAuthentication(
    {
      ToBotFromChannelOpenIdMetadataUrl: bot.openIdMetadataUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: bot.openIdMetadataUrl,
      ToBotFromChannelTokenIssuer: bot.tokenIssuer,
      ToChannelFromBotLoginUrl: bot.loginUrl,
      ToChannelFromBotOAuthScope: bot.oauthScope,
      OAuthUrl: 'https://api.botframework.com',
      CallerId: 'urn:botframework:azure',
    },
    new ConfigurationServiceClientCredentialFactory({
      MicrosoftAppId: bot.appId,
      MicrosoftAppPassword: '',
      MicrosoftAppType: 'MultiTenant',
    }),
  )

  return async (activity, authorization) => {
    const token = tokenOf(authorization)
    if (!token) return refused(401, 'no token')
    if (token.issuer !== bot.tokenIssuer) return refused(401, 'issuer')
    const problem = await checked(() => botFramework.authenticateRequest(asActivity(activity), authorization))
    if (problem) return problem
    const tenant = activity.tenant
    if (bot.allowedTenants && !(tenant && bot.allowedTenants.includes(tenant.toLowerCase())))
      return refused(403, 'tenant')
    if (!isKnown(activity.serviceUrl, bot.serviceHosts)) return refused(403, 'serviceUrl')
    return { kind: 'ok' }
  }
}

/** Microsoft's Agents Playground on this machine sends no token; answers go back to this machine only. */
export const authenticatePlayground: Authenticate = async ({ serviceUrl }) =>
  isLoopback(new URL(serviceUrl).hostname) ? { kind: 'ok' } : refused(403, 'serviceUrl')

const refused = (status: 401 | 403 | 503, reason: string): Authentication => ({
  kind: 'refused',
  status,
  reason,
})

const Header = z.looseObject({ alg: z.string() })
const Claims = z.looseObject({ iss: z.string() })

/** Read before it is verified, to refuse what cannot be Microsoft's. */
function tokenOf(authorization: string): { readonly issuer: string } | undefined {
  const [, header, claims] = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]*$/.exec(authorization) ?? []
  const alg = Header.safeParse(decoded(header)).data?.alg
  const issuer = Claims.safeParse(decoded(claims)).data?.iss
  return alg === 'RS256' && issuer !== undefined ? { issuer } : undefined
}

function decoded(part: string | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(part ?? '', 'base64url').toString())
  } catch {
    return undefined
  }
}

/** What is wrong with a token has one of these names, or says 401; whatever else goes wrong is no fault of the sender's. */
const TOKEN_ERRORS = new Set(['JsonWebTokenError', 'TokenExpiredError', 'NotBeforeError'])
const Failure = z.object({ name: z.string(), message: z.string(), statusCode: z.number().optional() })

async function checked(check: () => Promise<unknown>): Promise<Authentication | undefined> {
  try {
    await check()
    return undefined
  } catch (error) {
    const failure = Failure.safeParse(error).data
    if (failure && (TOKEN_ERRORS.has(failure.name) || failure.statusCode === 401))
      return refused(401, failure.message)
    return refused(503, failure?.message ?? 'the metadata could not be read')
  }
}

/** What the library looks at. */
const asActivity = ({ channelId, serviceUrl, recipient }: ReceivedActivity): Activity =>
  ({ channelId, serviceUrl, recipient: { id: recipient.id, name: '' } }) as Activity

function isKnown(serviceUrl: string, added: readonly string[]): boolean {
  const { protocol, host, hostname } = new URL(serviceUrl)
  if (isLoopback(hostname)) return added.some((it) => it === host || it === hostname)
  return protocol === 'https:' && [...MICROSOFTS_OWN, ...added].includes(host)
}

const isLoopback = (hostname: string): boolean =>
  ['localhost', '[::1]'].includes(hostname) || /^127(\.\d{1,3}){3}$/.test(hostname)
