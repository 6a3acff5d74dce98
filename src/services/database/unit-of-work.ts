import type { EventClaim } from '../../chat/context.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { EventEnding, Say, Scope, UnitOfWork } from '../../ports/unit-of-work.ts'
import { LeaseLost } from '../../ports/unit-of-work.ts'
import { holdJob } from '../jobs/claim.ts'
import type { Said } from '../outbox/dispatcher.ts'
import { insertSend, insertUpdate } from '../outbox/rows.ts'
import { rowShown } from '../outbox/shown.ts'
import { decideUnknown, insertRewave, insertWave } from '../outbox/waves.ts'
import type { Database } from './open-database.ts'
import { prepare, type Sql } from './sql.ts'
import { assertDesk, sqlOf, type Transaction } from './transaction.ts'

/** A transaction that lost against another one is worth as many tries. */
const TRIES = 3

/**
 * Decisions over one database. `onDecided` is told after each commit that said something, and of what kind, so that sending follows
 * at once.
 */
export function createUnitOfWork<Stores>(
  database: Database,
  storesOf: (transaction: Transaction) => Stores,
  onDecided: (said: Said) => void,
): UnitOfWork<Stores> {
  async function once<T>(scope: Scope, work: (stores: Stores, say: Say) => Promise<T>): Promise<T> {
    let said: Said | undefined
    const decision = async (tx: Prisma.TransactionClient): Promise<T> => {
      const sql = sqlOf(tx)
      if (scope.claim) await endEvent(sql, scope.claim, scope.ending ?? { kind: 'handled' })
      if (scope.kind === 'desk' && scope.job) await holdJob(sql, scope.job)
      said = undefined
      const say = sayOf(sql, scope, (what) => {
        if (said !== 'waves') said = what
      })
      return work(storesOf({ tx, sql, scope }), say)
    }
    const patience = scope.kind === 'desk' ? scope.patienceMs : undefined
    const result = await database.prisma.$transaction(
      decision,
      patience === undefined ? {} : { timeout: patience },
    )
    if (said) onDecided(said)
    return result
  }

  return {
    decide: async (scope, work) => {
      for (let tries = 1; ; tries += 1) {
        try {
          return await once(scope, work)
        } catch (error) {
          if (tries === TRIES || !isConflict(error)) throw error
        }
      }
    },
  }
}

const END_EVENT = prepare(
  'event_end',
  `WITH held AS (
     SELECT key FROM conversation_lease WHERE key = $2 AND token = $3::uuid FOR UPDATE)
   UPDATE inbound_event SET
     state = CASE $4 WHEN 'handled' THEN 'handled' WHEN 'failed' THEN 'failed' ELSE 'pending' END::"EventState",
     attempts = attempts + CASE $4 WHEN 'handled' THEN 0 ELSE 1 END,
     due_at = CASE $4 WHEN 'retry' THEN clock_timestamp() + $5 * interval '1 ms' ELSE due_at END,
     finished_at = CASE $4 WHEN 'retry' THEN NULL ELSE clock_timestamp() END,
     reference = coalesce($6, reference)
   FROM held WHERE id = $1 AND state = 'pending' RETURNING id`,
)

/** Holds the lease's row until commit, so that nobody can take the conversation between this check and the commit. */
async function endEvent(sql: Sql, claim: EventClaim, ending: EventEnding): Promise<void> {
  const [ended] = await sql.query<{ id: string }>(END_EVENT, [
    claim.eventId,
    claim.conversationKey,
    claim.leaseToken,
    ending.kind,
    ending.kind === 'retry' ? ending.afterMs : 0,
    ending.kind === 'handled' ? null : ending.reference,
  ])
  if (!ended) throw new LeaseLost(`event ${claim.eventId} is decided elsewhere`)
}

function sayOf(sql: Sql, scope: Scope, on: (said: Said) => void): Say {
  const onSaid = () => on('messages')
  const eventId = scope.claim?.eventId
  return {
    send: (to, message) => {
      onSaid()
      return insertSend(sql, { organisationId: scope.organisationId, to, lane: 'reply', message, eventId })
    },
    sendToDesk: async (to, message) => {
      onSaid()
      const [provider] = await sql.query<{ id: string }>(
        `SELECT id FROM organisation WHERE kind = 'provider'`,
      )
      if (!provider) throw new Error('there is no provider organisation')
      return insertSend(sql, { organisationId: provider.id, to, lane: 'relay', message, eventId })
    },
    relay: (to, message) => {
      onSaid()
      return insertSend(sql, { organisationId: scope.organisationId, to, lane: 'relay', message, eventId })
    },
    notify: (to, message) => {
      onSaid()
      return insertSend(sql, { organisationId: scope.organisationId, to, lane: 'notice', message, eventId })
    },
    broadcast: (wave) => {
      assertDesk(scope)
      on('waves')
      return insertWave(sql, wave)
    },
    rebroadcast: async (wave) => {
      assertDesk(scope)
      on('waves')
      await insertRewave(sql, wave)
    },
    decideUnknown: (rows, decision) => {
      assertDesk(scope)
      on('waves')
      return decideUnknown(sql, rows, decision)
    },
    update: async (row, message) => {
      onSaid()
      await insertUpdate(sql, row, message, scope.kind === 'desk' ? undefined : scope.organisationId)
    },
    replace: async (pressed, message) => {
      const row = await rowShown(sql, pressed.conversation, pressed.message)
      if (!row || row.organisationId !== scope.organisationId) return false
      onSaid()
      return insertUpdate(sql, row.id, message, scope.organisationId)
    },
  }
}

/**
 * Serialisation failure, deadlock, or a row that another transaction has added meanwhile: nothing was written, the same decision
 * may be made again. Statements of our own report the last as P2010 with PostgreSQL's code.
 */
const isConflict = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError &&
  (error.code === 'P2034' || (error.code === 'P2010' && /\b(23505|40001|40P01)\b/.test(error.message)))
