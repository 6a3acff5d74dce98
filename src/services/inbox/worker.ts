import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { EventClaim } from '../../chat/context.ts'
import { InboundEvent } from '../../chat/event.ts'
import type { EventHandler, Fault } from '../../ports/event-handler.ts'
import { LeaseLost } from '../../ports/unit-of-work.ts'
import { prepare, type Sql } from '../database/sql.ts'
import {
  acquireLease,
  type Lease,
  orphanedConversations,
  RENEW_MS,
  releaseLease,
  renewLease,
  yieldLease,
} from './lease.ts'

export interface Worker {
  /** There is, or may be, an event to handle in this conversation. */
  wake(conversationKey: string): void
  /** Sweeps once a second for what was orphaned; resolves after the first time. */
  start(): Promise<void>
  /** Whether a sweep has succeeded within the last ten seconds. */
  isSweeping(): boolean
  /** Resolves when what is under way is decided; takes nothing new. */
  stop(): Promise<void>
  /** Resolves when nothing is under way or due. */
  idle(): Promise<void>
}

interface EventRow {
  readonly id: string
  readonly payload: unknown
  readonly attempts: number
}

export interface WorkerOptions {
  /** At most so many conversations at once; the rest wait their turn, and get it after one event of those at work. */
  readonly concurrency: number
  /** Events wait for their acknowledgement, which platforms grant seconds for: each decision lets them go first. */
  readonly isIntakePressed: () => boolean
  /** Told each event that was decided here. */
  readonly onDecided: (event: InboundEvent) => void
}

const Versioned = z.object({ v: z.number() })

const SWEEP_MS = 1_000
const LATE_MS = 10_000
/** How long a decision waits for the intake at most, so that a flood cannot stop the desk from answering. */
const YIELD_MS = 1_000
const LOOK_AGAIN_MS = 20

/** Moments are kept to the millisecond: that of an event that has just come may be rounded up. */
const DUE = prepare(
  'inbox_due',
  `SELECT id, payload, attempts FROM inbound_event
   WHERE conversation_key = $1 AND state = 'pending' AND due_at <= clock_timestamp() + interval '1 ms'
   ORDER BY seq LIMIT 1`,
)

/** Handles events, one conversation at a time and in order, under its lease. */
export function createWorker(
  sql: Sql,
  handler: EventHandler,
  log: Logger,
  { concurrency, isIntakePressed, onDecided }: WorkerOptions,
): Worker {
  const queued = new Set<string>()
  const busy = new Map<string, Promise<void>>()
  let stopping = false
  let sweeper: NodeJS.Timeout | undefined
  let sweptAt = Number.NEGATIVE_INFINITY

  function wake(key: string): void {
    if (stopping) return
    queued.add(key)
    next()
  }

  function next(): void {
    for (const key of queued) {
      if (busy.size >= concurrency) return
      // A conversation at work looks again before it lets go; it stays queued for the case that it just has.
      if (busy.has(key)) continue
      queued.delete(key)
      const work = attend(key)
        .catch((error: unknown) =>
          log.error({ err: error, conversation: key }, 'conversation could not be attended'),
        )
        .finally(() => {
          busy.delete(key)
          next()
        })
      busy.set(key, work)
    }
  }

  async function letIntakeGoFirst(): Promise<void> {
    const end = Date.now() + YIELD_MS
    while (isIntakePressed() && Date.now() < end && !stopping) await wait(LOOK_AGAIN_MS)
  }

  async function attend(key: string): Promise<void> {
    await letIntakeGoFirst()
    const lease = await acquireLease(sql, key)
    if (!lease) return
    const renewal = setInterval(() => {
      renewLease(sql, lease).catch((error: unknown) =>
        log.warn({ err: error, conversation: key }, 'lease not renewed'),
      )
    }, RENEW_MS)
    try {
      await attendUnder(lease)
    } finally {
      clearInterval(renewal)
    }
  }

  const othersWait = (): boolean => {
    if (busy.size < concurrency) return false
    for (const key of queued) if (!busy.has(key)) return true
    return false
  }

  /** Who writes again as soon as they are answered would be attended for ever. */
  async function letOthersGoFirst(lease: Lease): Promise<void> {
    queued.delete(lease.key)
    if (await releaseLease(sql, lease)) return
    await yieldLease(sql, lease)
    if (!stopping) queued.add(lease.key)
  }

  async function attendUnder(lease: Lease): Promise<void> {
    do {
      queued.delete(lease.key)
      for (let row = await dueEvent(lease.key); row && !stopping; row = await dueEvent(lease.key)) {
        if (!(await attendEvent(row, lease))) return
        if (othersWait()) return letOthersGoFirst(lease)
        await letIntakeGoFirst()
      }
    } while (!(await releaseLease(sql, lease)) && !stopping)
  }

  /** @returns false when the lease is lost, or nothing can be written: others, or a later sweep, go on */
  async function attendEvent(row: EventRow, lease: Lease): Promise<boolean> {
    const event = InboundEvent.safeParse(row.payload).data
    if (!event) return leaveUnread(row)
    const claim: EventClaim = { eventId: row.id, conversationKey: lease.key, leaseToken: lease.token }
    try {
      await handler.handle(event, claim)
      onDecided(event)
      return true
    } catch (error) {
      if (error instanceof LeaseLost) {
        log.warn({ event: row.id, conversation: lease.key }, 'lease lost: decision dropped')
        return false
      }
      return recover(event, claim, { error, attempt: row.attempts + 1 })
    }
  }

  /**
   * An event of a later version is left to a process that knows it, as while a new release is brought in; one that nobody can
   * read is kept as failed, and holds up nothing.
   */
  async function leaveUnread({ id, payload }: EventRow): Promise<boolean> {
    const later = Versioned.safeParse(payload).data
    if (later && later.v > 1) {
      log.warn({ event: id, version: later.v }, 'event of a later version is left to a newer process')
      return false
    }
    log.error({ event: id }, 'stored event cannot be read: given up')
    await sql.query(
      `UPDATE inbound_event SET state = 'failed', finished_at = clock_timestamp() WHERE id = $1 AND state = 'pending'`,
      [id],
    )
    return true
  }

  async function recover(event: InboundEvent, claim: EventClaim, fault: Fault): Promise<boolean> {
    try {
      await handler.recover(event, claim, fault)
      return true
    } catch (error) {
      log.error({ err: error, event: event.id }, 'fault could not be recorded: the event stays due')
      return false
    }
  }

  async function dueEvent(key: string): Promise<EventRow | undefined> {
    const [row] = await sql.query<EventRow>(DUE, [key])
    return row
  }

  async function sweep(): Promise<void> {
    for (const key of await orphanedConversations(sql, 200)) wake(key)
    sweptAt = performance.now()
  }

  return {
    wake,
    start: () => {
      const look = () =>
        sweep().catch((error: unknown) => log.warn({ err: error }, 'sweep for orphaned events failed'))
      sweeper = setInterval(() => void look(), SWEEP_MS)
      sweeper.unref()
      return look()
    },
    isSweeping: () => !stopping && performance.now() - sweptAt < LATE_MS,
    stop: async () => {
      stopping = true
      clearInterval(sweeper)
      queued.clear()
      await Promise.allSettled(busy.values())
    },
    idle: async () => {
      await sweep()
      while (busy.size > 0) await Promise.race(busy.values())
    },
  }
}
