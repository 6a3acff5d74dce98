import { BOT_MRI, BOT_NAME, threadId } from './ids.ts'
import type { OfferedFile, TeamsConversation, TeamsFile, TeamsMessage, TeamsUser } from './things.ts'

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

/** https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#receive-edit-message-activity */
export const editedPayload = (scene: Scene, message: TeamsMessage): Payload =>
  activity('messageUpdate', scene, message.id, {
    ...messageBody(scene, message),
    channelData: { eventType: 'editMessage', ...channelData(scene) },
  })

/** https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#receive-undelete-message-activity */
export const undeletedPayload = (scene: Scene, message: TeamsMessage): Payload =>
  activity('messageUpdate', scene, message.id, {
    ...messageBody(scene, message),
    channelData: { eventType: 'undeleteMessage', ...channelData(scene) },
  })

/** https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#get-soft-delete-message-activity */
export const deletedPayload = (scene: Scene, message: TeamsMessage): Payload =>
  activity('messageDelete', scene, message.id, {
    channelData: { eventType: 'softDeleteMessage', ...channelData(scene) },
  })

/** The words, the client's own HTML of them, and the files; a mention is in all of text, HTML and entities. */
function messageBody(
  { conversation, serviceUrl }: Scene,
  { text, mention, files, id }: TeamsMessage,
): object {
  const tag = `<at>${BOT_NAME}</at>`
  const personal = conversation.type === 'personal'
  return {
    textFormat: 'plain',
    text: mention ? `${tag} ${text}` : text,
    attachments: [
      { contentType: 'text/html', content: htmlOf(text, mention, personal ? [] : files, id) },
      ...(personal ? files.map((file) => downloadBody(file, serviceUrl)) : []),
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
const downloadBody = ({ name, key }: TeamsFile, serviceUrl: string): object => ({
  contentType: 'application/vnd.microsoft.teams.file.download.info',
  contentUrl: `https://example.sharepoint.com/personal/files/${encodeURIComponent(name)}`,
  name,
  content: {
    downloadUrl: driveUrl(serviceUrl, key),
    uniqueId: key,
    fileType: name.split('.').at(-1) ?? '',
    etag: `"{${key}},1"`,
  },
})

/** OneDrive is served where the connector is. */
export const driveUrl = (serviceUrl: string, key: string): string => new URL(`/drive/${key}`, serviceUrl).href

export interface FileConsent {
  /** Activity id of the card that asks. */
  readonly card: string
  readonly offer: OfferedFile
  /** Absent: declined. */
  readonly key?: string
}

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4#invoke-activity-when-the-user-accepts-the-file */
export const fileConsentPayload = (scene: Scene, id: string, { card, offer, key }: FileConsent): Payload =>
  activity('invoke', scene, id, {
    name: 'fileConsent/invoke',
    replyToId: card,
    value: {
      type: 'fileUpload',
      action: key === undefined ? 'decline' : 'accept',
      context: key === undefined ? offer.declineContext : offer.acceptContext,
      ...(key === undefined
        ? {}
        : {
            uploadInfo: {
              contentUrl: `https://example.sharepoint.com/personal/files/${encodeURIComponent(offer.name)}`,
              name: offer.name,
              uploadUrl: driveUrl(scene.serviceUrl, key),
              uniqueId: key,
              fileType: offer.name.split('.').at(-1) ?? '',
            },
          }),
    },
    entities: [CLIENT_INFO],
    channelData: channelData(scene),
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

/** What happens to a team is told in the conversation of the team, not of the channel that it may have happened in. */
const inTeam = (scene: Scene): Scene => {
  const { conversation } = scene
  return conversation.team ? { ...scene, conversation: { ...conversation, id: conversation.team.id } } : scene
}

/** Events name nobody. */
const unnamed = ({ by }: Scene) => ({ from: accountOf(by) })

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/bot-events#member-events */
export function rosterPayload(scene: Scene, id: string, { added, removed }: RosterChange): Payload {
  const { team, tenant, id: channel } = scene.conversation
  const botCame = added?.some((it) => it.id === BOT_MRI) ?? false
  return activity('conversationUpdate', botCame ? scene : inTeam(scene), `f:${id}`, {
    ...unnamed(scene),
    ...(added ? { membersAdded: added } : {}),
    ...(removed ? { membersRemoved: removed } : {}),
    channelData: {
      ...(team && botCame ? { settings: { selectedChannel: { id: channel } } } : {}),
      ...(team ? { team, eventType: added ? 'teamMemberAdded' : 'teamMemberRemoved' } : {}),
      tenant: { id: tenant },
    },
  })
}

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events#team-renamed */
export const renamedPayload = (scene: Scene, id: string, name: string): Payload =>
  activity('conversationUpdate', inTeam(scene), `f:${id}`, {
    ...unnamed(scene),
    channelData: {
      team: { ...scene.conversation.team, name },
      eventType: 'teamRenamed',
      tenant: { id: scene.conversation.tenant },
    },
  })

export type InstallationAction = 'add' | 'remove' | 'add-upgrade' | 'remove-upgrade'

/**
 * The channel that somebody chose is told with `add` only.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/bot-events#installation-events
 */
export function installationPayload(scene: Scene, id: string, action: InstallationAction): Payload {
  const { team, tenant, id: channel } = scene.conversation
  const chosen = action === 'add' && team
  return activity('installationUpdate', chosen ? scene : inTeam(scene), `f:${id}`, {
    ...unnamed(scene),
    action,
    entities: [CLIENT_INFO],
    channelData: {
      ...(chosen ? { settings: { selectedChannel: { id: channel } }, channel: { id: channel } } : {}),
      ...(team ? { team } : {}),
      tenant: { id: tenant },
      source: { name: 'message' },
    },
  })
}

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
    ...unnamed(scene),
    channelData: channelData(scene),
  })

export const typingPayload = (scene: Scene, id: string): Payload =>
  activity('typing', scene, id, { entities: [CLIENT_INFO], channelData: channelData(scene) })
