import { createHash } from 'node:crypto'
import type { Embedder, EmbeddingStore, StoredEmbedding } from '../../ports/embedding.ts'
import type { KnowledgeEntry } from '../../ports/knowledge.ts'

/**
 * A vector for every entry, by its id. Only entries whose text changed since are sent; the others come from the store.
 * @throws LlmFault when the changed ones cannot be embedded now: those of this call that were are kept
 */
export async function embedEntries(
  entries: readonly KnowledgeEntry[],
  embedder: Embedder,
  store: EmbeddingStore,
): Promise<ReadonlyMap<string, Float32Array>> {
  const stored = await store.load(embedder.model)
  const texts = entries.map((entry) => ({ id: entry.id, text: textOf(entry) }))
  const wanted = texts.map((it) => ({ ...it, contentHash: hashOf(it.text) }))
  const changed = wanted.filter(({ id, contentHash }) => stored.get(id)?.contentHash !== contentHash)
  const known = new Map(stored)
  for (let at = 0; at < changed.length; at += PORTION) {
    const portion = changed.slice(at, at + PORTION)
    const vectors = await embedder.embed(portion.map(({ text }) => text))
    const fresh = new Map<string, StoredEmbedding>()
    for (const [place, { id, contentHash }] of portion.entries()) {
      const vector = vectors[place]
      if (vector) fresh.set(id, { contentHash, vector })
    }
    await store.keep(embedder.model, fresh)
    for (const [id, embedding] of fresh) known.set(id, embedding)
  }
  return new Map(
    wanted.flatMap(({ id }) => {
      const vector = known.get(id)?.vector
      return vector ? [[id, vector]] : []
    }),
  )
}

/** So many are kept at once: a fault later loses no more. */
const PORTION = 256

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

function textOf(entry: KnowledgeEntry): string {
  switch (entry.kind) {
    case 'faq':
      return `${entry.question}\n${entry.answer}`
    case 'section':
      return `${entry.documentTitle}\n${entry.heading}\n${entry.summary}\n${entry.body}`
    case 'fixed':
      return `${entry.title}\n${entry.text}`
  }
}
