import { Agent, request } from 'node:http'
import type { MemberRef } from '#src/chat/event.ts'

/** A chat platform that takes everything at once, so that what is measured is ours. */
export interface InstantPlatform {
  readonly environment: Readonly<Record<string, string>>
  /** Who a member of the office is on it. */
  member(name: string): MemberRef
  /** The request of a question in direct conversation, as the platform would prove it to be its own. */
  question(name: string, text: string): PlatformRequest
  /** Resolves when the next message is posted to this member. */
  posted(name: string): Promise<void>
  close(): Promise<void>
}

export interface PlatformRequest {
  readonly path: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

export interface Poster {
  /** Resolves with the milliseconds to the acknowledgement. @throws unless it is 200 */
  post(request: PlatformRequest): Promise<number>
  close(): void
}

/** Posts to a server over connections that stay open. */
export function poster(url: string, connections: number): Poster {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  return {
    post: ({ path, body, headers }) =>
      new Promise((resolve, reject) => {
        const began = performance.now()
        const sending = request(
          `${url}${path}`,
          { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
          (response) => {
            response.resume()
            response.on('end', () =>
              response.statusCode === 200
                ? resolve(performance.now() - began)
                : reject(new Error(`answered ${response.statusCode}`)),
            )
          },
        )
        sending.on('error', reject)
        sending.end(body)
      }),
    close: () => agent.destroy(),
  }
}

/** Runs `work` this many times, so many at once; what each resolved with. */
export async function atOnce<T>(
  times: number,
  width: number,
  work: (at: number) => Promise<T>,
): Promise<readonly T[]> {
  const results: T[] = []
  let next = 0
  const lane = async () => {
    while (next < times) {
      const at = next++
      results.push(await work(at))
    }
  }
  await Promise.all(Array.from({ length: width }, lane))
  return results
}
