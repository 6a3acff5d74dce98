import { fork } from 'node:child_process'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { poster } from '../platform.ts'
import { answersOf, type Deed, type Kind, type Traffic } from './traffic.ts'
import type { Call } from './web-api.ts'

/** What carries an answer. */
const ANSWERING = new Set(['chat.postMessage', 'chat.update', 'views.publish', 'views.open'])
/** Nobody waits longer for what is still to come at the end. */
const PATIENCE_MS = 30_000

export interface StandIn {
  readonly url: string
  hears(listener: (call: Call) => void): void
  close(): void
}

/** The stand-in for Slack's Web API, in a process of its own. */
export async function startStandIn(): Promise<StandIn> {
  const child = fork(path.resolve('bench/load/web-api.ts'), { stdio: 'inherit' })
  let listener: (call: Call) => void = () => undefined
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the stand-in for the Web API ended')))
    child.on('message', (told: Call | { readonly url: string }) =>
      'url' in told ? resolve(told.url) : listener(told),
    )
  })
  return {
    url,
    hears: (it) => {
      listener = it
    },
    close: () => child.disconnect(),
  }
}

/** Of one kind of deed, in ms. */
export interface Times {
  readonly acknowledged: number[]
  readonly answered: number[]
}

export interface Driven {
  readonly times: ReadonlyMap<Kind, Times>
  readonly sent: number
  /** Of these: after the warm-up. */
  readonly sentMeasured: number
  /** Requests that were not acknowledged. */
  readonly refused: readonly string[]
  /** Deeds that were acknowledged and never answered. */
  readonly silent: readonly string[]
  readonly began: number
  readonly ended: number
}

interface Waiting {
  readonly deed: Deed
  readonly sentAt: number
}

/**
 * Sends so many requests a second for so long, each at its time, whether or not what went before was answered: a late answer slows
 * nobody. What is done in the first `warmSeconds` is not told.
 */
export async function drive(
  servers: readonly string[],
  standIn: StandIn,
  traffic: Traffic,
  {
    rate,
    seconds,
    warmSeconds,
  }: { readonly rate: number; readonly seconds: number; readonly warmSeconds: number },
): Promise<Driven> {
  const posters = servers.map((url) => poster(url, 1_000))
  const times = new Map<Kind, Times>()
  const waiting = new Map<string, Waiting>()
  const refused: string[] = []
  let underWay = 0
  const began = now()
  const measuredFrom = began + warmSeconds * 1_000
  let sent = 0

  const timesOf = (kind: Kind): Times => {
    const known = times.get(kind) ?? { acknowledged: [], answered: [] }
    times.set(kind, known)
    return known
  }

  standIn.hears((call) => {
    if (!ANSWERING.has(call.method)) return
    traffic.shown(call)
    const key = answersOf(call).find((it) => waiting.has(it))
    const asked = key === undefined ? undefined : waiting.get(key)
    if (key === undefined || asked === undefined) return
    waiting.delete(key)
    if (asked.sentAt >= measuredFrom) timesOf(asked.deed.kind).answered.push(call.at - asked.sentAt)
  })

  function send(deed: Deed): void {
    const sentAt = now()
    const to = posters[sent % posters.length]
    sent += 1
    if (deed.answer !== undefined) waiting.set(deed.answer, { deed, sentAt })
    if (!to) return
    underWay += 1
    to.post(deed.request)
      .then(
        (ms) => {
          if (sentAt >= measuredFrom) timesOf(deed.kind).acknowledged.push(ms)
        },
        (error: unknown) => {
          refused.push(`${deed.kind}: ${error instanceof Error ? error.message : String(error)}`)
          if (deed.answer !== undefined) waiting.delete(deed.answer)
        },
      )
      .finally(() => {
        underWay -= 1
      })
  }

  const queue: Deed[] = []
  const total = Math.round((seconds + warmSeconds) * rate)
  for (let at = 0; at < total; at += 1) {
    const due = began + (at * 1_000) / rate
    if (due > now()) await wait(due - now())
    if (queue.length === 0) queue.push(...traffic.next())
    const deed = queue.shift()
    if (deed) send(deed)
  }
  const ended = now()
  while ((waiting.size > 0 || underWay > 0) && now() - ended < PATIENCE_MS) await wait(100)
  for (const { close } of posters) close()
  const silent = [...waiting].map(
    ([key, { deed }]) => `${deed.kind} ${key}: ${deed.request.body.slice(0, 2_000)}`,
  )
  const sentMeasured = Math.round(seconds * rate)
  return { times, sent, sentMeasured, refused, silent, began: measuredFrom, ended }
}

const now = (): number => performance.timeOrigin + performance.now()
