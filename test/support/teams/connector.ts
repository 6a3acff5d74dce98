import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer, text } from 'node:stream/consumers'
import { z } from 'zod'
import type { SendFault } from '#test/support/world.ts'
import { ConnectorError, createOperations, type Done, type ShownTyping } from './operations.ts'
import { sendJson, startServer } from './server.ts'
import type { TeamsState } from './things.ts'
import type { TokenService } from './token-service.ts'

export interface Connector {
  /** Host and port, without a scheme. */
  readonly host: string
  /** What activities of a tenant name as their serviceUrl; ends with a slash. */
  serviceUrl(tenant: string): string
  readonly typing: readonly ShownTyping[]
  /** Everything that was asked for: method and path below the serviceUrl. */
  readonly requests: readonly string[]
  failNext(fault: SendFault, times: number): void
  close(): Promise<void>
}

/** A strict Bot Connector service: knows its tokens, answers what Teams would, and fails as it is told to. */
export async function startConnector(
  state: TeamsState,
  tokenService: TokenService,
  complain: (complaint: string) => void,
  onFault: (error: unknown) => void,
): Promise<Connector> {
  const typing: ShownTyping[] = []
  const requests: string[] = []
  const faults: SendFault[] = []
  const operations = createOperations(state, typing, complain)

  /** What was asked for, ready to be done. https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference */
  function prepare(method: string, path: string, body: unknown): () => Done {
    const [version, things, id = '', kind, at, ...rest] = path.split('/').map(decodeURIComponent)
    const asked = `${method} ${[kind, at && '…'].filter(Boolean).join('/')}`
    if (version === 'v3' && things === 'conversations' && rest.length === 0)
      switch (asked) {
        case 'POST ':
          return operations.create(body)
        case 'POST activities':
          return operations.post(id, body)
        case 'POST activities/…':
          return operations.post(id, body, at)
        case 'PUT activities/…':
          return operations.update(id, at ?? '', body)
        case 'DELETE activities/…':
          return operations.remove(id, at ?? '')
        case 'GET members':
          return () => ({ status: 200, body: operations.roster(id) })
        case 'GET pagedmembers':
          return () => ({ status: 200, body: { members: operations.roster(id) } })
        case 'GET members/…':
          return () => ({ status: 200, body: operations.member(id, at ?? '') })
      }
    complain(`Teams knows no ${method} ${path}`)
    throw new ConnectorError(404, 'NotFound', 'There is no such operation.')
  }

  /** @returns undefined: the connection ends without an answer */
  function outcome(fault: SendFault | undefined, prepared: () => () => Done): Answer | undefined {
    switch (fault?.kind) {
      case 'rateLimited':
        return {
          ...failed(new ConnectorError(429, 'Throttled', 'Too many requests.')),
          headers: { 'retry-after': String(fault.retryAfterSeconds) },
        }
      case 'refused':
        return failed(new ConnectorError(403, fault.reason, fault.reason))
      case 'cutBeforePosting':
        return undefined
      case 'cutAfterPosting':
      case undefined:
    }
    try {
      const done = prepared()()
      return fault ? undefined : done
    } catch (error) {
      if (error instanceof ConnectorError) return failed(error)
      throw error
    }
  }

  /** OneDrive, by links that need no token: what people attach is read there, and what they consented to is put there. */
  async function drive(request: IncomingMessage, response: ServerResponse, key: string): Promise<void> {
    const item = state.drive.get(key)
    const body = await buffer(request)
    if (request.headers.authorization) complain('a token goes to a link that needs none')
    if (!item) return void response.writeHead(404).end()
    if (request.method !== 'PUT')
      return void response
        .writeHead(item.content ? 200 : 404, { 'content-type': 'text/plain' })
        .end(item.content)
    const range = `bytes 0-${body.length - 1}/${body.length}`
    if (request.headers['content-range'] !== range) complain(`an upload without Content-Range: ${range}`)
    state.drive.set(key, { ...item, content: new Uint8Array(body) })
    sendJson(response, 201, { id: key })
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '', 'http://teams')
    const [, key] = /^\/drive\/(.+)$/.exec(pathname) ?? []
    if (key) return drive(request, response, key)
    const method = request.method ?? ''
    const words = await text(request)
    const path = PATH.exec(pathname)?.[1] ?? pathname
    requests.push(`${method} ${path}`)
    const admitted = tokenService.admits(request.headers.authorization)
    if (admitted !== 'yes') {
      if (admitted === 'unknown') complain(`${method} ${path} came without a token of ours`)
      return sendJson(response, 401, { message: 'Authorization has been denied for this request.' })
    }
    const body = words === '' ? undefined : jsonIn(words)
    if (body === NO_JSON) {
      complain(`${method} ${path} came with a body that is no JSON`)
      const wrong = failed(new ConnectorError(400, 'BadSyntax', 'The body is no JSON.'))
      return sendJson(response, wrong.status, wrong.body)
    }
    const sends = Message.safeParse(body).success
    const told = outcome(sends ? faults.shift() : undefined, () => prepare(method, path, body))
    if (!told) return void request.socket.destroy()
    sendJson(response, told.status, told.body, told.headers)
  }

  const server = await startServer(answer, onFault)
  return {
    host: server.host,
    serviceUrl: (tenant) => `${server.url}/amer/${tenant}/`,
    typing,
    requests,
    failNext: (fault, times) => faults.push(...Array.from({ length: times }, () => fault)),
    close: () => server.stop(),
  }
}

interface Answer extends Done {
  readonly headers?: Readonly<Record<string, string>>
}

/** Regional addresses name the tenant; `/teams/` is the one for everybody. */
const PATH = /^\/(?:amer\/[0-9a-f-]{36}|teams)\/(.*)$/

const Message = z.looseObject({ type: z.literal('message') })

const NO_JSON = Symbol('no JSON')

function jsonIn(words: string): unknown {
  try {
    return JSON.parse(words)
  } catch {
    return NO_JSON
  }
}

const failed = ({ status, code, message }: ConnectorError): Answer => ({
  status,
  body: { error: { code, message } },
})
