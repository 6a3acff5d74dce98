import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { inherited } from '#test/support/inherited.ts'
import type { Chance } from './chance.ts'

/** Where a process may kill itself; `outside`: it is killed from without, whatever it is at. */
export const MOMENTS = [
  'beforeDeciding',
  'inDeciding',
  'afterDeciding',
  'beforeSending',
  'inSending',
  'beforeRecording',
  'afterUpdating',
] as const
export type Moment = (typeof MOMENTS)[number]

interface Process {
  readonly url: string
  readonly dies: Moment | 'outside'
  kill(): void
}

export interface Processes {
  /** Those that can be spoken to at present. */
  up(): readonly Process[]
  /** How many were killed, and how. */
  readonly kills: ReadonlyMap<Moment | 'outside', number>
  killed(): number
  /** Kills, and replaces, until so many are dead or the time is over. */
  rage(): Promise<void>
  /** All are killed, and as many as serve are started that nobody kills. */
  calm(): Promise<void>
  stop(): Promise<void>
}

interface Options {
  readonly chance: Chance
  readonly environment: Readonly<Record<string, string>>
  /** Kills, at least. */
  readonly kills: number
  readonly until: number
  readonly tell: (choice: string) => void
}

/** Two serve; as many more are being started, so that one is soon there for one that is killed. */
const SERVING = 2
const BESIDE = 2
/** A process that has not come to its moment by then is killed from without. */
const PATIENCE_MS = 6_000

export async function startProcesses(options: Options): Promise<Processes> {
  const { chance, environment, tell } = options
  const running = new Map<ChildProcess, Process | undefined>()
  const kills = new Map<Moment | 'outside', number>()
  let count = 0
  let isOver = false
  let stopping = false
  // Should whoever drives the story fail, none of them is left.
  process.once('exit', () => {
    for (const child of running.keys()) child.kill('SIGKILL')
  })
  const killed = () => [...kills.values()].reduce((sum, it) => sum + it, 0)
  const up = () => [...running.values()].filter((it) => it !== undefined)

  async function start(moment: Moment | 'outside', on: number): Promise<void> {
    count += 1
    const name = `desk ${count}`
    const child = spawn(process.execPath, ['test/chaos/desk.ts'], {
      env: {
        ...inherited(),
        ...environment,
        ...(moment === 'outside' ? {} : { CRASH_AT: moment, CRASH_ON: String(on) }),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    running.set(child, undefined)
    let how: Moment | 'outside' = moment
    const kill = () => {
      how = 'outside'
      child.kill('SIGKILL')
    }
    child.once('exit', (code, signal) => {
      const served = running.get(child) !== undefined
      running.delete(child)
      if (stopping) return
      if (signal !== 'SIGKILL') throw new Error(`${name} ended by itself (${code ?? signal})`)
      if (served && !isOver) kills.set(how, (kills.get(how) ?? 0) + 1)
    })
    const [url] = (await Promise.race([
      once(createInterface(child.stdout), 'line'),
      once(child, 'exit').then(() => []),
    ])) as [string?]
    if (url === undefined || !running.has(child)) return
    running.set(child, { url, dies: moment, kill })
    if (moment !== 'outside') setTimeout(() => running.has(child) && !isOver && kill(), PATIENCE_MS).unref()
  }

  /** Each process has its moment from the seed, in the order of their starts. */
  const startDoomed = (): Promise<void> => {
    const moment = chance.is(0.6) ? chance.oneOf(MOMENTS) : 'outside'
    const on = chance.whole(1, 3)
    tell(`desk ${count + 1} dies ${moment}${moment === 'outside' ? '' : ` ${on}`}`)
    return start(moment, on)
  }

  await Promise.all(Array.from({ length: SERVING }, startDoomed))
  return {
    up,
    kills,
    killed,
    rage: async () => {
      const pauses = chance.of('pauses')
      while (killed() < options.kills && Date.now() < options.until) {
        while (running.size < SERVING + BESIDE) void startDoomed()
        await wait(pauses.whole(300, 800))
        // Others come to their own moment.
        const victims = up().filter(({ dies }) => dies === 'outside')
        if (up().length >= SERVING && victims.length > 0) pauses.oneOf(victims).kill()
      }
      isOver = true
    },
    calm: async () => {
      isOver = true
      for (const child of running.keys()) child.kill('SIGKILL')
      while (running.size > 0) await wait(20)
      await Promise.all(Array.from({ length: SERVING }, () => start('outside', 1)))
    },
    stop: async () => {
      stopping = true
      for (const child of running.keys()) child.kill('SIGKILL')
      while (running.size > 0) await wait(20)
    },
  }
}
