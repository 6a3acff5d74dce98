import { createServer } from 'node:http'
import { z } from 'zod'

/**
 * Slack's Web API, as far as the desk calls it, in a process of its own: takes everything at once, and tells whoever started it
 * what it was asked.
 */
export interface Call {
  readonly method: string
  /** When it came, in ms since 1970. */
  readonly at: number
  /** Where something is posted or changed, or whose Home is drawn. */
  readonly place: string
  readonly thread: string | undefined
  /** Of the message, as it was given or is changed. */
  readonly ts: string
  readonly trigger: string | undefined
  readonly buttons: readonly Button[]
  readonly form: Form | undefined
}

export interface Button {
  readonly action_id: string
  readonly value: string
}

export interface Form {
  readonly id: string
  readonly callback: string
  readonly metadata: string
  /** By name: with what it can be filled in. */
  readonly inputs: Readonly<Record<string, object>>
}

const Input = z.object({
  type: z.literal('input'),
  block_id: z.string(),
  element: z.object({
    type: z.string(),
    initial_value: z.string().optional(),
    initial_option: z.unknown().optional(),
    options: z.array(z.unknown()).optional(),
  }),
})
const View = z.object({
  callback_id: z.string().default(''),
  private_metadata: z.string().default(''),
  blocks: z.array(z.unknown()).default([]),
})
const Button = z.object({ type: z.literal('button'), action_id: z.string(), value: z.string() })

let made = 0

/** Everything in these blocks that can be pressed. */
function buttonsIn(it: unknown): readonly Button[] {
  if (Array.isArray(it)) return it.flatMap(buttonsIn)
  if (typeof it !== 'object' || it === null) return []
  const button = Button.safeParse(it).data
  return button
    ? [{ action_id: button.action_id, value: button.value }]
    : Object.values(it).flatMap(buttonsIn)
}

function formOf(view: z.infer<typeof View>, id: string): Form {
  const inputs = view.blocks.flatMap((it) => Input.safeParse(it).data ?? [])
  return {
    ...{ id, callback: view.callback_id, metadata: view.private_metadata },
    inputs: Object.fromEntries(
      inputs.map(({ block_id, element }) => [
        block_id,
        element.options
          ? { type: element.type, selected_option: element.options[0] }
          : { type: element.type, value: element.initial_value ?? '総務部が月次で確認しています。' },
      ]),
    ),
  }
}

const parsed = (words: string | null): unknown => (words ? JSON.parse(words) : [])

const server = createServer((incoming, response) => {
  const chunks: Buffer[] = []
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
  incoming.on('end', () => {
    const at = performance.timeOrigin + performance.now()
    const body = new URLSearchParams(Buffer.concat(chunks).toString())
    const method = incoming.url?.split('/').at(-1) ?? ''
    const place = body.get('channel') ?? body.get('channel_id') ?? body.get('user_id') ?? ''
    const ts =
      body.get('ts') ?? `${Math.floor(Date.now() / 1_000)}.${String(++made % 1_000_000).padStart(6, '0')}`
    const view = View.safeParse(parsed(body.get('view'))).data
    const id = `V${++made}`
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(
      JSON.stringify({
        ok: true,
        channel: place,
        ts,
        user_id: 'U0BOT',
        bot_id: 'B0DESK',
        view: { id, hash: `${made}` },
      }),
    )
    process.send?.({
      ...{ method, at, place, ts, thread: body.get('thread_ts') ?? undefined },
      trigger: body.get('trigger_id') ?? undefined,
      buttons: buttonsIn(method === 'views.publish' ? [] : parsed(body.get('blocks'))),
      form: view && method === 'views.open' ? formOf(view, id) : undefined,
    } satisfies Call)
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/api/`,
  })
})
process.on('disconnect', () => process.exit())
