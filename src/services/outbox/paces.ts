import type { Sql } from '../database/sql.ts'
import { intervalOf } from './pace.ts'

/** The earliest waiting row of each limit, by as many steps along the index as there are limits with something to send. */
const NEWS = `
  WITH RECURSIVE waiting AS (
    (SELECT pace_key, due_at FROM outbound_message WHERE state = 'waiting' AND pace_key IS NOT NULL
     ORDER BY pace_key, due_at LIMIT 1)
    UNION ALL
    SELECT n.pace_key, n.due_at FROM waiting CROSS JOIN LATERAL (
      SELECT o.pace_key, o.due_at FROM outbound_message o
      WHERE o.state = 'waiting' AND o.pace_key IS NOT NULL AND o.pace_key > waiting.pace_key
      ORDER BY o.pace_key, o.due_at LIMIT 1) n)
  SELECT waiting.pace_key AS key, waiting.due_at AS due FROM waiting LEFT JOIN send_pace p ON p.key = waiting.pace_key
  WHERE p.key IS NULL OR p.due_at > waiting.due_at`

/** Most of the time there is none, and nothing else need be asked. */
export async function wavesWait(sql: Sql): Promise<boolean> {
  const waiting = await sql.query(
    `SELECT 1 FROM outbound_message WHERE state = 'waiting' AND pace_key IS NOT NULL LIMIT 1`,
  )
  return waiting.length > 0
}

/** Limits for which something has come to be due sooner than was known are looked at in time. */
export async function notePaces(sql: Sql): Promise<void> {
  const news = await sql.query<{ readonly key: string; readonly due: Date }>(NEWS)
  if (news.length === 0) return
  await sql.query(
    `INSERT INTO send_pace AS p (key, interval_ms, next_at, due_at)
     SELECT n.key, n.interval_ms, statement_timestamp(), n.due_at FROM unnest($1::text[], $2::int[], $3::timestamptz[]) AS n (key, interval_ms, due_at)
     ORDER BY n.key
     ON CONFLICT (key) DO UPDATE SET due_at = least(p.due_at, excluded.due_at), interval_ms = excluded.interval_ms`,
    [
      news.map(({ key }) => key),
      news.map(({ key }) => intervalOf(key)),
      news.map(({ due }) => due.toISOString()),
    ],
  )
}

/** The platform asked to wait: no process sends anything more against this limit before. */
export async function pausePace(sql: Sql, key: string, forMs: number): Promise<void> {
  await sql.query(
    `UPDATE send_pace SET paused_until = greatest(paused_until, u.until), next_at = greatest(next_at, u.until)
     FROM (SELECT statement_timestamp() + $2 * interval '1 ms' AS until) u WHERE key = $1`,
    [key, forMs],
  )
}

export interface NextPace {
  /** Undefined: nothing is known to come. */
  readonly inMs: number | undefined
  /** Something is due, and only its turn is waited for. */
  readonly turn: boolean
}

/** When something may next be sent. */
export async function nextPace(sql: Sql): Promise<NextPace> {
  const [next] = await sql.query<{ readonly in_ms: number; readonly turn: boolean }>(
    `SELECT (extract(epoch FROM greatest(next_at, due_at) - statement_timestamp()) * 1000)::float8 AS in_ms,
            due_at <= statement_timestamp() + interval '1 ms' AND (paused_until IS NULL OR paused_until <= statement_timestamp()) AS turn
     FROM send_pace WHERE due_at < 'infinity' ORDER BY greatest(next_at, due_at) LIMIT 1`,
  )
  return { inMs: next?.in_ms, turn: next?.turn ?? false }
}
