import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'

/**
 * A new database on the server of TEST_DATABASE_URL, empty or a copy of another on it, and how to drop it.
 * @throws when the variable is missing or nobody answers there: these tests are never skipped
 */
export async function createTestDatabase(
  template = 'template1',
): Promise<{ readonly url: string; readonly name: string; drop(): Promise<void> }> {
  const server = process.env.TEST_DATABASE_URL
  if (!server)
    throw new Error(
      'TEST_DATABASE_URL is missing: it names a PostgreSQL server on which databases may be created',
    )
  const name = `academy_desk_test_${randomBytes(6).toString('hex')}`
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE ${template}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    url: url.href,
    name,
    drop: async () => void (await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`)),
  }
}

/** {@link createTestDatabase}, dropped with the test. */
export async function testDatabase(): Promise<string> {
  const { url, drop } = await createTestDatabase()
  onTestFinished(drop)
  return url
}

/** One in which a desk has been before, with its knowledge and word vectors; dropped with the test. */
export async function begunDatabase(): Promise<string> {
  const { url, drop } = await createTestDatabase(inject('begunTemplate'))
  onTestFinished(drop)
  return url
}

/** Cuts every connection to this database, and lets nobody in; or lets everybody in again. */
export async function reachDatabase(url: string, open: boolean): Promise<void> {
  const name = new URL(url).pathname.slice(1)
  const server = process.env.TEST_DATABASE_URL ?? ''
  await onServer(server, `ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS ${open}`)
  if (!open)
    await onServer(server, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`)
}

/** How often transactions there have waited for each other until one of them was ended, by sessions that are over. */
export async function deadlocksIn(url: string): Promise<number> {
  const [row] = await onServer<{ deadlocks: string }>(
    url,
    'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
  )
  return Number(row?.deadlocks)
}

async function onServer<Row extends pg.QueryResultRow>(
  server: string,
  statement: string,
): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    return (await client.query<Row>(statement)).rows
  } finally {
    await client.end()
  }
}
