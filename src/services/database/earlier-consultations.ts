import { z } from 'zod'
import { conversationKey } from '../../chat/event.ts'
import { type EarlierConsultations, Reply } from '../../features/consultation/index.ts'
import type { Sql } from './sql.ts'

const MOST = 5
const HOURS = 24

const Row = z.object({
  id: z.string(),
  state: z.enum(['answered', 'offered', 'unanswered', 'escalated', 'solved', 'unsolved', 'withdrawn']),
  reply: Reply,
  ticket_number: z.number().nullable(),
})

/**
 * What was answered and never arrived goes on from nothing: its author has read none of it. A message that was read before was read
 * when its turn was logged; one that is new is read now.
 */
const STATEMENT = `
  WITH read AS (
    SELECT min(at) AS before FROM turn WHERE organisation_id = $1::uuid AND message_id = $4::text
  )
  SELECT c.id, c.state, c.reply, c.ticket_number
  FROM consultation c, read
  WHERE c.organisation_id = $1::uuid AND c.member_id = $2::uuid
    AND (c.conversation_key = $3 OR (c.conversation_key = $6::text AND (
      right(c.question_message, length($7::text)) = $7::text
      OR EXISTS (SELECT FROM outbound_message o WHERE o.organisation_id = c.organisation_id AND o.id = c.answer_row
                   AND right(split_part(o.platform_message, ' ', 1), length($7::text)) = $7::text))))
    AND c.question IS NOT NULL AND c.state <> 'withdrawn'
    AND NOT EXISTS (SELECT FROM outbound_message o WHERE o.organisation_id = c.organisation_id AND o.id = c.answer_row
                      AND o.state = 'failed')
    AND ($4::text IS NULL OR c.question_message IS DISTINCT FROM $4)
    AND c.created_at >= coalesce(read.before, $5::timestamptz) - ${HOURS} * interval '1 hour'
    AND (read.before IS NULL OR c.created_at < read.before)
  ORDER BY c.created_at DESC, c.id
  LIMIT ${MOST}`

export function createEarlierConsultations(sql: Sql): EarlierConsultations {
  return async ({ organisationId, memberId, conversation, message, now }) => {
    const { thread } = conversation
    // A thread of a direct conversation hangs on one of its messages.
    const root =
      conversation.kind === 'direct' && thread !== undefined
        ? [conversationKey({ ...conversation, thread: undefined }), thread]
        : [null, null]
    const rows = await sql.query<unknown>(STATEMENT, [
      ...[organisationId, memberId, conversationKey(conversation), message ?? null, now],
      ...root,
    ])
    return rows.map((row) => {
      const { ticket_number, ...read } = Row.parse(row)
      return { ...read, ticketNumber: ticket_number ?? undefined }
    })
  }
}
