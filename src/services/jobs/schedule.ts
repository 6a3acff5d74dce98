import type { Logger } from 'pino'
import type { Job } from '../../ports/jobs.ts'
import type { JobTelemetry } from '../../ports/telemetry.ts'
import { LeaseLost } from '../../ports/unit-of-work.ts'
import type { Sql } from '../database/sql.ts'
import { endJob, JOB_RENEW_MS, renewJob, takeJob } from './claim.ts'

export interface Schedule {
  /** Looks now, and as each minute begins, for what is due; for what is looked at often every few seconds. */
  start(): void
  /** Does what is due, and resolves when this process is at nothing any more. */
  run(): Promise<void>
  /** Resolves when what is under way has left off. */
  stop(): Promise<void>
}

const LOOK_MS = 60_000
const OFTEN_MS = 3_000

/**
 * Any number of processes look; one does a job. A job that failed, or whose process died, is done again when its claim has run out.
 */
export function createSchedule(
  sql: Sql,
  jobs: readonly Job[],
  { clock, telemetry, log }: { clock: () => Date; telemetry: JobTelemetry; log: Logger },
): Schedule {
  for (const { name } of jobs) telemetry.jobKnown(name)
  const busy = new Map<string, Promise<void>>()
  const stopping = new AbortController()
  let looking: NodeJS.Timeout | undefined
  let lookingOften: NodeJS.Timeout | undefined

  async function look(which: readonly Job[]): Promise<void> {
    for (const job of which) {
      if (busy.has(job.name) || stopping.signal.aborted) continue
      const work = attempt(job)
        .catch((error: unknown) => log.warn({ err: error, job: job.name }, 'job could not be taken or ended'))
        .finally(() => busy.delete(job.name))
      busy.set(job.name, work)
    }
    await Promise.all(busy.values())
  }

  /** What is due at 10:00 is done then, not up to a minute later. */
  function lookEachMinute(): void {
    looking = setTimeout(
      () => {
        void look(jobs)
        lookEachMinute()
      },
      LOOK_MS - (clock().getTime() % LOOK_MS),
    )
    looking.unref()
  }

  async function attempt(job: Job): Promise<void> {
    const turn = job.turn(clock())
    const claim = turn && (await takeJob(sql, job.name, turn))
    if (!claim) return
    const lost = new AbortController()
    const renewal = setInterval(() => {
      renewJob(sql, claim).then(
        (held) => held || lost.abort(),
        (error: unknown) => log.warn({ err: error, job: job.name }, 'claim of a job not renewed'),
      )
    }, JOB_RENEW_MS)
    try {
      const ending = await job.work({ claim, signal: AbortSignal.any([stopping.signal, lost.signal]) })
      await endJob(sql, claim, ending === 'done' ? turn : undefined)
      if (ending === 'done') telemetry.jobDone(job.name)
    } catch (error) {
      if (error instanceof LeaseLost) return log.warn({ job: job.name }, 'job was taken over: left off')
      telemetry.jobFailed(job.name)
      log.error({ err: error, job: job.name }, 'job failed: it is done again in a minute or two')
    } finally {
      clearInterval(renewal)
    }
  }

  return {
    start: () => {
      lookEachMinute()
      const often = jobs.filter((it) => it.often)
      lookingOften = setInterval(() => void look(often), OFTEN_MS)
      lookingOften.unref()
      void look(jobs)
    },
    run: () => look(jobs),
    stop: async () => {
      stopping.abort()
      clearTimeout(looking)
      clearInterval(lookingOften)
      await Promise.all(busy.values())
    },
  }
}
