import { readFile } from 'node:fs/promises'
import { inject } from 'vitest'
import { type Database, openInMemory } from '#src/services/database/open-database.ts'
import { ensureProvider } from '#src/services/database/seed.ts'

/** A database with every migration, the knowledge base and the provider in it, and nobody else's: the caller closes it. */
export const ownDatabase = async (): Promise<Database> =>
  openInMemory({ loadDataDir: new Blob([await readFile(inject('databaseDump'))]) })

/** Everything but the knowledge base; a test that changes that, or a table, does so in an {@link ownDatabase}. */
const FORGET = `
  TRUNCATE organisation, inbound_event, conversation_lease, outbound_message, web_message, consultants_channel, invitation,
    teams_place, teams_hint,
    slack_installation, slack_enterprise_workspace,
    wrong_code, model_day
  RESTART IDENTITY CASCADE;
  ALTER SEQUENCE ticket_number RESTART;
  ALTER SEQUENCE web_message_seq RESTART`

let ofThisWorker: Promise<Database> | undefined

/** As {@link ownDatabase}, opened once a worker: opening takes a second, forgetting a hundredth. */
export async function freshDatabase(): Promise<Database> {
  ofThisWorker ??= ownDatabase()
  const database = await ofThisWorker
  try {
    for (const statement of FORGET.split(';')) await database.sql.query(statement)
  } catch {
    // A test that failed half-way has left it damaged: the next ones shall not fail for that.
    ofThisWorker = undefined
    return freshDatabase()
  }
  await ensureProvider(database)
  return { ...database, close: async () => undefined }
}
