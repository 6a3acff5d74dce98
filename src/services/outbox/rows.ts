import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { ConversationRef, conversationKey } from '../../chat/event.ts'
import type { Message } from '../../chat/message.ts'
import { prepare, type Sql } from '../database/sql.ts'
import { settleRows } from './settle.ts'

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
  /** From when on delivering it was tried, or could have been. */
  readonly since: Date
  readonly token: string
  /** An earlier claim ran out: someone may have sent it, and did not live to say so. */
  readonly abandoned: boolean
  /** When the send began of which nobody knows what became; else when this one does. */
  readonly triedAt: Date
  /** Since when nobody knows. */
  readonly unknownSince: Date | undefined
  /** Of an update: what became of the card. */
  readonly card: { readonly state: string; readonly message: string | undefined } | undefined
  /** Of a wave: what its request counts against. */
  readonly paceKey: string | undefined
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

/** What a claim asks of the rows that are due, and in this order. Moments are kept to the millisecond: one may be rounded up. */
export const DUE = `
  SELECT o.id, o.seq, o.kind, o.of, o.conversation_key, o.lane, o.claim_token IS NOT NULL AS abandoned, o.claim_until
  FROM outbound_message o
  WHERE o.state = 'waiting' AND o.due_at <= statement_timestamp() + interval '1 ms'
    AND (o.claim_until IS NULL OR o.claim_until < statement_timestamp())`

/**
 * Sends keep their order within a conversation and lane: only the oldest unfinished one can be claimed, of those that may go out by
 * now. An update waits for its own card alone, so that a card that must not be replaced yet holds up nobody's answer.
 */
export const WHAT_IT_WAITS_BEHIND = `
  LEFT JOIN LATERAL (
    (SELECT p.due_at, p.claim_token IS NOT NULL AS claimed FROM outbound_message p
     WHERE due.kind = 'send' AND p.kind = 'send' AND p.state = 'waiting'
       AND p.conversation_key = due.conversation_key AND p.lane = due.lane AND p.seq < due.seq
       AND (p.not_before IS NULL OR p.not_before <= statement_timestamp())
     ORDER BY p.conversation_key, p.lane, p.seq LIMIT 1)
    UNION ALL
    (SELECT p.due_at, p.claim_token IS NOT NULL FROM outbound_message p
     WHERE due.kind = 'update' AND p.id = due.of AND p.state = 'waiting')
    UNION ALL
    (SELECT p.due_at, p.claim_token IS NOT NULL FROM outbound_message p
     WHERE due.kind = 'update' AND p.of = due.of AND p.state = 'waiting' AND p.seq < due.seq
     ORDER BY p.of, p.seq LIMIT 1)
    LIMIT 1) before ON true`

/**
 * What waits behind another is not looked at again until that may have changed (whoever settles the other one says so at once, see
 * settle.ts): the claimable ones are always near the front, however many wait.
 */
export const PARKED = `
  UPDATE outbound_message o
  SET parked = true, due_at = CASE WHEN judged.behind_claimed THEN statement_timestamp() + interval '500 ms'
    ELSE least(greatest(judged.behind, statement_timestamp() + interval '500 ms'), statement_timestamp() + interval '60 s') END
  FROM judged WHERE o.id = judged.id AND judged.behind IS NOT NULL`

/** @param taken the rows to be claimed: id, abandoned and claim_until */
export const CLAIMED = (taken: string): string => `
  UPDATE outbound_message o
  SET claim_token = $1::uuid, claim_until = statement_timestamp() + $3 * interval '1 ms',
      due_at = statement_timestamp() + $3 * interval '1 ms', parked = false, attempts = o.attempts + 1
  FROM ${taken} taken LEFT JOIN LATERAL (
    SELECT c.state, c.platform_message FROM outbound_message u JOIN outbound_message c ON c.id = u.of
    WHERE u.id = taken.id) card ON true
  WHERE o.id = taken.id
  RETURNING o.id, o.organisation_id, o.kind, o.address, o.message, o.attempts, o.unknown_outcomes, o.created_at,
            greatest(o.created_at, o.not_before, o.released_at) AS since, taken.abandoned, o.unknown_since, o.pace_key,
            CASE WHEN taken.abandoned THEN coalesce(o.unknown_since, taken.claim_until - $3 * interval '1 ms')
              ELSE statement_timestamp() END AS tried_at,
            card.state AS card_state, card.platform_message AS card_message, o.seq`

/** Lanes come in their order: no answer waits until what nobody asked for has gone out. */
const CLAIM = prepare(
  'outbox_claim',
  `
  WITH due AS MATERIALIZED (
    SELECT d.*, line.place FROM unnest(enum_range(NULL::"Lane")) WITH ORDINALITY AS line (lane, place)
    CROSS JOIN LATERAL (
      ${DUE} AND o.lane = line.lane AND o.pace_key IS NULL ORDER BY o.due_at LIMIT 2 * $2 + 32 FOR UPDATE SKIP LOCKED) d),
  judged AS MATERIALIZED (
    SELECT due.*, before.due_at AS behind, before.claimed AS behind_claimed FROM due ${WHAT_IT_WAITS_BEHIND}),
  parked AS (${PARKED}),
  taken AS (SELECT id, abandoned, claim_until FROM judged WHERE behind IS NULL ORDER BY place, seq LIMIT $2)
  ${CLAIMED('taken')}`,
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
  since: z.date(),
  abandoned: z.boolean(),
  tried_at: z.date(),
  unknown_since: z.date().nullable(),
  card_state: z.string().nullable(),
  card_message: z.string().nullable(),
  pace_key: z.string().nullable(),
  seq: z.coerce.bigint(),
})

/** Of what waits for nothing but its turn. A row that cannot be read is failed at once, so that it holds up nothing; `unreadable` is told its id. */
export async function claimRows(
  sql: Sql,
  limit: number,
  unreadable: (row: string) => void = () => undefined,
): Promise<readonly ClaimedRow[]> {
  const token = randomUUID()
  return readClaimed(sql, token, await sql.query(CLAIM, [token, limit, CLAIM_MS]), unreadable)
}

export async function readClaimed(
  sql: Sql,
  token: string,
  claimed: readonly { readonly id: string }[],
  unreadable: (row: string) => void,
): Promise<readonly ClaimedRow[]> {
  const rows: z.infer<typeof Row>[] = []
  for (const row of claimed) {
    const read = Row.safeParse(row)
    if (read.success) {
      rows.push(read.data)
      continue
    }
    const result = { kind: 'failed', reason: 'unreadable', unknown: false } as const
    await settleRows(sql, [{ row: { id: row.id, token, kind: 'send', card: undefined }, result }])
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
      since: row.since,
      token,
      abandoned: row.abandoned,
      triedAt: row.tried_at,
      unknownSince: row.unknown_since ?? undefined,
      card: row.card_state ? { state: row.card_state, message: row.card_message ?? undefined } : undefined,
      paceKey: row.pace_key ?? undefined,
    }))
}
