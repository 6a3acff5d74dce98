import path from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '../../generated/prisma/client.ts'
import { CannotStart } from '../../ports/cannot-start.ts'
import { lockDirectory } from './directory-lock.ts'
import { migrate, type Session } from './migrate.ts'
import { nameOf, namesOfRepeated, type Sql } from './sql.ts'

export interface Database {
  readonly kind: 'embedded' | 'postgres'
  /** Of an embedded database on disk: the directory that it has to itself. */
  readonly directory: string | undefined
  readonly prisma: PrismaClient
  readonly sql: Sql
  close(): Promise<void>
}

/** Nobody answers at DATABASE_URL, or lets us in. The message names the server, never a password. */
class DatabaseUnreachable extends CannotStart {
  override readonly name = 'DatabaseUnreachable'
  constructor(url: string, cause: unknown) {
    const { hostname, port, pathname } = new URL(url)
    const said = cause instanceof Error && cause.message ? cause.message : codeOf(cause)
    super(`DATABASE_URL: no connection to ${hostname}:${port || 5432}${pathname} (${said})`, { cause })
  }
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown reason'

const MIGRATIONS = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url))

/** PostgreSQL has it: ids and times in one exclusion constraint. */
export const EXTENSIONS = { btree_gist }

/** On the embedded database a transaction waits for the one session; everything there is short. */
const TRANSACTIONS = { maxWait: 30_000, timeout: 10_000 }

/** Without it adapter-pg rewrites offsets instead of converting them. */
const UTC = '-c TimeZone=UTC'

/** Opens PostgreSQL and brings its schema up to date. @throws DatabaseUnreachable, or what went wrong while migrating */
export async function openPostgres(url: string, connections = 10): Promise<Database> {
  const pool = createPool({
    connectionString: url,
    max: connections,
    options: UTC,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  })
  try {
    const client = await pool.connect().catch((error: unknown) => {
      throw new DatabaseUnreachable(url, error)
    })
    try {
      await migrate(sessionOf(client), MIGRATIONS)
    } finally {
      client.release()
    }
  } catch (error) {
    await pool.end()
    throw error
  }
  return overPool('postgres', pool, async () => undefined)
}

/**
 * Opens the embedded database in `directory`, alone and with every commit flushed to disk.
 * @throws DirectoryInUse when another process has it open
 */
export async function openEmbedded(directory: string): Promise<Database> {
  const lock = lockDirectory(directory)
  try {
    const pglite = await PGlite.create({
      dataDir: path.join(directory, 'database'),
      extensions: EXTENSIONS,
      // PGlite turns fsync off by default: a power cut would lose acknowledged events.
      startParams: [...PGlite.defaultStartParams.filter((it) => it !== '-F'), '-c', 'fsync=on'],
    })
    return { ...(await overPGlite(pglite, () => lock.release())), directory }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** An embedded database in memory, from a dump if given: for tests, benchmarks and commands that keep nothing. */
export async function openInMemory(options: Pick<PGliteOptions, 'loadDataDir'> = {}): Promise<Database> {
  return overPGlite(await PGlite.create({ ...options, extensions: EXTENSIONS }), () => undefined)
}

/** What an embedded database holds, as of one moment, for `openInMemory`. @throws for a database that is not embedded */
export async function dump(database: Database, compression: 'none' | 'gzip' = 'none'): Promise<Blob> {
  const pglite = embedded.get(database.prisma)
  if (!pglite) throw new Error('only an embedded database can be dumped')
  return pglite.dumpDataDir(compression)
}

const embedded = new WeakMap<PrismaClient, PGlite>()

async function overPGlite(pglite: PGlite, release: () => void): Promise<Database> {
  await migrate(pgliteSession(pglite), MIGRATIONS)
  const { quiet } = takeTurns(pglite)
  const pool = createPool({ Client: clientOver(pglite), max: 1, idleTimeoutMillis: 0 })
  const database = overPool('embedded', pool, async () => {
    await quiet()
    await pglite.close()
    release()
  })
  embedded.set(database.prisma, pglite)
  return database
}

/**
 * The pool ends a client whose statement failed and makes another at once. Over the one session of PGlite the next may begin
 * only when the last has said all it had to say; and it has a connection of its own, or it would hear the other's answers.
 */
function clientOver(pglite: PGlite): new () => pg.ClientBase {
  let free: Promise<void> = Promise.resolve()
  return class extends pg.Client {
    constructor() {
      const config = createPgConfig(pglite)
      const { connection } = config
      const before = free
      const { promise, resolve } = Promise.withResolvers<void>()
      free = promise
      const [connect, end, parse] = [
        connection.connect.bind(connection),
        connection.end.bind(connection),
        connection.parse.bind(connection),
      ]
      connection.connect = async (port, host) => {
        await before
        // The session outlives its clients, and this one knows of no statement that another has prepared.
        await pglite.exec('DEALLOCATE ALL')
        return connect(port, host)
      }
      connection.end = () => {
        end()
        connection.once('end', resolve)
      }
      // adapter-pg hands over {getTypeParser} where PGlite expects a list of type numbers.
      connection.parse = (query: { types?: unknown }) =>
        parse({ ...query, types: Array.isArray(query.types) ? query.types : undefined })
      super({ ...config })
    }
  }
}

/** Messages of PostgreSQL's protocol of which each statement has one: Query, or Bind. */
const ONE_A_STATEMENT = new Set(['Q', 'B'].map((it) => it.charCodeAt(0)))

/**
 * PGlite answers within the microtask queue: as long as one statement follows another, no socket is read. A turn of the
 * event loop with each statement lets requests in; under load they are acknowledged many times sooner.
 */
function takeTurns(pglite: PGlite): { readonly quiet: () => Promise<void> } {
  const run = pglite.execProtocolStream.bind(pglite)
  let underWay = 0
  pglite.execProtocolStream = async (message, options) => {
    underWay += 1
    try {
      if (ONE_A_STATEMENT.has(message[0] ?? 0)) await turn()
      return await run(message, options)
    } finally {
      underWay -= 1
    }
  }
  return {
    // What follows a statement that failed is still on its way when its caller has heard of it.
    quiet: async () => {
      do await turn()
      while (underWay > 0)
    },
  }
}

function createPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config)
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', inTurn)
  return pool
}

/** Prisma reads relations by statements at once, within one transaction too; pg warns of it, and is to refuse it from version 9 on. */
function inTurn(client: pg.ClientBase): void {
  const query: (...values: unknown[]) => unknown = client.query.bind(client)
  let last: Promise<unknown> | undefined
  Object.defineProperty(client, 'query', {
    value: (...values: unknown[]) => {
      // Whoever gives a callback is the pool itself, which has the client alone.
      if (typeof values.at(-1) === 'function') return query(...values)
      const asked = last ? last.then(() => query(...values)) : Promise.resolve(query(...values))
      const over: Promise<unknown> = asked.then(
        () => undefined,
        () => undefined,
      )
      last = over
      void over.then(() => {
        if (last === over) last = undefined
      })
      return asked
    },
  })
}

function overPool(kind: Database['kind'], pool: pg.Pool, closeBelow: () => Promise<void>): Database {
  // One session, and a processor that the whole desk shares: what is said again is planned once.
  const named = kind === 'embedded' ? namesOfRepeated() : nameOf
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: ({ sql }) => named(sql) }),
    transactionOptions: TRANSACTIONS,
    // Its long form quotes the arguments, which hold what members wrote.
    errorFormat: 'minimal',
  })
  return {
    kind,
    directory: undefined,
    prisma,
    sql: {
      query: async <Row>(statement: string, values: readonly unknown[] = []) => {
        const { rows } = await pool.query({ name: named(statement), text: statement, values: [...values] })
        return rows as readonly Row[]
      },
    },
    close: async () => {
      await prisma.$disconnect()
      await pool.end()
      await closeBelow()
    },
  }
}

const sessionOf = (client: pg.PoolClient): Session => ({
  query: async <Row>(statement: string, values: readonly unknown[] = []) =>
    (await client.query(statement, [...values])).rows as readonly Row[],
  script: async (statements) => void (await client.query(statements)),
})

const pgliteSession = (pglite: PGlite): Session => ({
  query: async <Row>(statement: string, values: readonly unknown[] = []) =>
    (await pglite.query<Row>(statement, [...values])).rows,
  script: async (statements) => void (await pglite.exec(statements)),
})
