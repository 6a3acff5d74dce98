import { fileURLToPath } from 'node:url'
import { destination } from 'pino'
import { ConfigError, environment, readConfig } from '../config.ts'
import { DirectoryInUse } from '../services/database/directory-lock.ts'
import { KnowledgeError } from '../services/knowledge/read-knowledge.ts'
import { createLog } from '../services/logging/create-log.ts'
import { type CommandResult, runCommand } from './command.ts'
import { openCommandDesk } from './command-desk.ts'
import { askRunningDesk } from './socket.ts'

/** `node src/commands/cli.ts COMMAND …`: in the desk that runs on the embedded database, else in this process. */
const [name = '', ...args] = process.argv.slice(2)

try {
  const config = readConfig(environment())
  const result = (await askRunningDesk(config, name, args)) ?? (await runHere(config))
  if (result.out) console.log(result.out)
  if (result.err) console.error(result.err)
  process.exitCode = result.code
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof KnowledgeError || error instanceof DirectoryInUse))
    throw error
  console.error(error.message)
  process.exitCode = 1
}

async function runHere(config: ReturnType<typeof readConfig>): Promise<CommandResult> {
  const knowledge = fileURLToPath(new URL('../../knowledge', import.meta.url))
  const desk = await openCommandDesk(config, createLog('warn', destination(2)), knowledge)
  try {
    return await runCommand(name, args, desk)
  } finally {
    await desk.database.close()
  }
}
