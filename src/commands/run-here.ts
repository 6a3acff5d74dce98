import { fileURLToPath } from 'node:url'
import { destination } from 'pino'
import type { Config } from '../config.ts'
import { createLog } from '../services/logging/create-log.ts'
import { runCommand } from './command.ts'
import { openCommandDesk } from './command-desk.ts'
import type { CommandResult } from './running-desk.ts'

/** Carries a command out in this process, over the database that the configuration names. */
export async function runHere(
  config: Config,
  name: string,
  args: readonly string[],
  input?: Uint8Array,
): Promise<CommandResult> {
  const knowledge = fileURLToPath(new URL('../../knowledge', import.meta.url))
  const desk = await openCommandDesk(config, createLog('warn', destination(2)), knowledge)
  try {
    return await runCommand(name, args, desk, input)
  } finally {
    await desk.database.close()
  }
}
