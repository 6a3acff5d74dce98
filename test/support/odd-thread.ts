/** A thread that does what a thread should not, when it is told to. */
import { parentPort } from 'node:worker_threads'

parentPort?.on('message', (job: unknown) => {
  switch (job) {
    case 'hang':
      for (;;);
    case 'throw':
      throw new Error('as told')
    case 'exit':
      return process.exit(3)
    case 'fill': {
      const kept: { readonly at: number }[][] = []
      for (;;) kept.push(Array.from({ length: 100_000 }, (_, at) => ({ at })))
    }
  }
  parentPort?.postMessage(job)
})
