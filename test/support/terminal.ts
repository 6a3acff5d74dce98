import path from 'node:path'
import { pino } from 'pino'
import { runCommand } from '#src/commands/command.ts'
import { openCommandDesk } from '#src/commands/command-desk.ts'
import { readConfig } from '#src/config.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { freshDatabase, served } from './database.ts'

/** The commands over a database, in memory unless given. */
export async function terminal(environment: Readonly<Record<string, string>> = {}, database?: Database) {
  const desk = await openCommandDesk(
    readConfig({ NODE_ENV: 'test', ...environment }),
    pino({ level: 'silent' }),
    path.resolve('knowledge'),
    { database: database ?? (await freshDatabase()), served: await served() },
  )
  /** What is typed; `file`: the content of the file that the words name. */
  const types = (words: string, file?: string) => {
    const [name = '', ...args] = words.split(' ')
    return runCommand(name, args, desk, file === undefined ? undefined : new TextEncoder().encode(file))
  }
  return {
    ...{ desk, database: desk.database, types },
    /** With --json: what it printed. */
    json: async (words: string, file?: string) => JSON.parse((await types(`${words} --json`, file)).out),
  }
}
