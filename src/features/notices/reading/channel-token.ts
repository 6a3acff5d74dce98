import { createHash } from 'node:crypto'
import { type ConversationRef, conversationKey } from '../../../chat/event.ts'

/** By which a button names a channel: its own name may be longer than a button can carry. */
export const channelToken = (channel: ConversationRef): string =>
  createHash('sha256').update(conversationKey(channel)).digest('hex').slice(0, 16)
