import {
  type ConversationRef,
  conversationKey,
  type MemberRef,
  type MessageId,
  rootOf,
} from '../../chat/event.ts'
import type { Sql } from '../database/sql.ts'
import { messagePattern } from '../outbox/shown.ts'

const THREAD = `EXISTS (SELECT FROM conversation WHERE key = $1)
  OR EXISTS (SELECT FROM inbound_event WHERE conversation_key = $1)
  OR EXISTS (SELECT FROM ticket WHERE thread_key = $1)
  OR EXISTS (SELECT FROM outbound_message o JOIN ticket t ON t.desk_row = o.id
             WHERE o.conversation_key = $5 AND o.kind = 'send' AND o.platform_message LIKE $6
               AND split_part(o.platform_message, ' ', 1) = $7)
  OR EXISTS (SELECT FROM outbound_message o JOIN notice_edition e ON e.wave = o.wave
             JOIN member_identity r ON r.organisation_id = o.organisation_id
               AND r.platform = $2::"Platform" AND r.workspace = $3 AND r."user" = $4
             WHERE o.conversation_key = $5 AND o.kind = 'send' AND o.platform_message LIKE $6
               AND split_part(o.platform_message, ' ', 1) = $7)`

/** Where there are no threads, people go on to other things: for so long after the desk spoke, what is said is said to it. */
const FOLLOW_UP_MS = 10 * 60_000
const WHOLE = `EXISTS (SELECT FROM outbound_message WHERE conversation_key = $1 AND kind = 'send'
    AND platform_message IS NOT NULL AND finished_at > clock_timestamp() - ${FOLLOW_UP_MS} * interval '1 ms')
  OR EXISTS (SELECT FROM inbound_event WHERE conversation_key = $1 AND state = 'pending')`

/** What was said to the desk may be edited and deleted for as long as it is in the log. */
const CHANGE = `EXISTS (SELECT FROM conversation c JOIN turn t ON t.organisation_id = c.organisation_id AND t.message_id = $5
  WHERE c.key = $1 AND t.conversation_key = $1)
  OR EXISTS (SELECT FROM inbound_event WHERE conversation_key = $1 AND state = 'pending')`

/** By which the message is found under which a thread stands. */
function rootNames({ thread, ...place }: ConversationRef): readonly string[] {
  const root = rootOf({ ...place, thread })
  return [conversationKey(place), messagePattern(root), root]
}

/**
 * Whether the desk listens to this person without being mentioned: in a thread, once it has spoken there, or a mention waits to be
 * handled, or where it stands under a notice to the person's own organisation; in a conversation without threads, for a while after it spoke. The person is a member; what strangers say to each
 * other there is not for the desk. `changed`: the message that was edited or deleted. One statement of indexed look-ups, on every message of a channel that the desk is in.
 */
export async function listensTo(
  sql: Sql,
  conversation: ConversationRef,
  { platform, workspace, user }: MemberRef,
  changed: MessageId | undefined,
): Promise<boolean> {
  const owned = conversation.thread ? THREAD : changed === undefined ? WHOLE : CHANGE
  const named = owned === THREAD ? rootNames(conversation) : owned === CHANGE ? [changed] : []
  const [row] = await sql.query<{ listens: boolean }>(
    `SELECT (${owned})
        AND EXISTS (SELECT FROM member_identity i
                    JOIN member m ON m.organisation_id = i.organisation_id AND m.id = i.member_id AND m.removed_at IS NULL
                    WHERE i.platform = $2::"Platform" AND i.workspace = $3 AND i."user" = $4) AS listens`,
    [conversationKey(conversation), platform, workspace, user, ...named],
  )
  return row?.listens === true
}
