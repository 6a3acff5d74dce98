import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import type { PackedVectors } from './packed-vectors.ts'

export interface TrainingRun {
  /** Rejects when the thread fails or is stopped. */
  readonly vectors: Promise<PackedVectors>
  stop(): void
}

/** Trains word vectors on a thread of its own: seconds to tens of seconds, of which this thread feels nothing. */
export function trainOnThread(texts: readonly (readonly string[])[]): TrainingRun {
  const worker = new Worker(new URL('./train-thread.ts', import.meta.url), { workerData: texts })
  const vectors = new Promise<PackedVectors>((resolve, reject) => {
    worker.once('message', (message: unknown) => resolve(Packed.parse(message)))
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the training ended early (${code})`)))
  })
  vectors.catch(() => undefined)
  return { vectors, stop: () => void worker.terminate() }
}

const Packed = z.object({
  dimensions: z.int().positive(),
  pieces: z.array(z.string()),
  rows: z.custom<Uint8Array<ArrayBuffer>>((it) => it instanceof Uint8Array),
})
