/**
 * Exits 1 when prisma/schema and prisma/migrations say different things, and prints the difference as SQL.
 * The migrations run in an in-memory PGlite: no server, no native engine.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { loadEngine } from './load-engine.mjs'

const database = await PGlite.create({ extensions: { btree_gist } })
for (const name of readdirSync('prisma/migrations').sort())
  if (!name.endsWith('.toml'))
    await database.exec(readFileSync(path.join('prisma/migrations', name, 'migration.sql'), 'utf8'))

const bindings = await loadEngine()
const files = readdirSync('prisma/schema')
  .sort()
  .map((name) => path.join('prisma/schema', name))
  .map((file) => ({ path: file, content: readFileSync(file, 'utf8') }))
const engine = await bindings.SchemaEngine.new(
  { datamodels: files.map(({ path, content }) => [path, content]) },
  () => undefined,
  bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(database)),
)
const difference = await engine.diff({
  from: { tag: 'schemaDatasource', files, configDir: process.cwd() },
  to: { tag: 'schemaDatamodel', files },
  script: true,
  exitCode: true,
  filters: { externalTables: [], externalEnums: [] },
  shadowDatabaseUrl: null,
})
await database.close()
if (difference.exitCode) console.error(`prisma/schema and prisma/migrations differ:\n${difference.stdout}`)
else console.log('prisma/schema and prisma/migrations agree')
process.exit(difference.exitCode ? 1 : 0)
