import { APP_ID, BOT_ID, BOT_USER, type SlackFile, type SlackMessage, type SlackView } from './things.ts'

/** The bodies that Slack sends, as its documentation shows them; nothing here is kept or sent. */

export interface Sender {
  readonly workspace: string
  readonly user: string
  /** The enterprise for which the desk is installed as a whole. */
  readonly enterprise?: string | undefined
  /** The workspace of another company that they belong to: they write in channels that are shared with it. */
  readonly home?: string | undefined
}

export interface Spot {
  readonly channel: string
  readonly kind: 'direct' | 'shared'
}

let events = 0
/** Different for every delivery of an event, the same for its repetitions. */
const eventId = (): string => `Ev${String(++events).padStart(9, '0')}`

/** The envelope of an event. https://docs.slack.dev/apis/events-api#callback-field */
export function slackEnvelope(
  { workspace, enterprise, home }: Pick<Sender, 'workspace' | 'enterprise' | 'home'>,
  event: object,
  at = Date.now(),
): object {
  return {
    token: 'verification-token',
    team_id: workspace,
    context_team_id: workspace,
    api_app_id: APP_ID,
    event,
    type: 'event_callback',
    event_id: eventId(),
    event_time: Math.floor(at / 1000),
    ...(enterprise && { enterprise_id: enterprise }),
    authorizations: [
      {
        enterprise_id: enterprise ?? null,
        team_id: workspace,
        user_id: BOT_USER,
        is_bot: true,
        is_enterprise_install: enterprise !== undefined,
      },
    ],
    is_ext_shared_channel: home !== undefined,
    event_context: `4-${workspace}`,
  }
}

const channelType = ({ kind }: Spot) => (kind === 'direct' ? 'im' : 'channel')

/** What someone wrote, the desk's own messages included, as everyone in the conversation is told. */
export const messageEvent = (workspace: string, spot: Spot, message: SlackMessage): object => ({
  ...messageBody(workspace, message),
  channel: spot.channel,
  event_ts: message.ts,
  channel_type: channelType(spot),
})

/** The second telling of a message that mentions the desk; in direct messages Slack sends none. */
export const mentionEvent = (workspace: string, spot: Spot, message: SlackMessage): object => {
  const { subtype: _, ...told } = messageBody(workspace, message)
  return { ...told, type: 'app_mention', channel: spot.channel, event_ts: message.ts }
}

export interface Change {
  readonly message: SlackMessage
  readonly before: SlackMessage
  readonly at: string
}

export const changedEvent = (workspace: string, spot: Spot, { message, before, at }: Change): object => ({
  type: 'message',
  subtype: 'message_changed',
  message: { ...messageBody(workspace, message), source_team: workspace, user_team: workspace },
  previous_message: messageBody(workspace, before),
  channel: spot.channel,
  hidden: true,
  ts: at,
  event_ts: at,
  channel_type: channelType(spot),
})

export const deletedEvent = (workspace: string, spot: Spot, before: SlackMessage, at: string): object => ({
  type: 'message',
  subtype: 'message_deleted',
  previous_message: messageBody(workspace, before),
  channel: spot.channel,
  hidden: true,
  deleted_ts: before.ts,
  ts: at,
  event_ts: at,
  channel_type: channelType(spot),
})

/** The root of a thread leaves a tombstone: Slack tells a change then, no deletion. */
export const tombstoneEvent = (workspace: string, spot: Spot, before: SlackMessage, at: string): object => ({
  type: 'message',
  subtype: 'message_changed',
  message: {
    type: 'message',
    subtype: 'tombstone',
    text: 'This message was deleted.',
    user: 'USLACKBOT',
    hidden: true,
    ts: before.ts,
    thread_ts: before.ts,
  },
  previous_message: messageBody(workspace, before),
  channel: spot.channel,
  hidden: true,
  ts: at,
  event_ts: at,
  channel_type: channelType(spot),
})

/** Someone opened the desk's messages, or its Home. */
export const homeOpenedEvent = (
  sender: Sender,
  channel: string,
  at: string,
  tab: 'messages' | 'home' = 'messages',
): object => ({
  type: 'app_home_opened',
  user: sender.user,
  channel,
  tab,
  event_ts: at,
})

/** What somebody of another company wrote names their own workspace. https://docs.slack.dev/apis/slack-connect */
export const fromOutside = (event: object, home: string | undefined): object =>
  home === undefined ? event : { ...event, team: home, user_team: home, source_team: home }

/** https://docs.slack.dev/reference/events/user_change */
export const profileEvent = (sender: Sender, deleted: boolean): object => ({
  type: 'user_change',
  user: {
    id: sender.user,
    team_id: sender.home ?? sender.workspace,
    deleted,
    is_restricted: false,
    profile: {},
  },
})

/** https://docs.slack.dev/reference/events/member_left_channel */
export const leftChannelEvent = (sender: Sender, { channel }: Spot): object => ({
  type: 'member_left_channel',
  user: sender.user,
  channel,
  channel_type: 'C',
  team: sender.workspace,
})

/** https://docs.slack.dev/reference/events/app_uninstalled */
export const uninstalledEvent = (): object => ({ type: 'app_uninstalled' })

/** https://docs.slack.dev/reference/events/tokens_revoked */
export const tokensRevokedEvent = (tokens: {
  readonly oauth?: readonly string[]
  readonly bot?: readonly string[]
}): object => ({ type: 'tokens_revoked', tokens })

/** A message as events and history show it. */
export function messageBody(workspace: string, message: SlackMessage): Record<string, unknown> {
  const { ts, user, text, blocks, thread, edited, files, metadata: _ } = message
  const isDesk = user === BOT_USER
  return {
    type: 'message',
    user,
    ...(isDesk ? { bot_id: BOT_ID, app_id: APP_ID } : { client_msg_id: `client-${ts}` }),
    ...(files
      ? { subtype: 'file_share', upload: false, files: files.map((it, at) => fileBody(it, `${ts}-${at}`)) }
      : {}),
    text,
    ts,
    team: workspace,
    ...(blocks ? { blocks } : {}),
    ...(thread ? { thread_ts: thread, ...(thread === ts ? {} : { parent_user_id: BOT_USER }) } : {}),
    ...(edited ? { edited } : {}),
  }
}

const fileBody = ({ name, mimeType, bytes, url }: SlackFile, key: string): object => ({
  id: `F${key.replaceAll(/\D/g, '')}`,
  name,
  title: name,
  mimetype: mimeType,
  filetype: name.split('.').at(-1) ?? '',
  size: bytes,
  mode: 'hosted',
  is_external: false,
  file_access: 'visible',
  url_private: url ?? `https://files.slack.com/files-pri/${key}/${encodeURIComponent(name)}`,
})

/** As a file_input tells of it. https://docs.slack.dev/reference/block-kit/block-elements/file-input-element */
export const formFile = (file: SlackFile, { workspace, user }: Sender): object => ({
  ...fileBody(file, file.url ?? file.name),
  user,
  user_team: workspace,
})

export interface Interaction extends Sender {
  readonly trigger: string
}

const common = ({ workspace, user, trigger, enterprise }: Interaction) => ({
  token: 'verification-token',
  team: { id: workspace, domain: workspace.toLowerCase() },
  user: { id: user, username: user.toLowerCase(), name: user.toLowerCase(), team_id: workspace },
  api_app_id: APP_ID,
  trigger_id: trigger,
  enterprise: enterprise ? { id: enterprise, name: enterprise } : null,
  is_enterprise_install: enterprise !== undefined,
})

export interface Press extends Interaction {
  readonly spot: Spot
  readonly message: SlackMessage
  readonly ephemeral: boolean
  readonly responseUrl: string
  readonly action: object
}

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export const pressPayload = (press: Press): object => ({
  type: 'block_actions',
  ...common(press),
  container: {
    type: 'message',
    message_ts: press.message.ts,
    channel_id: press.spot.channel,
    is_ephemeral: press.ephemeral,
    ...(press.message.thread ? { thread_ts: press.message.thread } : {}),
  },
  channel: channelBody(press.spot),
  /** Slack sends no `message` with a press in an ephemeral one. */
  ...(press.ephemeral ? {} : { message: messageBody(press.workspace, press.message) }),
  state: { values: {} },
  response_url: press.responseUrl,
  actions: [press.action],
})

export interface HomePress extends Interaction {
  readonly view: SlackView
  readonly action: object
}

/** A press in the desk's Home tells the view, and no channel or message. */
export const homePressPayload = (press: HomePress): object => ({
  type: 'block_actions',
  ...common(press),
  container: { type: 'view', view_id: press.view.id },
  view: viewBody(press.workspace, press.view),
  actions: [press.action],
})

const channelBody = ({ channel, kind }: Spot) => ({
  id: channel,
  name: kind === 'direct' ? 'directmessage' : channel.toLowerCase(),
})

export interface ShortcutUse extends Interaction {
  readonly spot: Spot
  readonly message: SlackMessage
  readonly callbackId: string
  readonly responseUrl: string
}

/** https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload#message_action */
export const shortcutPayload = (use: ShortcutUse): object => ({
  type: 'message_action',
  ...common(use),
  action_ts: use.trigger,
  callback_id: use.callbackId,
  channel: channelBody(use.spot),
  message_ts: use.message.ts,
  message: messageBody(use.workspace, use.message),
  response_url: use.responseUrl,
})

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload#view_submission */
export const submissionPayload = (by: Interaction, view: SlackView, values: object): object => ({
  type: 'view_submission',
  ...common(by),
  view: viewBody(by.workspace, view, values),
  response_urls: [],
})

export const viewBody = (workspace: string, view: SlackView, values: object = {}): object => ({
  id: view.id,
  team_id: workspace,
  ...defaults,
  ...view.body,
  state: { values },
  hash: view.hash,
  previous_view_id: null,
  root_view_id: view.id,
  app_id: APP_ID,
  app_installed_team_id: workspace,
  bot_id: BOT_ID,
})

const defaults = {
  callback_id: '',
  private_metadata: '',
  external_id: '',
  clear_on_close: false,
  notify_on_close: false,
  close: null,
  submit: null,
}

export interface CommandUse extends Interaction {
  readonly command: string
  readonly text: string
  readonly spot: Spot
  readonly responseUrl: string
}

/** The form body of a slash command. https://docs.slack.dev/interactivity/implementing-slash-commands */
export const commandBody = (use: CommandUse): Record<string, string> => ({
  token: 'verification-token',
  team_id: use.workspace,
  team_domain: use.workspace.toLowerCase(),
  channel_id: use.spot.channel,
  channel_name: channelBody(use.spot).name,
  user_id: use.user,
  user_name: use.user.toLowerCase(),
  command: use.command,
  text: use.text,
  api_app_id: APP_ID,
  is_enterprise_install: 'false',
  response_url: use.responseUrl,
  trigger_id: use.trigger,
})
