import { z } from 'zod'
import { ChartNotDrawn, type Charts } from '../../ports/charts.ts'
import { createThread, ThreadFailed, type ThreadLimits } from '../threads/thread.ts'

const LIMITS: ThreadLimits = { deadlineMs: 10_000, startMs: 20_000, megabytes: 256, waiting: 1_000 }

/** Charts are drawn on one thread of their own, one after the other. */
export function createCharts(limits = LIMITS): Charts & { stop(): Promise<void> } {
  const thread = createThread(new URL('./draw-thread.ts', import.meta.url), limits)
  return {
    draw: async (chart) => {
      try {
        return Drawn.parse(await thread.ask(chart))
      } catch (error) {
        throw new ChartNotDrawn(kindOf(error), error)
      }
    },
    stop: () => thread.stop(),
  }
}

const Drawn = z.custom<Uint8Array>((it) => it instanceof Uint8Array)

function kindOf(error: unknown): ChartNotDrawn['kind'] {
  if (!(error instanceof ThreadFailed)) return 'failed'
  switch (error.kind) {
    case 'late':
    case 'busy':
    case 'stopped':
      return error.kind
    case 'memory':
    case 'crashed':
      return 'failed'
  }
}
