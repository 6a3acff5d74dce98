import type { TestDeskOptions } from './desk.ts'

/** What a desk that is started with `parts` shows while it is at work, once a moment has passed. */
export function statusShown() {
  const shown: (string | null)[] = []
  const timers: (() => void)[] = []
  const parts: Pick<TestDeskOptions, 'timer' | 'messenger'> = {
    timer: (ms, work) => {
      if (ms <= 1_000) timers.push(work)
      return () => undefined
    },
    messenger: (_, messenger) => ({
      ...messenger,
      showStatus: async (_to, status) => void shown.push(status),
    }),
  }
  return {
    ...{ shown, parts },
    /** The work takes longer than a moment. */
    momentPasses: (): void => {
      for (const work of timers.splice(0)) work()
    },
  }
}
