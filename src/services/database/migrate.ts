import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { CannotStart } from '../../ports/cannot-start.ts'

/** One session: what it begins, only it ends. */
export interface Session {
  query<Row>(statement: string, values?: readonly unknown[]): Promise<readonly Row[]>
  /** Several statements at once, without values. */
  script(statements: string): Promise<void>
}

interface Applied {
  readonly migration_name: string
  readonly checksum: string
  readonly finished_at: Date | null
}

/** Prisma's engine takes the same lock, so `prisma migrate deploy` and a starting process never meet. */
const PRISMA_LOCK = 72_707_369

const MIGRATIONS_TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`

/**
 * Applies what is missing of `directory` (Prisma's layout), each migration whole or not at all, and keeps Prisma's own
 * table as `prisma migrate deploy` would. Safe when several processes start at once.
 * @returns the names applied now
 * @throws Error when an applied migration was changed since, or failed earlier
 */
export async function migrate(session: Session, directory: string): Promise<readonly string[]> {
  await session.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK])
  try {
    await session.script(MIGRATIONS_TABLE)
    const rows = await session.query<Applied>(
      'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at',
    )
    const known = new Map(rows.map((row) => [row.migration_name, row]))
    const applied: string[] = []
    for (const name of await migrationNames(directory)) {
      const script = await readFile(path.join(directory, name, 'migration.sql'), 'utf8')
      const checksum = createHash('sha256').update(script).digest('hex')
      const earlier = known.get(name)
      if (earlier) assertUnchanged(earlier, checksum)
      else {
        await apply(session, name, script, checksum)
        applied.push(name)
      }
    }
    return applied
  } finally {
    await session.query('SELECT pg_advisory_unlock($1)', [PRISMA_LOCK])
  }
}

async function migrationNames(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

function assertUnchanged(earlier: Applied, checksum: string): void {
  const { migration_name: name, finished_at: finishedAt } = earlier
  if (!finishedAt)
    throw new CannotStart(`Migration ${name} failed earlier: resolve it with "prisma migrate resolve" first`)
  if (earlier.checksum !== checksum)
    throw new CannotStart(`Migration ${name} was changed after it was applied`)
}

async function apply(session: Session, name: string, script: string, checksum: string): Promise<void> {
  const id = randomUUID()
  await session.query('INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)', [
    id,
    checksum,
    name,
  ])
  try {
    await session.script('BEGIN')
    await session.script(script)
    await session.query(
      'UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1 WHERE id = $1',
      [id],
    )
    await session.script('COMMIT')
  } catch (error) {
    await session.script('ROLLBACK')
    await session.query('UPDATE _prisma_migrations SET logs = $2 WHERE id = $1', [id, String(error)])
    throw new Error(`Migration ${name} failed`, { cause: error })
  }
}
