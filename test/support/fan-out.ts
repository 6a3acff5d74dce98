import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text as textOf } from 'node:stream/consumers'
import { z } from 'zod'
import type { ConversationRef } from '#src/chat/event.ts'
import { facts, heading, message, text } from '#src/chat/message.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { BOT_TOKEN, SIGNING_SECRET } from './slack/things.ts'
import { APP_ID, BOT_MRI, guidOf } from './teams/ids.ts'
import { startOpenId } from './teams/openid.ts'
import { APP_PASSWORD, OAUTH_SCOPE, startTokenService } from './teams/token-service.ts'
import { createChannelTokens, TOKEN_ISSUER } from './teams/tokens.ts'

/** Two platforms that keep what is posted into very many channels, and hold the desk to their limits, if they have any. */
export interface FanOut {
  readonly environment: Readonly<Record<string, string>>
  /** The desk is in those that are channels of Teams, and has heard so. */
  settleIn(database: Database, places: readonly ConversationRef[]): Promise<void>
  slack(workspace: string, channel: string): ConversationRef
  teams(tenant: string, channel: string): ConversationRef
  /** How often something was posted into each channel. */
  posts(): ReadonlyMap<string, number>
  /** How many requests came too soon. */
  refused(): { readonly slack: number; readonly teams: number }
  /** When the first and the last of them came, in milliseconds. */
  times(): { readonly first: number; readonly last: number }
  /** One of the requests that posted, to be made by somebody else. */
  sample(platform: 'slack' | 'teams'): SampleRequest
  /** Resolves when so many messages have been posted. */
  posted(many: number): Promise<void>
  forget(): void
  close(): Promise<void>
}

export interface SampleRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** So many requests at most in any window of time. */
class Limit {
  readonly #times: number[] = []
  readonly #most: number
  readonly #windowMs: number

  constructor(most: number, windowMs: number) {
    this.#most = most
    this.#windowMs = windowMs
  }

  /** @returns 0, or the milliseconds until it may be asked again */
  take(now: number): number {
    while (this.#times[0] !== undefined && this.#times[0] <= now - this.#windowMs) this.#times.shift()
    if (this.#times.length < this.#most) {
      this.#times.push(now)
      return 0
    }
    return (this.#times[0] ?? now) + this.#windowMs - now
  }
}

/** https://docs.slack.dev/apis/web-api/rate-limits: a message a second in a channel, "several hundred" a minute in a workspace. */
const SLACK_LIMITS = {
  channel: () => new Limit(1, 1_000),
  workspace: () => new Limit(600, 60_000),
  tier3: () => new Limit(50, 60_000),
}
/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit */
const TEAMS_LIMIT = () => new Limit(50, 1_000)

const Metadata = z.object({ event_payload: z.object({ id: z.string() }) })

export async function startFanOut({ limited }: { readonly limited: boolean }): Promise<FanOut> {
  const counts = new Map<string, number>()
  const stored = new Map<string, { readonly ts: string; readonly id: string }[]>()
  const limits = new Map<string, Limit>()
  const refused = { slack: 0, teams: 0 }
  const waiting: { readonly many: number; readonly resolve: () => void }[] = []
  const times = { first: 0, last: 0 }
  const samples = new Map<string, SampleRequest>()
  let total = 0
  let written = 0

  function soonest(wanted: readonly (readonly [string, () => Limit])[]): number {
    if (!limited) return 0
    let waitMs = 0
    for (const [key, make] of wanted) {
      const limit = limits.get(key) ?? make()
      limits.set(key, limit)
      waitMs = Math.max(waitMs, limit.take(performance.now()))
    }
    return waitMs
  }

  function count(channel: string): void {
    counts.set(channel, (counts.get(channel) ?? 0) + 1)
    total += 1
    times.last = performance.now()
    if (total === 1) times.first = times.last
    for (const it of waiting.splice(0)) {
      if (total >= it.many) it.resolve()
      else waiting.push(it)
    }
  }

  function keepSample(platform: string, { url, headers }: IncomingMessage, body: string): void {
    if (samples.has(platform)) return
    const sent = Object.entries(headers).filter(([name]) => ['content-type', 'authorization'].includes(name))
    samples.set(platform, {
      url: `http://${headers.host}${url}`,
      headers: Object.fromEntries(sent.map(([name, value]) => [name, String(value)])),
      body,
    })
  }

  async function answerSlack(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const said = await textOf(request)
    const body = new URLSearchParams(said)
    const method = request.url?.split('/').at(-1) ?? ''
    const channel = body.get('channel') ?? ''
    const workspace = channel.split('-')[0] ?? ''
    const waitMs =
      method === 'chat.postMessage'
        ? soonest([
            [channel, SLACK_LIMITS.channel],
            [`slack/${workspace}`, SLACK_LIMITS.workspace],
          ])
        : channel === ''
          ? 0
          : soonest([[`${method}/${workspace}`, SLACK_LIMITS.tier3]])
    if (waitMs > 0) {
      refused.slack += 1
      return send(response, 429, { ok: false, error: 'ratelimited' }, waitMs)
    }
    const ts = `${Math.floor(Date.now() / 1_000)}.${String(++written % 1_000_000).padStart(6, '0')}`
    const kept = stored.get(channel) ?? []
    if (method === 'conversations.history') {
      const messages = kept.map((it) => ({
        ts: it.ts,
        metadata: { event_type: 'academy_desk_delivery', event_payload: { id: it.id } },
      }))
      return send(response, 200, { ok: true, messages, has_more: false })
    }
    if (method === 'chat.postMessage') {
      const { id } = Metadata.parse(JSON.parse(body.get('metadata') ?? '{}')).event_payload
      keepSample('slack', request, said)
      if (limited) stored.set(channel, [...kept, { ts, id }])
      count(channel)
    }
    send(response, 200, { ok: true, channel, ts, user_id: 'U0BOT', bot_id: 'B0DESK' })
  }

  async function answerTeams(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const said = await textOf(request)
    const [, tenant = '', conversation = ''] =
      /^\/(.+?)\/v3\/conversations\/([^/]+)\/activities/.exec(request.url ?? '') ?? []
    const waitMs = soonest([[`teams/${tenant}`, TEAMS_LIMIT]])
    if (waitMs > 0) {
      refused.teams += 1
      return send(response, 429, { error: { code: 'Throttled' } }, waitMs)
    }
    keepSample('teams', request, said)
    if (request.method === 'POST') count(decodeURIComponent(conversation))
    send(response, 200, { id: `${++written}` })
  }

  const fail = (problem: unknown) => {
    throw new Error(String(problem))
  }
  const tokens = createChannelTokens()
  const metadata = await startOpenId(tokens, fail)
  const tokenService = await startTokenService(fail, fail)
  const [slack, teams] = await Promise.all([serve(answerSlack), serve(answerTeams)])

  return {
    environment: {
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_API_URL: `http://${slack.host}/api/`,
      MICROSOFT_APP_ID: APP_ID,
      MICROSOFT_APP_PASSWORD: APP_PASSWORD,
      MICROSOFT_APP_TYPE: 'MultiTenant',
      TEAMS_ALLOWED_TENANTS: guidOf('a tenant'),
      MICROSOFT_OPENID_METADATA_URL: metadata.url,
      MICROSOFT_TOKEN_ISSUER: TOKEN_ISSUER,
      MICROSOFT_LOGIN_URL: tokenService.authority,
      MICROSOFT_OAUTH_SCOPE: OAUTH_SCOPE,
      TEAMS_SERVICE_HOSTS: teams.host,
    },
    settleIn: async ({ sql }, places) => {
      const mine = places.filter(({ platform }) => platform === 'teams')
      await sql.query(
        `INSERT INTO teams_place (tenant, conversation, kind, service_url, bot)
         SELECT p.tenant, p.channel, 'channel', $3::text || p.tenant || '/', $4 FROM unnest($1::text[], $2::text[]) AS p (tenant, channel)`,
        [
          mine.map(({ workspace }) => workspace),
          mine.map(({ channel }) => channel),
          `http://${teams.host}/`,
          BOT_MRI,
        ],
      )
    },
    slack: (workspace, channel) => ({
      ...{ kind: 'shared', platform: 'slack', workspace, channel: `${workspace}-${channel}` },
    }),
    teams: (tenant, channel) => ({
      ...{
        kind: 'shared',
        platform: 'teams',
        workspace: tenant,
        channel: `19:${tenant}-${channel}@thread.tacv2`,
      },
    }),
    posts: () => counts,
    times: () => ({ ...times }),
    sample: (platform) => {
      const sample = samples.get(platform)
      if (!sample) throw new Error('nothing was posted')
      return sample
    },
    refused: () => ({ ...refused }),
    posted: (many) =>
      new Promise((resolve) => {
        if (total >= many) resolve()
        else waiting.push({ many, resolve })
      }),
    forget: () => {
      counts.clear()
      stored.clear()
      limits.clear()
      total = 0
    },
    close: async () => {
      await Promise.all([slack.close(), teams.close(), metadata.close(), tokenService.close()])
    },
  }
}

function send(response: ServerResponse, status: number, body: object, waitMs = 0): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(waitMs > 0 && { 'retry-after': String(Math.ceil(waitMs / 1_000)) }),
  })
  response.end(JSON.stringify(body))
}

async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<{ readonly host: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error as Error))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    host: `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A notice as customers read it. */
export const NOTICE = message(
  'ガイドライン改定のお知らせ',
  heading('ガイドライン改定のお知らせ'),
  text(
    '自工会・部工会サイバーセキュリティガイドラインの改定版が公開されました。自社の達成状況への影響をご確認のうえ、ご不明な点はこちらでご相談ください。',
  ),
  facts(['区分', 'ガイドライン改定'], ['重要度', '高']),
)

/** In decisions of so many places each, as the desk hands a notice over. */
const AT_ONCE = 500

/** @returns the wave */
export async function sayEverywhere(
  database: Database,
  organisationId: string,
  places: readonly ConversationRef[],
  notBefore?: Date,
): Promise<string> {
  const { decide } = createUnitOfWork(database, storesOf, () => undefined)
  const id = randomUUID()
  for (let at = 0; at < places.length; at += AT_ONCE)
    await decide({ kind: 'desk', organisationId }, (_, say) =>
      say.broadcast({
        ...{ id, messages: [NOTICE] },
        places: places.slice(at, at + AT_ONCE).map((to) => ({ organisationId, to, message: 0, notBefore })),
      }),
    )
  return id
}
