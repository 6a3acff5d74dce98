import { once } from 'node:events'
import { WebSocket } from 'ws'
import { z } from 'zod'

/** What the Playground tells its own page of every request between the desk and itself, with its answer. */
export interface Streams {
  /** What the Playground asked of the desk, and how that answered. */
  readonly asked: readonly Exchange[]
  /** What the desk asked of the Playground, and how that answered. */
  readonly answered: readonly Exchange[]
  /** Looks again whenever something arrives. @throws after 15 s, with what the Playground warned of last */
  until<Found>(look: () => Found | undefined, what: string): Promise<Found>
  close(): void
}

const ShownMessage = z.looseObject({
  messageId: z.string(),
  text: z.string().optional(),
  attachments: z
    .array(z.looseObject({ contentType: z.string(), content: z.unknown().optional() }))
    .default([]),
  /** Only on the first message of a channel's thread. */
  postConversationId: z.string().optional(),
})
const Shown = z.discriminatedUnion('action', [
  z.object({ action: z.literal('typing'), actionConversationId: z.string() }),
  z.object({ action: z.literal('createMessage'), actionConversationId: z.string(), message: ShownMessage }),
  z.object({ action: z.literal('updateMessage'), actionConversationId: z.string(), message: ShownMessage }),
])
export type Shown = z.infer<typeof Shown>

export const Activity = z.looseObject({
  type: z.string(),
  id: z.string().optional(),
  text: z.string().optional(),
  conversation: z.looseObject({ id: z.string() }).optional(),
  channelData: z.record(z.string(), z.unknown()).optional(),
})
export type Activity = z.infer<typeof Activity>

const Logged = z.object({
  log: z.looseObject({
    type: z.string(),
    level: z.string().optional(),
    displayText: z.string().default(''),
    activityName: z.string().optional(),
    to: z.string().optional(),
    request: z.looseObject({ body: Activity.optional().catch(undefined) }).optional(),
    response: z.looseObject({ statusCode: z.number(), body: z.unknown().optional() }).optional(),
  }),
})

export interface Exchange {
  readonly what: string
  readonly activity: Activity | undefined
  readonly status: number
  readonly answer: unknown
}

/** Connects to both streams of a Playground; hands on what it shows. */
export async function openStreams(url: string, show: (heard: Shown) => void): Promise<Streams> {
  const asked: Exchange[] = []
  const answered: Exchange[] = []
  const warnings: string[] = []
  const lookers = new Set<() => void>()
  let broken: unknown

  async function open(path: string, hear: (heard: unknown) => void): Promise<WebSocket> {
    const socket = new WebSocket(`${url.replace('http:', 'ws:')}${path}`)
    socket.on('message', (words) => {
      try {
        hear(JSON.parse(String(words)))
      } catch (error) {
        broken ??= error
      }
      for (const look of lookers) look()
    })
    await once(socket, 'open')
    return socket
  }

  const sockets = await Promise.all([
    open('/_ws_conversation/v1/conversations/stream', (heard) => {
      show(Shown.parse(heard))
    }),
    open('/_ws/log/stream', (heard) => {
      const { log } = Logged.parse(heard)
      if (log.level === 'warning') warnings.push(log.displayText)
      if (log.type !== 'bot' || !log.response) return
      const exchange = {
        what: log.activityName ?? '',
        activity: log.request?.body,
        status: log.response.statusCode,
        answer: log.response.body,
      }
      const direction = log.to === 'User Application' ? asked : answered
      direction.push(exchange)
    }),
  ])

  return {
    asked,
    answered,
    until: (look, what) =>
      new Promise((resolve, reject) => {
        const settle = () => {
          clearTimeout(patience)
          lookers.delete(again)
        }
        const again = () => {
          try {
            if (broken) throw broken
            const found = look()
            if (found === undefined) return
            settle()
            resolve(found)
          } catch (error) {
            settle()
            reject(error)
          }
        }
        const patience = setTimeout(() => {
          settle()
          reject(new Error([`nothing came of: ${what}`, ...warnings.slice(-3)].join('\n')))
        }, 15_000)
        lookers.add(again)
        again()
      }),
    close: () => {
      for (const socket of sockets) socket.terminate()
    },
  }
}
