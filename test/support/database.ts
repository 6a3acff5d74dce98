import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { pino } from 'pino'
import { inject, onTestFinished } from 'vitest'
import { type OpenParts, openCommandDesk } from '#src/commands/command-desk.ts'
import { readConfig } from '#src/config.ts'
import { type Database, openInMemory } from '#src/services/database/open-database.ts'
import { ensureProvider } from '#src/services/database/seed.ts'
import type { Sql } from '#src/services/database/sql.ts'

/** A database with every migration, the knowledge base and the provider in it, and nobody else's: the caller closes it. */
export const ownDatabase = async (): Promise<Database> =>
  openInMemory({ loadDataDir: new Blob([await readFile(inject('databaseDump'))]) })

/** A database with every migration in it and nothing else: the caller closes it. */
export const emptyDatabase = async (): Promise<Database> =>
  openInMemory({ loadDataDir: new Blob([await readFile(inject('emptyDump'))]) })

/**
 * Changes a table so that it cannot be used, until `mend` is called or the test ends: to open another database for it would take
 * a second.
 */
export async function breaks(
  { sql }: Database,
  statement: string,
  mending: string,
): Promise<{ readonly mend: () => Promise<void> }> {
  await sql.query(statement)
  let isBroken = true
  const mend = async () => {
    if (isBroken) await sql.query(mending)
    isBroken = false
  }
  onTestFinished(mend)
  return { mend }
}

/** What stays: the knowledge base, and the migrations. A test that changes it does so in an {@link ownDatabase}. */
const KEPT = new Set([
  'knowledge_entry',
  'knowledge_version',
  'checksheet_version',
  'word_vectors',
  'entry_embedding',
  '_prisma_migrations',
])

/** Rows are deleted where there are any: in a hundred small tables that is much faster than to truncate them. */
async function forget({ sql }: Database): Promise<void> {
  const tables = await sql.query<{ name: string }>(
    `SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public'`,
  )
  const own = tables.map(({ name }) => name).filter((name) => !KEPT.has(name))
  const filled = await sql.query<{ name: string }>(
    own.map((name) => `SELECT '${name}' AS name WHERE EXISTS (SELECT FROM "${name}")`).join(' UNION ALL '),
  )
  await withoutTriggers(sql, async () => {
    for (const { name } of filled) await sql.query(`DELETE FROM "${name}"`)
  })
  const sequences = await sql.query<{ name: string }>(
    `SELECT sequencename::text AS name FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL`,
  )
  for (const { name } of sequences) await sql.query(`ALTER SEQUENCE "${name}" RESTART`)
}

/** References and rules of the tables are not looked at meanwhile. */
export async function withoutTriggers(sql: Sql, work: () => Promise<void>): Promise<void> {
  await sql.query('SET session_replication_role = replica')
  try {
    await work()
  } finally {
    await sql.query('SET session_replication_role = DEFAULT')
  }
}

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
    await forget(database)
  } catch {
    // A test that failed half-way has left it damaged: the next ones shall not fail for that.
    ofThisWorker = undefined
    return freshDatabase()
  }
  await ensureProvider(database)
  return { ...database, close: async () => undefined }
}
