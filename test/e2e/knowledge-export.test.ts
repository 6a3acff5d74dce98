import { lstat, readFile, rename, symlink } from 'node:fs/promises'
import path from 'node:path'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { runCommand } from '#src/commands/command.ts'
import { openCommandDesk } from '#src/commands/command-desk.ts'
import { readConfig } from '#src/config.ts'
import type { Change } from '#src/features/curation/index.ts'
import type { FaqEntry } from '#src/ports/knowledge.ts'
import { ownDatabase } from '#test/support/database.ts'
import { copyOfKnowledge } from '#test/support/knowledge.ts'

const BY = { proposedBy: '佐藤', approvedBy: '高橋', at: new Date('2026-11-24T09:30:00+09:00') }
const CITED = 'EX-1-1#4'
const NEW: FaqEntry = {
  ...{ kind: 'faq', id: 'FAQ-C0001', category: 'cat02', categoryLabel: '2 機密情報の取扱い' },
  ...{
    question: '「共有」の: 意味は # 何ですか。',
    phrasings: ['共有とは何か', '共有の意味を知りたい', '共有って？'],
  },
  ...{ answer: '一つ目の行です。\n- 二つ目の行です。', citations: [CITED], audience: 'any', planGate: null },
  assumption: false,
}

/** A desk over a copy of the files, and what its consultants do in chat. */
async function desk() {
  const knowledge = await copyOfKnowledge()
  const database = await ownDatabase()
  onTestFinished(() => database.close())
  const it = await openCommandDesk(readConfig({}), pino({ level: 'silent' }), knowledge.directory, {
    database,
  })
  const change = (entry: FaqEntry, how: Pick<Change, 'kind' | 'state'>) =>
    it.unitOfWork.decide({ kind: 'desk', organisationId: it.providerId }, async ({ curation }) => {
      await curation.hold()
      await curation.write(entry, { ...BY, ...how })
    })
  return {
    knowledge,
    database,
    change,
    faq: (id: string): FaqEntry => {
      const entry = it.library.current().index.entry(id)
      if (entry?.kind !== 'faq') throw new Error(`there is no ${id}`)
      return entry
    },
    runs: async (name: string, ...args: readonly string[]) => runCommand(name, args, it),
    file: (id: string) => readFile(path.join(knowledge.directory, 'faq', `${id}.md`), 'utf8'),
    served: () =>
      database.prisma.knowledgeEntry.findMany({
        select: { id: true, state: true, content: true },
        orderBy: { id: 'asc' },
      }),
  }
}

test('what was changed in chat goes into the files as they are written, and a sync afterwards changes nothing', async () => {
  const it = await desk()
  await it.knowledge.edit('faq/FAQ-041.md', (text) =>
    text.replace('citations:', '# checked in 2026\ncitations:'),
  )
  const before = await it.file('FAQ-041')
  await it.change(NEW, { kind: 'published', state: 'active' })
  const edited = { ...it.faq('FAQ-041'), answer: '会社として決め、文書にしてください。' }
  await it.change(
    { ...edited, phrasings: [...edited.phrasings, '社員の携帯を仕事に使ってよいか'] },
    { kind: 'edited', state: 'active' },
  )
  await it.change(it.faq('FAQ-043'), { kind: 'retired', state: 'retired' })

  const dry = await it.runs('knowledge:export', '--dry-run')
  expect(dry.out).toContain('added: faq/FAQ-C0001.md')
  expect(dry.out).toContain('  + 会社として決め、文書にしてください。')
  expect(dry.out).toContain('nothing was written')
  expect(await it.file('FAQ-041')).toBe(before)

  expect((await it.runs('knowledge:export')).out.split('\n')).toEqual([
    ...['changed: faq/FAQ-041.md', 'retired: faq/FAQ-043.md', 'added: faq/FAQ-C0001.md'],
  ])
  const [front = ''] = before.split('\n---\n')
  expect(await it.file('FAQ-041')).toBe(
    `${front.replace('\n# checked', '\n  - 社員の携帯を仕事に使ってよいか\n# checked')}\n---\n会社として決め、文書にしてください。\n`,
  )
  expect(await it.file('FAQ-043')).toContain('\nretired: true\n---\n')
  expect(await it.file('FAQ-C0001')).toMatch(/^---\nid: FAQ-C0001\ncategory: cat02\ncategory_label: 2 機密/)
  expect(await it.knowledge.problems()).toEqual([])

  const served = await it.served()
  const { out } = await it.runs('knowledge:sync')
  expect(out).toMatch(/^version \d+ is served$/)
  expect(await it.served()).toEqual(served)
  expect((await it.runs('knowledge:export')).out).toBe('nothing was changed in chat since the last export')
})

test('a sync before the export takes nothing back, and a file that was changed as well is not overwritten', async () => {
  const it = await desk()
  await it.change(NEW, { kind: 'published', state: 'active' })
  await it.change(
    { ...it.faq('FAQ-041'), answer: 'チャットの回答です。' },
    { kind: 'edited', state: 'active' },
  )
  await it.change(it.faq('FAQ-043'), { kind: 'retired', state: 'retired' })
  const served = await it.served()
  expect((await it.runs('knowledge:sync')).out).toContain('FAQ-043')
  expect(await it.served()).toEqual(served)

  await it.knowledge.edit('faq/FAQ-041.md', (text) => `${text}ファイルの一文です。\n`)
  const { out } = await it.runs('knowledge:export')
  expect(out).toContain('not written, changed in chat and in the file: FAQ-041')
  expect(await it.file('FAQ-041')).toContain('ファイルの一文です。')
})

test('no file outside of the folder is written', async () => {
  const it = await desk()
  const elsewhere = path.join(it.knowledge.directory, '..', 'elsewhere.md')
  const file = path.join(it.knowledge.directory, 'faq', 'FAQ-041.md')
  const before = await it.file('FAQ-041')
  await rename(file, elsewhere)
  await symlink(elsewhere, file)
  await it.change(
    { ...it.faq('FAQ-041'), answer: 'チャットの回答です。' },
    { kind: 'edited', state: 'active' },
  )
  await expect(it.runs('knowledge:export')).rejects.toThrow('leads elsewhere')
  expect((await lstat(file)).isSymbolicLink()).toBe(true)
  expect(await readFile(elsewhere, 'utf8')).toBe(before)
})
