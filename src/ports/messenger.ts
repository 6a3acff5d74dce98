import type { ConversationRef, MemberRef, MessageId } from '../chat/event.ts'
import type { Message } from '../chat/message.ts'

/** One platform's way of saying things. Only the outbox calls it, outside any transaction. */
export interface Messenger {
  /** @throws CannotRender; any other error when the outcome is unknown: the request may or may not have reached the platform. */
  send(delivery: Delivery): Promise<SendResult>
  /** Replaces a message that was sent. @throws as `send`. */
  update(delivery: Delivery, message: MessageId): Promise<SendResult>
  /** After an unknown outcome: was this delivery's message posted after all? */
  find(delivery: Delivery): Promise<FindResult>
  /** A passing line such as 「確認しています」; null clears it. `about` is the message being worked on. Failing is harmless. */
  showStatus(conversation: ConversationRef, status: string | null, about?: MessageId): Promise<void>
  /** Where this person alone reads; undefined where the platform does not let the desk write to them yet. */
  directTo(member: MemberRef): Promise<ConversationRef | undefined>
}

/** A message that this platform cannot draw: it never left the house, and trying again would not help. */
export class CannotRender extends Error {
  override readonly name = 'CannotRender'
}

/** @throws CannotRender whatever `render` throws */
export function rendering<T>(render: () => T): T {
  try {
    return render()
  } catch (error) {
    throw new CannotRender('the message cannot be rendered', { cause: error })
  }
}

export interface Delivery {
  /** The outbox row's id: travels with the message where the platform allows it, so that `find` can recognise it. */
  readonly id: string
  readonly to: ConversationRef
  readonly message: Message
  readonly createdAt: Date
  /** To `find` it: when the send began of which nobody knows what became. It lasted less than a minute. */
  readonly triedAt?: Date
}

export type SendResult =
  | { readonly kind: 'sent'; readonly message: MessageId }
  /** The platform certainly did not take it; try again, not before `afterMs`. */
  | { readonly kind: 'later'; readonly reason: string; readonly afterMs?: number }
  /** It can never be delivered as it is. `reason` is the platform's own code, such as channel_not_found. */
  | { readonly kind: 'refused'; readonly reason: string }

export type FindResult =
  | { readonly kind: 'found'; readonly message: MessageId }
  | { readonly kind: 'absent' }
  /** The platform cannot be asked now. */
  | { readonly kind: 'notNow'; readonly afterMs?: number }
  | { readonly kind: 'cannotTell' }
