import { z } from 'zod'
import type { Role } from '../../chat/context.ts'
import { AttachedFile, type ConversationRef, type MemberRef, type MessageId } from '../../chat/event.ts'

/**
 * What the web chat keeps itself, as Slack keeps its messages: who is there and what was said. The desk learns of it only
 * through events, as on every platform.
 */
export interface Room {
  people(): Promise<readonly RoomPerson[]>
  message(id: MessageId): Promise<RoomMessage | undefined>
  /** Adds a message; a known id changes nothing. Answers the message as it stands. */
  add(message: NewRoomMessage): Promise<RoomMessage>
  /** Replaces what was written or drawn; the same again changes nothing. Undefined when it is not there, or deleted. */
  replace(id: MessageId, body: RoomBody): Promise<RoomMessage | undefined>
  /** Forgets the content and leaves the place; again, it changes nothing. Undefined when it is not there. */
  remove(id: MessageId): Promise<RoomMessage | undefined>
  /**
   * What these readers may see and what changed after `seq`, in the order of the changes, at most `limit`. A reader who goes
   * on from the last `seq` misses nothing, whoever writes at the same time.
   */
  changes(after: number, readers: readonly Reader[], limit: number): Promise<readonly RoomMessage[]>
}

export interface RoomPerson {
  readonly workspace: string
  readonly user: string
  readonly name: string
  readonly organisation: string
  readonly role: Role
}

export type Reader = Pick<RoomPerson, 'workspace' | 'user'>

/** Where a message stands. A workspace has one channel; a thread is named by its root message. */
export const RoomPlace = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('direct'), workspace: z.string(), user: z.string() }),
  z.object({
    kind: z.literal('channel'),
    workspace: z.string(),
    channel: z.string(),
    thread: z.string().optional(),
  }),
])
export type RoomPlace = z.infer<typeof RoomPlace>

/** Plain JSON, as it was drawn: only a renderer looks inside. */
export const DrawnCard = z.looseObject({ type: z.literal('AdaptiveCard'), fallbackText: z.string() })
export type DrawnCard = z.infer<typeof DrawnCard>

export const RoomBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('words'), words: z.string(), files: z.array(AttachedFile).readonly() }),
  z.object({ kind: z.literal('card'), card: DrawnCard }),
])
export type RoomBody = z.infer<typeof RoomBody>

export interface NewRoomMessage {
  readonly id: MessageId
  readonly place: RoomPlace
  /** A user's id in the place's workspace, or {@link DESK}. */
  readonly author: string
  readonly body: RoomBody
}

/** Times are ISO 8601 in UTC with milliseconds, so that they sort as text. */
export interface RoomMessage {
  readonly id: MessageId
  /** Moves on every change. */
  readonly seq: number
  readonly place: RoomPlace
  readonly author: string
  readonly body: RoomBody | { readonly kind: 'deleted' }
  readonly createdAt: string
  readonly editedAt: string | null
}

/** The author of what the desk says. */
export const DESK = 'desk'

/** The one channel that a person's workspace has: the organisation's own, or the consultants'. */
export const channelOf = ({ role }: Pick<RoomPerson, 'role'>): string =>
  role === 'consultant' || role === 'admin' ? 'consultants' : 'general'

export const mayRead = (reader: Reader, place: RoomPlace): boolean =>
  place.workspace === reader.workspace && (place.kind === 'channel' || place.user === reader.user)

export const memberRef = ({ workspace, user }: Reader): MemberRef => ({ platform: 'web', workspace, user })

/** The desk's name for the place of this message: in a channel every message belongs to the thread that it opens or stands in. */
export function conversationOf({ id, place }: Pick<RoomMessage, 'id' | 'place'>): ConversationRef {
  if (place.kind === 'direct') {
    return { kind: 'direct', platform: 'web', workspace: place.workspace, user: place.user }
  }
  const { workspace, channel, thread } = place
  return { kind: 'shared', platform: 'web', workspace, channel, thread: thread ?? id }
}

export function placeOf(conversation: ConversationRef): RoomPlace {
  const { workspace, thread } = conversation
  if (conversation.kind === 'direct') return { kind: 'direct', workspace, user: conversation.user }
  return { kind: 'channel', workspace, channel: conversation.channel, ...(thread ? { thread } : {}) }
}
