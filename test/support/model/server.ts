import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import { type GoodItem, goodFilling, vectorFor } from './good-model.ts'

/** What a prompt's reply fills. */
export type Schema =
  | 'SplitQuestions'
  | 'JudgedQuestions'
  | 'ComposedAnswers'
  | 'ComposedEnglishAnswers'
  | 'ReplyDraft'
  | 'ReviewComment'
  | 'FaqDraft'
  | 'JudgedContradictions'

/** One answer of the server. */
export type Turn =
  | { readonly kind: 'fills'; readonly value: unknown }
  /** As a good model would, but changed. */
  | {
      readonly kind: 'changes'
      readonly change: (items: readonly GoodItem[], request: ModelRequest) => readonly unknown[]
    }
  | {
      readonly kind: 'status'
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly error?: unknown
    }
  | { readonly kind: 'refuses' }
  /** Runs into its length: the JSON has no end. */
  | { readonly kind: 'breaksOff' }
  /** The connection is cut in the middle of the response. */
  | { readonly kind: 'isCut' }
  | { readonly kind: 'says'; readonly content: string }
  | { readonly kind: 'hangs' }
  /** The headers come, the body does not. */
  | { readonly kind: 'stalls' }

export interface ModelRequest {
  readonly path: string
  readonly authorization: string | undefined
  /** As it came, every word of it. */
  readonly text: string
  readonly model: string
  readonly schema: string
  readonly system: string
  readonly user: string
  /** The data between the delimiters, by name. */
  readonly values: Readonly<Record<string, string>>
}

/** An OpenAI-compatible server that answers as a good model would, except where a test has it do otherwise. */
export interface ModelServer {
  /** Base URL. */
  readonly url: string
  /** For completions. */
  readonly requests: readonly ModelRequest[]
  /** Texts that were embedded, request by request. */
  readonly embedded: readonly (readonly string[])[]
  /** The next requests of this schema are answered so, one after the other. */
  answers(schema: Schema, ...turns: readonly Turn[]): void
}

const Body = z.object({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })).default([]),
  response_format: z
    .object({ json_schema: z.object({ name: z.string(), strict: z.literal(true) }) })
    .optional(),
  input: z.array(z.string()).default([]),
})

/** What a model says to a request as long as a test scripts nothing else. */
export type Filling = (request: ModelRequest) => { readonly items: readonly unknown[] }

export async function modelServer(filling: Filling = goodFilling): Promise<ModelServer> {
  const { close, ...server } = await startModelServer(filling)
  onTestFinished(close)
  return server
}

/** The same without a test that ends it. `otherwise`: what it does instead, unless it is told what to do. */
export async function startModelServer(
  filling: Filling = goodFilling,
  otherwise: (request: ModelRequest) => Turn | undefined = () => undefined,
): Promise<ModelServer & { close(): void }> {
  const requests: ModelRequest[] = []
  const embedded: (readonly string[])[] = []
  const turns = new Map<string, Turn[]>()
  const server = createServer((incoming, response) => {
    void textOf(incoming).then((text) => {
      const body = Body.parse(JSON.parse(text))
      const request = requestOf(incoming, text, body)
      if (request.path.endsWith('/embeddings')) {
        embedded.push(body.input)
        embed(response, body)
        return
      }
      requests.push(request)
      const turn = turns.get(request.schema)?.shift() ??
        otherwise(request) ?? { kind: 'fills', value: filling(request) }
      perform(response, request, turn)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    embedded,
    answers: (schema, ...more) => void turns.set(schema, [...(turns.get(schema) ?? []), ...more]),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of incoming) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}

function requestOf(incoming: IncomingMessage, text: string, body: z.infer<typeof Body>): ModelRequest {
  const said = (role: string) =>
    body.messages
      .filter((it) => it.role === role)
      .map(({ content }) => content)
      .join('\n')
  const user = said('user')
  return {
    path: incoming.url ?? '',
    authorization: incoming.headers.authorization,
    text,
    model: body.model,
    schema: body.response_format?.json_schema.name ?? '',
    system: said('system'),
    user,
    values: Object.fromEntries(
      [...user.matchAll(/<<(DATA-\w+) (\w+)>>\n([\s\S]*?)\n<<\/\1>>/g)].map(([, , name, value]) => [
        name,
        value,
      ]),
    ),
  }
}

function perform(response: ServerResponse, request: ModelRequest, turn: Turn): void {
  const whole = completionOf(turn, request)
  if (whole) {
    send(response, whole)
    return
  }
  switch (turn.kind) {
    case 'isCut': {
      const text = JSON.stringify(completion({ content: JSON.stringify(goodFilling(request)) }))
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
      })
      response.write(text.slice(0, text.length / 2), () => response.destroy())
      return
    }
    case 'status': {
      response.writeHead(turn.status, { 'content-type': 'application/json', ...turn.headers })
      const error = turn.error ?? { message: `${request.authorization} sent: ${request.user}`, code: null }
      response.end(JSON.stringify({ error }))
      return
    }
    case 'stalls':
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write(' ')
      return
    case 'hangs':
    case 'fills':
    case 'changes':
    case 'says':
    case 'refuses':
    case 'breaksOff':
      return
  }
}

function completionOf(turn: Turn, request: ModelRequest): object | undefined {
  switch (turn.kind) {
    case 'fills':
      return completion({ content: JSON.stringify(turn.value) })
    case 'changes': {
      const items = turn.change(goodFilling(request).items, request)
      return completion({ content: JSON.stringify({ items }) })
    }
    case 'says':
      return completion({ content: turn.content })
    case 'refuses':
      return completion({ content: null, refusal: 'I cannot help with that.' })
    case 'breaksOff': {
      const content = JSON.stringify(goodFilling(request))
      return completion({ content: content.slice(0, content.length / 2) }, 'length')
    }
    case 'isCut':
    case 'status':
    case 'hangs':
    case 'stalls':
      return undefined
  }
}

function embed(response: ServerResponse, { input }: z.infer<typeof Body>): void {
  const data = input.map((text, index) => ({ object: 'embedding', index, embedding: vectorFor(text) }))
  // In any order: the index says which is which.
  send(response, {
    object: 'list',
    data: data.toReversed(),
    usage: { prompt_tokens: input.join('').length, total_tokens: input.join('').length },
  })
}

const completion = (message: object, finish = 'stop') => ({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 0,
  model: 'scripted',
  choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: finish }],
  usage: { prompt_tokens: 900, completion_tokens: 100, total_tokens: 1_000 },
})

function send(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
