import { ErrorCode, type WebAPICallResult, type WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { ConversationRef, MessageId } from '../../chat/event.ts'
import type { Message } from '../../chat/message.ts'
import type { Links } from '../../ports/links.ts'
import {
  type Delivery,
  type FindResult,
  type Messenger,
  rendering,
  type SendResult,
} from '../../ports/messenger.ts'
import { type Access, isTokenError, type SlackAccess } from './access.ts'
import { directTo } from './read.ts'
import { renderMessage } from './render.ts'
import { type OpenFile, sharedIn, shareFiles, unshareFiles, withoutShared } from './share-files.ts'
import { attributing } from './speakers.ts'

const DELIVERY = 'academy_desk_delivery'

/** What a message says of files is drawn, and handed over, as it is sent. */
export interface SlackFiles {
  readonly links: Links
  readonly open: OpenFile
  readonly log: Logger
}

/** Speaks in each workspace with that workspace's own token. */
export function slackMessenger(access: SlackAccess, files: SlackFiles): Messenger {
  const attribute = attributing(files.log)
  return {
    send: async (delivery) => {
      const { message: said } = delivery
      const shares = sharedIn(said).length > 0
      // What cannot be drawn is not sent to anybody.
      rendering(() => renderMessage(said, files.links))
      return through(await access.to(delivery.to.workspace), async (client) => {
        const { message, username } = await attribute(client, said)
        const blocks = rendering(() => renderMessage(shares ? withoutShared(message) : message, files.links))
        const posted = await client.chat.postMessage({
          channel: channelOf(delivery.to),
          ...(delivery.to.thread && { thread_ts: delivery.to.thread }),
          ...blocks,
          ...(username !== undefined && { username }),
          metadata: { event_type: DELIVERY, event_payload: { id: delivery.id } },
          unfurl_links: false,
          unfurl_media: false,
        })
        const id = messageId(posted)
        const shared = shares ? await handOver(client, files, { ...delivery, message }, id) : []
        return [id, ...shared].join(' ')
      })
    },

    update: async ({ to, message }, id) => {
      rendering(() => renderMessage(message, files.links))
      return through(await access.to(to.workspace), async (client) => {
        const attributed = await attribute(client, message)
        const blocks = rendering(() => renderMessage(attributed.message, files.links))
        const { channel, ts } = placeOf(id)
        const [first = id, ...shared] = id.split(' ')
        const keeps = sharedIn(message).length > 0
        if (!keeps)
          await unshareFiles(client, shared, (reason) =>
            files.log.warn({ reason }, 'slack: a file could not be taken back'),
          )
        await client.chat.update({ channel, ts, ...blocks })
        return keeps ? id : first
      })
    },

    find: async (delivery) => {
      const entry = await access.to(delivery.to.workspace)
      if (entry.kind !== 'open') return { kind: entry.kind === 'notNow' ? 'notNow' : 'cannotTell' }
      const found = await find(entry.client, delivery)
      // Whether its files were shared nobody knows: they are there as links at least.
      if (found.kind === 'found' && sharedIn(delivery.message).length > 0)
        await linkFiles(
          entry.client,
          files,
          (await attribute(entry.client, delivery.message)).message,
          found.message,
        )
      return found
    },

    showStatus: async (conversation, status, about) => {
      const ts = conversation.thread ?? (about && placeOf(about).ts)
      const channel = conversation.channel ?? (about && placeOf(about).channel)
      if (!ts || !channel) return
      const entry = await access.to(conversation.workspace)
      if (entry.kind !== 'open') return
      const { client } = entry
      await client.assistant.threads.setStatus({ channel_id: channel, thread_ts: ts, status: status ?? '' })
    },

    directTo: async (member) => directTo(member),
  }
}

/**
 * The message is there: its files follow, or, where they cannot, the links by which they are fetched.
 * @returns Slack's ids of the files that followed
 */
async function handOver(
  client: WebClient,
  files: SlackFiles,
  { to, message }: Delivery,
  id: MessageId,
): Promise<readonly string[]> {
  try {
    const place = { channel: placeOf(id).channel, thread: to.thread }
    return await shareFiles(client, sharedIn(message), place, files.open)
  } catch (error) {
    files.log.warn({ err: error }, 'slack: files are given as links, since they could not be shared')
    await linkFiles(client, files, message, id)
    return []
  }
}

async function linkFiles(
  client: WebClient,
  { links, log }: SlackFiles,
  message: Message,
  id: MessageId,
): Promise<void> {
  const { channel, ts } = placeOf(id)
  await client.chat
    .update({ channel, ts, ...renderMessage(message, links) })
    .catch((error: unknown) => log.warn({ err: error }, 'slack: links could not be added to a message'))
}

/** Posting to a user's id opens the direct conversation. https://docs.slack.dev/reference/methods/chat.postMessage */
const channelOf = (to: ConversationRef): string =>
  to.kind === 'direct' ? (to.channel ?? to.user) : to.channel

const Posted = z.object({ channel: z.string(), ts: z.string() })

function messageId(posted: WebAPICallResult): MessageId {
  const { channel, ts } = Posted.parse(posted)
  return `${channel}/${ts}`
}

/** What follows it are the files that were shared with it. */
function placeOf(id: MessageId): { readonly channel: string; readonly ts: string } {
  const [first = ''] = id.split(' ')
  const [channel = '', ts = ''] = first.split('/')
  return { channel, ts }
}

const Fault = z.object({
  code: z.string(),
  retryAfter: z.number().optional(),
  statusCode: z.number().optional(),
  data: z.object({ error: z.string() }).optional(),
  // What `fetch` threw: why is told by its cause.
  original: z.object({ cause: z.object({ code: z.string().optional() }).optional() }).optional(),
})

/** Slack's own faults: it may have posted all the same. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const UNCLEAR = new Set(['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable'])
/** There was no connection over which Slack could have taken it. */
const UNREACHED = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'],
  'UND_ERR_CONNECT_TIMEOUT',
])

/** @throws when nobody knows whether Slack took it */
async function through(access: Access, call: (client: WebClient) => Promise<MessageId>): Promise<SendResult> {
  switch (access.kind) {
    case 'closed':
      return { kind: 'refused', reason: access.reason }
    case 'notNow':
      return { kind: 'later', reason: access.reason }
    case 'open':
      return outcome(access, () => call(access.client))
  }
}

async function outcome(
  access: Extract<Access, { kind: 'open' }>,
  call: () => Promise<MessageId>,
): Promise<SendResult> {
  try {
    return { kind: 'sent', message: await call() }
  } catch (error) {
    const fault = Fault.safeParse(error).data
    switch (fault?.code) {
      case ErrorCode.RateLimitedError:
        return { kind: 'later', reason: 'ratelimited', afterMs: (fault.retryAfter ?? 1) * 1_000 }
      case ErrorCode.PlatformError: {
        const reason = fault.data?.error ?? 'unknown_error'
        if (UNCLEAR.has(reason)) throw error
        if (reason === 'ratelimited') return { kind: 'later', reason }
        if (isTokenError(reason) && (await access.lost(reason)) === 'replaced')
          return { kind: 'later', reason }
        return { kind: 'refused', reason }
      }
      case ErrorCode.RequestError:
        if (UNREACHED.has(fault.original?.cause?.code ?? '')) return { kind: 'later', reason: 'unreachable' }
        throw error
      default:
        throw error
    }
  }
}

const History = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z
        .object({ event_type: z.string(), event_payload: z.object({ id: z.string() }).partial() })
        .optional(),
    }),
  ),
  has_more: z.boolean().optional(),
})

/** Clocks differ, and a request takes its time. */
const BEFORE_S = 60
const AFTER_S = 120

/**
 * New distributed apps may read a conversation once a minute, 15 messages at a time: those from around the time at which it was
 * sent. Where there are more, it may be among them. A direct conversation that never was heard from has no id to read it by: to ask
 * for one takes a permission that the desk does without.
 */
async function find(client: WebClient, { id, to, createdAt, triedAt }: Delivery): Promise<FindResult> {
  const channel = to.channel
  if (!channel) return { kind: 'cannotTell' }
  const seconds = (triedAt ?? createdAt).getTime() / 1_000
  const range = {
    channel,
    oldest: String(seconds - BEFORE_S),
    ...(triedAt && { latest: String(seconds + AFTER_S) }),
    limit: 15,
    include_all_metadata: true,
  }
  try {
    const told = to.thread
      ? await client.conversations.replies({ ...range, ts: to.thread })
      : await client.conversations.history(range)
    const { messages, has_more: more } = History.parse(told)
    const found = messages.find(
      ({ metadata }) => metadata?.event_type === DELIVERY && metadata.event_payload.id === id,
    )
    if (found) return { kind: 'found', message: `${channel}/${found.ts}` }
    return { kind: more ? 'cannotTell' : 'absent' }
  } catch (error) {
    return unread(error)
  }
}

/** A missing scope, a channel that is gone: nobody will ever tell. A limit, or Slack away: later. */
function unread(error: unknown): FindResult {
  const fault = Fault.safeParse(error).data
  switch (fault?.code) {
    case ErrorCode.RateLimitedError:
      return { kind: 'notNow', afterMs: (fault.retryAfter ?? 60) * 1_000 }
    case ErrorCode.PlatformError: {
      const reason = fault.data?.error ?? ''
      return { kind: UNCLEAR.has(reason) || reason === 'ratelimited' ? 'notNow' : 'cannotTell' }
    }
    default:
      return { kind: 'notNow' }
  }
}
