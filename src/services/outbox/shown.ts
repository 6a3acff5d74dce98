import { type ConversationRef, conversationKey, type MessageId } from '../../chat/event.ts'
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
    [conversationKey(conversation), `${escaped(message)}%`, message],
  )
  return row
}

const escaped = (id: string): string => id.replace(/[\\%_]/g, '\\$&')
