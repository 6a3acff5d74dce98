import { connect } from 'node:net'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import type { Config } from '../config.ts'

/**
 * The embedded database belongs to one process: while a desk runs on it, a command is carried out there, through a socket
 * in its directory that only this user may open. Light to load: most of a command's time would go into loading a desk.
 */
export function socketPath(directory: string): string | undefined {
  const place = path.resolve(directory, 'desk.sock')
  // The system cuts longer paths off.
  return Buffer.byteLength(place) < 104 ? place : undefined
}

/** `input`: a file's content, in base64. */
export const CommandRequest = z.object({
  name: z.string(),
  args: z.array(z.string()),
  input: z.string().optional(),
})

/** What a command prints, and how it ends: 0 done, 1 refused, 2 called wrongly. */
const CommandResult = z.object({ code: z.number(), out: z.string(), err: z.string() })
export type CommandResult = Readonly<z.infer<typeof CommandResult>>

/** @returns undefined when no desk runs on this directory */
export async function askRunningDesk(
  config: Config,
  name: string,
  args: readonly string[],
  input?: Uint8Array,
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
  const content = input && { input: Buffer.from(input).toString('base64') }
  connection.end(JSON.stringify({ name, args, ...content }))
  const answer = await text(connection)
  if (answer === '') return { code: 1, out: '', err: 'the running desk could not do it: its log says why' }
  return CommandResult.parse(JSON.parse(answer))
}
