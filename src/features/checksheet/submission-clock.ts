import { z } from 'zod'
import type { SubmissionTargets } from '../../ports/knowledge.ts'
import type { Opening } from '../desk-hours/index.ts'
import {
  nextNoticeAt,
  noticeDue,
  pauseClock,
  resumeClock,
  StoredClock,
  startClock,
} from '../escalation/clock/index.ts'

/** How long it has been the consultants' turn: until one takes it, then until it is back with the customer. */
export const SubmissionClock = z.object({
  clock: StoredClock,
  /** Whether they were reminded of it. */
  told: z.boolean(),
})
export type SubmissionClock = z.infer<typeof SubmissionClock>

/** What of a submission depends on how long it takes. Neither: it is not the consultants' turn, or over. */
export interface Timed {
  readonly clock: SubmissionClock | undefined
  /** When a reminder may be due. */
  readonly lookAt: Date | undefined
}

export const untimed: Timed = { clock: undefined, lookAt: undefined }

/** Hours may change meanwhile: so long a next look is put off at most. */
const LOOK_AGAIN_MS = 12 * 3_600_000

/** From now on. When it is due is found out by the job, which knows the hours. */
export const timed = (targets: SubmissionTargets, until: keyof SubmissionTargets, now: Date): Timed => ({
  clock: { clock: startClock(targets[until], now), told: false },
  lookAt: now,
})

/** It is the customer's turn. */
export const pausedTime = (opening: Opening, { clock }: Timed, now: Date): Timed => ({
  clock: clock && { ...clock, clock: pauseClock(opening, clock.clock, now) },
  lookAt: undefined,
})

/** It is the consultants' turn again. */
export const resumedTime = (targets: SubmissionTargets, { clock }: Timed, now: Date): Timed =>
  clock
    ? { clock: { ...clock, clock: resumeClock(clock.clock, now) }, lookAt: clock.told ? undefined : now }
    : timed(targets, 'returned', now)

/** Whether the consultants are to be reminded now: once, and in their hours only. */
export const isLate = (opening: Opening, { clock, told }: SubmissionClock, now: Date): boolean =>
  noticeDue(opening, clock, told ? 'breach' : 'warning', now) === 'breach'

/** With the time of the next look. */
export function lookedAt(opening: Opening, clock: SubmissionClock, now: Date): Timed {
  const next = nextNoticeAt(opening, clock.clock, clock.told ? 'breach' : 'warning', now)
  return { clock, lookAt: next && new Date(Math.min(next.getTime(), now.getTime() + LOOK_AGAIN_MS)) }
}
