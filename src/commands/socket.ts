import { chmodSync, rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import type { Logger } from 'pino'
import { runCommand } from './command.ts'
import type { CommandDesk } from './command-desk.ts'
import { CommandRequest, socketPath } from './running-desk.ts'

/** The other end of `askRunningDesk`. */
export async function openCommandSocket(desk: CommandDesk, log: Logger): Promise<{ close(): Promise<void> }> {
  const { directory } = desk.database
  const place = directory === undefined ? undefined : socketPath(directory)
  if (!place) return { close: async () => undefined }
  // The directory is ours alone: a socket that is there was left by a process that was killed.
  rmSync(place, { force: true })
  const server = createServer({ allowHalfOpen: true }, (connection) => {
    wordsOf(connection)
      .then((words) => CommandRequest.parse(JSON.parse(words)))
      .then(({ name, args, input }) =>
        runCommand(name, args, desk, input === undefined ? undefined : Buffer.from(input, 'base64')),
      )
      .then(
        (result) => connection.end(JSON.stringify(result)),
        (error: unknown) => {
          log.warn({ err: error }, 'a command could not be carried out')
          connection.destroy()
        },
      )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(place, resolve)
  })
  chmodSync(place, 0o600)
  return { close: () => new Promise((resolve) => server.close(() => resolve())) }
}

/** A file of the largest size that is imported takes a third more in base64. */
const MAX_REQUEST_BYTES = 8 * 1024 * 1024

async function wordsOf(connection: Socket): Promise<string> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of connection) {
    bytes += piece.length
    if (bytes > MAX_REQUEST_BYTES) throw new RangeError(`a command of more than ${MAX_REQUEST_BYTES} bytes`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}
