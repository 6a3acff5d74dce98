import { BOT_MRI, BOT_NAME, threadId } from './ids.ts'
import type { TeamsConversation, TeamsFile, TeamsMessage, TeamsUser } from './things.ts'

/** The activities that Teams sends, as its documentation shows them; nothing here is kept or sent. */

/** Who does something, and where. */
export interface Scene {
  readonly serviceUrl: string
  readonly conversation: TeamsConversation
  /** First message of the thread that it happens in. */
  readonly root?: string | undefined
  readonly by: TeamsUser
}

/** An activity, ready to be sent as JSON. */
export type Payload = Readonly<Record<string, unknown>> & { readonly serviceUrl: string }

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages#receive-a-message */
function activity(type: string, scene: Scene, id: string, rest: object): Payload {
  const { serviceUrl, by } = scene
  const now = Date.now()
  return {
    type,
    id,
    timestamp: new Date(now).toISOString(),
    localTimestamp: new Date(now + 9 * 3_600_000).toISOString().replace('Z', '+09:00'),
    localTimezone: 'Asia/Tokyo',
    channelId: 'msteams',
    serviceUrl,
    from: { id: by.mri, name: by.name, aadObjectId: by.id },
    conversation: conversationBody(scene),
    recipient: { id: BOT_MRI, name: BOT_NAME },
    locale: 'ja-JP',
    ...rest,
  }
}

const CLIENT_INFO = {
  type: 'clientInfo',
  locale: 'ja-JP',
  country: 'JP',
  platform: 'Windows',
  timezone: 'Asia/Tokyo',
}

function conversationBody({ conversation: { id, type, tenant }, root }: Scene): object {
  switch (type) {
    case 'personal':
      return { conversationType: type, tenantId: tenant, id }
    case 'groupChat':
      return { isGroup: true, conversationType: type, tenantId: tenant, id }
    case 'channel':
      return {
        isGroup: true,
        conversationType: type,
        tenantId: tenant,
        id: root === undefined ? id : threadId(id, root),
      }
  }
}

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages#teams-channel-data */
const channelData = ({ conversation: { id, team, tenant } }: Scene): Readonly<Record<string, unknown>> => ({
  ...(team ? { teamsChannelId: id, teamsTeamId: team.id, channel: { id }, team: { id: team.id } } : {}),
  tenant: { id: tenant },
})

/** What someone wrote. */
export const messagePayload = (scene: Scene, message: TeamsMessage): Payload =>
  activity('message', scene, message.id, {
    ...messageBody(scene, message),
    channelData: channelData(scene),
  })

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/update-and-delete-bot-messages */
export const editedPayload = (scene: Scene, message: TeamsMessage): Payload =>
  activity('messageUpdate', scene, message.id, {
    ...messageBody(scene, message),
    channelData: { eventType: 'editMessage', ...channelData(scene) },
  })

export const undeletedPayload = (scene: Scene, message: TeamsMessage): Payload =>
  activity('messageUpdate', scene, message.id, {
    ...messageBody(scene, message),
    channelData: { eventType: 'undeleteMessage', ...channelData(scene) },
  })

export const deletedPayload = (scene: Scene, message: TeamsMessage): Payload =>
  activity('messageDelete', scene, message.id, {
    channelData: { eventType: 'softDeleteMessage', ...channelData(scene) },
  })

/** The words, the client's own HTML of them, and the files; a mention is in all of text, HTML and entities. */
function messageBody({ conversation }: Scene, { text, mention, files, id }: TeamsMessage): object {
  const tag = `<at>${BOT_NAME}</at>`
  const personal = conversation.type === 'personal'
  return {
    textFormat: 'plain',
    text: mention ? `${tag} ${text}` : text,
    attachments: [
      { contentType: 'text/html', content: htmlOf(text, mention, personal ? [] : files, id) },
      ...(personal ? files.map((file, at) => downloadBody(file, `${id}-${at}`)) : []),
    ],
    entities: [
      ...(mention ? [{ type: 'mention', mentioned: { id: BOT_MRI, name: BOT_NAME }, text: tag }] : []),
      CLIENT_INFO,
    ],
  }
}

/** Where a bot gets no files, all that it sees of them are empty tags. */
function htmlOf(text: string, mention: boolean, files: readonly TeamsFile[], id: string): string {
  const words = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\n', '<br>')
  const name = `<span itemtype="http://schema.skype.com/Mention" itemscope="" itemid="0">${BOT_NAME}</span>`
  const tags = files.map((_, at) => `<attachment id="${id}-${at}"></attachment>`)
  return `<p>${mention ? `${name}&nbsp;` : ''}${words}</p>${tags.join('')}`
}

/** Neither size nor type are told. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4#receive-files-in-personal-chat */
const downloadBody = ({ name }: TeamsFile, key: string): object => ({
  contentType: 'application/vnd.microsoft.teams.file.download.info',
  contentUrl: `https://example.sharepoint.com/personal/files/${encodeURIComponent(name)}`,
  name,
  content: {
    downloadUrl: `https://example.sharepoint.com/personal/_layouts/15/download.aspx?UniqueId=${key}`,
    uniqueId: key,
    fileType: name.split('.').at(-1) ?? '',
    etag: `"{${key}},1"`,
  },
})

export interface Press {
  /** Activity id of the card. */
  readonly card: string
  /** The action as the card has it, its data with the inputs' values. */
  readonly action: Readonly<Record<string, unknown>>
}

/** https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#request-format */
export const pressPayload = (scene: Scene, id: string, { card, action }: Press): Payload =>
  activity('invoke', scene, id, {
    name: 'adaptiveCard/action',
    replyToId: card,
    value: { action, trigger: 'manual' },
    entities: [CLIENT_INFO],
    channelData: { ...channelData(scene), source: { name: 'message' } },
  })

export interface RosterChange {
  readonly added?: readonly Account[]
  readonly removed?: readonly Account[]
}
export interface Account {
  readonly id: string
  readonly aadObjectId?: string
}
export const BOT_ACCOUNT: Account = { id: BOT_MRI }
export const accountOf = ({ mri, id }: TeamsUser): Account => ({ id: mri, aadObjectId: id })

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events#conversation-update-events */
export const rosterPayload = (scene: Scene, id: string, { added, removed }: RosterChange): Payload =>
  activity('conversationUpdate', scene, `f:${id}`, {
    ...(added ? { membersAdded: added } : {}),
    ...(removed ? { membersRemoved: removed } : {}),
    channelData: {
      ...channelData(scene),
      ...(scene.conversation.team
        ? { team: scene.conversation.team, eventType: added ? 'teamMemberAdded' : 'teamMemberRemoved' }
        : {}),
    },
  })

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events#team-renamed */
export const renamedPayload = (scene: Scene, id: string, name: string): Payload =>
  activity('conversationUpdate', scene, `f:${id}`, {
    channelData: {
      ...channelData(scene),
      team: { ...scene.conversation.team, name },
      eventType: 'teamRenamed',
    },
  })

export type InstallationAction = 'add' | 'remove' | 'add-upgrade' | 'remove-upgrade'

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events#installation-update-event */
export const installationPayload = (scene: Scene, id: string, action: InstallationAction): Payload =>
  activity('installationUpdate', scene, `f:${id}`, {
    action,
    entities: [CLIENT_INFO],
    channelData: {
      ...channelData(scene),
      ...(scene.conversation.team
        ? {
            team: scene.conversation.team,
            settings: { selectedChannel: { id: scene.conversation.id } },
          }
        : {}),
      source: { name: 'message' },
    },
  })

export interface Reactions {
  /** Activity id of the message. */
  readonly message: string
  readonly added?: readonly string[]
  readonly removed?: readonly string[]
}

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events#message-reaction-events */
export const reactionPayload = (scene: Scene, id: string, { message, added, removed }: Reactions): Payload =>
  activity('messageReaction', scene, `f:${id}`, {
    ...(added ? { reactionsAdded: added.map((type) => ({ type })) } : {}),
    ...(removed ? { reactionsRemoved: removed.map((type) => ({ type })) } : {}),
    replyToId: message,
    channelData: channelData(scene),
  })

export const typingPayload = (scene: Scene, id: string): Payload =>
  activity('typing', scene, id, { entities: [CLIENT_INFO], channelData: channelData(scene) })
