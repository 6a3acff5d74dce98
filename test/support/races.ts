import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, onTestFinished } from 'vitest'
import { inherited } from './inherited.ts'

/** A process of its own that is ready to take part. */
export interface Racer {
  /** Lets it go. @returns what it prints when it is done */
  go(): Promise<string>
  /** Settles when the process is over. */
  ended(): Promise<void>
  /** At once, as by a power cut. */
  kill(): Promise<void>
}

/** Runs a script that says `ready`, waits for a line, and prints one when it is done. @param race what it is to do: the script's RACE */
export async function racer(script: string, url: string, race: unknown): Promise<Racer> {
  const child = spawn(process.execPath, [script], {
    env: { ...inherited(), DATABASE_URL: url, RACE: JSON.stringify(race) },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  onTestFinished(kill)
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const next = async (): Promise<string> => {
    const line = await lines.next()
    if (line.done) throw new Error('a racer ended before it was done')
    return line.value
  }
  expect(await next()).toBe('ready')
  return {
    go: () => {
      child.stdin.write('go\n')
      return next()
    },
    ended: async () => void (await ended),
    kill,
  }
}
