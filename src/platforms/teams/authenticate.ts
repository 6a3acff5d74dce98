import {
  type Activity,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder'
import { z } from 'zod'
import { isLoopback } from '../loopback.ts'
import type { ReceivedActivity } from './activity.ts'

/** Whether a request really comes from Teams. Anything but `ok` is the HTTP status to answer; `reason` is for the log. */
export type Authentication = { readonly kind: 'ok' } | Refusal

interface Refusal {
  readonly kind: 'refused'
  readonly status: 401 | 403 | 503
  readonly reason: string
}

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
  const keys = freshKeys(bot)

  return async (activity, authorization) => {
    const token = tokenOf(authorization)
    if (!token) return refused(401, 'no token')
    if (token.issuer !== bot.tokenIssuer) return refused(401, 'issuer')
    const problem = await checked(() =>
      keys.current().authenticateRequest(asActivity(activity), authorization),
    )
    if (problem?.status === 503) keys.forget()
    if (problem) return problem
    const { tenant, serviceUrl } = activity
    if (bot.allowedTenants && !(tenant && bot.allowedTenants.includes(tenant))) return refused(403, 'tenant')
    if (!isKnown(serviceUrl, bot.serviceHosts)) return refused(403, 'serviceUrl')
    return { kind: 'ok' }
  }
}

const FORGET_MS = 10_000

/**
 * botbuilder remembers Microsoft's keys for a day, by the address of the metadata, and a reading that failed half-way as if it
 * had succeeded. Another fragment makes another address of it, and the keys are read anew; at most every ten seconds.
 */
function freshKeys(bot: BotIdentity) {
  let readings = 0
  let forgottenAt = Number.NEGATIVE_INFINITY
  let current = botFrameworkOf(bot, bot.openIdMetadataUrl)
  return {
    current: () => current,
    forget: () => {
      if (performance.now() - forgottenAt < FORGET_MS) return
      forgottenAt = performance.now()
      readings += 1
      current = botFrameworkOf(bot, `${bot.openIdMetadataUrl}#${readings}`)
    },
  }
}

const botFrameworkOf = (bot: BotIdentity, openIdMetadataUrl: string) =>
  new ConfigurationBotFrameworkAuthentication(
    {
      ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: openIdMetadataUrl,
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

/** Microsoft's Agents Playground on this machine sends no token; answers go back to this machine only. */
export const authenticatePlayground: Authenticate = async ({ serviceUrl }) =>
  isLoopback(new URL(serviceUrl).hostname) ? { kind: 'ok' } : refused(403, 'serviceUrl')

const refused = (status: 401 | 403 | 503, reason: string): Refusal => ({
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

async function checked(check: () => Promise<unknown>): Promise<Refusal | undefined> {
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

/** What the library looks at; its type wants a whole activity. */
const asActivity = ({ channelId, serviceUrl, recipient }: ReceivedActivity): Activity =>
  ({ channelId, serviceUrl, recipient: { id: recipient.id, name: '' } }) as Activity

function isKnown(serviceUrl: string, added: readonly string[]): boolean {
  const { protocol, host, hostname } = new URL(serviceUrl)
  if (isLoopback(hostname)) return added.some((it) => it === host || it === hostname)
  return protocol === 'https:' && [...MICROSOFTS_OWN, ...added].includes(host)
}
