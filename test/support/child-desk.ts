import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { inherited } from './inherited.ts'

export interface ChildDesk {
  readonly url: string
  /** Resolves with the signal that ended it. */
  readonly ended: Promise<string | null>
  kill(): Promise<void>
}

/** Starts test/support/crash-desk.ts; ended with the test at the latest. */
export async function childDesk(environment: Readonly<Record<string, string>>): Promise<ChildDesk> {
  const child: ChildProcess = spawn(process.execPath, ['test/support/crash-desk.ts'], {
    env: { ...inherited(), ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit').then(([, signal]) => signal as string | null)
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  if (!child.stdout) throw new Error('the child has no output')
  const lines = createInterface(child.stdout)
  const [url] = (await Promise.race([
    once(lines, 'line'),
    ended.then((signal) => Promise.reject(new Error(`the desk ended before it was ready (${signal})`))),
  ])) as [string]
  return {
    url,
    ended,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
