import { z } from 'zod'
import { ConversationRef } from '../../chat/event.ts'
import type { Chosen, Outgoing, OutgoingStore } from '../../features/administration/index.ts'
import { assertDesk, type Transaction } from './transaction.ts'

/** Each is told to people, and must never be given twice. */
const NUMBERS = [
  'ticket_number',
  'booking_number_seq',
  'checksheet_review_number_seq',
  'counselling_number_seq',
  'faq_candidate_number_seq',
]
/** More than a desk gives between two back-ups. */
const NUMBERS_AHEAD = 1_000

const Row = z.object({
  id: z.string(),
  organisation: z.string(),
  to: ConversationRef,
  lane: z.enum(['reply', 'relay', 'notice']),
  summary: z.string(),
  writtenAt: z.date(),
  perhapsSent: z.boolean(),
  attempts: z.number(),
  reason: z.string().nullable(),
})

/** `$1`: an id, or null for all that are set aside. */
const CHOSEN = `kind = 'send' AND CASE WHEN $1::uuid IS NULL THEN state = 'held' ELSE id = $1::uuid AND state IN ('held', 'failed') END`
const idOf = (which: Chosen): string | null => (which === 'held' ? null : which.id)
const idsOf = (rows: readonly { readonly id: string }[]): readonly string[] => rows.map(({ id }) => id)

export function outgoingStore({ sql, scope }: Transaction): OutgoingStore {
  return {
    settleIn: async () => {
      assertDesk(scope)
      const [here] = await sql.query<{ home: string }>(
        `SELECT (SELECT system_identifier FROM pg_control_system()) || '/' || oid AS home
         FROM pg_database WHERE datname = current_database()`,
      )
      await sql.query('INSERT INTO sending (id) VALUES (1) ON CONFLICT DO NOTHING')
      const [was] = await sql.query<{ home: string | null }>('SELECT home FROM sending FOR UPDATE')
      if (!here || !was || was.home === here.home) return false
      await sql.query('UPDATE sending SET home = $1', [here.home])
      return was.home !== null
    },
    setAside: async () => {
      assertDesk(scope)
      await sql.query(
        `INSERT INTO sending (id, held_since) VALUES (1, clock_timestamp())
         ON CONFLICT (id) DO UPDATE SET held_since = excluded.held_since`,
      )
      // Replacing a card shows what the desk knows, however often; only what is new to its reader is held back.
      const rows = await sql.query(
        `UPDATE outbound_message SET state = 'held', claim_token = NULL, claim_until = NULL
         WHERE state = 'waiting' AND kind = 'send' RETURNING id`,
      )
      for (const name of NUMBERS)
        await sql.query(`SELECT setval($1::regclass, last_value + $2) FROM ${name}`, [name, NUMBERS_AHEAD])
      return rows.length
    },
    heldSince: async () => {
      assertDesk(scope)
      const [row] = await sql.query<{ since: Date | null }>('SELECT held_since AS since FROM sending')
      return row?.since ?? undefined
    },
    list: async ({ state, organisationId, limit }) => {
      assertDesk(scope)
      const rows = await sql.query(
        `SELECT m.id::text, o.code AS organisation, m.address AS to, m.lane::text, m.message->>'summary' AS summary,
                m.created_at AS "writtenAt", m.attempts, m.reason,
                m.state = 'held' AND m.created_at <= coalesce(s.held_since, 'infinity') AS "perhapsSent"
         FROM outbound_message m JOIN organisation o ON o.id = m.organisation_id LEFT JOIN sending s ON true
         WHERE m.state = $1::"OutboundState" AND m.kind = 'send' AND ($2::uuid IS NULL OR m.organisation_id = $2::uuid)
         ORDER BY m.seq LIMIT $3`,
        [state, organisationId ?? null, limit],
      )
      return z
        .array(Row)
        .parse(rows)
        .map(({ reason, ...it }): Outgoing => ({ ...it, reason: reason ?? undefined }))
    },
    release: async (which) => {
      assertDesk(scope)
      const rows = await sql.query<{ id: string }>(
        `UPDATE outbound_message m SET
           state = 'waiting', due_at = clock_timestamp(), released_at = clock_timestamp(), finished_at = NULL,
           attempts = 0, unknown_outcomes = 0, reason = NULL,
           claim_token = CASE WHEN perhaps_sent THEN gen_random_uuid() END,
           claim_until = CASE WHEN perhaps_sent THEN clock_timestamp() END
         FROM (SELECT id AS chosen, reason IS NOT DISTINCT FROM 'unknownOutcome' OR (
                 state = 'held' AND created_at <= coalesce((SELECT held_since FROM sending), 'infinity')) AS perhaps_sent
               FROM outbound_message WHERE ${CHOSEN} FOR UPDATE) c
         WHERE m.id = c.chosen RETURNING m.id::text`,
        [idOf(which)],
      )
      return idsOf(rows)
    },
    drop: async (which) => {
      assertDesk(scope)
      const rows = await sql.query<{ id: string }>(
        `UPDATE outbound_message SET state = 'dropped', reason = 'operator', finished_at = clock_timestamp()
         WHERE ${CHOSEN} RETURNING id::text`,
        [idOf(which)],
      )
      return idsOf(rows)
    },
    resume: async () => {
      assertDesk(scope)
      const rows = await sql.query(
        'UPDATE sending SET held_since = NULL WHERE held_since IS NOT NULL RETURNING id',
      )
      return rows.length > 0
    },
  }
}
