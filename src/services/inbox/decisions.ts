import { setTimeout as wait } from 'node:timers/promises'
import type { Sql } from '../database/sql.ts'

/** Who waits, with a platform's request open, until an event is decided. */
export interface Decisions {
  /** This event was decided in this process. */
  made(eventId: string): void
  /** @returns whether it is decided within `withinMs`, here or in another process; a fault that is tried again is not */
  waitFor(eventId: string, withinMs: number): Promise<boolean>
}

/** Another process's decision shows in the event's row only. */
const LOOK_AGAIN_MS = 100

export function createDecisions(sql: Sql): Decisions {
  const waiting = new Map<string, Set<() => void>>()

  async function isDecided(eventId: string): Promise<boolean> {
    const rows = await sql.query(`SELECT FROM inbound_event WHERE id = $1 AND state <> 'pending'`, [eventId])
    return rows.length > 0
  }

  return {
    made: (eventId) => {
      for (const tell of waiting.get(eventId) ?? []) tell()
    },
    waitFor: async (eventId, withinMs) => {
      const end = performance.now() + withinMs
      const news = new AbortController()
      const tell = () => news.abort()
      const others = waiting.get(eventId) ?? new Set()
      waiting.set(eventId, others.add(tell))
      try {
        for (;;) {
          if (news.signal.aborted || (await isDecided(eventId))) return true
          const left = end - performance.now()
          if (left <= 0) return false
          await wait(Math.min(LOOK_AGAIN_MS, left), undefined, { signal: news.signal }).catch(() => undefined)
        }
      } finally {
        others.delete(tell)
        if (others.size === 0) waiting.delete(eventId)
      }
    },
  }
}
