import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { buffer, text } from 'node:stream/consumers'
import type { SendFault } from '#test/support/world.ts'
import { createGrants, type Grants, type Place, SlackError } from './grants.ts'
import { checkHome, checkMessage, checkModal } from './payload-check.ts'
import { viewBody } from './payloads.ts'
import { APP_ID, BOT_ID, BOT_USER, type SlackChannel, type SlackMessage, type SlackState } from './things.ts'

export interface ShownStatus {
  readonly channel: string
  readonly thread: string
  readonly status: string
}

export interface WebApi {
  readonly url: string
  readonly complaints: string[]
  readonly statuses: ShownStatus[]
  readonly prompts: unknown[]
  readonly grants: Grants
  /** Every method that was called, in order. */
  readonly calls: string[]
  failNext(fault: SendFault, times: number): void
  close(): Promise<void>
}

type Args = Readonly<Record<string, unknown>>
type Answer = Readonly<Record<string, unknown>>

/** Another Web API behind this one: whatever passes our checks is done there. */
export interface Upstream {
  /** @throws SlackError as it answered */
  call(method: string, args: Args, authorization: string | undefined): Promise<Answer>
  /** Where it asks people whether they agree. */
  readonly authorizeUrl: string
}

const UPSTREAM = new Set([
  'chat.postMessage',
  'chat.update',
  'conversations.history',
  'conversations.replies',
  'files.completeUploadExternal',
  'files.getUploadURLExternal',
  'views.open',
  'views.publish',
  'oauth.v2.access',
])

/** Who asks for a token has none yet. */
const TOKENLESS = new Set(['oauth.v2.access'])

/**
 * A strict Slack Web API: knows its tokens and where each may speak, its channels and threads, takes no block that Slack would refuse, and fails as it
 * is told to.
 */
export async function startWebApi(state: SlackState, upstream?: Upstream): Promise<WebApi> {
  const complaints: string[] = []
  const statuses: ShownStatus[] = []
  const prompts: unknown[] = []
  const faults: SendFault[] = []
  const grants = createGrants()
  const calls: string[] = []
  const uploads = new Map<
    string,
    { readonly name: string; readonly bytes: number; readonly content: Uint8Array | undefined }
  >()

  /** Checks what the desk asks for; what is handed back does it. */
  const methods: Readonly<Record<string, (args: Args, by: Place | undefined) => () => Answer>> = {
    'auth.test': (_, by) => () => ({
      user_id: BOT_USER,
      bot_id: BOT_ID,
      team_id: by?.id ?? 'T0DESK',
      app_id: APP_ID,
      url: 'https://slack.example/',
    }),
    'oauth.v2.access': (args) => () => grants.exchange(args),
    'chat.postMessage': (args, by) => {
      const channel = channelFor(wordOf(args, 'channel'), by)
      const message = postedBy(args, channel)
      return () => {
        channel.messages.push(message)
        return { channel: channel.id, ts: message.ts, message: { text: message.text } }
      }
    },
    'chat.update': (args, by) => {
      const channel = channelFor(wordOf(args, 'channel'), by)
      const at = channel.messages.findIndex(({ ts }) => ts === args.ts)
      const before = channel.messages[at]
      if (!before || before.user !== BOT_USER) throw new SlackError('message_not_found')
      const { text: words, blocks } = checked(args)
      return () => {
        const edited = { user: BOT_USER, ts: state.nextTs() }
        channel.messages[at] = { ...before, text: words, blocks, edited }
        return { channel: channel.id, ts: before.ts }
      }
    },
    'files.getUploadURLExternal': (args) => {
      if (state.hosted.refuses) throw new SlackError(state.hosted.refuses)
      const name = wordOf(args, 'filename')
      const bytes = Number(args.length)
      if (!Number.isInteger(bytes) || bytes <= 0) throw new SlackError('invalid_arguments')
      return () => {
        const id = `F${state.nextTs().replace('.', '')}`
        uploads.set(id, { name, bytes, content: undefined })
        return { file_id: id, upload_url: `${state.hosted.base}/upload/v1/${id}` }
      }
    },
    'files.completeUploadExternal': (args, by) => {
      const channel = channelFor(wordOf(args, 'channel_id'), by)
      if (wordOf(args, 'channel_id').startsWith('U')) throw new SlackError('invalid_channel')
      const thread = threadIn(channel, args)
      const ids = (Array.isArray(args.files) ? args.files : []).map((it) => wordOf(objectOf(it), 'id'))
      if (ids.length === 0) throw new SlackError('invalid_arguments')
      return () => {
        const files = ids.map((id) => {
          const { name, bytes, content } = uploads.get(id) ?? {}
          if (!name || !content || content.length !== bytes) throw new SlackError('file_not_found')
          return { id, name, mimeType: 'application/octet-stream', bytes: content.length, content }
        })
        channel.messages.push({
          ts: state.nextTs(),
          user: BOT_USER,
          text: '',
          files,
          ...(thread && { thread }),
        })
        return { files: ids.map((id) => ({ id })) }
      }
    },
    'files.delete': (args) => {
      const id = wordOf(args, 'file')
      const holding = state
        .channels()
        .find(({ messages }) => messages.some(({ files }) => files?.some((it) => it.id === id)))
      if (!holding) throw new SlackError('file_not_found')
      return () => {
        for (const [at, it] of holding.messages.entries())
          if (it.files) holding.messages[at] = { ...it, files: it.files.filter((file) => file.id !== id) }
        return {}
      }
    },
    'views.open': (args) => {
      const refused = state.useTrigger(wordOf(args, 'trigger_id'))
      if (refused) throw new SlackError(refused)
      const body = objectOf(args.view)
      complain(checkModal(body))
      return () => {
        const view = { id: `V${state.nextTs()}`, hash: state.nextTs(), body }
        state.views.push(view)
        return { view: viewBody('T0DESK', view) }
      }
    },
    'views.publish': (args, by) => {
      const user = wordOf(args, 'user_id')
      mayReach(user, by)
      const body = objectOf(args.view)
      complain(checkHome(body))
      return () => {
        const before = state.homes.get(user)
        const view = { id: before?.id ?? `V${state.nextTs()}`, hash: state.nextTs(), body }
        state.homes.set(user, view)
        return { view: viewBody('T0DESK', view) }
      }
    },
    'assistant.threads.setStatus': (args) => () => {
      statuses.push({
        channel: wordOf(args, 'channel_id'),
        thread: wordOf(args, 'thread_ts'),
        status: String(args.status ?? ''),
      })
      return {}
    },
    'assistant.threads.setSuggestedPrompts': (args) => {
      if (args.thread_ts !== undefined) complain(['an agent names no thread with its prompts'])
      return () => {
        prompts.push(args)
        return {}
      }
    },
    'conversations.history': (args, by) => {
      const { messages } = channelFor(wordOf(args, 'channel'), by)
      return () => ({ messages: told(messages, args).toReversed() })
    },
    'conversations.replies': (args, by) => {
      const thread = channelFor(wordOf(args, 'channel'), by).messages.filter(
        ({ ts, thread }) => ts === args.ts || thread === args.ts,
      )
      if (thread.length === 0) throw new SlackError('thread_not_found')
      return () => ({ messages: told(thread, args) })
    },
  }

  function complain(found: readonly string[]): void {
    complaints.push(...found)
    if (found.length > 0) throw new SlackError('invalid_blocks')
  }

  function checked(args: Args): { readonly text: string; readonly blocks: readonly object[] } {
    complain(checkMessage({ text: args.text, blocks: args.blocks }))
    return {
      text: String(args.text ?? ''),
      blocks: Array.isArray(args.blocks) ? args.blocks.map(objectOf) : [],
    }
  }

  function postedBy(args: Args, channel: SlackChannel): SlackMessage {
    const thread = threadIn(channel, args)
    return {
      ts: state.nextTs(),
      user: BOT_USER,
      ...checked(args),
      ...(thread && { thread }),
      ...(typeof args.username === 'string' && { username: args.username }),
      metadata: args.metadata,
    }
  }

  function threadIn(channel: SlackChannel, args: Args): string | undefined {
    const thread = typeof args.thread_ts === 'string' ? args.thread_ts : undefined
    if (thread !== undefined && !channel.messages.some(({ ts }) => ts === thread))
      throw new SlackError('thread_not_found')
    return thread
  }

  /** What Slack's file host answers: to whoever may not read a file, a page to log in at. */
  async function hostFile(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const upload = /^\/upload\/v1\/(\w+)$/.exec(path)?.[1]
    if (upload !== undefined) {
      const known = uploads.get(upload)
      const content = await uploadedIn(request)
      if (!known) return void response.writeHead(404).end()
      uploads.set(upload, { ...known, content })
      return void response.writeHead(200).end('OK')
    }
    request.resume()
    const content = state.hosted.contents.get(path)
    if (!mayRead(request.headers.authorization))
      return void response.writeHead(302, { location: 'https://login.example.com/' }).end()
    if (state.hosted.withheld === 'away') return void response.writeHead(503).end()
    if (!content || state.hosted.withheld === 'gone') return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(content)
  }

  function mayRead(authorization: string | undefined): boolean {
    try {
      grants.speaker(authorization)
      return true
    } catch (error) {
      if (error instanceof SlackError) return false
      throw error
    }
  }

  /** A token is heard in its own workspaces only. */
  function mayReach(id: string, by: Place | undefined): void {
    const place = state.workspaceOf(id)
    const served = by?.kind === 'enterprise' ? by.workspaces : by && [by.id]
    if (place && served && !served.includes(place)) throw new SlackError('channel_not_found')
  }

  function channelFor(id: string, by: Place | undefined): SlackChannel {
    mayReach(id, by)
    const channel = id.startsWith('U') ? state.directOf(id) : state.channel(id)
    if (!channel) throw new SlackError('channel_not_found')
    if (!channel.invited) throw new SlackError('not_in_channel')
    return channel
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (upstream && request.url?.startsWith('/oauth/v2/authorize?')) {
      const location = new URL(request.url, upstream.authorizeUrl).href
      return void response.writeHead(302, { location }).end()
    }
    const path = request.url ?? ''
    if (!path.startsWith('/api/')) return hostFile(request, response, path)
    const method = path.replace(/^\/api\//, '')
    const args = argsOf(request, await text(request))
    const { authorization } = request.headers
    calls.push(method)
    const fault = method === 'chat.postMessage' || method === 'chat.update' ? faults.shift() : undefined
    if (fault?.kind === 'rateLimited') {
      response.writeHead(429, { 'retry-after': String(fault.retryAfterSeconds) }).end()
      return
    }
    if (fault?.kind === 'refused') return send(response, { ok: false, error: fault.reason })
    if (fault?.kind === 'cutBeforePosting') return void request.socket.destroy()
    const called = methods[method]
    try {
      if (!called) throw new SlackError('unknown_method')
      const by = TOKENLESS.has(method) ? undefined : grants.speaker(authorization)
      await state.look()
      const act = called(args, by)
      const told = upstream && UPSTREAM.has(method) ? await upstream.call(method, args, authorization) : act()
      if (fault?.kind === 'cutAfterPosting') return void request.socket.destroy()
      if (state.hosted.scopes) response.setHeader('x-oauth-scopes', state.hosted.scopes.join(','))
      send(response, { ok: true, ...told })
    } catch (error) {
      if (!(error instanceof SlackError)) throw error
      if (error.message === 'unknown_method') complaints.push(`unknown method ${method}`)
      send(response, { ok: false, error: error.message })
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      complaints.push(`the scripted Slack failed: ${String(error)}`)
      response.writeHead(500).end()
    })
  })
  const port = await listening(server)
  state.hosted.base = `http://127.0.0.1:${port}`
  return {
    url: `http://127.0.0.1:${port}/api/`,
    complaints,
    statuses,
    prompts,
    grants,
    calls,
    failNext: (fault, times) => faults.push(...Array.from({ length: times }, () => fault)),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const told = (messages: readonly SlackMessage[], args: Args) =>
  messages
    .filter(({ ts, deleted }) => !deleted && Number(ts) >= Number(args.oldest ?? 0))
    .map((message) => ({
      type: 'message',
      user: message.user,
      text: message.text,
      ts: message.ts,
      ...(String(args.include_all_metadata) === 'true' && message.metadata
        ? { metadata: message.metadata }
        : {}),
    }))

/** Slack takes the bytes as they are, or as the one file of a form. */
async function uploadedIn(request: IncomingMessage): Promise<Uint8Array> {
  const body = await buffer(request)
  const contentType = request.headers['content-type'] ?? ''
  if (!contentType.startsWith('multipart/form-data')) return body
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  }).formData()
  const [file] = [...form.values()]
  return file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : body
}

function argsOf(request: IncomingMessage, body: string): Args {
  if (request.headers['content-type']?.startsWith('application/json')) return objectOf(JSON.parse(body))
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => [
      name,
      /^[[{]/.test(value) ? JSON.parse(value) : value,
    ]),
  )
}

function objectOf(value: unknown): Args {
  if (typeof value !== 'object' || value === null) throw new SlackError('invalid_arguments')
  return { ...value }
}

function wordOf(args: Args, name: string): string {
  const value = args[name]
  if (typeof value !== 'string' || value === '') throw new SlackError('invalid_arguments')
  return value
}

function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
