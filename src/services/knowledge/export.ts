import { lstat, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { Document, isScalar, isSeq, parseDocument, type YAMLSeq } from 'yaml'
import { z } from 'zod'
import type { FaqEntry } from '../../ports/knowledge.ts'
import type { Database } from '../database/open-database.ts'
import { CHANGE_LOCK, hashOf } from './content-hash.ts'
import { plainLines } from './read-document.ts'
import { faqId } from './read-entries.ts'
import { type Knowledge, readKnowledge } from './read-knowledge.ts'

/** What was changed in chat and is not in its file yet. */
interface Edited {
  readonly entry: FaqEntry
  readonly state: 'active' | 'retired'
  readonly contentHash: string
  readonly importedHashes: readonly string[]
}

export interface ExportedFile {
  /** Below `knowledge/`. */
  readonly file: string
  readonly entry: string
  readonly kind: 'added' | 'changed' | 'retired'
  /** Undefined: there was none. */
  readonly before: string | undefined
  readonly after: string
}

export interface ExportReport {
  readonly files: readonly ExportedFile[]
  /** Their files were changed too since they were last read: not written. */
  readonly conflicts: readonly string[]
}

/** Only our own decisions write these. */
const StoredFaq = z.custom<FaqEntry>(
  (it) => z.object({ kind: z.literal('faq'), id: z.string().regex(faqId) }).safeParse(it).success,
)

/**
 * Brings what was published, changed or retired in chat into the files of `knowledge/`, so that a sync of them changes nothing. What
 * stands in a file besides stays as it is. All files or none are written, and none where the files could not be read afterwards.
 * @throws KnowledgeError
 */
export async function exportKnowledge(
  database: Database,
  directory: string,
  mode: 'write' | 'dryRun',
): Promise<ExportReport> {
  const edited = await editedIn(database)
  const knowledge = await readKnowledge(directory)
  const files: ExportedFile[] = []
  const conflicts: string[] = []
  for (const it of edited) {
    const file = path.posix.join('faq', `${it.entry.id}.md`)
    const before = await sourceOf(path.join(directory, file))
    if (isConflict(it, before, knowledge)) conflicts.push(it.entry.id)
    else {
      const after = before === undefined ? newFile(it) : changedFile(before, it, knowledge)
      const kind = it.state === 'retired' ? 'retired' : before === undefined ? 'added' : 'changed'
      files.push({ file, entry: it.entry.id, kind, before, after })
    }
  }
  if (mode === 'dryRun' || files.length === 0) return { files, conflicts }
  await write(directory, files)
  try {
    await markExported(database, await readKnowledge(directory), exported(edited, files))
  } catch (error) {
    await takeBack(directory, files)
    throw error
  }
  return { files, conflicts }
}

const exported = (edited: readonly Edited[], files: readonly ExportedFile[]): readonly Edited[] =>
  edited.filter(({ entry }) => files.some((it) => it.entry === entry.id))

async function editedIn({ prisma }: Database): Promise<readonly Edited[]> {
  const rows = await prisma.knowledgeEntry.findMany({
    where: { editedAt: { not: null } },
    orderBy: { id: 'asc' },
    omit: { tokens: true },
  })
  return rows.map(({ content, ...row }) => ({ ...row, entry: StoredFaq.parse(content) }))
}

/** Somebody has changed the file, or made one of this name, since it was last read into the database. */
function isConflict(
  { entry: { id }, importedHashes }: Edited,
  before: string | undefined,
  { entries, retired }: Knowledge,
): boolean {
  const inFile = entries.find((it) => it.id === id)
  if (inFile) return hashOf(inFile) !== importedHashes.at(-1)
  return before !== undefined && !retired.includes(id)
}

/** A file of the shape that all others have. */
function newFile({ entry, state }: Edited): string {
  const front = new Document({
    id: entry.id,
    category: entry.category,
    category_label: entry.categoryLabel,
    question: entry.question,
    paraphrases: [...entry.phrasings],
    citations: [...entry.citations],
    audience: entry.audience,
    plan_gate: entry.planGate,
    ...(entry.assumption ? { assumption: true } : {}),
    ...(state === 'retired' ? { retired: true } : {}),
  })
  return fileOf(front, entry.answer)
}

/** Only what differs is written anew: comments, order and style of the rest stay. */
function changedFile(before: string, { entry, state }: Edited, { registers }: Knowledge): string {
  const [, yaml = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(plainLines(before)) ?? []
  const front = parseDocument(yaml)
  const inRegisters = new Set(registers.flatMap(({ phrasings }) => phrasings[entry.id] ?? []))
  setText(front, 'category', entry.category)
  setText(front, 'category_label', entry.categoryLabel)
  setText(front, 'question', entry.question)
  setList(
    front,
    'paraphrases',
    entry.phrasings.filter((it) => !inRegisters.has(it)),
  )
  setList(front, 'citations', entry.citations)
  setText(front, 'plan_gate', entry.planGate)
  if (state === 'retired') front.set('retired', true)
  const written = body.trim() === entry.answer ? body : `${entry.answer}\n`
  const isSame = state === 'active' && isDeepStrictEqual(front.toJS(), parseDocument(yaml).toJS())
  const text = isSame ? `---\n${yaml}\n---\n${written}` : fileOf(front, written)
  return before.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text
}

function setText(front: Document, key: string, value: string | null): void {
  const node: unknown = front.get(key, true)
  if (isScalar(node) && node.value === value) return
  if (isScalar(node)) node.value = value
  else front.set(key, value)
}

/** What is in both stays where it is, with its comments. */
function setList(front: Document, key: string, values: readonly string[]): void {
  const node: unknown = front.get(key, true)
  if (!isSeq(node)) {
    front.set(key, front.createNode([...values]))
    return
  }
  const list: YAMLSeq = node
  list.items = [
    ...list.items.filter((it) => isScalar(it) && values.includes(String(it.value))),
    ...values
      .filter((value) => !list.items.some((it) => isScalar(it) && it.value === value))
      .map((value) => front.createNode(value)),
  ]
}

const fileOf = (front: Document, body: string): string =>
  `---\n${front.toString({ lineWidth: 0, flowCollectionPadding: false })}---\n${body.endsWith('\n') ? body : `${body}\n`}`

async function sourceOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Nowhere else, whatever links there are. @throws where a file would be written outside of the folder */
async function write(directory: string, files: readonly ExportedFile[]): Promise<void> {
  const folder = await realpath(path.join(directory, 'faq'))
  if (!folder.startsWith(`${await realpath(directory)}${path.sep}`))
    throw new Error('knowledge/faq leads outside of knowledge/')
  for (const { file, before } of files)
    if (before !== undefined && (await lstat(path.join(directory, file))).isSymbolicLink())
      throw new Error(`knowledge/${file} leads elsewhere`)
  for (const { file, after } of files) await writeFile(path.join(directory, file), after)
}

async function takeBack(directory: string, files: readonly ExportedFile[]): Promise<void> {
  for (const { file, before } of files)
    if (before === undefined) await rm(path.join(directory, file), { force: true })
    else await writeFile(path.join(directory, file), before)
}

/** What the files say now is what counts as imported; what was changed in chat meanwhile is left for the next time. */
async function markExported(
  { prisma }: Database,
  { entries }: Knowledge,
  edited: readonly Edited[],
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await tx.$queryRawUnsafe('SELECT pg_advisory_xact_lock($1)::text', CHANGE_LOCK)
    for (const { entry, contentHash, importedHashes } of edited) {
      // The order of its phrasings may be another one there.
      const content = entries.find(({ id }) => id === entry.id) ?? entry
      const hash = hashOf(content)
      await tx.knowledgeEntry.updateMany({
        where: { id: entry.id, contentHash },
        data: {
          ...(hash === contentHash ? {} : { content: { ...content }, contentHash: hash, tokens: {} }),
          importedHashes: [...importedHashes.filter((it) => it !== hash), hash],
          editedAt: null,
        },
      })
    }
  })
}
