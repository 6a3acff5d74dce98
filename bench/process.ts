import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

export interface Server {
  readonly url: string
  /** From the start of the process to the line that says it is ready. */
  readonly readyMs: number
  /** What it has in memory now. */
  residentBytes(): Promise<number>
  stop(): Promise<void>
  /** Without warning. */
  kill(): Promise<void>
}

/** A script that prints `ready: [open ]URL` once it serves. @throws when it ends before */
export async function startServer(
  script: string,
  environment: Readonly<Record<string, string>>,
): Promise<Server> {
  const began = performance.now()
  const child = spawn(process.execPath, [path.resolve(script)], {
    // Not where a developer's own .env is.
    cwd: tmpdir(),
    env: { PATH: process.env.PATH, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const [, address] = /ready: (?:open )?(http:\/\/[^\s/"]+)/.exec(line) ?? []
      if (address) resolve(address)
    })
    void ended.then(() => reject(new Error(`${script} ended before it was ready`)))
  })
  return {
    url,
    readyMs: performance.now() - began,
    residentBytes: async () => {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8')
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1_024
    },
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
