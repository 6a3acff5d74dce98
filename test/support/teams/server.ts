import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** A server on loopback that can go away and come back under the same address. */
export interface LocalServer {
  readonly host: string
  readonly url: string
  /** Connections are refused from now on. */
  stop(): Promise<void>
  resume(): Promise<void>
}

/** `answer` ends the response; what it throws is answered 500 and told to `onFault`. */
export async function startServer(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  onFault: (error: unknown) => void,
): Promise<LocalServer> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      onFault(error)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject)
        resolve()
      })
    })
  await listen(0)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const { port } = address
  return {
    host: `127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      if (!server.listening) return
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
    resume: async () => {
      if (!server.listening) await listen(port)
    },
  }
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    .end(JSON.stringify(body))
}
