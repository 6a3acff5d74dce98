import type { Logger } from 'pino'
import type { Database } from './open-database.ts'
import type { Sql } from './sql.ts'

const HOUR_MS = 3_600_000
/** A batch stays well under the 50 ms that one embedded session may be held. */
const BATCH = 1_000

export interface Retention {
  /** Handled events and finished outbox rows. */
  readonly eventDays: number
  /** What members wrote and what they were answered. */
  readonly turnDays: number
}

/** Deletes what is past its retention, in small batches. Events that failed, and rows still waiting, stay. @returns rows deleted */
async function purge(sql: Sql, { eventDays, turnDays }: Retention): Promise<number> {
  const old = (column: string, days: number) => `${column} < clock_timestamp() - ${days} * interval '1 day'`
  return (
    (await inBatches(sql, 'inbound_event', `state = 'handled' AND ${old('finished_at', eventDays)}`)) +
    (await inBatches(
      sql,
      'outbound_message',
      `state IN ('sent', 'dropped') AND ${old('finished_at', eventDays)}`,
    )) +
    (await inBatches(
      sql,
      'conversation_lease',
      'token IS NULL AND NOT EXISTS (SELECT FROM inbound_event e WHERE e.conversation_key = conversation_lease.key)',
    )) +
    (await inBatches(sql, 'teams_hint', old('at', eventDays))) +
    (await inBatches(sql, 'link_code', old('expires_at', eventDays))) +
    (await inBatches(sql, 'wrong_code', old('since', 1))) +
    (await inBatches(sql, 'turn', old('at', turnDays)))
  )
}

/** Table and condition are this module's own words. */
async function inBatches(sql: Sql, table: string, condition: string): Promise<number> {
  const statement = `WITH gone AS (
      DELETE FROM ${table} WHERE ctid IN (SELECT ctid FROM ${table} WHERE ${condition} LIMIT ${BATCH}) RETURNING 1)
    SELECT count(*)::int AS count FROM gone`
  let deleted = 0
  for (;;) {
    const [row] = await sql.query<{ count: number }>(statement)
    deleted += row?.count ?? 0
    if (!row || row.count < BATCH) return deleted
  }
}

/** PGlite runs no autovacuum: what is updated often would grow, and the planner would know nothing about it. */
const TIDY =
  'VACUUM (ANALYZE) inbound_event, outbound_message, conversation_lease, conversation, turn, consultation'

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
