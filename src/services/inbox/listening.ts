import { type ConversationRef, conversationKey, type MemberRef } from '../../chat/event.ts'
import type { Sql } from '../database/sql.ts'

/**
 * Whether the desk listens in a thread to this person without being mentioned: it has spoken there, or a mention waits to be
 * handled, and the person is a member; what strangers say to each other there is not for the desk. One statement of indexed
 * look-ups, on every message of a channel that the desk is in.
 */
export async function listensTo(
  sql: Sql,
  conversation: ConversationRef,
  { platform, workspace, user }: MemberRef,
): Promise<boolean> {
  const [row] = await sql.query<{ listens: boolean }>(
    `SELECT (EXISTS (SELECT FROM conversation WHERE key = $1)
             OR EXISTS (SELECT FROM inbound_event WHERE conversation_key = $1))
        AND EXISTS (SELECT FROM member_identity i
                    JOIN member m ON m.organisation_id = i.organisation_id AND m.id = i.member_id AND m.removed_at IS NULL
                    WHERE i.platform = $2::"Platform" AND i.workspace = $3 AND i."user" = $4) AS listens`,
    [conversationKey(conversation), platform, workspace, user],
  )
  return row?.listens === true
}
