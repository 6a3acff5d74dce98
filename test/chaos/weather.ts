import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import type { Chance } from './chance.ts'

/** What becomes of a request on its way. */
type Fault =
  | 'none'
  | 'rateLimited'
  | 'failsBefore'
  | 'failsAfter'
  | 'cutBefore'
  | 'cutAfter'
  | 'slowBefore'
  | 'slowAfter'

const FAIR: Readonly<Record<Fault, number>> = {
  ...{ none: 90, rateLimited: 2, failsBefore: 1, failsAfter: 1, cutBefore: 1, cutAfter: 2 },
  ...{ slowBefore: 1, slowAfter: 2 },
}
/** For the next few requests one of them is all there is. */
const SPELLS = ['rateLimited', 'failsBefore', 'failsAfter', 'cutBefore', 'cutAfter', 'slowAfter'] as const

export interface Weather {
  readonly url: string
  /** Requests that met something. */
  faults(): number
  /** From now on each request arrives, and is answered. */
  clear(): void
  close(): Promise<void>
}

/** The network in front of a platform's server. */
export async function startWeather(target: URL, chance: Chance): Promise<Weather> {
  let isFair = false
  let faults = 0
  let spell: { readonly fault: Fault; left: number } | undefined

  function next(): Fault {
    if (isFair) return 'none'
    if (!spell && chance.is(0.01)) spell = { fault: chance.oneOf(SPELLS), left: chance.whole(2, 8) }
    if (!spell) return chance.weighted(FAIR)
    const { fault } = spell
    spell.left -= 1
    if (spell.left === 0) spell = undefined
    return fault
  }

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(incoming)
    const fault = next()
    const slow = chance.whole(200, 2_000)
    if (fault !== 'none') faults += 1
    switch (fault) {
      case 'rateLimited':
        response.writeHead(429, { 'retry-after': '1' }).end()
        return
      case 'failsBefore':
        response.writeHead(500).end()
        return
      case 'cutBefore':
        incoming.socket.destroy()
        return
      case 'slowBefore':
        await wait(slow)
        return pass(await forward(incoming, body), response)
      case 'slowAfter': {
        const answered = await forward(incoming, body)
        await wait(slow)
        return pass(answered, response)
      }
      case 'failsAfter':
        await forward(incoming, body)
        response.writeHead(500).end()
        return
      case 'cutAfter':
        await forward(incoming, body)
        incoming.socket.destroy()
        return
      case 'none':
        return pass(await forward(incoming, body), response)
    }
  }

  function forward(incoming: IncomingMessage, body: Buffer): Promise<Answered> {
    const { host: _, ...headers } = incoming.headers
    return new Promise((resolve, reject) => {
      const onward = request(
        new URL(incoming.url ?? '/', target),
        { method: incoming.method ?? 'POST', headers },
        (answered) => {
          buffer(answered).then(
            (content) => resolve({ status: answered.statusCode ?? 500, headers: answered.headers, content }),
            reject,
          )
        },
      )
      onward.once('error', reject)
      onward.end(body)
    })
  }

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch(() => incoming.socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    url: `http://127.0.0.1:${port}${target.pathname}`,
    faults: () => faults,
    clear: () => {
      isFair = true
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

interface Answered {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly content: Buffer
}

function pass({ status, headers, content }: Answered, response: ServerResponse): void {
  const { 'transfer-encoding': _, connection: __, ...others } = headers
  response.writeHead(status, others).end(content)
}
