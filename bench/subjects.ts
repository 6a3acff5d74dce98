import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { type Database, openEmbedded, openPostgres } from '#src/services/database/open-database.ts'
import type { Sql } from '#src/services/database/sql.ts'
import type { Measurement } from './measure.ts'
import { temporaryDirectory } from './office.ts'

/** A database that is measured, beside bare SQL on the same one. */
export interface Subject {
  readonly name: string
  readonly database: Database
  /** So many at the same time. */
  readonly width: number
  /** One decision in bare SQL. */
  readonly raw: (work: (sql: Sql) => Promise<unknown>) => Promise<unknown>
  close(): Promise<void>
}

/** On the embedded database, and on PostgreSQL where BENCH_DATABASE_URL names a server. */
export async function onEach(
  measureOn: (subject: Subject) => Promise<readonly Measurement[]>,
): Promise<readonly Measurement[]> {
  const server = process.env.BENCH_DATABASE_URL
  return [...(await measureOn(await embedded())), ...(server ? await measureOn(await postgres(server)) : [])]
}

/** As an operator runs it: on disk, every commit flushed. It has one session: one after the other. */
async function embedded(): Promise<Subject> {
  const directory = await temporaryDirectory()
  const database = await openEmbedded(directory.path)
  return {
    ...{ name: 'the embedded database', database, width: 1 },
    raw: async (work) => {
      await database.sql.query('BEGIN')
      await work(database.sql)
      await database.sql.query('COMMIT')
    },
    close: async () => {
      await database.close()
      await directory.remove()
    },
  }
}

/** In a database of its own on that server, dropped afterwards. */
async function postgres(server: string): Promise<Subject> {
  const name = `academy_desk_bench_${randomBytes(6).toString('hex')}`
  const url = new URL(server)
  url.pathname = `/${name}`
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name}`)
  const database = await openPostgres(url.href)
  const pool = new pg.Pool({ connectionString: url.href, max: 10 })
  // A connection that still ends as the database is dropped says so.
  pool.on('error', () => undefined)
  return {
    ...{ name: 'PostgreSQL', database, width: 10 },
    raw: async (work) => {
      const client = await pool.connect()
      try {
        await client.query('BEGIN')
        await work({
          query: async <Row>(statement: string, values: readonly unknown[] = []) =>
            (await client.query(statement, [...values])).rows as readonly Row[],
        })
        await client.query('COMMIT')
      } finally {
        client.release()
      }
    },
    close: async () => {
      await pool.end()
      await database.close()
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
      await admin.end()
    },
  }
}
