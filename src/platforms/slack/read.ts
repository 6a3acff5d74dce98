import { z } from 'zod'
import { type Action, decodeAction } from '../../chat/action.ts'
import { type AttachedFile, type ConversationRef, type InboundEvent, MemberRef } from '../../chat/event.ts'
import type { Revocation } from './installations.ts'
import { fromMrkdwn, markdownIn } from './mrkdwn.ts'

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
  team: z.string().optional(),
  user_team: z.string().optional(),
  event_ts: z.string(),
  message: Written.optional(),
  previous_message: Written.partial().optional(),
  deleted_ts: z.string().optional(),
})

const Envelope = z.object({
  team_id: z.string(),
  is_ext_shared_channel: z.boolean().optional(),
  context_enterprise_id: z.string().nullish(),
  authorizations: z.array(z.object({ user_id: z.string(), enterprise_id: z.string().nullish() })).optional(),
  event: z.unknown(),
})

/** Slack's own assistant, who reminds people of things. */
const SLACKBOT = 'USLACKBOT'

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
      return FROM_PEOPLE.has(told.subtype) ? readWritten(envelope, told, bot) : undefined
  }
}

type Told = z.infer<typeof MessageEvent>

/**
 * Slack marks what somebody of another company wrote in a channel that is shared with it. Within an enterprise a writer's team is
 * also another one for colleagues: there nothing is certain. https://docs.slack.dev/apis/slack-connect
 */
function homeOf(envelope: z.infer<typeof Envelope>, { team, user_team }: Told): { readonly home?: string } {
  const home = user_team ?? team
  const enterprise = envelope.context_enterprise_id ?? envelope.authorizations?.[0]?.enterprise_id
  const outside = envelope.is_ext_shared_channel === true && !enterprise && home !== envelope.team_id
  return outside && home ? { home } : {}
}

function readWritten(
  envelope: z.infer<typeof Envelope>,
  told: Told,
  bot: string | undefined,
): ReadEvent | undefined {
  const { team_id: team } = envelope
  if (!told.user || told.bot_id || told.user === bot || told.user === SLACKBOT) return undefined
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
      ...formatted(told.text, bot),
      files,
      ...homeOf(envelope, told),
    },
  }
}

function formatted(text: string, bot: string | undefined): { readonly markdown?: string } {
  const markdown = markdownIn(text, bot)
  return markdown === undefined ? {} : { markdown }
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

/** What somebody puts into a form is theirs: of another's file it offers no bytes. */
function ownFile(
  { user, ...file }: z.infer<typeof File> & { user?: string | null | undefined },
  by: string,
): AttachedFile {
  const { locator, ...attached } = attachedFile(file)
  return locator && (user ?? by) === by ? { ...attached, locator } : attached
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
      ...formatted(now.text, bot),
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

/** Who did it. Installed for a whole enterprise, Slack may leave the team out: the member's own tells it then. */
const Presser = z
  .object({
    team: z.object({ id: z.string() }).nullish(),
    user: z.object({ id: z.string(), team_id: z.string().optional() }),
  })
  .transform(({ team, user }) => ({ platform: 'slack', workspace: team?.id ?? user.team_id, user: user.id }))
  .pipe(MemberRef)

const OnMessage = z.object({
  type: z.literal('message').optional(),
  message_ts: z.string(),
  channel_id: z.string(),
  thread_ts: z.string().optional(),
})
/** A view of the desk's own: its Home. */
const OnView = z.object({ type: z.literal('view'), view_id: z.string() })

const Press = z.object({
  container: z.union([OnView, OnMessage]),
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

/** A button on one of the desk's messages, or in its Home. @returns undefined when it is none of ours */
export function readPress(body: unknown): ReadPress | undefined {
  const from = Presser.safeParse(body).data
  const press = Press.safeParse(body).data
  const [pressed] = press?.actions ?? []
  const action = decodeAction(pressed?.value)
  if (!from || !press || !pressed || !action) return undefined
  const { container } = press
  const place = 'view_id' in container ? container.view_id : container.message_ts
  return {
    trigger: press.trigger_id,
    event: {
      v: 1,
      id: `slack/${from.workspace}/press/${from.user}/${place}/${pressed.action_id}/${pressed.action_ts}`,
      type: 'action',
      from,
      action,
      ...('view_id' in container ? { conversation: directTo(from) } : pressedOn(container, from)),
    },
  }
}

function pressedOn(
  { channel_id: channel, message_ts: ts, thread_ts: thread }: z.infer<typeof OnMessage>,
  { workspace, user }: MemberRef,
): Pick<ReadPress['event'], 'conversation' | 'message'> {
  const common = { platform: 'slack', workspace, channel } as const
  return {
    message: `${channel}/${ts}`,
    conversation: channel.startsWith('D')
      ? { kind: 'direct', ...common, user, ...(thread === undefined ? {} : { thread }) }
      : { kind: 'shared', ...common, thread: thread ?? ts },
  }
}

/** A text, one of several options, or files. https://docs.slack.dev/reference/block-kit/block-elements/file-input-element */
const Filled = z
  .object({
    type: z.string().optional(),
    value: z.string().nullish(),
    selected_option: z.object({ value: z.string() }).nullish(),
    files: z.array(File.extend({ user: z.string().nullish() })).nullish(),
  })
  .transform(({ type, value, selected_option, files }) =>
    type === 'file_input'
      ? { kind: 'files' as const, files: files ?? [] }
      : { kind: 'words' as const, words: value ?? selected_option?.value ?? '' },
  )

const Submission = z.object({
  view: z.object({
    id: z.string(),
    hash: z.string(),
    private_metadata: z.string(),
    state: z.object({
      values: z.record(z.string(), z.record(z.string(), Filled)),
    }),
  }),
})

/** Opened in a channel that is shared with another company, a modal is submitted under the submitter's own team. */
const OpenedFrom = z.object({ view: z.object({ app_installed_team_id: z.string() }) })

/** A submitted modal: answered in the member's direct messages. @returns undefined when it is none of ours */
export function readSubmission(body: unknown): Extract<InboundEvent, { type: 'form' }> | undefined {
  const presser = Presser.safeParse(body).data
  const submission = Submission.safeParse(body).data
  const action = decodeAction(submission?.view.private_metadata)
  if (!presser || !submission || !action) return undefined
  const home = OpenedFrom.safeParse(body).data?.view.app_installed_team_id
  const from = home === undefined ? presser : { ...presser, workspace: home }
  const { view } = submission
  const filled = Object.entries(view.state.values).flatMap(([field, inputs]) =>
    Object.values(inputs)
      .slice(0, 1)
      .map((input) => ({ field, input })),
  )
  const chosen = filled.flatMap(({ input }) => (input.kind === 'files' ? [input.files] : []))
  return {
    v: 1,
    id: `slack/${from.workspace}/view/${view.id}/${view.hash}`,
    type: 'form',
    from,
    conversation: directTo(from),
    action,
    values: Object.fromEntries(
      filled.flatMap(({ field, input }) => (input.kind === 'words' ? [[field, input.words]] : [])),
    ),
    ...(chosen.length > 0 && { files: chosen.flat().map((file) => ownFile(file, presser.user)) }),
  }
}

export const directTo = ({ workspace, user }: MemberRef): ConversationRef => ({
  kind: 'direct',
  platform: 'slack',
  workspace,
  user,
})

const Command = z.object({
  team_id: z.string(),
  user_id: z.string(),
  trigger_id: z.string(),
  text: z.string().default(''),
})
const Shortcut = z.object({
  trigger_id: z.string(),
  message: z.object({ text: z.string().default('') }).optional(),
})

export interface Asker {
  readonly from: MemberRef
  readonly trigger: string
  readonly prefill: string
}

/** Who runs a command or shortcut, and the message that the shortcut was used on. */
export function readAsker(body: unknown): Asker | undefined {
  const command = Command.safeParse(body).data
  if (command) {
    const from: MemberRef = { platform: 'slack', workspace: command.team_id, user: command.user_id }
    return { from, trigger: command.trigger_id, prefill: fromMrkdwn(command.text, undefined) }
  }
  const from = Presser.safeParse(body).data
  const shortcut = Shortcut.safeParse(body).data
  if (!from || !shortcut) return undefined
  const words = shortcut.message?.text ?? ''
  return { from, trigger: shortcut.trigger_id, prefill: fromMrkdwn(words, undefined) }
}

/** A command that is answered where its author is alone with the desk: others in the channel are not to read it. */
export function readCommand(body: unknown, action: Action): InboundEvent | undefined {
  const command = Command.safeParse(body).data
  if (!command) return undefined
  const from: MemberRef = { platform: 'slack', workspace: command.team_id, user: command.user_id }
  const id = `slack/${command.team_id}/command/${command.trigger_id}`
  return { v: 1, id, type: 'action', from, conversation: directTo(from), action }
}

const HomeOpened = z.object({
  team_id: z.string(),
  event: z.object({
    type: z.literal('app_home_opened'),
    user: z.string(),
    channel: z.string().optional(),
    tab: z.string(),
  }),
})

/** Who opened which tab of the desk, and where its messages to them stand. */
export function readHomeOpened(
  body: unknown,
): { readonly from: MemberRef; readonly tab: string; readonly channel: string | undefined } | undefined {
  const opened = HomeOpened.safeParse(body).data
  if (!opened) return undefined
  const { user, channel, tab } = opened.event
  return { from: { platform: 'slack', workspace: opened.team_id, user }, tab, channel }
}

const Withdrawn = z.object({
  team_id: z.string().optional(),
  enterprise_id: z.string().nullish(),
  is_enterprise_install: z.boolean().optional(),
  event_time: z.number(),
  authorizations: z
    .array(z.object({ enterprise_id: z.string().nullish(), is_enterprise_install: z.boolean().optional() }))
    .nullish(),
  event: z.discriminatedUnion('type', [
    z.object({ type: z.literal('app_uninstalled') }),
    z.object({
      type: z.literal('tokens_revoked'),
      tokens: z.object({ bot: z.array(z.string()).nullish() }),
    }),
  ]),
})

/** The desk was uninstalled, or its own tokens were revoked. @returns undefined for tokens of people, which it has none of */
export function readWithdrawn(body: unknown): Revocation | undefined {
  const told = Withdrawn.safeParse(body).data
  if (!told) return undefined
  const [authorization] = told.authorizations ?? []
  const whole = authorization?.is_enterprise_install ?? told.is_enterprise_install ?? false
  const id = whole ? (authorization?.enterprise_id ?? told.enterprise_id) : told.team_id
  if (!id) return undefined
  const at = new Date(told.event_time * 1_000)
  switch (told.event.type) {
    case 'app_uninstalled':
      return { id, because: 'app_uninstalled', of: { at } }
    case 'tokens_revoked': {
      const botUsers = told.event.tokens.bot ?? []
      return botUsers.length > 0 ? { id, because: 'tokens_revoked', of: { at, botUsers } } : undefined
    }
  }
}

const Left = z.object({
  team_id: z.string(),
  event_id: z.string(),
  event: z.discriminatedUnion('type', [
    z.object({
      type: z.literal('user_change'),
      user: z.object({ id: z.string(), deleted: z.boolean().optional() }),
    }),
    z.object({ type: z.literal('member_left_channel'), user: z.string(), channel: z.string() }),
  ]),
})

/** Somebody was deactivated, or left a channel. @returns undefined for every other change of a profile */
export function readLeft(body: unknown): Extract<InboundEvent, { type: 'left' }> | undefined {
  const told = Left.safeParse(body).data
  if (!told) return undefined
  const { team_id: workspace, event_id, event } = told
  const left = (user: string, place: { readonly place?: string }) => {
    const from: MemberRef = { platform: 'slack', workspace, user }
    const id = `slack/${workspace}/left/${event_id}`
    return { v: 1, id, type: 'left', from, conversation: directTo(from), ...place } as const
  }
  switch (event.type) {
    case 'user_change':
      return event.user.deleted ? left(event.user.id, {}) : undefined
    case 'member_left_channel':
      return left(event.user, { place: event.channel })
  }
}
