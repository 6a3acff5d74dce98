import { randomUUID } from 'node:crypto'
import { type JobClaim, LeaseLost } from '../../ports/unit-of-work.ts'
import type { Sql } from '../database/sql.ts'

/** A process that died is succeeded after this. */
export const JOB_CLAIM_MS = 60_000
export const JOB_RENEW_MS = 20_000

/** By the database's clock. @returns undefined while another process is at it, and when this turn is done */
export async function takeJob(sql: Sql, name: string, turn: Date): Promise<JobClaim | undefined> {
  const token = randomUUID()
  const rows = await sql.query(
    `INSERT INTO scheduled_job (name, claim_token, claimed_until)
     VALUES ($1, $2::uuid, clock_timestamp() + $3 * interval '1 ms')
     ON CONFLICT (name) DO UPDATE SET claim_token = excluded.claim_token, claimed_until = excluded.claimed_until
     WHERE (scheduled_job.claim_token IS NULL OR scheduled_job.claimed_until < clock_timestamp())
       AND (scheduled_job.done_at IS NULL OR scheduled_job.done_at < $4)
     RETURNING name`,
    [name, token, JOB_CLAIM_MS, turn],
  )
  return rows.length > 0 ? { name, token } : undefined
}

/** @returns false when it was lost */
export async function renewJob(sql: Sql, { name, token }: JobClaim): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE scheduled_job SET claimed_until = clock_timestamp() + $3 * interval '1 ms'
     WHERE name = $1 AND claim_token = $2::uuid RETURNING name`,
    [name, token, JOB_CLAIM_MS],
  )
  return rows.length > 0
}

/** `turn`: which is done with it; undefined: none, and another process may go on at once. */
export async function endJob(sql: Sql, { name, token }: JobClaim, turn: Date | undefined): Promise<void> {
  await sql.query(
    `UPDATE scheduled_job SET claim_token = NULL, claimed_until = NULL, done_at = coalesce($3, done_at)
     WHERE name = $1 AND claim_token = $2::uuid`,
    [name, token, turn ?? null],
  )
}

/** In the deciding transaction: nobody takes the job until it commits. @throws LeaseLost when somebody has */
export async function holdJob(sql: Sql, { name, token }: JobClaim): Promise<void> {
  const rows = await sql.query(
    'SELECT name FROM scheduled_job WHERE name = $1 AND claim_token = $2::uuid FOR NO KEY UPDATE',
    [name, token],
  )
  if (rows.length === 0) throw new LeaseLost(`job ${name} is done elsewhere`)
}
