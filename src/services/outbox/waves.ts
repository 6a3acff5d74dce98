import { randomUUID } from 'node:crypto'
import { type ConversationRef, conversationKey } from '../../chat/event.ts'
import type { Rewave, UnknownDecision, Wave } from '../../ports/unit-of-work.ts'
import type { Sql } from '../database/sql.ts'
import { paceOf } from './pace.ts'
import { CLAIM_MS, CLAIMED, type ClaimedRow, DUE, PARKED, readClaimed, WHAT_IT_WAITS_BEHIND } from './rows.ts'
import { releaseRows } from './settle.ts'

/**
 * In the deciding transaction. Since a back-up was restored the desk that was lost may have said it: it is set aside.
 * @returns the rows' ids, in the order of the places
 */
export async function insertWave(sql: Sql, { id, messages, places }: Wave): Promise<readonly string[]> {
  const rows = places.map(() => randomUUID())
  await sql.query(
    `INSERT INTO outbound_message (id, organisation_id, conversation_key, lane, kind, address, message, wave, pace_key, not_before, due_at, state)
     SELECT p.id, p.organisation_id, p.key, 'notice', 'send', p.address, ($6::jsonb)->p.message, $7::uuid, p.pace, p.not_before,
            greatest(clock_timestamp(), p.not_before),
            CASE WHEN EXISTS (SELECT FROM sending WHERE held_since IS NOT NULL) THEN 'held' ELSE 'waiting' END::"OutboundState"
     FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::jsonb[], $5::int[], $8::timestamptz[], $9::text[])
            WITH ORDINALITY AS p (id, organisation_id, key, address, message, not_before, pace, place)
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
      places.map(({ to }) => paceOf('send', to).key),
    ],
  )
  return rows
}

/**
 * In the deciding transaction. What is certainly not shown changes where it waits; what is shown, or may be, is replaced by a row of
 * its own, which overtakes unsent ones before it. A row that failed, or was taken back, says nothing more.
 */
export async function insertRewave(sql: Sql, { id, messages, rows, unsent }: Rewave): Promise<void> {
  // Whoever is about to claim one of them passes it by, or was first and is seen.
  const found = await sql.query<{
    readonly id: string
    readonly address: ConversationRef
    readonly idle: boolean
  }>(
    `SELECT m.id, m.address, m.state = 'held' OR (m.state = 'waiting' AND m.claim_token IS NULL) AS idle FROM outbound_message m
     WHERE m.id = ANY($1::uuid[]) AND m.kind = 'send' AND m.wave IS NOT NULL ORDER BY m.id FOR UPDATE`,
    [rows.map(({ row }) => row)],
  )
  const said = new Map(rows.map(({ row, message }) => [row, message]))
  const of = found.map((it) => it.id)
  await sql.query(
    `UPDATE outbound_message m SET message = ($3::jsonb)->r.message, recalled = $4 AND m.state = 'waiting'
     FROM unnest($1::uuid[], $2::int[]) AS r (id, message)
     WHERE m.id = r.id AND m.state IN ('waiting', 'sent', 'unknown', 'held')`,
    [of, of.map((it) => said.get(it)), JSON.stringify(messages), unsent === 'dropped'],
  )
  await sql.query(
    `UPDATE outbound_message SET state = 'dropped', reason = 'replaced', finished_at = clock_timestamp()
     WHERE of = ANY($1::uuid[]) AND state = 'waiting' AND claim_token IS NULL`,
    [of],
  )
  await sql.query(
    `INSERT INTO outbound_message (id, organisation_id, conversation_key, lane, kind, of, address, message, wave, pace_key, due_at)
     SELECT gen_random_uuid(), m.organisation_id, m.conversation_key, 'notice', 'update', m.id, m.address, m.message, $3::uuid, r.pace,
            clock_timestamp()
     FROM unnest($1::uuid[], $2::text[]) AS r (id, pace) JOIN outbound_message m ON m.id = r.id
     WHERE m.state = 'sent' OR (m.state = 'waiting' AND m.claim_token IS NOT NULL)`,
    [of, found.map(({ address }) => paceOf('update', address).key), id],
  )
  const idle = found.filter((it) => it.idle).map((it) => it.id)
  if (unsent === 'dropped' && idle.length > 0) await dropWaiting(sql, idle)
}

async function dropWaiting(sql: Sql, rows: readonly string[]): Promise<void> {
  const next = await sql.query<{ readonly id: string }>(
    `WITH dropped AS (
       UPDATE outbound_message SET state = 'dropped', reason = 'recalled', finished_at = clock_timestamp()
       WHERE id = ANY($1::uuid[]) RETURNING conversation_key, lane, seq)
     SELECT n.id FROM dropped CROSS JOIN LATERAL (
       SELECT n.id FROM outbound_message n
       WHERE n.conversation_key = dropped.conversation_key AND n.lane = dropped.lane AND n.seq > dropped.seq
         AND n.kind = 'send' AND n.state = 'waiting' AND n.parked
       ORDER BY n.conversation_key, n.lane, n.seq LIMIT 1) n`,
    [rows],
  )
  await releaseRows(
    sql,
    next.map(({ id }) => id),
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

/** With a day of its own, and the newest words. */
const AGAIN = `state = 'waiting', reason = NULL, attempts = 0, recalled = false, finished_at = NULL,
  not_before = clock_timestamp(), due_at = clock_timestamp()`
const LET_BE = `state = 'sent', reason = 'assumed', unknown_since = NULL, finished_at = clock_timestamp()`

/**
 * Requests are spread out as they are claimed: so far ahead, at most, that what a process that dies holds in its hands is little, and
 * that the next ones are there before these are gone.
 */
export const AHEAD_MS = 150

/** When, from now on, its request may go out. */
export interface PacedRow {
  readonly row: ClaimedRow
  readonly inMs: number
}

/** Some wait behind another in their conversation: so many more are looked at, for each limit. */
const BESIDE = 1

/**
 * Of a quick limit, a little time that went by unused is made up for, or each wait for a processor would slow down the whole wave:
 * four requests more in a second than the interval says, which is still below the limit.
 */
const MADE_UP = '(CASE WHEN interval_ms BETWEEN 1 AND 50 THEN 4 * interval_ms ELSE 0 END)'

/** Whose turn it is. */
const turnsOf = (which: string): string => `
    SELECT key, interval_ms, greatest(next_at, statement_timestamp() - ${MADE_UP} * interval '1 ms') AS first_at FROM send_pace
    WHERE ${which} AND greatest(next_at, due_at) <= statement_timestamp() + $4 * interval '1 ms'
    ORDER BY greatest(next_at, due_at) LIMIT $2 FOR UPDATE SKIP LOCKED`

/**
 * Each limit has one cursor over all processes; who holds it gives out the next moments. More time that went by unused is gone:
 * never a burst. Where many limits want something each gets its share of the free hands, and no more is looked at. A limit whose
 * rows all wait for something is asked again when they may be due. Where hands are few, the quick limits come first: they are
 * those with very many places, which would be last.
 */
const CLAIM_PACED = `
  WITH quick AS MATERIALIZED (${turnsOf('interval_ms BETWEEN 1 AND 50')}),
  others AS MATERIALIZED (${turnsOf('interval_ms NOT BETWEEN 1 AND 50')}),
  pace AS MATERIALIZED (
    SELECT *, ceil($2 / count(*) OVER ()::float8) AS share FROM quick
    UNION ALL SELECT *, ceil($2 / count(*) OVER ()::float8) FROM others),
  wanting AS MATERIALIZED (
    SELECT pace.*, CASE interval_ms WHEN 0 THEN $2 ELSE greatest(1, least(share, ceil(
      extract(epoch FROM statement_timestamp() + 2 * $4 * interval '1 ms' - first_at) * 1000 / interval_ms)))::int END AS wanted
    FROM pace),
  due AS MATERIALIZED (
    SELECT wanting.key, wanting.wanted, wanting.interval_ms, d.* FROM wanting CROSS JOIN LATERAL (
      ${DUE} AND o.pace_key = wanting.key ORDER BY o.due_at LIMIT wanting.wanted + ${BESIDE} FOR UPDATE SKIP LOCKED) d),
  judged AS MATERIALIZED (
    SELECT due.*, before.due_at AS behind, before.claimed AS behind_claimed FROM due ${WHAT_IT_WAITS_BEHIND}),
  parked AS (${PARKED}),
  ranked AS (
    SELECT judged.*, row_number() OVER (PARTITION BY key ORDER BY seq) AS rank FROM judged WHERE behind IS NULL),
  given AS MATERIALIZED (
    SELECT * FROM ranked WHERE rank <= wanted ORDER BY nullif(interval_ms, 0) NULLS LAST, rank, seq LIMIT $2),
  moved AS (
    UPDATE send_pace p SET
      next_at = CASE WHEN g.taken > 0 THEN pace.first_at + g.taken * pace.interval_ms * interval '1 ms' ELSE p.next_at END,
      due_at = CASE WHEN g.taken > 0 OR g.more THEN p.due_at WHEN g.blocked THEN statement_timestamp() + interval '500 ms'
        ELSE coalesce((SELECT o.due_at FROM outbound_message o WHERE o.state = 'waiting' AND o.pace_key = pace.key
                       ORDER BY o.due_at LIMIT 1), 'infinity') END
    FROM wanting pace CROSS JOIN LATERAL (
      SELECT (SELECT count(*) FROM given WHERE given.key = pace.key) AS taken,
             EXISTS (SELECT FROM judged WHERE judged.key = pace.key AND behind IS NULL)
               OR (SELECT count(*) FROM judged WHERE judged.key = pace.key) = pace.wanted + ${BESIDE} AS more,
             EXISTS (SELECT FROM judged WHERE judged.key = pace.key) AS blocked) g
    WHERE p.key = pace.key),
  taken AS (
    SELECT given.id, given.abandoned, given.claim_until,
           extract(epoch FROM pace.first_at + (given.rank - 1) * pace.interval_ms * interval '1 ms' - statement_timestamp()) * 1000 AS in_ms
    FROM given JOIN pace ON pace.key = given.key)
  ${CLAIMED('taken')}, taken.in_ms::float8`

/** @returns at most so many, each with its own moment */
export async function claimPaced(
  sql: Sql,
  limit: number,
  unreadable: (row: string) => void,
): Promise<readonly PacedRow[]> {
  const token = randomUUID()
  const claimed = await sql.query<{ readonly id: string; readonly in_ms: number }>(CLAIM_PACED, [
    token,
    limit,
    CLAIM_MS,
    AHEAD_MS,
  ])
  const inMs = new Map(claimed.map((row) => [row.id, row.in_ms]))
  const rows = await readClaimed(sql, token, claimed, unreadable)
  return rows.map((row) => ({ row, inMs: inMs.get(row.id) ?? 0 }))
}
