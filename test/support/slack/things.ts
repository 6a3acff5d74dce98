/** What a Slack workspace holds, as far as the desk and its people meet it. */

export const APP_ID = 'A0DESK'
export const BOT_ID = 'B0DESK'
export const BOT_USER = 'U0BOT'
export const BOT_TOKEN = 'xoxb-0-the-desk'
export const SIGNING_SECRET = 'a-signing-secret-of-the-test'
export const CLIENT_ID = '1.1'
export const CLIENT_SECRET = 'a-client-secret-of-the-test'

export interface SlackMessage {
  readonly ts: string
  readonly user: string
  readonly text: string
  /** Of a post under another name than the desk's own. */
  readonly username?: string
  readonly blocks?: readonly object[]
  readonly thread?: string
  readonly edited?: { readonly user: string; readonly ts: string }
  readonly files?: readonly SlackFile[]
  readonly metadata?: unknown
  readonly deleted?: boolean
}

export interface SlackFile {
  /** Of what the desk uploaded. */
  readonly id?: string
  readonly name: string
  readonly mimeType: string
  readonly bytes: number
  readonly content?: Uint8Array
  /** Where it can be had with the token of who may read it. */
  readonly url?: string
}

/** Files that people, and the desk, have put there, by the path of their address. */
export interface HostedFiles {
  /** Set by whoever serves them. */
  base: string
  readonly contents: Map<string, Uint8Array>
  /** As if they had been deleted, or Slack were away. */
  withheld: 'gone' | 'away' | undefined
  /** What Slack says that the desk's token may do; undefined: it does not say. */
  scopes: readonly string[] | undefined
  /** Why the desk may put none there. */
  refuses: string | undefined
}

export interface SlackView {
  readonly id: string
  readonly hash: string
  readonly body: Readonly<Record<string, unknown>>
}

/** A conversation and everything in it. */
export interface SlackChannel {
  readonly id: string
  readonly kind: 'direct' | 'shared'
  /** Users who read it; undefined: everybody. */
  readonly members: Set<string> | undefined
  /** The desk may write in it. */
  readonly invited: boolean
  readonly messages: SlackMessage[]
}

/** Channels, messages, forms and the clock of the timestamps; the same whether Slack is ours or another's behind a proxy. */
export interface SlackState {
  channel(id: string): SlackChannel | undefined
  /** Made on first use, with these members, or everybody, and later joined by more; the desk is one of them unless it was not invited. */
  open(id: string, members?: readonly string[], invited?: boolean): SlackChannel
  directOf(user: string): SlackChannel
  readonly channels: () => readonly SlackChannel[]
  nextTs(): string
  /** Someone writes; the message as it stands in the channel. */
  write(channel: SlackChannel, message: Omit<SlackMessage, 'ts'>): Promise<SlackMessage>
  edit(channel: SlackChannel, message: SlackMessage, text: string): Promise<SlackMessage>
  remove(channel: SlackChannel, message: SlackMessage): Promise<void>
  /** Brings the channels up to date. */
  look(): Promise<void>
  /** What an interaction of this user may open a form with, once. */
  newTrigger(user: string): Promise<string>
  /** @returns why it cannot be used, undefined if it could; it is used up then */
  useTrigger(trigger: string): 'expired_trigger_id' | 'invalid_trigger_id' | undefined
  readonly views: SlackView[]
  /** The form that each person, WORKSPACE/USER, opened last. */
  readonly opened: Map<string, SlackView>
  /** The desk's Home, as each user sees it. */
  readonly homes: Map<string, SlackView>
  /** Somebody is in this workspace: from then on only who may speak there is heard by them. */
  join(workspace: string, user: string): void
  /** Whose a user or conversation is; undefined as long as nobody is known there. */
  workspaceOf(id: string): string | undefined
  readonly hosted: HostedFiles
}

const TRIGGER_MS = 3_000

export function createSlackState(): SlackState {
  const channels = new Map<string, SlackChannel>()
  const triggers = new Map<string, number>()
  const homeOf = new Map<string, string>()
  let clock = 0
  const open = (id: string, members?: readonly string[], invited = true): SlackChannel => {
    const known = channels.get(id)
    if (known) {
      for (const user of members ?? []) known.members?.add(user)
      return known
    }
    const made: SlackChannel = {
      id,
      kind: id.startsWith('D') ? 'direct' : 'shared',
      members: members && new Set(members),
      invited,
      messages: [],
    }
    channels.set(id, made)
    return made
  }
  // Strictly rising, and near to the present: a desk asks for what is newer than its own clock tells.
  const nextTs = () => `${Math.floor(Date.now() / 1_000)}.${String(++clock).padStart(6, '0')}`
  const replace = (channel: SlackChannel, message: SlackMessage): SlackMessage => {
    channel.messages[channel.messages.findIndex(({ ts }) => ts === message.ts)] = message
    return message
  }
  return {
    channel: (id) => channels.get(id),
    open,
    directOf: (user) => open(`D${user.slice(1)}`, [user]),
    channels: () => [...channels.values()],
    nextTs,
    write: async (channel, written) => {
      const message = { ...written, ts: nextTs() }
      channel.messages.push(message)
      return message
    },
    edit: async (channel, message, text) =>
      replace(channel, { ...message, text, edited: { user: message.user, ts: nextTs() } }),
    remove: async (channel, message) => void replace(channel, { ...message, deleted: true }),
    look: async () => undefined,
    newTrigger: async () => {
      const trigger = `trigger.${++clock}`
      triggers.set(trigger, Date.now())
      return trigger
    },
    useTrigger: (trigger) => {
      const made = triggers.get(trigger)
      if (made === undefined) return 'invalid_trigger_id'
      triggers.delete(trigger)
      return Date.now() - made > TRIGGER_MS ? 'expired_trigger_id' : undefined
    },
    views: [],
    opened: new Map(),
    homes: new Map(),
    join: (workspace, user) => void homeOf.set(user, workspace),
    workspaceOf: (id) => {
      const members = id.startsWith('U') ? [id] : (channels.get(id)?.members ?? [])
      return [...members].map((user) => homeOf.get(user)).find((it) => it !== undefined)
    },
    hosted: {
      base: 'https://files.slack.com',
      contents: new Map(),
      withheld: undefined,
      scopes: undefined,
      refuses: undefined,
    },
  }
}
