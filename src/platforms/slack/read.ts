import { z } from 'zod'
import { decodeAction } from '../../chat/action.ts'
import type { AttachedFile, ConversationRef, InboundEvent, MemberRef } from '../../chat/event.ts'
import { fromMrkdwn } from './mrkdwn.ts'

/** What Slack told, as an event of ours. `addressed`: it is for the desk whether or not the desk owns the thread. */
export interface ReadEvent {
  readonly event: InboundEvent
  readonly addressed: boolean
}

const File = z.object({
  id: z.string().nullish(),
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
  url_private: z.string().nullish(),
  url_private_download: z.string().nullish(),
})

const Written = z.object({
  type: z.string(),
  subtype: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  text: z.string().default(''),
  ts: z.string(),
  thread_ts: z.string().optional(),
  files: z.array(File).optional(),
  edited: z.object({ ts: z.string() }).optional(),
})

const MessageEvent = Written.extend({
  type: z.enum(['message', 'app_mention']),
  channel: z.string(),
  channel_type: z.string().optional(),
  event_ts: z.string(),
  message: Written.optional(),
  previous_message: Written.partial().optional(),
  deleted_ts: z.string().optional(),
})

const Envelope = z.object({
  team_id: z.string(),
  authorizations: z.array(z.object({ user_id: z.string() })).optional(),
  event: z.unknown(),
})

/** Messages of people; everything else (joins, bots, topics) is not for the desk. */
const FROM_PEOPLE = new Set([undefined, 'file_share', 'thread_broadcast', 'me_message'])

/** A message, edit or deletion. @returns undefined for what is not a member's */
export function readMessage(body: unknown): ReadEvent | undefined {
  const envelope = Envelope.safeParse(body).data
  const told = MessageEvent.safeParse(envelope?.event).data
  if (!envelope || !told) return undefined
  const bot = envelope.authorizations?.[0]?.user_id
  switch (told.subtype) {
    case 'message_changed':
      return readEdit(envelope.team_id, told, bot)
    case 'message_deleted':
      return readDeletion(envelope.team_id, told, bot)
    default:
      return FROM_PEOPLE.has(told.subtype) ? readWritten(envelope.team_id, told, bot) : undefined
  }
}

type Told = z.infer<typeof MessageEvent>

function readWritten(team: string, told: Told, bot: string | undefined): ReadEvent | undefined {
  if (!told.user || told.bot_id || told.user === bot) return undefined
  const files = (told.files ?? []).map(attachedFile)
  return {
    addressed: told.type === 'app_mention' || mentions(told.text, bot) || isDirect(told),
    event: {
      v: 1,
      id: `slack/${team}/${told.channel}/${told.ts}`,
      type: 'message',
      from: { platform: 'slack', workspace: team, user: told.user },
      conversation: placeOf(team, told, told.user, told),
      message: `${told.channel}/${told.ts}`,
      text: fromMrkdwn(told.text, bot),
      files,
    },
  }
}

/** https://docs.slack.dev/reference/objects/file-object */
function attachedFile(told: z.infer<typeof File>): AttachedFile {
  const url = told.url_private_download ?? told.url_private
  return {
    name: told.name ?? 'file',
    mimeType: told.mimetype ?? 'application/octet-stream',
    bytes: told.size ?? 0,
    ...(told.id && url ? { locator: { id: told.id, url } } : {}),
  }
}

/** Slack also sends message_changed when it unfurls a link: only a person's edit says so. */
function readEdit(team: string, told: Told, bot: string | undefined): ReadEvent | undefined {
  const now = told.message
  // The root of a thread leaves a tombstone instead of being deleted.
  if (now?.subtype === 'tombstone') return readDeletion(team, { ...told, deleted_ts: now.ts }, bot)
  if (!now?.user || now.bot_id || now.user === bot || !now.edited) return undefined
  if (now.text === told.previous_message?.text) return undefined
  return {
    addressed: isDirect(told),
    event: {
      v: 1,
      id: `slack/${team}/${told.channel}/${now.ts}/edited/${now.edited.ts}`,
      type: 'edit',
      from: { platform: 'slack', workspace: team, user: now.user },
      conversation: placeOf(team, told, now.user, now),
      message: `${told.channel}/${now.ts}`,
      text: fromMrkdwn(now.text, bot),
    },
  }
}

function readDeletion(team: string, told: Told, bot: string | undefined): ReadEvent | undefined {
  const gone = told.previous_message
  const ts = told.deleted_ts ?? gone?.ts
  if (!gone?.user || gone.bot_id || gone.user === bot || !ts) return undefined
  return {
    addressed: isDirect(told),
    event: {
      v: 1,
      id: `slack/${team}/${told.channel}/${ts}/deleted/${told.event_ts}`,
      type: 'deletion',
      from: { platform: 'slack', workspace: team, user: gone.user },
      conversation: placeOf(team, told, gone.user, { ts, thread_ts: gone.thread_ts }),
      message: `${told.channel}/${ts}`,
    },
  }
}

const isDirect = ({ channel, channel_type }: Told): boolean =>
  channel_type === 'im' || channel.startsWith('D')

const mentions = (text: string, bot: string | undefined): boolean =>
  bot !== undefined && text.includes(`<@${bot}`)

/** A direct message stands in a thread only if it was written in one; in a channel the desk always answers in a thread. */
function placeOf(
  team: string,
  told: Told,
  user: string,
  written: { readonly ts: string; readonly thread_ts?: string | undefined },
): ConversationRef {
  const common = { platform: 'slack', workspace: team, channel: told.channel } as const
  if (!isDirect(told)) return { kind: 'shared', ...common, thread: written.thread_ts ?? written.ts }
  const thread =
    written.thread_ts === undefined || written.thread_ts === written.ts ? {} : { thread: written.thread_ts }
  return { kind: 'direct', ...common, user, ...thread }
}

const Press = z.object({
  team: z.object({ id: z.string() }),
  user: z.object({ id: z.string() }),
  container: z.object({ message_ts: z.string(), channel_id: z.string(), thread_ts: z.string().optional() }),
  trigger_id: z.string().optional(),
  actions: z
    .array(z.object({ action_id: z.string(), action_ts: z.string(), value: z.string().optional() }))
    .min(1),
})

export interface ReadPress {
  readonly event: Extract<InboundEvent, { type: 'action' }>
  /** For a form: used at most once, within three seconds. */
  readonly trigger: string | undefined
}

/** A button on one of the desk's messages. @returns undefined when it is none of ours */
export function readPress(body: unknown): ReadPress | undefined {
  const press = Press.safeParse(body).data
  const [pressed] = press?.actions ?? []
  const action = decodeAction(pressed?.value)
  if (!press || !pressed || !action) return undefined
  const { container } = press
  const team = press.team.id
  const user = press.user.id
  const common = { platform: 'slack', workspace: team, channel: container.channel_id } as const
  const thread = container.thread_ts === undefined ? {} : { thread: container.thread_ts }
  return {
    trigger: press.trigger_id,
    event: {
      v: 1,
      id: `slack/${team}/press/${user}/${container.message_ts}/${pressed.action_id}/${pressed.action_ts}`,
      type: 'action',
      from: { platform: 'slack', workspace: team, user },
      conversation: container.channel_id.startsWith('D')
        ? { kind: 'direct', ...common, user, ...thread }
        : { kind: 'shared', ...common, thread: container.thread_ts ?? container.message_ts },
      message: `${container.channel_id}/${container.message_ts}`,
      action,
    },
  }
}

const Submission = z.object({
  team: z.object({ id: z.string() }),
  user: z.object({ id: z.string() }),
  view: z.object({
    id: z.string(),
    hash: z.string(),
    private_metadata: z.string(),
    state: z.object({
      values: z.record(z.string(), z.record(z.string(), z.object({ value: z.string().nullish() }))),
    }),
  }),
})

/** A submitted modal: answered in the member's direct messages. @returns undefined when it is none of ours */
export function readSubmission(body: unknown): Extract<InboundEvent, { type: 'form' }> | undefined {
  const submission = Submission.safeParse(body).data
  const action = decodeAction(submission?.view.private_metadata)
  if (!submission || !action) return undefined
  const { view } = submission
  const from: MemberRef = { platform: 'slack', workspace: submission.team.id, user: submission.user.id }
  return {
    v: 1,
    id: `slack/${from.workspace}/view/${view.id}/${view.hash}`,
    type: 'form',
    from,
    conversation: directTo(from),
    action,
    values: Object.fromEntries(
      Object.entries(view.state.values).map(([field, inputs]) => [
        field,
        Object.values(inputs)[0]?.value ?? '',
      ]),
    ),
  }
}

export const directTo = ({ workspace, user }: MemberRef): ConversationRef => ({
  kind: 'direct',
  platform: 'slack',
  workspace,
  user,
})

/** Who runs a command or shortcut, and the message that the shortcut was used on. */
const Asker = z.union([
  z.object({
    team_id: z.string(),
    user_id: z.string(),
    trigger_id: z.string(),
    text: z.string().default(''),
  }),
  z.object({
    team: z.object({ id: z.string() }),
    user: z.object({ id: z.string() }),
    trigger_id: z.string(),
    message: z.object({ text: z.string().default('') }).optional(),
  }),
])

export function readAsker(
  body: unknown,
): { readonly from: MemberRef; readonly trigger: string; readonly prefill: string } | undefined {
  const asker = Asker.safeParse(body).data
  if (!asker) return undefined
  const [workspace, user, words] =
    'team_id' in asker
      ? [asker.team_id, asker.user_id, asker.text]
      : [asker.team.id, asker.user.id, asker.message?.text ?? '']
  return {
    from: { platform: 'slack', workspace, user },
    trigger: asker.trigger_id,
    prefill: fromMrkdwn(words, undefined),
  }
}
