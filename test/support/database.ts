import { readFile } from 'node:fs/promises'
import { afterAll, inject } from 'vitest'
import { type Database, openInMemory } from '#src/services/database/open-database.ts'
import { ensureProvider } from '#src/services/database/seed.ts'

/** A database with every migration, the knowledge base and the provider in it, and nobody else's: the caller closes it. */
export const ownDatabase = async (): Promise<Database> =>
  openInMemory({ loadDataDir: new Blob([await readFile(inject('databaseDump'))]) })

let ofThisFile: Promise<Database> | undefined
afterAll(async () => {
  await (await ofThisFile)?.close()
  ofThisFile = undefined
})

/** Everything but the knowledge base, which a test that changes it puts into an {@link ownDatabase}. */
const FORGET = `
  TRUNCATE organisation, inbound_event, conversation_lease, outbound_message, web_message, consultants_channel, invitation
  RESTART IDENTITY CASCADE;
  ALTER SEQUENCE ticket_number RESTART;
  ALTER SEQUENCE web_message_seq RESTART`

/** As {@link ownDatabase}, opened once for the tests of a file: opening takes a second, forgetting a hundredth. */
export async function freshDatabase(): Promise<Database> {
  ofThisFile ??= ownDatabase()
  const database = await ofThisFile
  for (const statement of FORGET.split(';')) await database.sql.query(statement)
  await ensureProvider(database)
  return { ...database, close: async () => undefined }
}
