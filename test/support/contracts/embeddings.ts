import { expect, test } from 'vitest'
import type { Embedder } from '#src/ports/embedding.ts'
import type { FixedEntry } from '#src/ports/knowledge.ts'
import { embeddingStore } from '#src/services/database/embedding-store.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { embedEntries } from '#src/services/search/embed-entries.ts'

const entry = (id: FixedEntry['id'], text: string): FixedEntry => ({
  ...{ kind: 'fixed', id, title: 'お取扱い', phrasings: [], text },
})
const DATA = entry('FIXED-DATA-HANDLING', '保管します。')
const WHO = entry('FIXED-WHO-ANSWERS', '自動でお答えします。')

/** Counts what it is sent; a text's vector begins with its length. */
function counting(model: string): Embedder & { readonly sent: string[] } {
  const sent: string[] = []
  return {
    model,
    sent,
    embed: async (texts) => {
      sent.push(...texts)
      return texts.map((it) => Float32Array.of(it.length, -0.125, 1e-20))
    },
  }
}

/** What every store of embeddings promises. */
export function embeddingsContract(open: () => Database): void {
  const fresh = async () => {
    const { prisma, sql } = open()
    await prisma.entryEmbedding.deleteMany()
    return embeddingStore(sql)
  }

  test('vectors come back as they were, for their own model', async () => {
    const store = await fresh()
    const vector = Float32Array.of(0.1, -2.5e-8, 3)
    await store.keep('small', new Map([['FAQ-001', { contentHash: 'a', vector }]]))
    expect(await store.load('small')).toEqual(new Map([['FAQ-001', { contentHash: 'a', vector }]]))
    expect(await store.load('large')).toEqual(new Map())
    await store.keep('small', new Map([['FAQ-001', { contentHash: 'b', vector: vector.map((it) => -it) }]]))
    expect((await store.load('small')).get('FAQ-001')?.contentHash).toBe('b')
    await store.keep('small', new Map())
  })

  test('only entries whose text changed are sent again', async () => {
    const store = await fresh()
    const embedder = counting('small')
    const before = await embedEntries([DATA, WHO], embedder, store)
    expect(embedder.sent).toHaveLength(2)
    expect(await embedEntries([DATA, WHO], embedder, store)).toEqual(before)
    expect(embedder.sent).toHaveLength(2)

    const changed = { ...WHO, text: '自動でお答えし、担当者が確認します。' }
    const after = await embedEntries([DATA, { ...changed, phrasings: ['誰ですか'] }], embedder, store)
    expect(embedder.sent.slice(2)).toEqual(['お取扱い\n自動でお答えし、担当者が確認します。'])
    expect(after.get(DATA.id)).toEqual(before.get(DATA.id))
    expect(after.get(WHO.id)).not.toEqual(before.get(WHO.id))

    const other = counting('large')
    await embedEntries([DATA], other, store)
    expect(other.sent).toHaveLength(1)
  })
}
