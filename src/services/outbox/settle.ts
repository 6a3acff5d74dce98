import { prepare, type Sql } from '../database/sql.ts'
import type { ClaimedRow } from './rows.ts'

/** What became of a claimed row. */
export type Result =
  | { readonly kind: 'sent'; readonly message: string | undefined }
  | { readonly kind: 'later'; readonly afterMs: number; readonly reason: string; readonly unknown: boolean }
  /** It may have been sent, and can be looked up then: nobody sends it meanwhile. */
  | {
      readonly kind: 'lookLater'
      readonly afterMs: number
      readonly reason: string
      readonly triedAt: Date
      readonly unknown: boolean
    }
  | { readonly kind: 'failed'; readonly reason: string; readonly unknown: boolean }
  /** Of a wave: an admin decides. */
  | { readonly kind: 'unknown'; readonly reason: string; readonly unknown: boolean }
  | { readonly kind: 'dropped'; readonly reason: string }

export interface Settlement {
  readonly row: Pick<ClaimedRow, 'id' | 'token' | 'kind' | 'card'>
  readonly result: Result
}

/**
 * What was taken back while it was being sent, and was not sent, is sent no more. Rows are locked in the order of their ids, as a
 * rebroadcast does.
 */
const SETTLE = prepare(
  'outbox_settle',
  `
  WITH r AS MATERIALIZED (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::float8[], $8::timestamptz[])
      AS r (id, token, kind, message, reason, unknown, after_ms, tried_at)),
  held AS MATERIALIZED (
    SELECT o.id, o.recalled AND r.kind = 'later' AS off FROM outbound_message o JOIN r ON r.id = o.id
    WHERE o.claim_token = r.token ORDER BY o.id FOR UPDATE OF o),
  done AS (
    UPDATE outbound_message o SET
      state = (CASE WHEN held.off THEN 'dropped' WHEN r.kind IN ('later', 'lookLater') THEN 'waiting' ELSE r.kind END)::"OutboundState",
      platform_message = coalesce(r.message, o.platform_message),
      reason = CASE WHEN held.off THEN 'recalled' ELSE r.reason END,
      unknown_outcomes = o.unknown_outcomes + r.unknown::int,
      unknown_since = CASE WHEN r.kind IN ('lookLater', 'unknown') THEN coalesce(r.tried_at, o.unknown_since, clock_timestamp()) END,
      due_at = CASE WHEN r.after_ms IS NULL THEN o.due_at ELSE clock_timestamp() + r.after_ms * interval '1 ms' END,
      finished_at = CASE WHEN r.after_ms IS NULL OR held.off THEN clock_timestamp() END,
      claim_token = CASE r.kind WHEN 'lookLater' THEN o.claim_token END,
      claim_until = CASE r.kind WHEN 'lookLater' THEN clock_timestamp() + r.after_ms * interval '1 ms' END
    FROM r JOIN held ON held.id = r.id WHERE o.id = r.id
    RETURNING o.id, o.seq, o.kind, o.of, o.conversation_key, o.lane, o.state)
  SELECT next.id FROM done CROSS JOIN LATERAL (
    (SELECT n.id FROM outbound_message n
     WHERE done.kind = 'send' AND n.kind = 'send' AND n.state = 'waiting' AND n.claim_token IS NULL
       AND n.conversation_key = done.conversation_key AND n.lane = done.lane AND n.seq > done.seq
     ORDER BY n.conversation_key, n.lane, n.seq LIMIT 1)
    UNION ALL
    (SELECT n.id FROM outbound_message n
     WHERE n.of = coalesce(done.of, done.id) AND n.state = 'waiting' AND n.claim_token IS NULL
     ORDER BY n.of, n.seq LIMIT 1)) next
  WHERE done.state <> 'waiting'`,
)

/** Whoever waited behind it is looked at again at once. */
const RELEASE = `
  WITH next AS MATERIALIZED (
    SELECT id FROM outbound_message WHERE id = ANY($1::uuid[]) AND parked AND state = 'waiting' AND claim_token IS NULL
    ORDER BY id FOR UPDATE)
  UPDATE outbound_message o SET parked = false, due_at = statement_timestamp() - interval '1 ms' FROM next WHERE o.id = next.id`

/**
 * Writes only under the rows' own claims: a process that lost one cannot overwrite what its successor found. A card that took more
 * or fewer of the platform's messages than before is known by their ids from then on.
 * @returns whether something waited behind one of them
 */
export async function settleRows(sql: Sql, settlements: readonly Settlement[]): Promise<boolean> {
  const results = settlements.map(({ result }) => result)
  const waiting = await sql.query<{ readonly id: string }>(SETTLE, [
    settlements.map(({ row }) => row.id),
    settlements.map(({ row }) => row.token),
    results.map(({ kind }) => kind),
    results.map((it) => (it.kind === 'sent' ? (it.message ?? null) : null)),
    results.map((it) => (it.kind === 'sent' ? null : it.reason)),
    results.map((it) => 'unknown' in it && it.unknown),
    results.map((it) => ('afterMs' in it ? it.afterMs : null)),
    results.map((it) => ('triedAt' in it ? it.triedAt.toISOString() : null)),
  ])
  await releaseRows(
    sql,
    waiting.map(({ id }) => id),
  )
  for (const { row, result } of settlements)
    if (result.kind === 'sent' && row.kind === 'update' && result.message !== row.card?.message)
      await sql.query(
        `UPDATE outbound_message SET platform_message = $2 WHERE id = (SELECT of FROM outbound_message WHERE id = $1::uuid)`,
        [row.id, result.message],
      )
  return waiting.length > 0
}

export async function releaseRows(sql: Sql, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await sql.query(RELEASE, [ids])
}

export interface Settler {
  /** Resolves when it is written. */
  settle(row: Settlement['row'], result: Result): Promise<void>
}

const MOST_AT_ONCE = 200

/** What is settled while a write is under way is written together, in the next one. `released`: something waited behind one of them. */
export function createSettler(sql: Sql, released: () => void): Settler {
  let waiting: (Settlement & PromiseWithResolvers<void>)[] = []
  let writing = false

  async function write(): Promise<void> {
    if (writing) return
    writing = true
    while (waiting.length > 0) {
      const together = waiting.slice(0, MOST_AT_ONCE)
      waiting = waiting.slice(MOST_AT_ONCE)
      try {
        if (await settleRows(sql, together)) released()
        for (const it of together) it.resolve()
      } catch (error) {
        await Promise.all(together.map((it) => alone(it, together.length > 1, error)))
      }
    }
    writing = false
  }

  /** One that cannot be written fails alone. */
  async function alone(it: (typeof waiting)[number], wasAmongOthers: boolean, error: unknown): Promise<void> {
    try {
      if (!wasAmongOthers) throw error
      if (await settleRows(sql, [it])) released()
      it.resolve()
    } catch (fault) {
      it.reject(fault)
    }
  }

  return {
    settle: (row, result) => {
      const settlement = { row, result, ...Promise.withResolvers<void>() }
      waiting.push(settlement)
      void write()
      return settlement.promise
    },
  }
}
