import {
  addBusinessTime,
  businessMinutesBetween,
  isOpen,
  nextOpening,
  type Opening,
} from '../../desk-hours/index.ts'

/**
 * How much of the desk's hours something has taken, against what it should take.
 *
 * A stretch that is over stays as it was counted when it ended. The one under way is counted anew, from its beginning, by the hours that
 * hold whenever it is looked at: a closure that is entered on the very day moves what is due, and a change of hours does not touch what
 * was counted before the last pause.
 */
export interface Clock {
  /** Of the desk's hours: minutes. */
  readonly target: number
  /** In stretches that are over: milliseconds of the desk's hours. */
  readonly counted: number
  readonly state: ClockState
}

export type ClockState =
  | { readonly kind: 'running'; readonly since: Date }
  /** It is the customer's turn. */
  | { readonly kind: 'paused' }
  /** It is solved. */
  | { readonly kind: 'stopped' }

/** `warned` and `breached` are of a clock that runs. */
export type Standing = 'running' | 'warned' | 'breached' | 'paused' | 'stopped'

/** What consultants are told, each once: that the target is near, and that it is missed. */
export type ClockNotice = 'warning' | 'breach'

export const startClock = (target: number, now: Date): Clock => ({
  ...{ target, counted: 0 },
  state: { kind: 'running', since: now },
})

/** One that does not run stays as it is. */
export const pauseClock = (opening: Opening, clock: Clock, now: Date): Clock =>
  clock.state.kind === 'running' ? halted(opening, clock, now, 'paused') : clock

export const stopClock = (opening: Opening, clock: Clock, now: Date): Clock =>
  clock.state.kind === 'stopped' ? clock : halted(opening, clock, now, 'stopped')

/** It goes on from what it has counted, also after it was stopped. One that runs stays as it is. */
export const resumeClock = (clock: Clock, now: Date): Clock =>
  clock.state.kind === 'running' ? clock : { ...clock, state: { kind: 'running', since: now } }

/** Milliseconds of the desk's hours, up to now. */
export const elapsed = (opening: Opening, { counted, state }: Clock, now: Date): number =>
  state.kind === 'running'
    ? counted + Math.round(businessMinutesBetween(opening, state.since, now) * MINUTE_MS)
    : counted

/** From this instant on the target is missed. Undefined as long as the clock does not run. */
export const dueAt = (opening: Opening, clock: Clock): Date | undefined =>
  reachedAt(opening, clock, clock.target * MINUTE_MS)

export function standingOf(opening: Opening, clock: Clock, now: Date): Standing {
  const { kind } = clock.state
  switch (kind) {
    case 'paused':
    case 'stopped':
      return kind
    case 'running': {
      const passed = elapsed(opening, clock, now)
      if (passed >= clock.target * MINUTE_MS) return 'breached'
      return passed >= warningOf(clock) ? 'warned' : 'running'
    }
  }
}

/**
 * What is to be told now, in the desk's hours only. A warning that was missed is not told after the target is.
 *
 * @param told the last that was told of this clock
 */
export function noticeDue(
  opening: Opening,
  clock: Clock,
  told: ClockNotice | undefined,
  now: Date,
): ClockNotice | undefined {
  if (!isOpen(opening, now)) return undefined
  switch (standingOf(opening, clock, now)) {
    case 'breached':
      return told === 'breach' ? undefined : 'breach'
    case 'warned':
      return told === undefined ? 'warning' : undefined
    case 'running':
    case 'paused':
    case 'stopped':
      return undefined
  }
}

/**
 * The first instant, from now on, at which {@link noticeDue} finds something. Undefined: never, as the clock stands. It holds as long as
 * neither the clock nor the hours change.
 */
export function nextNoticeAt(
  opening: Opening,
  clock: Clock,
  told: ClockNotice | undefined,
  now: Date,
): Date | undefined {
  if (told === 'breach') return undefined
  const at = told === 'warning' ? dueAt(opening, clock) : reachedAt(opening, clock, warningOf(clock))
  return at && nextOpening(opening, at < now ? now : at)
}

const MINUTE_MS = 60_000
const WARNING_SHARE = 0.8

const warningOf = ({ target }: Clock): number => Math.round(target * MINUTE_MS * WARNING_SHARE)

const reachedAt = (opening: Opening, { counted, state }: Clock, passed: number): Date | undefined =>
  state.kind === 'running' ? addBusinessTime(opening, state.since, (passed - counted) / MINUTE_MS) : undefined

const halted = (opening: Opening, clock: Clock, now: Date, kind: 'paused' | 'stopped'): Clock => ({
  ...clock,
  counted: elapsed(opening, clock, now),
  state: { kind },
})
