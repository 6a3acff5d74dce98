import { z } from 'zod'
import { Action } from './action.ts'

/**
 * Something that a member did, with the platform already forgotten. Plain JSON with a version, so that it can be
 * stored and replayed. The schema is the type: what a platform read, what the inbox kept and what the app handles are one thing.
 */
export const Platform = z.enum(['slack', 'teams', 'web'])
export type Platform = z.infer<typeof Platform>

/** A person as the platform knows them. */
export const MemberRef = z.object({
  platform: Platform,
  /** Slack team, Teams tenant, web workspace. */
  workspace: z.string().min(1),
  user: z.string().min(1),
})
export type MemberRef = z.infer<typeof MemberRef>

/** Enough to answer later, from another process. */
export const ConversationRef = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('direct'),
    platform: Platform,
    workspace: z.string().min(1),
    user: z.string().min(1),
    /** The platform's id of the direct channel, where an event has told it. */
    channel: z.string().min(1).optional(),
    thread: z.string().min(1).optional(),
  }),
  z.object({
    kind: z.literal('shared'),
    platform: Platform,
    workspace: z.string().min(1),
    channel: z.string().min(1),
    thread: z.string().min(1).optional(),
  }),
])
export type ConversationRef = z.infer<typeof ConversationRef>

/**
 * The platform's own id of a message, as its messenger returned it or its reader found it. What the platform needed several
 * messages for has several, separated by spaces: first the one that carries the buttons.
 */
export type MessageId = string

/** A file that a member attached. Its bytes are fetched later, if the platform has said how. */
export const AttachedFile = z.object({
  name: z.string(),
  mimeType: z.string(),
  /** 0 where the platform does not tell. */
  bytes: z.number().int().nonnegative(),
  /** How the platform finds it again; only the platform's own code looks inside. Absent: it offers the desk no bytes. */
  locator: z.record(z.string(), z.string()).optional(),
})
export type AttachedFile = z.infer<typeof AttachedFile>

const common = {
  v: z.literal(1),
  /** Of the thing itself, not of its delivery: the same thing delivered twice has one id. */
  id: z.string().min(1),
  from: MemberRef,
  conversation: ConversationRef,
}

/** The same words with what is bold, a list or a link in them, as chat/message.ts writes it; absent where nothing is. */
const markdown = z.string().optional()

export const InboundEvent = z.discriminatedUnion('type', [
  z.object({
    ...common,
    type: z.literal('message'),
    message: z.string(),
    text: z.string(),
    markdown,
    files: z.array(AttachedFile),
    /** The workspace that the writer belongs to, where the platform tells for certain that it is none of this one's company. */
    home: z.string().min(1).optional(),
  }),
  z.object({ ...common, type: z.literal('edit'), message: z.string(), text: z.string(), markdown }),
  z.object({ ...common, type: z.literal('deletion'), message: z.string() }),
  /** A press; `message` is the card that was pressed, absent where the platform does not tell. */
  z.object({ ...common, type: z.literal('action'), message: z.string().optional(), action: Action }),
  /** They installed the app for themselves, or opened the desk for the first time; once for each installation. */
  z.object({ ...common, type: z.literal('opened') }),
  /**
   * They left: the workspace, being deactivated there, or `place`, a channel or a Teams team. The conversation is the one in which
   * they were alone with the desk.
   */
  z.object({ ...common, type: z.literal('left'), place: z.string().min(1).optional() }),
  z.object({
    ...common,
    type: z.literal('form'),
    action: Action,
    values: z.record(z.string(), z.string()),
    /** What was chosen in its field for files; absent where it has none. */
    files: z.array(AttachedFile).optional(),
  }),
])
export type InboundEvent = z.infer<typeof InboundEvent>

/** Names one conversation across processes: what is leased and kept in order. */
export function conversationKey(ref: ConversationRef): string {
  const place = ref.kind === 'direct' ? `@${ref.user}` : ref.channel
  return [ref.platform, ref.workspace, place, ...(ref.thread ? [ref.thread] : [])].join('/')
}

/** Whether people here have no way to hand the desk a file: a Teams channel or group chat. */
export const takesNoFiles = (key: string): boolean => /^teams\/[^/]+\/(?!@)/.test(key)

/** Which workspace of which platform a conversation is in; undefined for no conversation's key. */
export function placeOfKey(key: string): Pick<MemberRef, 'platform' | 'workspace'> | undefined {
  const [name, workspace] = key.split('/')
  const platform = Platform.safeParse(name).data
  return platform && workspace ? { platform, workspace } : undefined
}

/**
 * The thread under a message of the desk's own in a shared place, which a platform names by that message: Slack by the last part
 * of its id.
 */
export function threadUnder(place: ConversationRef, message: MessageId): ConversationRef {
  const [first = ''] = message.split(' ')
  return { ...place, thread: first.slice(first.lastIndexOf('/') + 1) }
}

/** The message under which a thread stands. */
export function rootOf({ platform, channel, thread }: ConversationRef): MessageId {
  return platform === 'slack' ? `${channel}/${thread}` : (thread ?? '')
}
