import { AdminRefusal } from '../features/membership/index.ts'
import { KnowledgeError } from '../services/knowledge/read-knowledge.ts'
import { admin } from './admin/admin.ts'
import { ask } from './ask.ts'
import type { CommandDesk } from './command-desk.ts'
import { knowledgeExport } from './knowledge-export.ts'
import type { CommandResult } from './running-desk.ts'
import { knowledgeSync, seed } from './upkeep.ts'
import { Usage } from './usage.ts'

/** `input`: the content of the file that the arguments name, where a command takes one. @returns what it prints */
type Command = (
  args: readonly string[],
  desk: CommandDesk,
  input?: Uint8Array,
) => Promise<string | CommandResult>

const COMMANDS: Readonly<Record<string, Command>> = {
  ...{ admin, ask, seed },
  'knowledge:sync': knowledgeSync,
  'knowledge:export': knowledgeExport,
}

/** Carries a command out in this process. Refusals become text for the terminal, or JSON where it asks for that; faults are thrown. */
export async function runCommand(
  name: string,
  args: readonly string[],
  desk: CommandDesk,
  input?: Uint8Array,
): Promise<CommandResult> {
  const command = COMMANDS[name]
  if (!command) return { code: 2, out: '', err: `there is no command "${name}"` }
  try {
    const printed = await command(args, desk, input)
    return typeof printed === 'string' ? { code: 0, out: printed, err: '' } : printed
  } catch (error) {
    if (error instanceof Usage || isParseArgsError(error))
      return refusal(args, 2, { kind: 'usage', message: messageOf(error) })
    if (error instanceof AdminRefusal)
      return refusal(args, 1, { kind: 'refused', reason: error.reason, message: error.message })
    if (error instanceof KnowledgeError)
      return refusal(args, 1, { kind: 'refused', message: messageOf(error) })
    throw error
  }
}

interface Refusal {
  readonly kind: 'usage' | 'refused'
  readonly reason?: string
  readonly message: string
}

/** With --json, stdout holds one JSON value whatever comes of it. */
export const refusal = (args: readonly string[], code: number, error: Refusal): CommandResult =>
  args.includes('--json')
    ? { code, out: JSON.stringify({ error }), err: '' }
    : { code, out: '', err: error.message }

/** node:util's parseArgs names what it did not understand. */
const isParseArgsError = (error: unknown): boolean =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
