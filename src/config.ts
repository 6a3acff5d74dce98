import { existsSync } from 'node:fs'
import { z } from 'zod'
import { Platform } from './chat/event.ts'
import { isLoopback } from './platforms/loopback.ts'
import { CannotStart } from './ports/cannot-start.ts'

/** What the environment must look like; the only reader of it. A value that is set but empty counts as absent. */
export class ConfigError extends CannotStart {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((it) => `  ${it}`).join('\n')}`)
    this.problems = problems
  }
}

const SECRETS = [
  'APP_SECRET',
  'APP_SECRET_PREVIOUS',
  'SLACK_SIGNING_SECRET',
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
  'MICROSOFT_APP_PASSWORD',
  'OPENAI_API_KEY',
  'DATABASE_URL',
]

const whole = (least: number, most: number) => {
  const expected = `expected a whole number from ${least} to ${most}`
  return z.coerce.number(expected).int(expected).min(least, expected).max(most, expected)
}
const days = (fallback: number) => whole(1, 3_650).default(fallback)
const secret = z.string().min(32, 'expected at least 32 characters')
const url = (protocols: readonly string[]) =>
  z.string().refine((it) => URL.canParse(it) && protocols.includes(new URL(it).protocol), {
    error: `expected a URL that begins with ${protocols.map((it) => `${it}//`).join(' or ')}`,
  })

const guid = z.guid({ error: 'expected a GUID such as 00000000-0000-0000-0000-000000000000' }).toLowerCase()
const list = z.string().transform((it) =>
  it
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== ''),
)
const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::\d{1,5})?$/i

const Environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: whole(0, 65_535).default(3978),
  DATABASE_URL: url(['postgresql:', 'postgres:']).optional(),
  DATA_DIR: z.string().default('data'),
  PUBLIC_URL: url(['https:', 'http:']).optional(),
  TIME_ZONE: z
    .string()
    .refine(isTimeZone, { error: 'expected an IANA time zone such as Asia/Tokyo' })
    .default('Asia/Tokyo'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  APP_SECRET: secret.optional(),
  APP_SECRET_PREVIOUS: secret.optional(),
  EVENT_RETENTION_DAYS: days(30),
  TURN_RETENTION_DAYS: days(730),
  WEB_CHAT: z.enum(['on', 'off', 'auto']).default('auto'),
  SLACK_SIGNING_SECRET: z.string().min(1).optional(),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-/, { error: 'expected a bot token that begins with xoxb-' })
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-/, { error: 'expected an app token that begins with xapp-' })
    .optional(),
  SLACK_CLIENT_ID: z.string().min(1).optional(),
  SLACK_CLIENT_SECRET: z.string().min(1).optional(),
  SLACK_STATE_SECRET: z.string().min(1).optional(),
  SLACK_API_URL: url(['https:', 'http:']).optional(),
  MICROSOFT_APP_ID: guid.optional(),
  MICROSOFT_APP_PASSWORD: z.string().min(1).optional(),
  MICROSOFT_APP_TYPE: z
    .enum(['SingleTenant', 'MultiTenant'], { error: 'expected SingleTenant or MultiTenant' })
    .optional(),
  MICROSOFT_APP_TENANT_ID: guid.optional(),
  MICROSOFT_OPENID_METADATA_URL: url(['https:', 'http:']).optional(),
  MICROSOFT_TOKEN_ISSUER: z.string().min(1).optional(),
  MICROSOFT_LOGIN_URL: url(['https:', 'http:']).optional(),
  MICROSOFT_OAUTH_SCOPE: z.string().min(1).optional(),
  TEAMS_ALLOWED_TENANTS: list.pipe(z.array(guid)).optional(),
  TEAMS_SERVICE_HOSTS: list
    .pipe(
      z.array(z.string().regex(HOST, { error: 'expected host names, or host:port, separated by commas' })),
    )
    .optional(),
  TEAMS: z.enum(['playground'], { error: 'expected playground, or nothing' }).optional(),
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: url(['https:', 'http:']).optional(),
  OPENAI_MODEL: z.string().default('gpt-5.4-mini'),
  OPENAI_EMBEDDING_MODEL: z.string().default('text-embedding-3-small'),
  MODEL_TOKENS_PER_DAY: whole(0, 1_000_000_000).default(5_000_000),
  MODEL_TOKENS_PER_ORGANISATION_PER_DAY: whole(0, 1_000_000_000).default(300_000),
  LOOPBACK_CALENDARS: z.enum(['on', 'off'], { error: 'expected on or off' }).default('off'),
  CLAMAV_HOST: z.string().min(1).optional(),
  CLAMAV_PORT: whole(1, 65_535).default(3310),
  CONSULTANTS_CHANNEL: z
    .string()
    .regex(/^(slack|teams|web):[^/\s]+\/[^/\s]+$/, {
      error: 'expected slack:TEAM/CHANNEL, teams:TENANT/CHANNEL or web:WORKSPACE/CHANNEL',
    })
    .optional(),
})

/** The name of every variable that is read. */
export const VARIABLES: readonly string[] = Object.keys(Environment.shape)

export interface Config {
  readonly production: boolean
  /** The first embedded start brings the demonstration organisations. */
  readonly demonstration: boolean
  readonly host: string
  readonly port: number
  /** Where the database is: a server, or a directory of the embedded one. */
  readonly database:
    | { readonly kind: 'postgres'; readonly url: string }
    | { readonly kind: 'embedded'; readonly directory: string }
  readonly publicUrl: string | undefined
  readonly timeZone: string
  readonly logLevel: string
  /** What keys are derived from; without one the embedded database's directory keeps its own. */
  readonly appSecret: { readonly current: string | undefined; readonly previous: string | undefined }
  readonly retention: { readonly eventDays: number; readonly turnDays: number }
  readonly webChat: boolean
  /** Consultants' calendars are also read from this machine, for tests and a calendar server of its own. */
  readonly loopbackCalendars: boolean
  /** The virus scanner (clamd); absent: files of allowed types are handed over unchecked. */
  readonly clamav: { readonly host: string; readonly port: number } | undefined
  readonly slack: SlackConfig | undefined
  /** Absent: Teams is off. */
  readonly teams: TeamsConfig | undefined
  /** Absent: no language model is asked. */
  readonly model: ModelConfig | undefined
  /** Seeds the setting; what is set in chat later wins. */
  readonly consultantsChannel:
    | { readonly platform: Platform; readonly workspace: string; readonly channel: string }
    | undefined
}

export interface ModelConfig {
  readonly apiKey: string
  /** Azure or a compatible server; absent: OpenAI itself. */
  readonly baseUrl: string | undefined
  readonly model: string
  readonly embeddingModel: string
  readonly tokensPerDay: number
  readonly tokensPerOrganisationPerDay: number
}

export interface SlackConfig {
  readonly signingSecret: string | undefined
  readonly appToken: string | undefined
  readonly apiUrl: string | undefined
  readonly workspaces:
    | { readonly kind: 'one'; readonly botToken: string }
    | {
        readonly kind: 'many'
        readonly clientId: string
        readonly clientSecret: string
        readonly stateSecret: string
        readonly publicUrl: string
      }
}

export type TeamsConfig = BotConfig | PlaygroundConfig

/** Microsoft's Agents Playground on this machine: nobody is authenticated. */
interface PlaygroundConfig {
  readonly kind: 'playground'
}

interface BotConfig {
  readonly kind: 'bot'
  readonly appId: string
  readonly password: string
  /** Absent: people of any tenant, for development only; an app of one tenant is for that one unless said otherwise. */
  readonly allowedTenants: readonly string[] | undefined
  /** `host` or `host:port`, in addition to Microsoft's own. */
  readonly serviceHosts: readonly string[]
  readonly openIdMetadataUrl: string
  readonly tokenIssuer: string
  /** The authority; the token endpoint is below it. */
  readonly loginUrl: string
  readonly oauthScope: string
}

/** The process's environment, with what `.env` in the working directory adds to it. */
export function environment(): Readonly<Record<string, string | undefined>> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  return process.env
}

/**
 * Checks an environment.
 * @throws ConfigError naming every wrong variable, what was found (secrets masked) and what is expected
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = Environment.safeParse(present)
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => problemOf(issue, present)))
  const env = parsed.data
  const problems = contradictions(env)
  if (problems.length > 0) throw new ConfigError(problems)
  return {
    production: env.NODE_ENV === 'production',
    demonstration: env.NODE_ENV === 'development',
    host: env.HOST,
    port: env.PORT,
    database: env.DATABASE_URL
      ? { kind: 'postgres', url: env.DATABASE_URL }
      : { kind: 'embedded', directory: env.DATA_DIR },
    publicUrl: env.PUBLIC_URL,
    timeZone: env.TIME_ZONE,
    logLevel: env.LOG_LEVEL,
    appSecret: { current: env.APP_SECRET, previous: env.APP_SECRET_PREVIOUS },
    retention: { eventDays: env.EVENT_RETENTION_DAYS, turnDays: env.TURN_RETENTION_DAYS },
    webChat: webChatIsOn(env),
    loopbackCalendars: env.LOOPBACK_CALENDARS === 'on',
    clamav: env.CLAMAV_HOST === undefined ? undefined : { host: env.CLAMAV_HOST, port: env.CLAMAV_PORT },
    slack: slackOf(env),
    teams: teamsOf(env),
    model: modelOf(env),
    consultantsChannel: channelOf(env.CONSULTANTS_CHANNEL),
  }
}

type Environment = z.infer<typeof Environment>

function slackOf(env: Environment): SlackConfig | undefined {
  const common = {
    signingSecret: env.SLACK_SIGNING_SECRET,
    appToken: env.SLACK_APP_TOKEN,
    apiUrl: env.SLACK_API_URL,
  }
  if (env.SLACK_BOT_TOKEN) return { ...common, workspaces: { kind: 'one', botToken: env.SLACK_BOT_TOKEN } }
  const {
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_STATE_SECRET: stateSecret,
    PUBLIC_URL: publicUrl,
  } = env
  if (!clientId || !clientSecret || !stateSecret || !publicUrl) return undefined
  return { ...common, workspaces: { kind: 'many', clientId, clientSecret, stateSecret, publicUrl } }
}

const modelOf = (env: Environment): ModelConfig | undefined =>
  env.OPENAI_API_KEY === undefined
    ? undefined
    : {
        apiKey: env.OPENAI_API_KEY,
        baseUrl: env.OPENAI_BASE_URL,
        model: env.OPENAI_MODEL,
        embeddingModel: env.OPENAI_EMBEDDING_MODEL,
        tokensPerDay: env.MODEL_TOKENS_PER_DAY,
        tokensPerOrganisationPerDay: env.MODEL_TOKENS_PER_ORGANISATION_PER_DAY,
      }

const INSTALLING = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'] as const

function contradictions(env: Environment): readonly string[] {
  const production = env.NODE_ENV === 'production'
  const many = INSTALLING.some((it) => env[it] !== undefined)
  const slack = many || [env.SLACK_SIGNING_SECRET, env.SLACK_BOT_TOKEN, env.SLACK_APP_TOKEN].some(Boolean)
  return [
    ...(production && !env.APP_SECRET
      ? ['APP_SECRET: missing; expected at least 32 characters in production']
      : []),
    ...(production && env.WEB_CHAT === 'on'
      ? ['WEB_CHAT: found "on"; the web chat is not available in production']
      : []),
    ...(production && env.LOOPBACK_CALENDARS === 'on'
      ? ['LOOPBACK_CALENDARS: found "on"; this machine\'s own addresses are not read in production']
      : []),
    ...(slack && !many && !env.SLACK_BOT_TOKEN
      ? [
          `SLACK_BOT_TOKEN: missing; expected a bot token (xoxb-…) when Slack is used, or ${INSTALLING.join(', ')} to be installed into many workspaces`,
        ]
      : []),
    ...(slack && !env.SLACK_SIGNING_SECRET && (many || production || !env.SLACK_APP_TOKEN)
      ? [
          "SLACK_SIGNING_SECRET: missing; expected the app's signing secret (only socket mode outside production does without)",
        ]
      : []),
    ...(production && env.SLACK_APP_TOKEN
      ? ['SLACK_APP_TOKEN: found (hidden); socket mode is for development only']
      : []),
    ...(production && env.OPENAI_BASE_URL && isOpenToAll(env.OPENAI_BASE_URL)
      ? [`OPENAI_BASE_URL: found "${env.OPENAI_BASE_URL}"; expected https in production`]
      : []),
    ...teamsContradictions(env),
    ...(many ? installingContradictions(env) : []),
  ]
}

/** What being installed into many workspaces needs, and what it cannot be together with. */
function installingContradictions(env: Environment): readonly string[] {
  return [
    ...INSTALLING.filter((it) => env[it] === undefined).map(
      (it) =>
        `${it}: missing; expected together with ${INSTALLING.filter((other) => other !== it).join(' and ')}`,
    ),
    ...(env.SLACK_BOT_TOKEN
      ? [
          `SLACK_BOT_TOKEN: found (hidden); either it, for one workspace, or ${INSTALLING.join(', ')}, for many: remove one of the two`,
        ]
      : []),
    ...(env.SLACK_APP_TOKEN && env.NODE_ENV !== 'production'
      ? ['SLACK_APP_TOKEN: found (hidden); socket mode serves one workspace: use SLACK_BOT_TOKEN with it']
      : []),
    ...(env.PUBLIC_URL
      ? []
      : ['PUBLIC_URL: missing; expected the address to which Slack sends people back after an installation']),
    ...(env.DATABASE_URL && !env.APP_SECRET && env.NODE_ENV !== 'production'
      ? [
          "APP_SECRET: missing; expected at least 32 characters, the same in every process on DATABASE_URL: the workspaces' tokens are encrypted with it",
        ]
      : []),
  ]
}

/** Teams is on as soon as one of its values is set; a half-configured one must not start. */
const teamsIsOn = (env: Environment): boolean =>
  Object.entries(env).some(([name, value]) => /^(MICROSOFT_|TEAMS)/.test(name) && value !== undefined)

function teamsContradictions(env: Environment): readonly string[] {
  if (!teamsIsOn(env)) return []
  const production = env.NODE_ENV === 'production'
  const onLoopback = isLoopback(env.HOST) && !production
  if (env.TEAMS === 'playground')
    return onLoopback
      ? []
      : ['TEAMS: found "playground"; it authenticates nobody: only on a loopback HOST and outside production']
  const missing = (name: keyof Environment, expected: string): readonly string[] =>
    env[name] === undefined ? [`${name}: missing; expected ${expected} when Teams is used`] : []
  return [
    ...missing('MICROSOFT_APP_ID', "the bot's app id"),
    ...missing('MICROSOFT_APP_PASSWORD', "the app's client secret"),
    ...(production ? missing('MICROSOFT_APP_TYPE', 'SingleTenant or MultiTenant') : []),
    ...(env.MICROSOFT_APP_TYPE === 'SingleTenant'
      ? missing('MICROSOFT_APP_TENANT_ID', "the app's own tenant")
      : []),
    ...(production && (env.TEAMS_ALLOWED_TENANTS ?? []).length === 0
      ? ['TEAMS_ALLOWED_TENANTS: missing; expected the tenants whose people may write, separated by commas']
      : []),
    ...(!onLoopback && env.TEAMS_SERVICE_HOSTS?.some((it) => isLoopback(hostnameOf(it)))
      ? [
          `TEAMS_SERVICE_HOSTS: found "${env.TEAMS_SERVICE_HOSTS}"; this machine's own addresses only on a loopback HOST and outside production`,
        ]
      : []),
  ]
}

/** What members write would cross a network in clear. */
const isOpenToAll = (url: string): boolean => {
  const { protocol, hostname } = new URL(url)
  return protocol === 'http:' && !isLoopback(hostname)
}

const hostnameOf = (host: string): string => host.replace(/:\d+$/, '')

/** Microsoft's public cloud, unless said otherwise. https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
function teamsOf(env: Environment): TeamsConfig | undefined {
  if (env.TEAMS === 'playground') return { kind: 'playground' }
  if (!env.MICROSOFT_APP_ID || !env.MICROSOFT_APP_PASSWORD) return undefined
  const single = env.MICROSOFT_APP_TYPE === 'SingleTenant' ? env.MICROSOFT_APP_TENANT_ID : undefined
  return {
    kind: 'bot',
    appId: env.MICROSOFT_APP_ID,
    password: env.MICROSOFT_APP_PASSWORD,
    allowedTenants: env.TEAMS_ALLOWED_TENANTS ?? (single ? [single] : undefined),
    serviceHosts: env.TEAMS_SERVICE_HOSTS ?? [],
    openIdMetadataUrl:
      env.MICROSOFT_OPENID_METADATA_URL ??
      'https://login.botframework.com/v1/.well-known/openidconfiguration',
    tokenIssuer: env.MICROSOFT_TOKEN_ISSUER ?? 'https://api.botframework.com',
    loginUrl: env.MICROSOFT_LOGIN_URL ?? `https://login.microsoftonline.com/${single ?? 'botframework.com'}`,
    oauthScope: env.MICROSOFT_OAUTH_SCOPE ?? 'https://api.botframework.com',
  }
}

/** On for the machine's own user only; a public address or production turns it off. */
function webChatIsOn(env: Environment): boolean {
  if (env.NODE_ENV === 'production' || env.WEB_CHAT === 'off') return false
  if (env.WEB_CHAT === 'on') return true
  return isLoopback(env.HOST) && (!env.PUBLIC_URL || isLoopback(new URL(env.PUBLIC_URL).hostname))
}

function channelOf(value: string | undefined): Config['consultantsChannel'] {
  const [, name, workspace, channel] = /^([a-z]+):([^/]+)\/(.+)$/.exec(value ?? '') ?? []
  const platform = Platform.safeParse(name).data
  if (!platform || !workspace || !channel) return undefined
  return { platform, workspace: platform === 'teams' ? workspace.toLowerCase() : workspace, channel }
}

function problemOf(
  issue: z.core.$ZodIssue,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const name = String(issue.path[0])
  const value = environment[name]
  const found =
    value === undefined ? 'missing' : SECRETS.includes(name) ? 'found (hidden)' : `found "${value}"`
  return `${name}: ${found}; ${issue.message}`
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
