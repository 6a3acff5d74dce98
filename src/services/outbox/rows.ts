import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { ConversationRef, conversationKey } from '../../chat/event.ts'
import type { Message } from '../../chat/message.ts'
import { prepare, type Sql } from '../database/sql.ts'

export type Lane = 'reply' | 'relay' | 'notice'

/** A claim covers the request and its answer; past it, the outcome of the send is unknown. */
export const CLAIM_MS = 30_000

/** The same card is replaced at most this often; the last replacement is always delivered. */
const UPDATE_INTERVAL_MS = 3_000

/** A row that this process may now send. */
export interface ClaimedRow {
  readonly id: string
  readonly organisationId: string
  readonly kind: 'send' | 'update'
  readonly to: ConversationRef
  readonly message: Message
  readonly attempts: number
  readonly unknownOutcomes: number
  readonly createdAt: Date
  /** Since when it is tried: since it was said, or an operator let it go again. */
  readonly triedSince: Date
  readonly token: string
  /** An earlier claim ran out: someone may have sent it, and did not live to say so. */
  readonly abandoned: boolean
  /** Of an update: what became of the card. */
  readonly card: { readonly state: string; readonly message: string | undefined } | undefined
}

const INSERT_SEND = prepare(
  'outbox_send',
  `INSERT INTO outbound_message (id, organisation_id, conversation_key, lane, kind, address, message, state)
   VALUES ($1::uuid, $2::uuid, $3, $4::"Lane", 'send', $5::jsonb, $6::jsonb,
     CASE WHEN EXISTS (
       SELECT FROM sending s WHERE s.held_since IS NOT NULL
         AND NOT EXISTS (SELECT FROM inbound_event e WHERE e.id = $7 AND e.received_at > s.held_since))
     THEN 'held' ELSE 'waiting' END::"OutboundState")`,
)

/**
 * In the deciding transaction. Since a back-up was restored only what answers an event that has come since (`eventId`) is sent at
 * once; the rest may have been sent by the desk that was lost, and is set aside.
 */
export async function insertSend(
  sql: Sql,
  row: {
    organisationId: string
    to: ConversationRef
    lane: Lane
    message: Message
    eventId: string | undefined
  },
): Promise<string> {
  const id = randomUUID()
  await sql.query(INSERT_SEND, [
    id,
    row.organisationId,
    conversationKey(row.to),
    row.lane,
    JSON.stringify(row.to),
    JSON.stringify(row.message),
    row.eventId ?? null,
  ])
  return id
}

/**
 * In the deciding transaction. Overtakes an unsent replacement of the same card, and what was sent before is not kept: a
 * card that is taken back is gone here too. Nothing happens where the card is unknown, or is neither the provider's nor, where
 * one is named, this organisation's; nor where what is private would come to stand where others read along. @returns whether it is replaced
 */
export async function insertUpdate(
  sql: Sql,
  of: string,
  message: Message,
  organisationId: string | undefined,
): Promise<boolean> {
  const [card] = await sql.query(
    `SELECT 1 FROM outbound_message m JOIN organisation o ON o.id = m.organisation_id
     WHERE m.id = $1::uuid AND m.kind = 'send' AND ($2::uuid IS NULL OR o.id = $2::uuid OR o.kind = 'provider')
       AND ($3 OR m.address->>'kind' = 'direct')`,
    [of, organisationId ?? null, message.audience === 'everyone'],
  )
  if (!card) return false
  await sql.query(
    `UPDATE outbound_message SET state = 'dropped', reason = 'replaced', finished_at = clock_timestamp()
     WHERE of = $1::uuid AND state = 'waiting' AND claim_token IS NULL`,
    [of],
  )
  await sql.query(
    `UPDATE outbound_message SET message = $2::jsonb
     WHERE (id = $1::uuid OR of = $1::uuid) AND state IN ('sent', 'dropped', 'held')`,
    [of, JSON.stringify(message)],
  )
  await sql.query(
    `INSERT INTO outbound_message (id, organisation_id, conversation_key, lane, kind, of, address, message, due_at)
     SELECT $1::uuid, organisation_id, conversation_key, lane, 'update', id, address, $3::jsonb,
            greatest(clock_timestamp(), (SELECT max(finished_at) + $4 * interval '1 ms' FROM outbound_message
                                         WHERE of = $2::uuid AND state = 'sent'))
     FROM outbound_message WHERE id = $2::uuid AND kind = 'send'`,
    [randomUUID(), of, JSON.stringify(message), UPDATE_INTERVAL_MS],
  )
  return true
}

/**
 * Sends keep their order within a conversation and lane: only the oldest unfinished one can be claimed. An update waits for
 * its own card alone, so that a card that must not be replaced yet holds up nobody's answer. Lanes come in their order: no answer
 * waits until a notice has gone out to everybody. An index has what is due in each, so that a claim ends as soon as it has found
 * enough, however long the line is.
 */
const CLAIM = prepare(
  'outbox_claim',
  `
  WITH claimable AS (
    SELECT o.id, o.claim_token IS NOT NULL AS abandoned
    FROM unnest(enum_range(NULL::"Lane")) WITH ORDINALITY AS line(lane, place)
    CROSS JOIN LATERAL (
      SELECT id, due_at, claim_token FROM outbound_message o
      WHERE o.lane = line.lane AND o.state = 'waiting' AND o.due_at <= statement_timestamp()
        AND (o.claim_until IS NULL OR o.claim_until < clock_timestamp())
        AND CASE o.kind WHEN 'send' THEN NOT EXISTS (
              SELECT FROM outbound_message p
              WHERE p.state = 'waiting' AND p.kind = 'send' AND p.conversation_key = o.conversation_key
                AND p.lane = o.lane AND p.seq < o.seq)
            ELSE NOT EXISTS (
              SELECT FROM outbound_message p
              WHERE p.state = 'waiting' AND p.seq < o.seq AND (p.id = o.of OR p.of = o.of)) END
      ORDER BY o.due_at LIMIT $2 FOR UPDATE SKIP LOCKED) o
    ORDER BY line.place, o.due_at LIMIT $2)
  UPDATE outbound_message o
  SET claim_token = $1::uuid, claim_until = clock_timestamp() + $3 * interval '1 ms', attempts = o.attempts + 1
  FROM claimable LEFT JOIN LATERAL (
    SELECT c.state, c.platform_message FROM outbound_message u JOIN outbound_message c ON c.id = u.of
    WHERE u.id = claimable.id) card ON true
  WHERE o.id = claimable.id
  RETURNING o.id, o.organisation_id, o.kind, o.address, o.message, o.attempts, o.unknown_outcomes, o.created_at,
            coalesce(o.released_at, o.created_at) AS tried_since, claimable.abandoned, card.state AS card_state, card.platform_message AS card_message, o.seq`,
)

const Row = z.object({
  id: z.string(),
  organisation_id: z.string(),
  kind: z.enum(['send', 'update']),
  address: ConversationRef,
  message: z.custom<Message>(
    (it) => typeof it === 'object' && it !== null && 'summary' in it && 'body' in it,
  ),
  attempts: z.number(),
  unknown_outcomes: z.number(),
  created_at: z.date(),
  tried_since: z.date(),
  abandoned: z.boolean(),
  card_state: z.string().nullable(),
  card_message: z.string().nullable(),
  seq: z.coerce.bigint(),
})

/** A row that cannot be read is failed at once, so that it holds up nothing; `unreadable` is told its id. */
export async function claimRows(
  sql: Sql,
  limit: number,
  unreadable: (row: string) => void = () => undefined,
): Promise<readonly ClaimedRow[]> {
  const token = randomUUID()
  const claimed = await sql.query<{ readonly id: string }>(CLAIM, [token, limit, CLAIM_MS])
  const rows: z.infer<typeof Row>[] = []
  for (const row of claimed) {
    const read = Row.safeParse(row)
    if (read.success) {
      rows.push(read.data)
      continue
    }
    await settleRow(sql, { id: row.id, token }, { kind: 'failed', reason: 'unreadable', unknown: false })
    unreadable(row.id)
  }
  return rows
    .sort((a, b) => (a.seq < b.seq ? -1 : 1))
    .map((row) => ({
      id: row.id,
      organisationId: row.organisation_id,
      kind: row.kind,
      to: row.address,
      message: row.message,
      attempts: row.attempts,
      unknownOutcomes: row.unknown_outcomes,
      createdAt: row.created_at,
      triedSince: row.tried_since,
      token,
      abandoned: row.abandoned,
      card: row.card_state ? { state: row.card_state, message: row.card_message ?? undefined } : undefined,
    }))
}

/** What became of a claimed row. */
export type Result =
  | { readonly kind: 'sent'; readonly message: string | undefined }
  | { readonly kind: 'later'; readonly afterMs: number; readonly reason: string; readonly unknown: boolean }
  | { readonly kind: 'failed'; readonly reason: string; readonly unknown: boolean }
  | { readonly kind: 'dropped'; readonly reason: string }

const SETTLE = prepare(
  'outbox_settle',
  `UPDATE outbound_message SET
     state = $3::"OutboundState",
     platform_message = coalesce($4, platform_message),
     reason = $5,
     unknown_outcomes = unknown_outcomes + $6,
     due_at = CASE WHEN $3 = 'waiting' THEN clock_timestamp() + $7 * interval '1 ms' ELSE due_at END,
     finished_at = CASE WHEN $3 = 'waiting' THEN NULL ELSE clock_timestamp() END,
     claim_token = NULL, claim_until = NULL
   WHERE id = $1::uuid AND claim_token = $2::uuid`,
)

/**
 * Writes only under the row's own claim: a process that lost it cannot overwrite what its successor found. A card that took more
 * or fewer of the platform's messages than before is known by their ids from then on.
 */
export async function settleRow(
  sql: Sql,
  row: Pick<ClaimedRow, 'id' | 'token'> & Partial<Pick<ClaimedRow, 'kind' | 'card'>>,
  result: Result,
): Promise<void> {
  const state = result.kind === 'later' ? 'waiting' : result.kind
  await sql.query(SETTLE, [
    row.id,
    row.token,
    state,
    result.kind === 'sent' ? (result.message ?? null) : null,
    result.kind === 'sent' ? null : result.reason,
    'unknown' in result && result.unknown ? 1 : 0,
    result.kind === 'later' ? result.afterMs : 0,
  ])
  if (result.kind !== 'sent' || row.kind !== 'update' || result.message === row.card?.message) return
  await sql.query(
    `UPDATE outbound_message SET platform_message = $2 WHERE id = (SELECT of FROM outbound_message WHERE id = $1::uuid)`,
    [row.id, result.message],
  )
}
