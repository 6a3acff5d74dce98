import { endianness } from 'node:os'
import type { EmbeddingStore } from '../../ports/embedding.ts'
import type { Sql } from './sql.ts'

interface Row {
  readonly entryId: string
  readonly contentHash: string
  readonly vector: Uint8Array
}

export function embeddingStore(sql: Sql): EmbeddingStore {
  return {
    load: async (model) => {
      const rows = await sql.query<Row>(
        'SELECT entry_id AS "entryId", content_hash AS "contentHash", vector FROM entry_embedding WHERE model = $1',
        [model],
      )
      return new Map(
        rows.map(({ entryId, contentHash, vector }) => [entryId, { contentHash, vector: vectorOf(vector) }]),
      )
    },
    keep: async (model, embeddings) => {
      const kept = [...embeddings]
      await sql.query(
        `INSERT INTO entry_embedding (model, entry_id, content_hash, vector)
         SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bytea[])
         ON CONFLICT (entry_id, model) DO UPDATE SET content_hash = excluded.content_hash, vector = excluded.vector`,
        [
          model,
          kept.map(([id]) => id),
          kept.map(([, { contentHash }]) => contentHash),
          kept.map(([, { vector }]) => bytesOf(vector)),
        ],
      )
    },
  }
}

const swapped = endianness() === 'BE'

function bytesOf(vector: Float32Array): Buffer {
  const bytes = Buffer.from(Float32Array.from(vector).buffer)
  return swapped ? bytes.swap32() : bytes
}

/** A copy of its own: what a driver hands over may lie anywhere in a larger buffer. */
function vectorOf(bytes: Uint8Array): Float32Array {
  const own = Buffer.from(Uint8Array.from(bytes).buffer)
  return new Float32Array((swapped ? own.swap32() : own).buffer, own.byteOffset, own.length / 4)
}
