import { randomUUID } from 'node:crypto'
import { conversationKey } from '../../chat/event.ts'
import type { Rewave, UnknownDecision, Wave } from '../../ports/unit-of-work.ts'
import type { Sql } from '../database/sql.ts'

/** In the deciding transaction. @returns the rows' ids, in the order of the places */
export async function insertWave(sql: Sql, { id, messages, places }: Wave): Promise<readonly string[]> {
  const rows = places.map(() => randomUUID())
  await sql.query(
    `INSERT INTO outbound_message (id, organisation_id, conversation_key, lane, kind, address, message, wave, due_at)
     SELECT p.id, p.organisation_id, p.key, 'notice', 'send', p.address, ($6::jsonb)->p.message, $7::uuid,
            coalesce(p.not_before, clock_timestamp())
     FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::jsonb[], $5::int[], $8::timestamptz[])
            WITH ORDINALITY AS p (id, organisation_id, key, address, message, not_before, place)
     ORDER BY p.place`,
    [
      rows,
      places.map(({ organisationId }) => organisationId),
      places.map(({ to }) => conversationKey(to)),
      places.map(({ to }) => JSON.stringify(to)),
      places.map(({ message }) => message),
      JSON.stringify(messages),
      id,
      places.map(({ notBefore }) => notBefore?.toISOString() ?? null),
    ],
  )
  return rows
}

/**
 * In the deciding transaction. What was not tried yet changes where it waits; what is shown, or just being sent, is replaced by a
 * row of its own, which overtakes unsent ones before it.
 */
export async function insertRewave(sql: Sql, { id, messages, rows, unsent }: Rewave): Promise<void> {
  const of = rows.map(({ row }) => row)
  const said = rows.map(({ message }) => message)
  const replacing = [of, said, JSON.stringify(messages)]
  // Whoever is about to claim one of them waits, or was first and is seen.
  await sql.query(`SELECT 1 FROM outbound_message WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`, [of])
  await sql.query(
    `UPDATE outbound_message m SET message = ($3::jsonb)->r.message
       ${unsent === 'dropped' ? ", state = 'dropped', reason = 'recalled', finished_at = clock_timestamp()" : ''}
     FROM unnest($1::uuid[], $2::int[]) AS r (id, message)
     WHERE m.id = r.id AND m.state = 'waiting' AND m.claim_token IS NULL`,
    replacing,
  )
  await sql.query(
    `UPDATE outbound_message SET state = 'dropped', reason = 'replaced', finished_at = clock_timestamp()
     WHERE of = ANY($1::uuid[]) AND state = 'waiting' AND claim_token IS NULL`,
    [of],
  )
  await sql.query(
    `INSERT INTO outbound_message (id, organisation_id, conversation_key, lane, kind, of, address, message, wave)
     SELECT gen_random_uuid(), m.organisation_id, m.conversation_key, 'notice', 'update', m.id, m.address,
            ($3::jsonb)->r.message, $4::uuid
     FROM unnest($1::uuid[], $2::int[]) AS r (id, message) JOIN outbound_message m ON m.id = r.id
     WHERE m.state = 'sent' OR (m.state = 'waiting' AND m.claim_token IS NOT NULL)`,
    [...replacing, id],
  )
  await sql.query(
    `UPDATE outbound_message m SET message = ($3::jsonb)->r.message
     FROM unnest($1::uuid[], $2::int[]) AS r (id, message)
     WHERE m.id = r.id AND m.state IN ('sent', 'unknown')`,
    replacing,
  )
}

/** In the deciding transaction. Only what is still unknown is decided. @returns how many were */
export async function decideUnknown(
  sql: Sql,
  rows: readonly string[],
  decision: UnknownDecision,
): Promise<number> {
  const [counted] = await sql.query<{ readonly count: number }>(
    `WITH decided AS (
       UPDATE outbound_message SET ${decision === 'again' ? AGAIN : LET_BE}
       WHERE id = ANY($1::uuid[]) AND state = 'unknown' RETURNING 1)
     SELECT count(*)::int AS count FROM decided`,
    [rows],
  )
  return counted?.count ?? 0
}

const AGAIN = `state = 'waiting', reason = NULL, attempts = 0, finished_at = NULL, due_at = clock_timestamp()`
const LET_BE = `state = 'sent', reason = 'assumed', finished_at = clock_timestamp()`
