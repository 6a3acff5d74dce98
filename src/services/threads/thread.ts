import { Worker } from 'node:worker_threads'

/** One thread that does one job after the other. It starts with the first, and keeps no process alive while it has nothing to do. */
export interface Thread {
  /**
   * What the thread's script posts back.
   * @throws ThreadFailed; whatever happened, the next job finds a thread that works
   */
  ask(job: unknown): Promise<unknown>
  /** Jobs that are not done fail. */
  stop(): Promise<void>
}

export interface ThreadLimits {
  /** Of one job, once it is its turn. */
  readonly deadlineMs: number
  /** What the first job of a thread may take longer: to load what it needs. */
  readonly startMs: number
  /** Of its own heap. */
  readonly megabytes: number
  /** Jobs that wait for their turn. */
  readonly waiting: number
}

/** `late`: the deadline passed. `memory`: its heap was full. `busy`: too many wait already. */
export class ThreadFailed extends Error {
  override readonly name = 'ThreadFailed'
  readonly kind: 'late' | 'memory' | 'busy' | 'crashed' | 'stopped'
  constructor(kind: 'late' | 'memory' | 'busy' | 'crashed' | 'stopped', cause?: unknown) {
    super(`a job on a thread of its own failed: ${kind}`, { cause })
    this.kind = kind
  }
}

interface Job {
  readonly message: unknown
  resolve(answer: unknown): void
  reject(failure: ThreadFailed): void
}

/** @param script posts exactly one message for each that it gets */
export function createThread(script: URL, { deadlineMs, startMs, megabytes, waiting }: ThreadLimits): Thread {
  const queue: Job[] = []
  let worker: Worker | undefined
  let current: Job | undefined
  let deadline: NodeJS.Timeout | undefined
  let stopped = false

  const started = (): Worker => {
    const own = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: megabytes } })
    own.on('message', (answer: unknown) => {
      if (own === worker) finish((job) => job.resolve(answer))
    })
    own.on('error', (error: NodeJS.ErrnoException) => {
      if (own === worker) lose(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'crashed', error)
    })
    own.on('exit', () => {
      if (own === worker) lose('crashed')
    })
    return own
  }

  const lose = (kind: 'late' | 'memory' | 'crashed', cause?: unknown): void => {
    const lost = worker
    worker = undefined
    void lost?.terminate()
    finish((job) => job.reject(new ThreadFailed(kind, cause)))
  }

  const finish = (end: (job: Job) => void): void => {
    const job = current
    current = undefined
    clearTimeout(deadline)
    worker?.unref()
    if (job) end(job)
    next()
  }

  const next = (): void => {
    if (current || stopped) return
    current = queue.shift()
    if (!current) return
    const isFresh = worker === undefined
    worker ??= started()
    worker.ref()
    deadline = setTimeout(() => lose('late'), deadlineMs + (isFresh ? startMs : 0))
    worker.postMessage(current.message)
  }

  return {
    ask: (message) =>
      new Promise((resolve, reject) => {
        if (stopped) return reject(new ThreadFailed('stopped'))
        if (queue.length >= waiting) return reject(new ThreadFailed('busy'))
        queue.push({ message, resolve, reject })
        next()
      }),
    stop: async () => {
      stopped = true
      clearTimeout(deadline)
      const last = worker
      worker = undefined
      for (const job of [...(current ? [current] : []), ...queue.splice(0)])
        job.reject(new ThreadFailed('stopped'))
      current = undefined
      await last?.terminate()
    },
  }
}
