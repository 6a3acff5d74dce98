import type { Person, World } from '#test/support/world.ts'
import { startConnector } from './connector.ts'
import { ALLOWED_TENANTS, APP_ID, tenantOfChannel } from './ids.ts'
import { type OpenIdMetadata, startOpenId } from './openid.ts'
import type { ShownTyping } from './operations.ts'
import {
  accountOf,
  BOT_ACCOUNT,
  installationPayload,
  type Payload,
  type RosterChange,
  renamedPayload,
  rosterPayload,
  type Scene,
} from './payloads.ts'
import { type Answered, type Delivery, teamsPerson } from './teams-person.ts'
import { createTeamsState, type TeamsConversation, type TeamsState, type TeamsUser } from './things.ts'
import { APP_PASSWORD, OAUTH_SCOPE, startTokenService, type TokenService } from './token-service.ts'
import { type ChannelTokens, createChannelTokens, TOKEN_ISSUER } from './tokens.ts'

/** What the desk is told about Microsoft's addresses and its own registration. */
export type TeamsVariable =
  | 'MICROSOFT_APP_ID'
  | 'MICROSOFT_APP_PASSWORD'
  | 'MICROSOFT_APP_TYPE'
  | 'TEAMS_ALLOWED_TENANTS'
  | 'MICROSOFT_OPENID_METADATA_URL'
  | 'MICROSOFT_TOKEN_ISSUER'
  | 'MICROSOFT_LOGIN_URL'
  | 'MICROSOFT_OAUTH_SCOPE'
  | 'TEAMS_SERVICE_HOSTS'

export interface TeamsWorld extends World {
  readonly environment: Readonly<Record<TeamsVariable, string>>
  readonly state: TeamsState
  /** Microsoft's tokens for the desk: genuine ones, and every kind of forged one. */
  readonly tokens: ChannelTokens
  /** The metadata that the desk checks them with; it can fail. */
  readonly metadata: OpenIdMetadata
  /** Who gives the desk its own tokens. */
  readonly tokenService: TokenService
  readonly typing: readonly ShownTyping[]
  /** What the desk asked the connector for: method and path. */
  readonly requests: readonly string[]
  /** What activities of this tenant name as their serviceUrl. */
  serviceUrl(tenant: string): string
  /** `deskUrl`: of a process other than the connected one. */
  person(workspace: string, user: string, deskUrl?: string): TeamsPerson
  /** Whether the desk hears what is said in this channel or group chat without mentioning it; at first it does. */
  setConsent(conversation: string, granted: boolean): void
  /** Somebody adds the app to the team of this channel, or takes it away; the desk is told. The first of `users` does it. */
  addToTeam(channel: string, users: readonly TeamsUser[]): Promise<void>
  removeFromTeam(channel: string, by: TeamsUser): Promise<void>
  /** People come into a channel or group chat, or leave it. */
  changeRoster(conversation: string, change: TeamsRosterChange): Promise<void>
  renameTeam(channel: string, by: TeamsUser, name: string): Promise<void>
  /** A new group chat of these people, who add the app to it; its id is that of a `channel` in a Place. */
  groupChat(users: readonly TeamsUser[]): Promise<string>
}

export interface TeamsRosterChange {
  readonly by: TeamsUser
  readonly added?: readonly TeamsUser[]
  readonly removed?: readonly TeamsUser[]
}

export interface TeamsPerson extends Person {
  readonly account: TeamsUser
  undeletes(message: string): Promise<void>
  /** Lines that answers to presses showed. */
  notices(): readonly string[]
  /** Installs the app in the personal scope, or takes it away; the desk is told. */
  installs(action?: 'add' | 'add-upgrade'): Promise<void>
  uninstalls(action?: 'remove' | 'remove-upgrade'): Promise<void>
  /** Lets the desk put the file that it offered last into their OneDrive, or does not. */
  consents(): Promise<void>
  declines(): Promise<void>
  /** Is taken out of the team of this channel, or of a group chat. */
  leaves(channel: string): Promise<void>
  reacts(message: string, type: string): Promise<void>
  /** Is writing in the personal chat. */
  types(): Promise<void>
  /** Sends the desk any activity, with a genuine token for its serviceUrl unless an `Authorization` is given. */
  sendsRaw(activity: Payload, authorization?: string): Promise<Answered>
}

export interface TeamsWorldOptions {
  /** Whether people have the app in their personal scope from the beginning; default: they have. */
  readonly installed?: boolean
  /** Whether the desk is told, as it is connected, where the app was put before; default: it is. */
  readonly announced?: boolean
}

/**
 * Microsoft Teams as its people see it: a strict Bot Connector service, token service and OpenID metadata on loopback, and
 * the requests that Microsoft would send.
 */
export async function createTeamsWorld({
  installed = true,
  announced = true,
}: TeamsWorldOptions = {}): Promise<TeamsWorld> {
  const complaints: string[] = []
  const complain = (complaint: string): void => void complaints.push(complaint)
  const onFault = (error: unknown): void => complain(`the scripted Microsoft failed: ${String(error)}`)
  const state = createTeamsState(installed)
  const tokens = createChannelTokens()
  const metadata = await startOpenId(tokens, onFault)
  const tokenService = await startTokenService(complain, onFault)
  const connector = await startConnector(state, tokenService, complain, onFault)
  let deskUrl: string | undefined

  const deliveryTo = (other: string | undefined): Omit<Delivery, 'announce'> => ({
    serviceUrl: connector.serviceUrl,
    complain,
    deliver: async (activity, authorization = `Bearer ${tokens.issue(activity.serviceUrl)}`) => {
      const desk = other ?? deskUrl
      if (!desk) throw new Error('the world is not connected to a desk')
      const answer = await fetch(`${desk}/api/messages`, {
        method: 'POST',
        body: JSON.stringify(activity),
        headers: {
          authorization,
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)',
        },
      })
      return { status: answer.status, body: await answer.text() }
    },
  })

  async function tell(activity: Payload): Promise<void> {
    if (deskUrl === undefined) return
    const { status } = await deliveryTo(undefined).deliver(activity)
    if (status < 200 || status > 299) throw new Error(`the desk answered ${status}`)
  }

  function sceneFor(conversation: TeamsConversation, by: TeamsUser): Scene {
    conversation.tenant ??= by.tenant
    return { serviceUrl: connector.serviceUrl(conversation.tenant), conversation, by }
  }

  /** A channel that was opened before anybody spoke there belongs to the organisation that it is named after. */
  async function announce(conversation: TeamsConversation): Promise<void> {
    const tenant = conversation.tenant ?? tenantOfChannel(conversation.id)
    const [member] = conversation.members ?? []
    if (conversation.announced || !conversation.installed || !tenant || !member) return
    conversation.announced = true
    const scene = sceneFor(conversation, state.meet(tenant, member))
    await tell(rosterPayload(scene, state.nextId(), { added: [BOT_ACCOUNT] }))
  }

  async function add(conversation: TeamsConversation, by: TeamsUser): Promise<void> {
    conversation.installed = true
    const scene = sceneFor(conversation, by)
    await tell(rosterPayload(scene, state.nextId(), { added: [BOT_ACCOUNT] }))
    await tell(installationPayload(scene, state.nextId(), 'add'))
  }

  function known(id: string): TeamsConversation {
    const conversation = state.conversation(id)
    if (!conversation) throw new Error(`there is no conversation ${id}`)
    return conversation
  }

  return {
    platform: 'teams',
    environment: {
      MICROSOFT_APP_ID: APP_ID,
      MICROSOFT_APP_PASSWORD: APP_PASSWORD,
      MICROSOFT_APP_TYPE: 'MultiTenant',
      TEAMS_ALLOWED_TENANTS: ALLOWED_TENANTS.join(','),
      MICROSOFT_OPENID_METADATA_URL: metadata.url,
      MICROSOFT_TOKEN_ISSUER: TOKEN_ISSUER,
      MICROSOFT_LOGIN_URL: tokenService.authority,
      MICROSOFT_OAUTH_SCOPE: OAUTH_SCOPE,
      TEAMS_SERVICE_HOSTS: connector.host,
    },
    state,
    tokens,
    metadata,
    tokenService,
    typing: connector.typing,
    requests: connector.requests,
    complaints,
    serviceUrl: connector.serviceUrl,
    connect: async (url) => {
      deskUrl = url
      if (announced) for (const conversation of state.conversations()) await announce(conversation)
    },
    person: (workspace, user, other) =>
      teamsPerson(state.meet(workspace, user), state, {
        ...deliveryTo(other),
        announce: async (chat) => {
          if (announced) await announce(chat)
        },
      }),
    invite: (channel, users) => void state.channel(channel, users),
    failNext: (fault, times = 1) => connector.failNext(fault, times),
    setConsent: (conversation, granted) => {
      ;(state.conversation(conversation) ?? state.channel(conversation)).consent = granted
    },
    addToTeam: async (channel, users) => {
      const [by] = users
      if (!by) throw new Error('nobody adds the app')
      const conversation = state.channel(channel)
      conversation.members = new Set(users.map(({ id }) => id))
      await add(conversation, by)
    },
    removeFromTeam: async (channel, by) => {
      const conversation = known(channel)
      conversation.installed = false
      const scene = sceneFor(conversation, by)
      await tell(rosterPayload(scene, state.nextId(), { removed: [BOT_ACCOUNT] }))
      await tell(installationPayload(scene, state.nextId(), 'remove'))
    },
    changeRoster: async (id, { by, added = [], removed = [] }) => {
      const conversation = known(id)
      const members = new Set(conversation.members)
      for (const user of added) members.add(user.id)
      for (const user of removed) members.delete(user.id)
      conversation.members = members
      const scene = sceneFor(conversation, by)
      const changes: readonly RosterChange[] = [
        ...(added.length > 0 ? [{ added: added.map(accountOf) }] : []),
        ...(removed.length > 0 ? [{ removed: removed.map(accountOf) }] : []),
      ]
      for (const change of changes) await tell(rosterPayload(scene, state.nextId(), change))
    },
    renameTeam: (channel, by, name) =>
      tell(renamedPayload(sceneFor(known(channel), by), state.nextId(), name)),
    groupChat: async (users) => {
      const [by] = users
      if (!by) throw new Error('nobody is in the chat')
      const chat = state.groupChat(users)
      await add(chat, by)
      return chat.id
    },
    close: async () => {
      await Promise.all([connector.close(), tokenService.close(), metadata.close()])
    },
  }
}
