import type { ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { SAFE_HEADERS } from './http.ts'
import { mayRead, type Reader, type Room, type RoomPlace } from './room.ts'

/** Tells open pages what happens in the room, as server-sent events. */
export interface Live {
  /** Follows the room for these readers until the page leaves: everything after `seq`, then `ready`, then what comes. */
  follow(response: ServerResponse, readers: readonly Reader[], after: number): Promise<void>
  /** This process changed the room: look now. What others change is seen within a second. */
  changed(): void
  showStatus(place: RoomPlace, status: string | null): void
  stop(): void
}

const LOOK_EVERY_MS = 1000
const PAGE = 200

export function openLive(room: Room, log: Logger): Live {
  const followers = new Set<Follower>()
  const statuses = new Map<string, { readonly place: RoomPlace; readonly status: string }>()

  return {
    async follow(response, readers, after) {
      const follower = new Follower(response, readers)
      followers.add(follower)
      try {
        await follower.run(room, after, [...statuses.values()])
      } catch (error) {
        log.error({ err: error }, 'web chat: a page could not be told what happened; it will come back')
      } finally {
        followers.delete(follower)
        follower.close()
      }
    },
    changed() {
      for (const follower of followers) follower.look()
    },
    showStatus(place, status) {
      const key = JSON.stringify(place)
      if (status === null) statuses.delete(key)
      else statuses.set(key, { place, status })
      for (const follower of followers) follower.tellStatus(place, status)
    },
    stop() {
      for (const follower of followers) follower.close()
    },
  }
}

class Follower {
  readonly #response: ServerResponse
  readonly #readers: readonly Reader[]
  #open = true
  /** Counts what is to be looked at, so that a change during a look is not missed. */
  #changes = 0
  #wake = () => {}

  constructor(response: ServerResponse, readers: readonly Reader[]) {
    this.#response = response
    this.#readers = readers
    response.on('close', () => this.close())
    response.on('error', () => this.close())
  }

  async run(
    room: Room,
    after: number,
    statuses: readonly { readonly place: RoomPlace; readonly status: string }[],
  ): Promise<void> {
    this.#response.writeHead(200, { ...SAFE_HEADERS, 'Content-Type': 'text/event-stream; charset=utf-8' })
    await this.#write('retry: 1000\n\n')
    let seq = after
    let ready = false
    while (this.#open) {
      const changes = this.#changes
      const page = await room.changes(seq, this.#readers, PAGE)
      for (const message of page) {
        await this.#write(`id: ${message.seq}\nevent: message\ndata: ${JSON.stringify(message)}\n\n`)
        seq = message.seq
      }
      if (page.length === PAGE) continue
      if (!ready) {
        ready = true
        await this.#write('event: ready\ndata: {}\n\n')
        for (const it of statuses) this.tellStatus(it.place, it.status)
      }
      await this.#next(changes)
      /** A comment is the heartbeat: a connection that died is noticed by writing to it. */
      if (this.#changes === changes) await this.#write(':\n\n')
    }
  }

  look(): void {
    this.#changes += 1
    this.#wake()
  }

  tellStatus(place: RoomPlace, status: string | null): void {
    if (!this.#open || !this.#readers.some((it) => mayRead(it, place))) return
    void this.#write(`event: status\ndata: ${JSON.stringify({ place, status })}\n\n`)
  }

  close(): void {
    this.#open = false
    this.#wake()
    this.#response.end()
  }

  async #write(text: string): Promise<void> {
    if (!this.#open || this.#response.write(text)) return
    await new Promise<void>((resolve) => {
      const goOn = () => {
        this.#response.off('drain', goOn).off('close', goOn)
        resolve()
      }
      this.#response.on('drain', goOn).on('close', goOn)
    })
  }

  #next(changes: number): Promise<void> {
    if (!this.#open || this.#changes !== changes) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, LOOK_EVERY_MS)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
