import { watch } from 'node:fs'
import type { Logger } from 'pino'

/** An editor writes a file in several steps. */
const SETTLE_MS = 300

/** Brings edited files live while developing. A broken file is named in the log, and what was served stays. @returns stops it */
export function watchKnowledge(directory: string, sync: () => Promise<unknown>, log: Logger): () => void {
  let settling: NodeJS.Timeout | undefined
  const watcher = watch(directory, { recursive: true }, () => {
    clearTimeout(settling)
    settling = setTimeout(() => {
      sync().catch((error: unknown) =>
        log.error(`knowledge/ was edited, but cannot be used:\n${String(error)}`),
      )
    }, SETTLE_MS)
  })
  watcher.unref()
  return () => {
    clearTimeout(settling)
    watcher.close()
  }
}
