import type { Logger } from 'pino'
import type { Database } from './open-database.ts'
import type { Sql } from './sql.ts'

const HOUR_MS = 3_600_000
/** A batch stays well under the 50 ms that one embedded session may be held. */
const BATCH = 1_000
/** Each is up to 256 KB. */
const CHUNK_BATCH = 20

export interface Retention {
  /** Handled events and finished outbox rows. */
  readonly eventDays: number
  /**
   * What members wrote and attached, and what they were answered and said of it; a ticket's after it is closed, from the day on which
   * something was last said in it. What went out to many, which its report is drawn from.
   */
  readonly turnDays: number
}

/** Deletes what is past its retention, in small batches. Events that failed, rows still waiting, and those that an admin has to decide, stay. @returns rows deleted */
async function purge(sql: Sql, { eventDays, turnDays }: Retention): Promise<number> {
  return (
    (await batches(sql, eventsAndLeases(eventDays))) +
    (await inBatches(
      sql,
      'outbound_message',
      `state IN ('sent', 'dropped') AND wave IS NULL AND ${old('finished_at', eventDays)}`,
    )) +
    (await inBatches(
      sql,
      'outbound_message',
      `state IN ('sent', 'dropped') AND wave IS NOT NULL AND ${old('finished_at', turnDays)}`,
    )) +
    (await inBatches(sql, 'teams_hint', old('at', eventDays))) +
    (await inBatches(sql, 'link_code', old('expires_at', eventDays))) +
    (await inBatches(sql, 'staff_code', old('expires_at', eventDays))) +
    (await inBatches(sql, 'wrong_code', old('since', 1))) +
    (await inBatches(sql, 'model_usage', old('day', turnDays))) +
    (await inBatches(sql, 'model_day', old('day', turnDays))) +
    (await inBatches(sql, 'turn', old('at', turnDays))) +
    (await inBatches(sql, 'carried_message', old('at', turnDays))) +
    (await inBatches(sql, 'ticket_note', old('at', turnDays))) +
    (await inBatches(sql, 'answer_trace', old('made_at', turnDays))) +
    (await batches(sql, erasedTickets(turnDays))) +
    (await batches(sql, erasedConsultations(turnDays))) +
    (await batches(sql, erased('feedback', 'comment', 'NULL', turnDays))) +
    (await batches(sql, erased('ticket_rating', 'comment', `''`, turnDays))) +
    (await inBatches(sql, 'attachment', old('created_at', turnDays))) +
    (await inBatches(sql, 'stored_file', old('created_at', turnDays))) +
    (await inBatches(sql, 'stored_file', `kept_at IS NULL AND ${old('created_at', 1)}`)) +
    (await inBatches(sql, 'file_chunk', UNREFERENCED, CHUNK_BATCH))
  )
}

/**
 * By the time at which the statement begins: a clock that moves while it runs would be asked for every row of the table, and no
 * index could find those before it.
 */
const old = (column: string, days: number): string =>
  `${column} < statement_timestamp() - ${days} * interval '1 day'`

/** With the last event of a conversation its lease goes; one that is held, or has been taken meanwhile, stays. */
const eventsAndLeases = (days: number): string => `
  WITH gone AS (
    DELETE FROM inbound_event WHERE ctid IN (
      SELECT ctid FROM inbound_event WHERE state = 'handled' AND ${old('finished_at', days)} LIMIT ${BATCH})
    RETURNING id, conversation_key),
  freed AS (
    DELETE FROM conversation_lease l WHERE l.token IS NULL AND l.key IN (SELECT conversation_key FROM gone)
      AND NOT EXISTS (SELECT FROM inbound_event e WHERE e.conversation_key = l.key
                        AND NOT EXISTS (SELECT FROM gone WHERE gone.id = e.id)))
  SELECT count(*)::int AS count FROM gone`

const IS_OVER = `(state = 'closed' OR withdrawn_at IS NOT NULL)`

/** Who asked when, and how it went, stays: the numbers count it. */
const erasedTickets = (days: number): string => `
  WITH gone AS (
    UPDATE ticket SET erased_at = statement_timestamp(), summary = '{}',
      content = content || '{"subject": "", "question": null, "answered": "", "sources": [], "asker": "", "files": []}'
    WHERE ctid IN (
      SELECT ctid FROM ticket WHERE erased_at IS NULL AND ${old('active_at', days)} AND ${IS_OVER}
      LIMIT ${BATCH} FOR NO KEY UPDATE SKIP LOCKED)
    RETURNING organisation_id, number),
  undrafted AS (
    DELETE FROM reply_draft d USING gone WHERE d.organisation_id = gone.organisation_id AND d.number = gone.number)
  SELECT count(*)::int AS count FROM gone`

/** One that became a ticket goes with it. */
const erasedConsultations = (days: number): string => `
  WITH gone AS (
    UPDATE consultation SET erased_at = statement_timestamp(), subject = '', addressee = '', question = NULL,
      files = '{}', missing_files = '{}', reply = jsonb_build_object(
        'urgent', reply -> 'urgent', 'language', reply -> 'language', 'parts', '[{"kind": "unknown", "question": ""}]'::jsonb)
    WHERE ctid IN (
      SELECT ctid FROM consultation c WHERE erased_at IS NULL AND ${old('created_at', days)} AND NOT EXISTS (
        SELECT FROM ticket t
        WHERE t.organisation_id = c.organisation_id AND t.number = c.ticket_number AND t.erased_at IS NULL)
      LIMIT ${BATCH} FOR NO KEY UPDATE SKIP LOCKED)
    RETURNING 1)
  SELECT count(*)::int AS count FROM gone`

/** The row stays without these words. Table, column and empty value are this module's own words. */
const erased = (table: string, column: string, empty: string, days: number): string => `
  WITH gone AS (
    UPDATE ${table} SET ${column} = ${empty} WHERE ctid IN (
      SELECT ctid FROM ${table} WHERE ${old('at', days)} AND ${column} <> '' LIMIT ${BATCH} FOR NO KEY UPDATE SKIP LOCKED)
    RETURNING 1)
  SELECT count(*)::int AS count FROM gone`

/** A file's row follows its chunks within minutes; where it does not, or is gone, nobody can read them. */
const UNREFERENCED = `written_at < statement_timestamp() - interval '1 hour' AND NOT EXISTS (
  SELECT FROM stored_file f WHERE f.organisation_id = file_chunk.organisation_id AND f.id = file_chunk.file_id)`

/** Table and condition are this module's own words. */
const inBatches = (sql: Sql, table: string, condition: string, batch = BATCH): Promise<number> =>
  batches(
    sql,
    `WITH gone AS (
      DELETE FROM ${table} WHERE ctid IN (SELECT ctid FROM ${table} WHERE ${condition} LIMIT ${batch}) RETURNING 1)
    SELECT count(*)::int AS count FROM gone`,
    batch,
  )

/** Until there is less than a whole one. @returns rows deleted */
async function batches(sql: Sql, statement: string, batch = BATCH): Promise<number> {
  let deleted = 0
  for (;;) {
    const [row] = await sql.query<{ count: number }>(statement)
    deleted += row?.count ?? 0
    if (!row || row.count < batch) return deleted
  }
}

/** PGlite runs no autovacuum: what is updated often would grow, and the planner would know nothing about it. */
const TIDY =
  'VACUUM (ANALYZE) inbound_event, outbound_message, send_pace, conversation_lease, conversation, turn, consultation, ticket, carried_message, answer_trace, attachment, stored_file, file_chunk'

/** One round of {@link purgeHourly}. @returns rows deleted */
export async function purgeOnce(
  { kind, sql }: Pick<Database, 'kind' | 'sql'>,
  retention: Retention,
): Promise<number> {
  const deleted = await purge(sql, retention)
  if (kind === 'embedded') await sql.query(TIDY)
  return deleted
}

/** Purges now and every hour. Safe in every process at once: deleting twice deletes nothing. @returns stops it */
export function purgeHourly(database: Database, retention: Retention, log: Logger): () => void {
  const run = () =>
    purgeOnce(database, retention).then(
      (rows) => rows > 0 && log.info({ rows }, 'purged what is past its retention'),
      (error: unknown) => log.warn({ err: error }, 'purge failed'),
    )
  void run()
  const timer = setInterval(() => void run(), HOUR_MS)
  timer.unref()
  return () => clearInterval(timer)
}
