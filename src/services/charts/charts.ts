import { z } from 'zod'
import { ChartNotDrawn, type Charts } from '../../ports/charts.ts'
import { createThread, ThreadFailed } from '../threads/thread.ts'

const DEADLINE_MS = 10_000

/** Charts are drawn on one thread of their own, one after the other. */
export function createCharts(deadlineMs = DEADLINE_MS): Charts & { stop(): Promise<void> } {
  const thread = createThread(new URL('./draw-thread.ts', import.meta.url), {
    ...{ deadlineMs, megabytes: 256, waiting: 1_000 },
  })
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
