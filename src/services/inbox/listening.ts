import { type ConversationRef, conversationKey } from '../../chat/event.ts'
import type { Sql } from '../database/sql.ts'

/**
 * Whether the desk listens in a thread without being mentioned: it has spoken there, or a mention waits to be handled.
 * One indexed look-up, on every message of a channel that the desk is in.
 */
export async function listensTo(sql: Sql, conversation: ConversationRef): Promise<boolean> {
  const [row] = await sql.query<{ listens: boolean }>(
    `SELECT EXISTS (SELECT FROM conversation WHERE key = $1)
         OR EXISTS (SELECT FROM inbound_event WHERE conversation_key = $1) AS listens`,
    [conversationKey(conversation)],
  )
  return row?.listens === true
}
