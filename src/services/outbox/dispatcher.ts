import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Platform } from '../../chat/event.ts'
import {
  CannotRender,
  type Delivery,
  type FindResult,
  type Messenger,
  type SendResult,
} from '../../ports/messenger.ts'
import type { Sql } from '../database/sql.ts'
import { createHands } from './hands.ts'
import { intervalOf } from './pace.ts'
import { type NextPace, nextPace, notePaces, pausePace, wavesWait } from './paces.ts'
import { type ClaimedRow, claimRows } from './rows.ts'
import { createSettler, type Result } from './settle.ts'
import { AHEAD_MS, claimPaced, type PacedRow } from './waves.ts'

/** What a decision has put into the outbox: messages alone, or a wave besides. */
export type Said = 'messages' | 'waves'

export interface Dispatcher {
  /** There is, or may be, something to send. */
  wake(said: Said): void
  /** Sweeps once a second for what was left behind; resolves after the first time. */
  start(): Promise<void>
  /** Whether looking for messages has succeeded within the last ten seconds. */
  isSweeping(): boolean
  /** Resolves when what is under way has its result written; claims nothing new. */
  stop(): Promise<void>
  /** Resolves when nothing is under way or can be sent now, or in its turn. */
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
/** What may have arrived is looked up for so long; then an admin decides, or it is said once more where somebody waits for it. */
const LOOK_UP_MS = 60 * 60 * 1_000
/** No platform's answer is awaited longer than a claim lasts. */
const REQUEST_MS = 20_000
/** Waves have hands of their own, so many for each of the others', and take their work by the handful. */
const WAVE_HANDS = 4
const WAVE_BATCH = 16
/** A timer may be a little early or late; less of an interval than this is no distance. */
const LEAST_APART = 0.8
/** What a plan was made for while the outbox was small is no plan for many: until autovacuum comes by, a claim reads all of them. */
const MANY = 1_000
const COUNT_AGAIN_MS = 5 * 60_000
/** Between two looks for what a wave may send next. */
const LOOK_MS = 10
const NOTHING: NextPace = { inMs: undefined, turn: false }

/**
 * Delivers what was decided, at once and in order, from every process. A row is sent twice only if nobody knows whether the
 * first send arrived, the platform cannot tell either, and then once; a row of a wave never, unless an admin says so.
 */
export function createDispatcher(
  sql: Sql,
  messengers: ReadonlyMap<Platform, Messenger>,
  counts: OutboxCounts,
  log: Logger,
  concurrency: number,
): Dispatcher {
  let sweeper: NodeJS.Timeout | undefined
  let nextWave: NodeJS.Timeout | undefined
  let lookedAt = Number.NEGATIVE_INFINITY
  let countedAt = Number.NEGATIVE_INFINITY
  let many = 0
  let stopping = false
  let news = true
  let next = NOTHING
  /** What was claimed before is held back here; what is claimed later, the database has let through. */
  const pauses = new Map<string, { readonly at: number; readonly forMs: number }>()
  /** When this process last sent against each limit, or is to. */
  const turns = new Map<string, number>()
  const settler = createSettler(sql, () => wake('waves'))
  const unreadable = (row: string) => log.error({ row }, 'stored message cannot be read: given up')
  const onFault = (error: unknown) => log.warn({ err: error }, 'outbox could not be claimed')

  const single = createHands<ClaimedRow>({
    ...{ most: concurrency, batch: 1, onFault },
    take: async (free) => {
      const rows = await claimRows(sql, free, unreadable)
      lookedAt = performance.now()
      return rows
    },
    work: (row) => finish(row, () => deliver(row)),
  })

  const waves = createHands<PacedRow>({
    ...{ most: concurrency * WAVE_HANDS, batch: WAVE_BATCH, onFault },
    take: async (free) => {
      if (news) {
        news = false
        if (!(await wavesWait(sql))) {
          next = NOTHING
          return []
        }
        await notePaces(sql)
      }
      await countMany()
      const rows = await claimPaced(sql, free, unreadable)
      many += rows.length
      // What is claimed is sent, whatever fails besides.
      if (rows.length < free) await lookAhead().catch(onFault)
      return rows
    },
    work: (paced) => finish(paced.row, () => deliverInTurn(paced)),
  })

  /** Before a claim: what is claimed waits for nothing. Nor does this, where a vacuum has the table. */
  async function countMany(): Promise<void> {
    if (many < MANY || performance.now() - countedAt < COUNT_AGAIN_MS) return
    many = 0
    countedAt = performance.now()
    await sql.query('ANALYZE (SKIP_LOCKED) outbound_message')
  }

  async function lookAhead(): Promise<void> {
    next = await nextPace(sql)
    clearTimeout(nextWave)
    if (next.inMs === undefined) return
    nextWave = setTimeout(waves.wake, Math.max(LOOK_MS, next.inMs - AHEAD_MS))
    nextWave.unref()
  }

  function wake(said: Said): void {
    single.wake()
    if (said === 'messages') return
    news = true
    waves.wake()
  }

  const finish = (row: ClaimedRow, work: () => Promise<void>): Promise<void> =>
    work().catch((error: unknown) =>
      log.error({ err: error, row: row.id }, 'result of a send could not be written'),
    )

  /** Where this process is late, what it holds goes out one after the other all the same. @returns milliseconds to wait */
  function apart({ paceKey = '' }: ClaimedRow): number {
    const now = performance.now()
    const turn = Math.max(now, (turns.get(paceKey) ?? 0) + intervalOf(paceKey) * LEAST_APART)
    turns.set(paceKey, turn)
    return turn - now
  }

  async function deliverInTurn({ row, inMs }: PacedRow): Promise<void> {
    const claimedAt = performance.now()
    if (inMs > 1) await delay(inMs)
    const lateMs = apart(row)
    if (lateMs > 1) await delay(lateMs)
    const pause = pauses.get(row.paceKey ?? '')
    if (!pause || pause.at < claimedAt) return deliver(row)
    const { triedAt } = row
    const afterMs = Math.max(0, pause.at + pause.forMs - performance.now())
    await settler.settle(
      row,
      row.abandoned && row.kind === 'send'
        ? { kind: 'lookLater', afterMs, reason: 'ratelimited', triedAt, unknown: false }
        : { kind: 'later', afterMs, reason: 'ratelimited', unknown: false },
    )
  }

  async function deliver(row: ClaimedRow): Promise<void> {
    const platform = row.to.platform
    const result = await attempt(row)
    await settler.settle(row, result)
    switch (result.kind) {
      case 'sent':
        return counts.sent(platform)
      case 'failed':
        log.warn({ row: row.id, platform, reason: result.reason }, 'message cannot be delivered')
        return counts.failed(platform, result.reason)
      case 'unknown':
        log.warn({ row: row.id, platform }, 'nobody can tell whether a message arrived: an admin decides')
        return
      case 'later':
      case 'lookLater':
        log.info({ row: row.id, platform, reason: result.reason, afterMs: result.afterMs }, 'message waits')
        return
      case 'dropped':
        return
    }
  }

  /** Of a wave: asked to wait, nobody sends anything more against the same limit. */
  async function heeded(row: ClaimedRow, result: SendResult): Promise<Result> {
    if (row.paceKey !== undefined && result.kind === 'later' && result.afterMs !== undefined) {
      pauses.set(row.paceKey, { at: performance.now(), forMs: result.afterMs })
      await pausePace(sql, row.paceKey, result.afterMs)
    }
    return settled(row, result)
  }

  async function attempt(row: ClaimedRow): Promise<Result> {
    const messenger = messengers.get(row.to.platform)
    if (!messenger) return later(row, 'platformNotConnected', 60_000)
    const { id, to, message, createdAt, triedAt } = row
    const delivery: Delivery = { id, to, message, createdAt, triedAt }
    if (row.kind === 'update') return replace(messenger, row, delivery)
    if (row.abandoned) return afterUnknown(messenger, row, delivery, 'abandoned')
    // Not by ourselves: an admin has said so.
    if (row.unknownSince) counts.repeated(row.to.platform)
    try {
      return await heeded(row, await within(REQUEST_MS, messenger.send(delivery)))
    } catch (error) {
      if (error instanceof CannotRender) return unrenderable(row, error)
      log.warn({ err: error, row: row.id }, 'outcome of a send is unknown')
      return afterUnknown(messenger, row, delivery, 'connectionLost')
    }
  }

  /** Replacing is harmless to repeat, so an unknown outcome is simply tried again. */
  async function replace(messenger: Messenger, row: ClaimedRow, delivery: Delivery): Promise<Result> {
    if (row.card?.message === undefined)
      return {
        kind: 'dropped',
        reason: `card ${row.card?.state === 'sent' ? 'unknown' : (row.card?.state ?? 'unknown')}`,
      }
    try {
      return await heeded(row, await within(REQUEST_MS, messenger.update(delivery, row.card.message)))
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
    const unknown = row.unknownSince === undefined || !row.abandoned
    if (unknown) counts.unknownOutcome(platform)
    const looked = await within(REQUEST_MS, messenger.find(delivery)).catch((error: unknown): FindResult => {
      log.warn({ err: error, row: row.id }, 'looking up a message failed')
      return { kind: 'notNow' }
    })
    switch (looked.kind) {
      case 'found':
        counts.lookedUp(platform, true)
        return { kind: 'sent', message: looked.message }
      case 'absent':
        counts.lookedUp(platform, false)
        return { ...later(row, reason), unknown }
      case 'notNow':
        return lookLater(looked.afterMs)
      case 'cannotTell':
        return neverTold()
    }

    /** Where somebody waits for it, it is said once more, and no more than that. */
    function neverTold(): Result {
      if (row.paceKey !== undefined) return { kind: 'unknown', reason: 'unknownOutcome', unknown }
      const before = row.unknownOutcomes - (unknown ? 0 : 1)
      if (before > 0) return { kind: 'failed', reason: 'unknownOutcome', unknown }
      counts.repeated(platform)
      return { ...later(row, reason), unknown }
    }

    function lookLater(afterMs = backOffOf(row)): Result {
      const { triedAt } = row
      return Date.now() - triedAt.getTime() < LOOK_UP_MS
        ? { kind: 'lookLater', afterMs, reason, triedAt, unknown }
        : neverTold()
    }
  }

  return {
    wake,
    start: async () => {
      sweeper = setInterval(() => wake('waves'), SWEEP_MS)
      sweeper.unref()
      wake('waves')
      await single.working()
    },
    // With all hands full nobody looks for more.
    isSweeping: () => !stopping && (single.isFull() || performance.now() - lookedAt < LATE_MS),
    stop: async () => {
      stopping = true
      clearInterval(sweeper)
      clearTimeout(nextWave)
      await Promise.all([single.stop(), waves.stop()])
    },
    idle: async () => {
      for (;;) {
        wake('waves')
        for (let at = work(); at; at = work()) await at
        if (!next.turn || next.inMs === undefined) return
        await delay(Math.max(next.inMs - AHEAD_MS, 0))
      }
    },
  }

  function work(): Promise<unknown> | undefined {
    return single.working() ?? waves.working()
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
): Extract<Result, { kind: 'failed' | 'later' }> {
  if (Date.now() - row.since.getTime() > GIVE_UP_MS) return { kind: 'failed', reason, unknown: false }
  return { kind: 'later', reason, afterMs: afterMs ?? backOffOf(row), unknown: false }
}

const backOffOf = ({ attempts }: ClaimedRow): number =>
  BACK_OFF_MS[Math.min(attempts - 1, BACK_OFF_MS.length - 1)] ?? 1_000

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
