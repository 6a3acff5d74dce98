import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import type { BusyTimes, Within } from './busy-times.ts'

const MEMORY_MB = 192
/** Besides the thread's own start. */
const THREADS = 2

const Answer = z.union([
  z.object({ kind: z.literal('read'), busy: z.array(z.tuple([z.number(), z.number()])) }),
  z.object({ kind: z.literal('failed'), why: z.enum(['notCalendar', 'tooManyTimes']) }),
])

/**
 * Reads a calendar on a thread that is ended when its time or its memory is over, so that nothing in it can hold up the desk. Two at
 * once; others wait.
 */
export function createReadApart(deadlineMs: number): (text: string, within: Within) => Promise<BusyTimes> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (text, within) => {
    if (running >= THREADS) await new Promise<void>((go) => waiting.push(go))
    else running += 1
    try {
      return await readOnThread(text, within, deadlineMs)
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}

function readOnThread(text: string, within: Within, deadlineMs: number): Promise<BusyTimes> {
  const worker = new Worker(new URL('./busy-thread.ts', import.meta.url), {
    workerData: { text, ...within },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  })
  const { promise, resolve, reject } = Promise.withResolvers<BusyTimes>()
  const deadline = setTimeout(() => resolve({ kind: 'failed', why: 'tooManyTimes' }), deadlineMs)
  worker.once('message', (answer: unknown) => resolve(Answer.parse(answer)))
  worker.once('error', (error) => {
    if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
      resolve({ kind: 'failed', why: 'tooManyTimes' })
    else reject(error)
  })
  worker.once('exit', () => reject(new Error('a calendar’s thread ended without an answer')))
  return promise.finally(() => {
    clearTimeout(deadline)
    void worker.terminate()
  })
}
