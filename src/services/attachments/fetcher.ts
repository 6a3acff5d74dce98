import type { Logger } from 'pino'
import type { Platform } from '../../chat/event.ts'
import type { ClaimedAttachment, Fetched } from '../../features/attachments/index.ts'
import type { FileSource } from '../../ports/file-source.ts'
import { type Files, FileTooLarge } from '../../ports/files.ts'
import type { Inspect } from '../../ports/scanning.ts'
import type { Sql } from '../database/sql.ts'
import { claimAttachments, type DueAttachment, postpone } from './claims.ts'

export interface Fetcher {
  /** There is, or may be, something to fetch. */
  wake(): void
  /** Looks once a second for what was left behind. */
  start(): void
  /** Resolves when what is under way is settled; begins nothing new. */
  stop(): Promise<void>
  /** Resolves when nothing is under way or can be fetched now. */
  idle(): Promise<void>
}

const SWEEP_MS = 1_000
const FETCH_MS = 30_000
/** After so many failures each; after the last, it can never be had. */
const BACK_OFF_MS = [2_000, 10_000, 60_000, 300_000]

/** Fetches what members attached, from every process, each file by one at a time; `settle` decides what comes of it. */
export function createFetcher(options: {
  readonly sql: Sql
  readonly files: Files
  readonly sources: ReadonlyMap<Platform, FileSource>
  readonly inspect: Inspect
  readonly settle: (claimed: ClaimedAttachment, fetched: Fetched) => Promise<void>
  readonly concurrency: number
  readonly log: Logger
}): Fetcher {
  const { sql, files, sources, inspect, settle, concurrency, log } = options
  const fetching = new Set<Promise<void>>()
  let claiming: Promise<void> | undefined
  let again = false
  let stopping = false
  let sweeper: NodeJS.Timeout | undefined

  function wake(): void {
    again = true
    if (claiming || stopping) return
    claiming = claim()
      .catch((error: unknown) => log.warn({ err: error }, 'attachments could not be claimed'))
      .finally(() => {
        claiming = undefined
        if (again && fetching.size < concurrency) wake()
      })
  }

  async function claim(): Promise<void> {
    while (again && !stopping && fetching.size < concurrency) {
      again = false
      const due = await claimAttachments(sql, [...sources.keys()], concurrency - fetching.size)
      for (const attachment of due) {
        again = true
        const work = take(attachment)
          .catch((error: unknown) =>
            log.error({ err: error, id: attachment.id }, 'attachment could not be settled'),
          )
          .finally(() => {
            fetching.delete(work)
            wake()
          })
        fetching.add(work)
      }
    }
  }

  async function take(attachment: DueAttachment): Promise<void> {
    const { id, attempts } = attachment
    const backOff = BACK_OFF_MS[attempts - 1]
    const result = await inspected(attachment, await attempt(attachment), backOff === undefined)
    if (result.kind === 'later' && backOff !== undefined) {
      log.info({ id, reason: result.reason, attempts }, 'attachment is fetched later')
      return postpone(sql, attachment, Math.max(backOff, result.afterMs ?? 0))
    }
    const fetched = result.kind === 'later' ? ({ kind: 'failed', reason: 'unreachable' } as const) : result
    if (fetched.kind === 'failed')
      log.warn({ id, reason: fetched.reason, attempts }, 'attachment cannot be fetched')
    await settle(attachment, fetched)
  }

  /** `last`: of an allowed type, it is handed over though the scanner does not answer. */
  async function inspected(
    { organisationId }: DueAttachment,
    result: Written | Failed | Later,
    last: boolean,
  ): Promise<Fetched | Later> {
    if (result.kind !== 'written') return result
    const inspection = await inspect(() => files.written(organisationId, result.file))
    switch (inspection.kind) {
      case 'passed':
        return { ...result, check: inspection.check }
      case 'refused':
        return { ...inspection, kind: 'failed' }
      case 'gone':
        return { kind: 'failed', reason: 'gone' }
      case 'later':
        return last ? { ...result, check: 'unchecked' } : { kind: 'later', reason: 'notScanned' }
    }
  }

  async function attempt(attachment: DueAttachment): Promise<Written | Failed | Later> {
    const { organisationId, memberId, senderId, from, locator } = attachment
    const write = async (content: AsyncIterable<Uint8Array>): Promise<Written> => {
      const written = await files.write({ organisationId, memberId }, attachment, content)
      return { kind: 'written', file: written.id }
    }
    // Brought by the upload page.
    if (locator.desk !== undefined) return { kind: 'written', file: locator.desk }
    try {
      const opened = await sources
        .get(from.platform)
        ?.open(from.workspace, locator, AbortSignal.timeout(FETCH_MS))
      switch (opened?.kind) {
        case 'content':
          return await write(opened.content)
        case 'written': {
          if (senderId === organisationId) return opened
          const theirs = await files.written(senderId, opened.file)
          return theirs ? await write(theirs.content) : { kind: 'failed', reason: 'gone' }
        }
        case 'later':
          return opened
        case 'refused':
          return { kind: 'failed', reason: opened.reason }
        case undefined:
          return { kind: 'later', reason: 'platformNotConnected' }
      }
    } catch (error) {
      if (error instanceof FileTooLarge) return { kind: 'failed', reason: 'tooLarge' }
      log.info({ err: error, id: attachment.id }, 'attachment: no answer')
      return { kind: 'later', reason: 'noAnswer' }
    }
  }

  return {
    wake,
    start: () => {
      sweeper = setInterval(wake, SWEEP_MS)
      sweeper.unref()
      wake()
    },
    stop: async () => {
      stopping = true
      clearInterval(sweeper)
      await claiming
      await Promise.allSettled(fetching)
    },
    idle: async () => {
      wake()
      while (claiming || fetching.size > 0) await (claiming ?? Promise.race(fetching))
    },
  }
}

interface Written {
  readonly kind: 'written'
  readonly file: string
}

type Failed = Extract<Fetched, { kind: 'failed' }>

interface Later {
  readonly kind: 'later'
  readonly reason: string
  readonly afterMs?: number
}
