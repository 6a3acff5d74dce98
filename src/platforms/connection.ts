import type { IncomingMessage, ServerResponse } from 'node:http'
import type { InboundEvent } from '../chat/event.ts'
import type { FileSource } from '../ports/file-source.ts'
import type { Messenger } from '../ports/messenger.ts'

/** A platform, connected: what it says through, and the requests that belong to it. */
export interface PlatformConnection {
  readonly messenger: Messenger
  /** What its members attach comes from here. */
  readonly files: FileSource
  /** Answers the request if its path is the platform's own; false leaves it to others. Never throws: it answers 500 itself. */
  handle(request: IncomingMessage, response: ServerResponse): boolean
  /** This process has decided an event of the platform: what shows its outcome elsewhere may be drawn anew. Never throws. */
  decided?(event: InboundEvent): void
  /** Begins to hear; returns once it does. */
  start(): Promise<void>
  /** Ends what it holds open; requests under way are answered first. */
  stop(): Promise<void>
}
