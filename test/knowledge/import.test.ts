import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FaqEntry, KnowledgeEntry, ProviderProfile } from '#src/ports/knowledge.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { importKnowledge } from '#src/services/knowledge/import.ts'
import { BOOKING_POLICY } from '#test/support/bookings.ts'
import { emptyDatabase } from '#test/support/database.ts'
import { NOTICE_POLICY, RESPONSE_TARGETS, SUBMISSION_TARGETS, WEEKDAYS } from '#test/support/desk-hours.ts'
import { NO_MATERIALS } from '#test/support/knowledge.ts'
import { catalogue } from '#test/support/products.ts'

const PROVIDER: ProviderProfile = {
  deskName: '相談窓口',
  serviceName: 'アカデミー',
  consultationVisibility: 'ownersSeeSubjects',
  consultantHours: WEEKDAYS,
  responseTargets: RESPONSE_TARGETS,
  notices: NOTICE_POLICY,
  submissionTargets: SUBMISSION_TARGETS,
  booking: BOOKING_POLICY,
}

const faq = (id: string, answer = `${id}の回答です。`): FaqEntry => ({
  kind: 'faq',
  id,
  category: 'sheet',
  categoryLabel: 'シート',
  question: `${id}の質問ですか。`,
  phrasings: [],
  answer,
  citations: ['DOC-SHEET#4'],
  audience: 'any',
  planGate: null,
  assumption: false,
})

let database: Database
beforeAll(async () => {
  database = await emptyDatabase()
})
afterAll(() => database.close())

/** What is served of a database that begins without knowledge, and how files come into it. */
async function library() {
  await database.prisma.knowledgeEntry.deleteMany()
  await database.prisma.knowledgeVersion.deleteMany()
  const bring = (reason: 'start' | 'sync', ...entries: readonly KnowledgeEntry[]) =>
    importKnowledge(database, {
      entries,
      materials: NO_MATERIALS,
      classes: [],
      products: catalogue,
      checksheets: [],
      provider: PROVIDER,
      tokensOf: () => ({ questions: [], answer: { words: [], readings: [], characters: [] } }),
      reason,
    })
  return {
    start: (...entries: readonly KnowledgeEntry[]) => bring('start', ...entries),
    sync: (...entries: readonly KnowledgeEntry[]) => bring('sync', ...entries),
    /** As a consultant's correction in chat does it. */
    editInChat: async (entry: FaqEntry) => {
      await database.prisma.knowledgeEntry.update({
        where: { id: entry.id },
        data: { content: { ...entry }, contentHash: 'edited in chat' },
      })
    },
    served: async () => {
      const rows = await database.prisma.knowledgeEntry.findMany({
        where: { state: 'active' },
        orderBy: { id: 'asc' },
      })
      return rows.map(({ id, content }) => `${id} ${Object(content).answer}`)
    },
  }
}

describe('files become what is served', () => {
  test('new and changed files, and nothing twice', async () => {
    const it = await library()
    expect(await it.start(faq('FAQ-001'), faq('FAQ-002'))).toMatchObject({
      added: ['FAQ-001', 'FAQ-002'],
      version: 1,
    })
    expect(await it.start(faq('FAQ-001'), faq('FAQ-002', '新しい回答です。'))).toMatchObject({
      added: [],
      changed: ['FAQ-002'],
      version: 2,
    })
    expect(await it.start(faq('FAQ-001'), faq('FAQ-002', '新しい回答です。'))).toMatchObject({ version: 2 })
    expect(await it.served()).toEqual(['FAQ-001 FAQ-001の回答です。', 'FAQ-002 新しい回答です。'])
  })

  test('a process that starts with older files brings nothing back and takes nothing away', async () => {
    const it = await library()
    await it.start(faq('FAQ-001', '旧'))
    await it.start(faq('FAQ-001', '新'), faq('FAQ-002'))
    expect(await it.start(faq('FAQ-001', '旧'))).toMatchObject({
      older: ['FAQ-001'],
      retired: [],
      version: 2,
    })
    expect(await it.served()).toEqual(['FAQ-001 新', 'FAQ-002 FAQ-002の回答です。'])
  })

  test('a sync goes back when an operator says so', async () => {
    const it = await library()
    await it.start(faq('FAQ-001', '旧'))
    await it.start(faq('FAQ-001', '新'))
    expect(await it.sync(faq('FAQ-001', '旧'))).toMatchObject({ changed: ['FAQ-001'] })
    expect(await it.served()).toEqual(['FAQ-001 旧'])
    // And a process that still has the files of before does not undo it.
    expect(await it.start(faq('FAQ-001', '新'))).toMatchObject({ older: ['FAQ-001'] })
  })

  test('what was edited in chat stays while its file stays, and is a conflict when both changed', async () => {
    const it = await library()
    await it.start(faq('FAQ-001'))
    await it.editInChat(faq('FAQ-001', '相談員の回答です。'))
    expect(await it.sync(faq('FAQ-001'))).toMatchObject({ changed: [], conflicts: [] })
    expect(await it.sync(faq('FAQ-001', 'ファイルの回答です。'))).toMatchObject({ conflicts: ['FAQ-001'] })
    expect(await it.served()).toEqual(['FAQ-001 相談員の回答です。'])
  })

  test('a file that is gone is retired by a sync; its id may return as itself, never as another', async () => {
    const it = await library()
    await it.start(faq('FAQ-001'), faq('FAQ-002'))
    expect(await it.sync(faq('FAQ-001'))).toMatchObject({ retired: ['FAQ-002'] })
    expect(await it.start(faq('FAQ-001'), faq('FAQ-002'))).toMatchObject({ conflicts: ['FAQ-002'] })
    expect(await it.sync(faq('FAQ-001'), faq('FAQ-002', '別の内容です。'))).toMatchObject({
      conflicts: ['FAQ-002'],
    })
    expect(await it.served()).toEqual(['FAQ-001 FAQ-001の回答です。'])
    expect(await it.sync(faq('FAQ-001'), faq('FAQ-002'))).toMatchObject({ changed: ['FAQ-002'] })
    expect(await it.served()).toHaveLength(2)
  })
})
