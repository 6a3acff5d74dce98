import type { Sql } from '#src/services/database/sql.ts'

/**
 * As if so much time had passed since everything that is stored: what is due falls due, leases and claims run out. All or nothing,
 * so it is said again where it met a desk at work that waited for one of its rows and had another of them (a deadlock).
 */
export async function passTime(sql: Sql, milliseconds: number): Promise<void> {
  for (let left = DEADLOCKS; ; left -= 1) {
    try {
      await sql.query(PASS, [milliseconds])
      return
    } catch (error) {
      if (left === 0 || (error as { code?: unknown }).code !== '40P01') throw error
    }
  }
}

const DEADLOCKS = 5

const PASS = `
  WITH events AS (UPDATE inbound_event SET due_at = due_at - $1 * interval '1 ms'),
       attachments AS (UPDATE attachment SET due_at = due_at - $1 * interval '1 ms',
                       claim_until = claim_until - $1 * interval '1 ms' WHERE state = 'waiting'),
       paces AS (UPDATE send_pace SET next_at = next_at - $1 * interval '1 ms', due_at = due_at - $1 * interval '1 ms',
                 paused_until = paused_until - $1 * interval '1 ms'),
       jobs AS (UPDATE scheduled_job SET claimed_until = claimed_until - $1 * interval '1 ms'),
       leases AS (UPDATE conversation_lease SET until = until - $1 * interval '1 ms')
  UPDATE outbound_message SET due_at = due_at - $1 * interval '1 ms',
         claim_until = claim_until - $1 * interval '1 ms', not_before = not_before - $1 * interval '1 ms',
         unknown_since = unknown_since - $1 * interval '1 ms', finished_at = finished_at - $1 * interval '1 ms'`
