import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { inject, onTestFinished } from 'vitest'
import { inherited } from './inherited.ts'

export interface RunningDesk {
  readonly url: string
  readonly directory: string
  /** Everything it has logged so far. */
  readonly log: readonly string[]
  /** `npm run …` beside it: what it printed. @throws with what it wrote to stderr when it fails */
  command(...words: readonly string[]): Promise<string>
  /** Asks it to stop, as an operator does; resolves with its exit code. */
  stop(): Promise<number | null>
}

/**
 * `npm start` in a directory of its own, until it says that it is ready; ended with the test. `begun`: the directory has seen
 * a start before, unless the first one is the story.
 */
export async function runningDesk(
  environment: Readonly<Record<string, string>> = {},
  { begun = true }: { readonly begun?: boolean } = {},
): Promise<RunningDesk> {
  const directory = await mkdtemp(path.join(tmpdir(), 'academy-desk-run-'))
  if (begun) await cp(inject('begunDirectory'), directory, { recursive: true })
  const env = { ...inherited(), DATA_DIR: directory, PORT: '0', ...environment }
  const child = spawn(process.execPath, [path.resolve('src/main.ts')], {
    env,
    // Not where a developer's own .env is.
    cwd: directory,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
    await rm(directory, { recursive: true, force: true })
  })
  const log: string[] = []
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface(stream).on('line', (line) => {
        log.push(line)
        const [, address] = /ready: (?:open )?(http:\/\/[^\s/]+)/.exec(line) ?? []
        if (address) resolve(address)
      })
    void ended.then((code) => reject(new Error(`it ended with ${code}:\n${log.join('\n')}`)))
  })
  return {
    url,
    directory,
    log,
    command: (...words) => run([path.resolve('src/commands/cli.ts'), ...words], env, directory),
    stop: () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}

/** A script of ours to its end: its stdout. @throws with its stderr unless it ends with 0 */
export async function run(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = inherited(),
  cwd = process.cwd(),
): Promise<string> {
  const child = spawn(process.execPath, [...args], { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${err}`)
  return out
}
