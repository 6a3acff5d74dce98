import type { Logger } from 'pino'
import type { Platform } from '../../chat/event.ts'
import { CannotRender, type Delivery, type Messenger, type SendResult } from '../../ports/messenger.ts'
import type { Sql } from '../database/sql.ts'
import { type ClaimedRow, claimRows, type Result, settleRow } from './rows.ts'

export interface Dispatcher {
  /** There is, or may be, something to send. */
  wake(): void
  /** Sweeps once a second for what was left behind; resolves after the first time. */
  start(): Promise<void>
  /** Whether looking for messages has succeeded within the last ten seconds. */
  isSweeping(): boolean
  /** Resolves when what is under way has its result written; claims nothing new. */
  stop(): Promise<void>
  /** Resolves when nothing is under way or can be sent now. */
  idle(): Promise<void>
}

/** What operators count; promise 3 of the design. */
export interface OutboxCounts {
  sent(platform: Platform): void
  failed(platform: Platform, reason: string): void
  unknownOutcome(platform: Platform): void
  lookedUp(platform: Platform, found: boolean): void
  repeated(platform: Platform): void
}

const SWEEP_MS = 1_000
const LATE_MS = 10_000
const BACK_OFF_MS = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000]
/** What could not be delivered for so long is not worth saying any more. */
const GIVE_UP_MS = 24 * 60 * 60 * 1_000
/** No platform's answer is awaited longer than a claim lasts. */
const REQUEST_MS = 20_000

/**
 * Delivers what was decided, at once and in order, from every process. A row is sent twice only if nobody knows whether the
 * first send arrived, the platform cannot tell either, and then once.
 */
export function createDispatcher(
  sql: Sql,
  messengers: ReadonlyMap<Platform, Messenger>,
  counts: OutboxCounts,
  log: Logger,
  concurrency: number,
): Dispatcher {
  const sending = new Set<Promise<void>>()
  let claiming: Promise<void> | undefined
  let again = false
  let stopping = false
  let sweeper: NodeJS.Timeout | undefined
  let lookedAt = Number.NEGATIVE_INFINITY

  function wake(): void {
    again = true
    if (claiming || stopping) return
    claiming = claim()
      .catch((error: unknown) => log.warn({ err: error }, 'outbox could not be claimed'))
      .finally(() => {
        claiming = undefined
        if (again && sending.size < concurrency) wake()
      })
  }

  async function claim(): Promise<void> {
    while (again && !stopping && sending.size < concurrency) {
      again = false
      const wanted = concurrency - sending.size
      const rows = await claimRows(sql, wanted, (row) => {
        again = true
        log.error({ row }, 'stored message cannot be read: given up')
      })
      lookedAt = performance.now()
      // Fewer than wanted are all that there is until somebody wakes this again.
      if (rows.length === wanted) again = true
      for (const row of rows) {
        const work = deliver(row)
          .catch((error: unknown) =>
            log.error({ err: error, row: row.id }, 'result of a send could not be written'),
          )
          .finally(() => {
            sending.delete(work)
            wake()
          })
        sending.add(work)
      }
    }
  }

  async function deliver(row: ClaimedRow): Promise<void> {
    const platform = row.to.platform
    const result = await attempt(row)
    await settleRow(sql, row, result)
    switch (result.kind) {
      case 'sent':
        return counts.sent(platform)
      case 'failed':
        log.warn({ row: row.id, platform, reason: result.reason }, 'message cannot be delivered')
        return counts.failed(platform, result.reason)
      case 'later':
        log.info({ row: row.id, platform, reason: result.reason, afterMs: result.afterMs }, 'message waits')
        return
      case 'dropped':
        return
    }
  }

  async function attempt(row: ClaimedRow): Promise<Result> {
    const messenger = messengers.get(row.to.platform)
    if (!messenger) return later(row, 'platformNotConnected', 60_000)
    const delivery: Delivery = { id: row.id, to: row.to, message: row.message, createdAt: row.createdAt }
    if (row.kind === 'update') return replace(messenger, row, delivery)
    if (row.abandoned) return afterUnknown(messenger, row, delivery, 'abandoned')
    try {
      return settled(row, await within(REQUEST_MS, messenger.send(delivery)))
    } catch (error) {
      if (error instanceof CannotRender) return unrenderable(row, error)
      log.warn({ err: error, row: row.id }, 'outcome of a send is unknown')
      return afterUnknown(messenger, row, delivery, 'connectionLost')
    }
  }

  /** Replacing is harmless to repeat, so an unknown outcome is simply tried again. */
  async function replace(messenger: Messenger, row: ClaimedRow, delivery: Delivery): Promise<Result> {
    if (row.card?.message === undefined)
      return { kind: 'dropped', reason: `card ${row.card?.state ?? 'unknown'}` }
    try {
      return settled(row, await within(REQUEST_MS, messenger.update(delivery, row.card.message)))
    } catch (error) {
      if (error instanceof CannotRender) return unrenderable(row, error)
      log.warn({ err: error, row: row.id }, 'outcome of an update is unknown')
      return later(row, 'connectionLost')
    }
  }

  function unrenderable(row: ClaimedRow, error: CannotRender): Result {
    log.error({ err: error, row: row.id }, 'message cannot be rendered')
    return { kind: 'failed', reason: 'cannotRender', unknown: false }
  }

  async function afterUnknown(
    messenger: Messenger,
    row: ClaimedRow,
    delivery: Delivery,
    reason: string,
  ): Promise<Result> {
    const platform = row.to.platform
    counts.unknownOutcome(platform)
    const looked = await within(REQUEST_MS, messenger.find(delivery)).catch((error: unknown) => {
      log.warn({ err: error, row: row.id }, 'looking up a message failed')
      return { kind: 'cannotTell' } as const
    })
    switch (looked.kind) {
      case 'found':
        counts.lookedUp(platform, true)
        return { kind: 'sent', message: looked.message }
      case 'absent':
        counts.lookedUp(platform, false)
        return { ...later(row, reason), unknown: true }
      case 'cannotTell':
        if (row.unknownOutcomes > 0) return { kind: 'failed', reason: 'unknownOutcome', unknown: true }
        counts.repeated(platform)
        return { ...later(row, reason), unknown: true }
    }
  }

  return {
    wake,
    start: async () => {
      sweeper = setInterval(wake, SWEEP_MS)
      sweeper.unref()
      wake()
      await claiming
    },
    // With all hands full nobody looks for more.
    isSweeping: () => !stopping && (sending.size === concurrency || performance.now() - lookedAt < LATE_MS),
    stop: async () => {
      stopping = true
      clearInterval(sweeper)
      await claiming
      await Promise.allSettled(sending)
    },
    idle: async () => {
      wake()
      while (claiming || sending.size > 0) {
        await (claiming ?? Promise.race(sending))
      }
    },
  }
}

function settled(row: ClaimedRow, result: SendResult): Result {
  switch (result.kind) {
    case 'sent':
      return { kind: 'sent', message: result.message }
    case 'refused':
      return { kind: 'failed', reason: result.reason, unknown: false }
    case 'later':
      return later(row, result.reason, result.afterMs)
  }
}

function later(
  row: ClaimedRow,
  reason: string,
  afterMs?: number,
): Exclude<Result, { kind: 'sent' | 'dropped' }> {
  if (Date.now() - row.triedSince.getTime() > GIVE_UP_MS) return { kind: 'failed', reason, unknown: false }
  const backOff = BACK_OFF_MS[Math.min(row.attempts - 1, BACK_OFF_MS.length - 1)] ?? 1_000
  return { kind: 'later', reason, afterMs: afterMs ?? backOff, unknown: false }
}

/** @throws when `ms` pass first: the outcome is unknown */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
