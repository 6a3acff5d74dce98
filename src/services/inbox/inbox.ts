import { conversationKey, type InboundEvent } from '../../chat/event.ts'
import { prepare, type Sql } from '../database/sql.ts'

export interface Inbox {
  /** Resolves once the event is on disk; an id that is known already counts as stored. @throws when it could not be */
  store(event: InboundEvent): Promise<void>
  /** More events wait for their acknowledgement than arrive in ordinary hours: whoever can wait lets them go first. */
  isPressed(): boolean
}

interface Waiting {
  readonly event: InboundEvent
  readonly stored: () => void
  readonly failed: (reason: unknown) => void
}

/** How many events one statement takes; more wait for the next round. */
const ROUND = 500
const PRESSED = 8

const INSERT = prepare(
  'inbox_insert',
  `
  INSERT INTO inbound_event (id, conversation_key, payload)
  SELECT id, conversation_key, payload
  FROM unnest($1::text[], $2::text[], $3::jsonb[]) WITH ORDINALITY AS it(id, conversation_key, payload, place)
  ORDER BY place
  ON CONFLICT DO NOTHING`,
)

/**
 * Stores events with group commit: what arrives while a write is under way goes in together with the next one, so that
 * acknowledging after storing costs next to nothing under load. `onStored` is told each conversation that has news.
 */
export function createInbox(sql: Sql, onStored: (conversationKey: string) => void): Inbox {
  let waiting: Waiting[] = []
  let writing = false
  let unanswered = 0

  async function write(): Promise<void> {
    writing = true
    while (waiting.length > 0) {
      const round = waiting.slice(0, ROUND)
      waiting = waiting.slice(ROUND)
      await storeRound(round)
    }
    writing = false
  }

  async function storeRound(round: readonly Waiting[]): Promise<void> {
    try {
      await insert(round.map(({ event }) => event))
    } catch (error) {
      if (round.length === 1) return round[0]?.failed(error)
      // One event that the database refuses must not take its neighbours along.
      for (const one of round) await storeRound([one])
      return
    }
    for (const { event, stored } of round) {
      stored()
      onStored(conversationKey(event.conversation))
    }
  }

  async function insert(events: readonly InboundEvent[]): Promise<void> {
    await sql.query(INSERT, [
      events.map(({ id }) => id),
      events.map(({ conversation }) => conversationKey(conversation)),
      events.map(toJson),
    ])
  }

  return {
    store: (event) => {
      unanswered += 1
      return new Promise<void>((stored, failed) => {
        waiting.push({ event, stored, failed })
        if (!writing) void write()
      }).finally(() => {
        unanswered -= 1
      })
    },
    isPressed: () => unanswered >= PRESSED,
  }
}

/** PostgreSQL's jsonb holds neither NUL nor half a surrogate pair; a member's mail may. */
const toJson = (event: InboundEvent): string =>
  JSON.stringify(event, (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\u0000', '').toWellFormed() : value,
  )
