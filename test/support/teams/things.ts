import { createHash } from 'node:crypto'
import type { AttachableFile } from '#test/support/world.ts'
import { mriOf, personalChatOf, teamOf } from './ids.ts'

/** What Teams holds, as far as the desk and its people meet it. */

export interface TeamsUser {
  /** Entra object id: of the account in this tenant. */
  readonly id: string
  /** As the bot knows them: 29:… */
  readonly mri: string
  readonly tenant: string
  readonly name: string
}

export interface TeamsFile extends AttachableFile {
  /** Where it stands in the OneDrive of whoever attached it. */
  readonly key: string
}

/** What a bot asks to be allowed to put into somebody's OneDrive. */
export interface OfferedFile {
  readonly name: string
  readonly acceptContext: unknown
  readonly declineContext: unknown
}

export interface TeamsMessage {
  /** The activity's id, in the conversation. */
  readonly id: string
  readonly from: TeamsUser | 'bot'
  readonly text: string
  readonly card?: object | undefined
  /** The bot asks for consent to a file, or shows one that it has put there (by its key). */
  readonly offer?: OfferedFile | undefined
  readonly shared?: string | undefined
  /** First message of the thread that it replies in; channels only. */
  readonly root?: string
  readonly mention: boolean
  readonly files: readonly TeamsFile[]
  readonly deleted: boolean
  /** What the answer to a press showed to one person alone; gone when the message is updated. */
  readonly views: ReadonlyMap<TeamsUser, object>
}

/** A conversation and everything in it. */
export interface TeamsConversation {
  /** Without a thread. */
  readonly id: string
  readonly type: 'personal' | 'channel' | 'groupChat'
  /** Of the team or chat; a channel is in the tenant of whom it is opened for. */
  tenant: string | undefined
  /** Users who read it; undefined: everybody. */
  members: Set<string> | undefined
  /** The app is there: the bot hears, and may write. */
  installed: boolean
  /** Resource-specific consent: the bot hears what is said without mentioning it. */
  consent: boolean
  /** The desk has been told that the app is there. */
  announced: boolean
  readonly team: ReturnType<typeof teamOf> | undefined
  readonly messages: TeamsMessage[]
}

export interface DriveItem {
  readonly name: string
  readonly content: Uint8Array<ArrayBuffer> | undefined
}

/** A form that somebody has before them. */
export interface OpenedForm {
  readonly conversation: TeamsConversation
  readonly message: string
  readonly card: object
}

export interface TeamsState {
  /** Whoever this is; known from now on. */
  meet(tenant: string, id: string): TeamsUser
  users(): readonly TeamsUser[]
  conversation(id: string): TeamsConversation | undefined
  conversations(): readonly TeamsConversation[]
  /** Made on first use. */
  personalChat(user: TeamsUser): TeamsConversation
  /** Made on first use, with these members, or everybody; the app is there, unless it was taken away. */
  channel(id: string, members?: readonly string[]): TeamsConversation
  groupChat(members: readonly TeamsUser[]): TeamsConversation
  write(conversation: TeamsConversation, message: Written): TeamsMessage
  /** The message with these changes, in the place of the one with this id. */
  change(conversation: TeamsConversation, id: string, changes: Partial<TeamsMessage>): TeamsMessage
  /** Strictly rising: milliseconds since 1970, as Teams numbers messages. */
  nextId(): string
  /** What stands in people's OneDrive, by key; an upload that is awaited has no content yet. */
  readonly drive: Map<string, DriveItem>
  /** Their open form, and the lines that answers to presses showed. */
  readonly forms: Map<TeamsUser, OpenedForm>
  readonly notices: Map<TeamsUser, string[]>
}

export type Written = Pick<TeamsMessage, 'from'> &
  Partial<Pick<TeamsMessage, 'text' | 'card' | 'offer' | 'shared' | 'root' | 'mention' | 'files'>>

/** `installed`: whether people have the app in their personal scope without having installed it. */
export function createTeamsState(installed: boolean): TeamsState {
  const users = new Map<string, TeamsUser>()
  const conversations = new Map<string, TeamsConversation>()
  let last = 0
  const nextId = (): string => {
    last = Math.max(Date.now(), last + 1)
    return String(last)
  }
  const open = (made: Omit<TeamsConversation, 'consent' | 'announced' | 'messages'>): TeamsConversation => {
    const known = conversations.get(made.id)
    if (known) return known
    const conversation: TeamsConversation = { ...made, consent: true, announced: false, messages: [] }
    conversations.set(made.id, conversation)
    return conversation
  }
  return {
    meet: (tenant, id) => {
      const mri = mriOf(tenant, id)
      const user = users.get(mri) ?? { id, tenant, mri, name: `利用者 ${id.slice(0, 4)}` }
      users.set(mri, user)
      return user
    },
    users: () => [...users.values()],
    conversation: (id) => conversations.get(id),
    conversations: () => [...conversations.values()],
    personalChat: ({ id, tenant }) =>
      open({
        id: personalChatOf(tenant, id),
        type: 'personal',
        tenant,
        members: new Set([id]),
        installed,
        team: undefined,
      }),
    channel: (id, members) =>
      open({
        id,
        type: 'channel',
        tenant: undefined,
        members: members && new Set(members),
        installed: true,
        team: teamOf(id),
      }),
    groupChat: (members) =>
      open({
        id: `19:${createHash('sha256').update(nextId()).digest('hex').slice(0, 32)}@thread.v2`,
        type: 'groupChat',
        tenant: members[0]?.tenant,
        members: new Set(members.map(({ id }) => id)),
        installed: true,
        team: undefined,
      }),
    write: (conversation, written) => {
      const message: TeamsMessage = {
        text: '',
        mention: false,
        files: [],
        ...written,
        id: nextId(),
        deleted: false,
        views: new Map(),
      }
      conversation.messages.push(message)
      return message
    },
    change: (conversation, id, changes) => {
      const at = conversation.messages.findIndex((it) => it.id === id)
      const before = conversation.messages[at]
      if (!before) throw new Error(`there is no message ${id}`)
      const message = { ...before, ...changes }
      conversation.messages[at] = message
      return message
    },
    nextId,
    drive: new Map(),
    forms: new Map(),
    notices: new Map(),
  }
}
