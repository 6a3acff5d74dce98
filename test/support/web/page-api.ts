import { z } from 'zod'
import { DrawnCard, RoomBody, RoomPlace } from '#src/platforms/web/room.ts'

/** The page's requests, made without a page. */
export interface PageApi {
  /** Brings a file; what the message then says of it. */
  upload(person: string, file: Uploaded): Promise<{ readonly locator: Readonly<Record<string, string>> }>
  post(method: 'POST' | 'PATCH' | 'DELETE', path: string, body: object): Promise<z.infer<typeof Answered>>
  people(): Promise<z.infer<typeof People>>
  /** Everything that these people may see, oldest first. */
  seen(people: string): Promise<readonly SeenRow[]>
}

export interface Uploaded {
  readonly name: string
  readonly mimeType: string
  readonly content: Uint8Array<ArrayBuffer>
}

export function pageApi(url: string): PageApi {
  return {
    async upload(person, { name, mimeType, content }) {
      const response = await fetch(`${url}/chat/files?${new URLSearchParams({ person, name })}`, {
        method: 'POST',
        headers: { 'content-type': mimeType },
        body: content,
      })
      if (!response.ok) throw new Error(`the upload was answered ${response.status}`)
      return Located.parse(await response.json())
    },
    async post(method, path, body) {
      const response = await fetch(url + path, {
        method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      const answer: unknown = await response.json()
      if (!response.ok)
        throw new Error(`${method} ${path} was answered ${response.status}: ${JSON.stringify(answer)}`)
      return Answered.parse(answer)
    },
    async people() {
      return People.parse(await (await fetch(`${url}/chat/people`)).json())
    },
    async seen(people) {
      const rows: SeenRow[] = []
      for await (const event of serverSentEvents(`${url}/chat/events?people=${encodeURIComponent(people)}`)) {
        if (event.name === 'ready') break
        if (event.name === 'message') rows.push(SeenRow.parse(JSON.parse(event.text)))
      }
      return rows.sort((a, b) =>
        a.createdAt === b.createdAt ? a.seq - b.seq : a.createdAt < b.createdAt ? -1 : 1,
      )
    },
  }
}

export interface ServerSentEvent {
  readonly id: string
  readonly name: string
  readonly text: string
}

/** Ends the connection when the loop over it ends. */
export async function* serverSentEvents(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): AsyncGenerator<ServerSentEvent> {
  const leaving = new AbortController()
  const response = await fetch(url, { headers, signal: leaving.signal })
  if (!response.ok || !response.body) throw new Error(`${url} was answered ${response.status}`)
  let pending = ''
  try {
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      pending += chunk
      const whole = pending.split('\n\n')
      pending = whole.pop() ?? ''
      for (const block of whole) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? ''
        if (field('event') !== '') yield { id: field('id'), name: field('event'), text: field('data') }
      }
    }
  } finally {
    leaving.abort()
  }
}

const Located = z.object({ locator: z.record(z.string(), z.string()) })
const Answered = z.object({
  kind: z.string().optional(),
  title: z.string().optional(),
  card: DrawnCard.optional(),
  files: z.object({ label: z.string(), hint: z.string() }).optional(),
  errors: z.record(z.string(), z.string()).optional(),
})

const People = z.object({
  deskName: z.string(),
  writeConsultation: z.string(),
  people: z.array(
    z.object({ workspace: z.string(), user: z.string(), name: z.string(), channel: z.string() }),
  ),
})

const SeenRow = z.object({
  id: z.string(),
  seq: z.number(),
  place: RoomPlace,
  author: z.string(),
  body: z.union([RoomBody, z.object({ kind: z.literal('deleted') })]),
  createdAt: z.string(),
})
export type SeenRow = z.infer<typeof SeenRow>
