import { AdminRefusal } from '../features/membership/index.ts'
import { KnowledgeError } from '../services/knowledge/read-knowledge.ts'
import { admin } from './admin.ts'
import { ask } from './ask.ts'
import type { CommandDesk } from './command-desk.ts'
import type { CommandResult } from './running-desk.ts'
import { knowledgeSync, seed } from './upkeep.ts'
import { Usage } from './usage.ts'

export type Command = (args: readonly string[], desk: CommandDesk) => Promise<string>

const COMMANDS: Readonly<Record<string, Command>> = { admin, ask, seed, 'knowledge:sync': knowledgeSync }

/** Carries a command out in this process. Refusals become text for the terminal; faults are thrown. */
export async function runCommand(
  name: string,
  args: readonly string[],
  desk: CommandDesk,
): Promise<CommandResult> {
  const command = COMMANDS[name]
  if (!command) return { code: 2, out: '', err: `there is no command "${name}"` }
  try {
    return { code: 0, out: await command(args, desk), err: '' }
  } catch (error) {
    if (error instanceof Usage || isParseArgsError(error)) return { code: 2, out: '', err: messageOf(error) }
    if (error instanceof AdminRefusal || error instanceof KnowledgeError)
      return { code: 1, out: '', err: messageOf(error) }
    throw error
  }
}

/** node:util's parseArgs names what it did not understand. */
const isParseArgsError = (error: unknown): boolean =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
