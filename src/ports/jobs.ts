import type { JobClaim } from './unit-of-work.ts'

/** Work that is done by itself, once for each of its turns, by one process of any number. */
export interface Job {
  readonly name: string
  /** Looked for every few seconds, not once a minute: somebody is waiting to see it. */
  readonly often?: boolean
  /** The latest turn that has come by now, by which turns are told apart; undefined: none is to be taken now. Never goes back. */
  turn(now: Date): Date | undefined
  /** After a fault or a crash it is done again: nothing of it may have an effect twice. */
  work(at: AtJob): Promise<JobEnding>
}

export interface AtJob {
  /** Checked in every transaction that decides. */
  readonly claim: JobClaim
  /** The process stops, or another one has taken the job: leave off as soon as it does no harm. */
  readonly signal: AbortSignal
}

/** `unfinished`: the rest is for the next time. */
export type JobEnding = 'done' | 'unfinished'
