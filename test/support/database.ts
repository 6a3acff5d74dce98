import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { pino } from 'pino'
import { inject } from 'vitest'
import { type OpenParts, openCommandDesk } from '#src/commands/command-desk.ts'
import { readConfig } from '#src/config.ts'
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
    wrong_code, model_day, scheduled_job
  RESTART IDENTITY CASCADE;
  ALTER SEQUENCE ticket_number RESTART;
  ALTER SEQUENCE web_message_seq RESTART`

let ofThisWorker: Promise<Database> | undefined

let servedInThisWorker: Promise<NonNullable<OpenParts['served']>> | undefined

/** The knowledge base of every database that begins from the dump, read once a worker: reading takes a second. */
export function served(): Promise<NonNullable<OpenParts['served']>> {
  servedInThisWorker ??= ownDatabase().then(servedFrom)
  return servedInThisWorker
}

/** The same with an entry (FAQ-005) into which somebody wrote these words. */
export async function servedWith(words: string): Promise<NonNullable<OpenParts['served']>> {
  const database = await ownDatabase()
  await database.sql.query(
    `UPDATE knowledge_entry SET content_hash = 'edited', content = jsonb_set(content, '{answer}',
       to_jsonb((content->>'answer') || E'\n' || $1::text)) WHERE id = 'FAQ-005'`,
    [words],
  )
  return servedFrom(database)
}

async function servedFrom(database: Database): Promise<NonNullable<OpenParts['served']>> {
  const config = readConfig({ NODE_ENV: 'test' })
  const desk = await openCommandDesk(config, pino({ level: 'silent' }), path.resolve('knowledge'), {
    database,
  })
  await database.close()
  return { library: desk.library.current(), tokenizer: desk.tokenizer }
}

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
