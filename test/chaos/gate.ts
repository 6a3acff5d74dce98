import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import type { Chance } from './chance.ts'

/** Slack's way to the desk: it chooses a process, sends again what was not acknowledged, and sometimes what was. */
export interface Gate {
  /** For what is kept before it is acknowledged, */
  readonly url: string
  /** and for what is answered in the request. */
  readonly openingUrl: string
  /** The inbox ids of everything that was acknowledged. */
  readonly acknowledged: ReadonlySet<string>
  redelivered(): number
  /** Resolves when nothing is on its way any more; nothing is sent again from then on. */
  calm(): Promise<void>
  close(): Promise<void>
}

const AGAIN_MS = 300
/** Slack gives up some time. */
const TRIES = 60

export async function startGate(urls: () => readonly string[], chance: Chance): Promise<Gate> {
  const acknowledged = new Set<string>()
  const underWay = new Set<Promise<unknown>>()
  let redelivered = 0
  let isCalm = false

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(incoming)
    const opens = (incoming.url ?? '').startsWith('/opens/')
    const { host: _, connection: __, 'content-length': ___, ...given } = incoming.headers
    const headers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]))
    // What was written one after the other may arrive in another order.
    if (!opens && !isCalm && chance.is(0.1)) await wait(chance.whole(20, 1_500))
    const isEvent = headers['content-type'] === 'application/json'
    const answered = await deliver({ body, headers }, isEvent ? TRIES : 1)
    if (!answered) return void response.writeHead(503).end()
    const id = opens || answered.content !== '' ? undefined : inboxId(body)
    if (id) {
      acknowledged.add(id)
      if (!isCalm && chance.is(0.15)) redeliver({ body, headers })
    }
    response.writeHead(200).end(answered.content)
  }

  function redeliver(what: Request): void {
    redelivered += 1
    const after = chance.whole(0, 3_000)
    const work = wait(after)
      .then(() => deliver(what, 1))
      .finally(() => underWay.delete(work))
    underWay.add(work)
  }

  async function deliver(
    { body, headers }: Request,
    tries: number,
  ): Promise<{ content: string } | undefined> {
    for (let time = 0; time < tries; time += 1) {
      const up = urls()
      if (up.length > 0) {
        try {
          const answered = await fetch(`${chance.oneOf(up)}/slack/events`, {
            method: 'POST',
            ...{ body, headers },
            signal: AbortSignal.timeout(30_000),
          })
          const content = await answered.text()
          if (answered.ok) return { content }
        } catch {
          // It died at it, or before: sent again, as Slack does.
        }
      } else time -= 1
      await wait(AGAIN_MS)
    }
    return undefined
  }

  const server = createServer((incoming, response) => {
    const work = answer(incoming, response)
      .catch(() => void response.writeHead(500).end())
      .finally(() => underWay.delete(work))
    underWay.add(work)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  return {
    url,
    openingUrl: `${url}/opens`,
    acknowledged,
    redelivered: () => redelivered,
    calm: async () => {
      isCalm = true
      while (underWay.size > 0) await Promise.race(underWay)
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

interface Request {
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

const Told = z.object({
  team_id: z.string(),
  event: z.object({
    channel: z.string(),
    ts: z.string(),
    subtype: z.string().optional(),
    message: z.object({ ts: z.string(), edited: z.object({ ts: z.string() }) }).optional(),
  }),
})
const Pressed = z.object({
  type: z.literal('block_actions'),
  team: z.object({ id: z.string() }),
  user: z.object({ id: z.string() }),
  container: z.object({ message_ts: z.string() }),
  actions: z.array(z.object({ action_id: z.string(), action_ts: z.string() })).min(1),
})
const Submitted = z.object({
  type: z.literal('view_submission'),
  team: z.object({ id: z.string() }),
  view: z.object({ id: z.string(), hash: z.string() }),
})

/** By which the desk must know what was told: written down here once more, from the design. */
function inboxId(body: string): string | undefined {
  if (!body.startsWith('{')) {
    const payload: unknown = JSON.parse(new URLSearchParams(body).get('payload') ?? '{}')
    const pressed = Pressed.safeParse(payload).data
    const [action] = pressed?.actions ?? []
    if (pressed && action)
      return `slack/${pressed.team.id}/press/${pressed.user.id}/${pressed.container.message_ts}/${action.action_id}/${action.action_ts}`
    const submitted = Submitted.safeParse(payload).data
    return submitted && `slack/${submitted.team.id}/view/${submitted.view.id}/${submitted.view.hash}`
  }
  const told = Told.safeParse(JSON.parse(body)).data
  if (!told) return undefined
  const { channel, ts, message } = told.event
  const place = `slack/${told.team_id}/${channel}`
  return message ? `${place}/${message.ts}/edited/${message.edited.ts}` : `${place}/${ts}`
}
