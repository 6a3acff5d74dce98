import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { type Peer, spaced } from './peer.ts'

const Rows = z.array(z.object({ id: z.string() }))

/** SQLite, as Node brings it. Its trigrams are the setting that its documentation names for languages without spaces. */
export const fts5 = (tokens: Peer['tokens'], shipped: 'unicode61' | 'trigram' = 'unicode61'): Peer => ({
  library: 'SQLite FTS5',
  tokens,
  setting: tokens === 'ours' ? 'our words' : `its own tokenizer ${shipped}`,
  build(documents) {
    const database = new DatabaseSync(':memory:')
    const tokenizer = tokens === 'ours' ? "unicode61 tokenchars '★◎○△×'" : shipped
    database.exec(
      `create virtual table documents using fts5(id unindexed, question, text, tokenize = "${tokenizer}")`,
    )
    const insert = database.prepare('insert into documents (id, question, text) values (?, ?, ?)')
    database.exec('begin')
    for (const { id, question, text } of documents) insert.run(id, question, text)
    database.exec('commit')
    const find = database.prepare('select id from documents where documents match ? order by rank limit ?')
    return {
      search(words, limit) {
        const wanted = tokens === 'ours' ? spaced(words) : termsOf(words, shipped)
        if (wanted.length === 0) return []
        return Rows.parse(find.all(wanted.map(quoted).join(' OR '), limit)).map(({ id }) => id)
      },
    }
  },
})

const quoted = (word: string): string => `"${word.replaceAll('"', '""')}"`

/** FTS5 takes a query of terms; what it would make of a sentence is one phrase. */
function termsOf(words: string, tokenizer: 'unicode61' | 'trigram'): readonly string[] {
  const runs = words.match(/[\p{L}\p{N}]+/gu) ?? []
  if (tokenizer === 'unicode61') return runs
  return runs.flatMap((run) =>
    Array.from({ length: Math.max(0, run.length - 2) }, (_, at) => run.slice(at, at + 3)),
  )
}
