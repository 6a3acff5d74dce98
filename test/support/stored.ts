import type { Sql } from '#src/services/database/sql.ts'

/** Every row of every table that holds these words. */
export async function rowsWith(sql: Sql, words: string): Promise<readonly string[]> {
  const tables = await sql.query<{ name: string }>(
    `SELECT quote_ident(table_name) AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  )
  if (tables.length === 0) throw new Error('there are no tables')
  const found: string[] = []
  for (const { name } of tables) {
    const rows = await sql.query<{ row: string }>(
      `SELECT to_jsonb(t)::text AS row FROM ${name} t WHERE strpos(to_jsonb(t)::text, $1) > 0`,
      [words],
    )
    found.push(...rows.map(({ row }) => `${name}: ${row}`))
  }
  return found
}
