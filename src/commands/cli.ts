import { type Config, environment, readConfig } from '../config.ts'
import { CannotStart } from '../ports/cannot-start.ts'
import { fromHere, inputOf, Unreadable } from './input-file.ts'
import { askRunningDesk, type CommandResult } from './running-desk.ts'
import { helpOn } from './usage.ts'

/** `node src/commands/cli.ts COMMAND …`: in the desk that runs on the embedded database, else in this process. */
const [name = '', ...typed] = process.argv.slice(2)
const args = fromHere(name, typed)
const help = helpOn(name, args)

try {
  if (help === undefined) await carryOut()
  else console.log(help)
} catch (error) {
  if (!(error instanceof CannotStart || error instanceof Unreadable)) throw error
  const { message } = error
  if (args.includes('--json')) console.log(JSON.stringify({ error: { kind: 'refused', message } }))
  else console.error(message)
  process.exitCode = 1
}

async function carryOut(): Promise<void> {
  const config = readConfig(environment())
  const input = await inputOf(name, args)
  const result = (await askRunningDesk(config, name, args, input)) ?? (await runHere(config, input))
  if (result.out) console.log(result.out)
  if (result.err) console.error(result.err)
  process.exitCode = result.code
}

/** A whole desk is loaded only where none runs. */
async function runHere(config: Config, input: Uint8Array | undefined): Promise<CommandResult> {
  const here = await import('./run-here.ts')
  return here.runHere(config, name, args, input)
}
