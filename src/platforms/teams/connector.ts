import { z } from 'zod'
import type { TokenSource } from './token.ts'

/**
 * The calls of the Bot Connector that the desk makes, each exactly one request.
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
 *
 * Not botbuilder's own client: it repeats a POST by itself when the outcome is unknown, and a message would be said twice.
 */
export interface Connector {
  /** `conversation` may carry the `;messageid=` of a thread. */
  post(target: Target, activity: object): Promise<ConnectorAnswer>
  replace(target: Target, id: string, activity: object): Promise<ConnectorAnswer>
  remove(target: Target, id: string): Promise<ConnectorAnswer>
  /** The personal chat with this person; its id is the answer's. */
  openPersonal(place: {
    readonly serviceUrl: string
    readonly bot: string
    readonly tenant: string
    readonly user: string
  }): Promise<ConnectorAnswer>
}

export interface Target {
  readonly serviceUrl: string
  readonly conversation: string
}

export type ConnectorAnswer =
  | { readonly kind: 'done'; readonly id: string }
  /** Certainly not taken; again, not before `afterMs`. */
  | { readonly kind: 'later'; readonly reason: string; readonly afterMs?: number }
  /** Never. `reason`: Microsoft's code, such as BotNotInConversationRoster. */
  | { readonly kind: 'refused'; readonly reason: string; readonly status: number }

const REQUEST_MS = 15_000

const Created = z.object({ id: z.string().default('') })
const Problem = z.object({ error: z.object({ code: z.string() }) })

/** Nothing was sent: there was nobody to send it to. */
const UNREACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])
const Cause = z.object({ cause: z.object({ code: z.string() }) })

export function createConnector(tokens: TokenSource): Connector {
  async function call(
    method: 'POST' | 'PUT' | 'DELETE',
    serviceUrl: string,
    path: string,
    body?: object,
  ): Promise<ConnectorAnswer> {
    const token = await tokens.token().catch(() => undefined)
    if (token === undefined) return { kind: 'later', reason: 'noToken' }
    try {
      const answer = await fetch(new URL(path, serviceUrl.endsWith('/') ? serviceUrl : `${serviceUrl}/`), {
        method,
        // The token goes to the host that was checked, and to no other.
        redirect: 'error',
        signal: AbortSignal.timeout(REQUEST_MS),
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        ...(body && { body: JSON.stringify(body) }),
      })
      return await read(answer)
    } catch (error) {
      if (UNREACHED.has(Cause.safeParse(error).data?.cause.code ?? ''))
        return { kind: 'later', reason: 'unreachable' }
      throw error
    }
  }

  /** https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis */
  async function read(answer: Response): Promise<ConnectorAnswer> {
    const body = await answer.json().catch(() => ({}))
    if (answer.ok) return { kind: 'done', id: Created.parse(body).id }
    const reason = Problem.safeParse(body).data?.error.code ?? `status${answer.status}`
    switch (answer.status) {
      case 401:
        tokens.forget()
        return { kind: 'later', reason }
      case 412:
      case 429:
      case 503:
        return { kind: 'later', reason, ...afterMs(answer) }
      case 500:
      case 502:
      case 504:
        throw new Error(`the Bot Connector answered ${answer.status}: nobody knows what it did`)
      default:
        return { kind: 'refused', reason, status: answer.status }
    }
  }

  const activities = ({ conversation }: Target): string =>
    `v3/conversations/${encodeURIComponent(conversation)}/activities`

  return {
    post: (target, activity) => call('POST', target.serviceUrl, activities(target), activity),
    replace: (target, id, activity) =>
      call('PUT', target.serviceUrl, `${activities(target)}/${encodeURIComponent(id)}`, { ...activity, id }),
    remove: (target, id) =>
      call('DELETE', target.serviceUrl, `${activities(target)}/${encodeURIComponent(id)}`),
    openPersonal: ({ serviceUrl, bot, tenant, user }) =>
      call('POST', serviceUrl, 'v3/conversations', {
        bot: { id: bot },
        isGroup: false,
        members: [{ id: user }],
        tenantId: tenant,
        channelData: { tenant: { id: tenant } },
      }),
  }
}

const afterMs = (answer: Response): { readonly afterMs?: number } => {
  const seconds = Number(answer.headers.get('retry-after'))
  return seconds > 0 ? { afterMs: seconds * 1_000 } : {}
}
