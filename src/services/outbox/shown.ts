import { type ConversationRef, conversationKey, type MessageId, rootOf } from '../../chat/event.ts'
import type { Message } from '../../chat/message.ts'
import type { Sql } from '../database/sql.ts'

/** What the desk said in a platform's message, by the latest decision; undefined once that is purged. */
export async function shownMessage(
  sql: Sql,
  conversation: ConversationRef,
  message: MessageId,
): Promise<Message | undefined> {
  return (await rowShown(sql, conversation, message))?.message
}

interface ShownRow {
  readonly id: string
  readonly organisationId: string
  readonly message: Message
}

/** The outbox row behind a platform's message. */
export async function rowShown(
  sql: Sql,
  conversation: ConversationRef,
  message: MessageId,
): Promise<ShownRow | undefined> {
  const [row] = await sql.query<ShownRow>(
    `SELECT id, organisation_id AS "organisationId", message FROM outbound_message
     WHERE conversation_key = $1 AND kind = 'send' AND platform_message LIKE $2
       AND split_part(platform_message, ' ', 1) = $3
     ORDER BY seq DESC LIMIT 1`,
    [conversationKey(conversation), messagePattern(message), message],
  )
  return row
}

/** The outbox row behind the message under which this thread stands. */
export async function underMessage(
  sql: Sql,
  { thread, ...place }: ConversationRef,
): Promise<string | undefined> {
  if (thread === undefined) return undefined
  const row = await rowShown(sql, place, rootOf({ ...place, thread }))
  return row?.id
}

/** What the ids of the desk's messages begin with whose first is this one. */
export const messagePattern = (id: MessageId): string => `${id.replace(/[\\%_]/g, '\\$&')}%`
