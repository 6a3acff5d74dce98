import { chmodSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { text } from 'node:stream/consumers'
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
    text(connection)
      .then((words) => CommandRequest.parse(JSON.parse(words)))
      .then(({ name, args }) => runCommand(name, args, desk))
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
