/** Keeps a process from asking a server that does not work: every member would wait for nothing. */
export interface Breaker {
  /** Whether a call may go out now; after the pause one may, and the others wait for what becomes of it. */
  admits(): boolean
  succeeded(): void
  failed(): void
}

/** So many faults in a row are no accident. */
const FAULTS = 5
const PAUSE_MS = 60_000

/** `now` in milliseconds, from whatever start. */
export function createBreaker(now: () => number = () => performance.now()): Breaker {
  let faults = 0
  let openUntil: number | undefined
  return {
    admits: () => {
      if (openUntil === undefined) return true
      if (now() < openUntil) return false
      openUntil = now() + PAUSE_MS
      return true
    },
    succeeded: () => {
      faults = 0
      openUntil = undefined
    },
    failed: () => {
      faults += 1
      if (faults >= FAULTS) openUntil = now() + PAUSE_MS
    },
  }
}
