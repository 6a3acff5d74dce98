import { chmodSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { type CommandResult, runCommand } from './command.ts'
import type { CommandDesk } from './command-desk.ts'

/**
 * The embedded database belongs to one process: while a desk runs on it, a command is carried out there, through a socket
 * in its directory that only this user may open.
 */
export function socketPath(directory: string): string | undefined {
  const place = path.resolve(directory, 'desk.sock')
  // The system cuts longer paths off.
  return Buffer.byteLength(place) < 104 ? place : undefined
}

const Request = z.object({ name: z.string(), args: z.array(z.string()) })
const Result = z.object({ code: z.number(), out: z.string(), err: z.string() })

export async function openCommandSocket(desk: CommandDesk, log: Logger): Promise<{ close(): Promise<void> }> {
  const { directory } = desk.database
  const place = directory === undefined ? undefined : socketPath(directory)
  if (!place) return { close: async () => undefined }
  // The directory is ours alone: a socket that is there was left by a process that was killed.
  rmSync(place, { force: true })
  const server = createServer({ allowHalfOpen: true }, (connection) => {
    text(connection)
      .then((words) => Request.parse(JSON.parse(words)))
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

/** @returns undefined when no desk runs on this directory */
export async function askRunningDesk(
  config: Config,
  name: string,
  args: readonly string[],
): Promise<CommandResult | undefined> {
  if (config.database.kind !== 'embedded') return undefined
  const place = socketPath(config.database.directory)
  if (!place) return undefined
  const connection = connect(place)
  const connected = await new Promise<boolean>((resolve) => {
    connection.once('connect', () => resolve(true))
    connection.once('error', () => resolve(false))
  })
  if (!connected) return undefined
  connection.end(JSON.stringify({ name, args }))
  return Result.parse(JSON.parse(await text(connection)))
}
