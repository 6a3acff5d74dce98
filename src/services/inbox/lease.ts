import { randomUUID } from 'node:crypto'
import { prepare, type Sql } from '../database/sql.ts'

/** Shorter than it takes a member to wonder, longer than any honest pause of a process. */
export const LEASE_MS = 6_000
export const RENEW_MS = 2_000

/** The right to decide in one conversation, by the database's clock. */
export interface Lease {
  readonly key: string
  readonly token: string
}

const ACQUIRE = prepare(
  'lease_acquire',
  `INSERT INTO conversation_lease (key, token, until) VALUES ($1, $2, clock_timestamp() + $3 * interval '1 ms')
   ON CONFLICT (key) DO UPDATE SET token = excluded.token, until = excluded.until
   WHERE conversation_lease.token IS NULL OR conversation_lease.until < clock_timestamp()
   RETURNING key`,
)

/** @returns undefined while another process holds it */
export async function acquireLease(sql: Sql, key: string): Promise<Lease | undefined> {
  const token = randomUUID()
  const rows = await sql.query(ACQUIRE, [key, token, LEASE_MS])
  return rows.length > 0 ? { key, token } : undefined
}

const RENEW = prepare(
  'lease_renew',
  `UPDATE conversation_lease SET until = clock_timestamp() + $3 * interval '1 ms'
   WHERE key = $1 AND token = $2 RETURNING key`,
)

/** @returns false when it was lost */
export async function renewLease(sql: Sql, { key, token }: Lease): Promise<boolean> {
  const rows = await sql.query(RENEW, [key, token, LEASE_MS])
  return rows.length > 0
}

const RELEASE = prepare(
  'lease_release',
  `WITH released AS (
     UPDATE conversation_lease SET token = NULL, until = NULL
     WHERE key = $1 AND token = $2 AND NOT EXISTS (
       SELECT FROM inbound_event WHERE conversation_key = $1 AND state = 'pending' AND due_at <= clock_timestamp() + interval '1 ms')
     RETURNING key)
   SELECT EXISTS (SELECT FROM conversation_lease WHERE key = $1 AND token = $2)
          AND NOT EXISTS (SELECT FROM released) AS held`,
)

/** Lets go only if no event of the conversation is due. @returns false when there is one to handle first */
export async function releaseLease(sql: Sql, { key, token }: Lease): Promise<boolean> {
  const [row] = await sql.query<{ held: boolean }>(RELEASE, [key, token])
  return row?.held !== true
}

const YIELD = prepare(
  'lease_yield',
  'UPDATE conversation_lease SET token = NULL, until = NULL WHERE key = $1 AND token = $2',
)

/** Lets go although there may be more to handle: whoever takes it next goes on. */
export async function yieldLease(sql: Sql, { key, token }: Lease): Promise<void> {
  await sql.query(YIELD, [key, token])
}

const ORPHANED = prepare(
  'lease_orphaned',
  `SELECT e.conversation_key FROM inbound_event e
   LEFT JOIN conversation_lease l ON l.key = e.conversation_key
   WHERE e.state = 'pending' AND e.due_at <= clock_timestamp() + interval '1 ms'
     AND (l.token IS NULL OR l.until < clock_timestamp())
   GROUP BY e.conversation_key ORDER BY min(e.due_at) LIMIT $1`,
)

/** Conversations with a due event and nobody at work on it, oldest first: after a crash, or when a retry is due. */
export async function orphanedConversations(sql: Sql, limit: number): Promise<readonly string[]> {
  const rows = await sql.query<{ conversation_key: string }>(ORPHANED, [limit])
  return rows.map((row) => row.conversation_key)
}
