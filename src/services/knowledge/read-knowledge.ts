import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { ClassDefinition } from '../../ports/classes.ts'
import type { FaqEntry, KnowledgeEntry } from '../../ports/knowledge.ts'
import { KnowledgeError, type Problem } from './problem.ts'
import { classActions, parseClass, parseWords, problemsOfClasses } from './read-classes.ts'
import type { Parsed } from './read-document.ts'
import { type Document, parseFaq, parseGuide, parseLecture } from './read-entries.ts'
import { fixedEntries, type Provider, parseProvider } from './read-provider.ts'

export { KnowledgeError } from './problem.ts'
export { profileOf } from './read-provider.ts'

export interface Knowledge {
  readonly entries: readonly KnowledgeEntry[]
  readonly classes: readonly ClassDefinition[]
  readonly provider: Provider
}

interface Read<T> {
  readonly file: string
  readonly value: T
}

/**
 * Reads and checks the whole of `knowledge/`.
 * @throws KnowledgeError with every problem of every file, each with its file, line and reason
 */
export async function readKnowledge(directory: string): Promise<Knowledge> {
  const problems: Problem[] = []

  async function each<T>(
    folder: string,
    parse: (file: string, source: string) => Parsed<T>,
    ending: '.md' | '.yaml' = '.md',
  ): Promise<readonly Read<T>[]> {
    const names = await namesIn(path.join(directory, folder), ending)
    if (names === undefined) problems.push({ file: folder, line: 1, reason: 'the folder is missing' })
    const read = await Promise.all((names ?? []).map((name) => one(path.posix.join(folder, name), parse)))
    return read.flat()
  }

  async function one<T>(
    file: string,
    parse: (file: string, source: string) => Parsed<T>,
  ): Promise<readonly Read<T>[]> {
    const source = await sourceOf(directory, file)
    if (typeof source !== 'string') {
      problems.push(source)
      return []
    }
    const result = parse(file, source)
    if (result.kind === 'parsed') return [{ file, value: result.value }]
    problems.push(...result.problems)
    return []
  }

  const [faq, lectures, guides, providers] = await Promise.all([
    each('faq', parseFaq),
    each('lectures', parseLecture),
    each('guides', parseGuide),
    one('provider.yaml', parseProvider),
  ])
  const [words] = await one('classes/words.yaml', parseWords)
  // Without its words a sign means nothing.
  const classes = words
    ? (
        await Promise.all(
          classActions.map((action) => each(`classes/${action}`, parseClass(words.value), '.yaml')),
        )
      ).flat()
    : []
  const provider = providers[0]?.value
  const fixed = provider ? fixedEntries(provider) : []
  // A citation of a file that could not be read is no further mistake.
  if (problems.length === 0) problems.push(...acrossFiles(faq, [...lectures, ...guides], fixed))
  const sections = [...lectures, ...guides].flatMap(({ value }) => value.sections)
  const entries = [...faq.map(({ value }) => value), ...sections, ...fixed]
  if (problems.length === 0) problems.push(...problemsOfClasses(classes, entries))
  if (problems.length > 0 || !provider) throw new KnowledgeError(problems.toSorted(byPlace))
  return { entries, classes: classes.map(({ value }) => value), provider }
}

function acrossFiles(
  faq: readonly Read<FaqEntry>[],
  documents: readonly Read<Document>[],
  fixed: readonly KnowledgeEntry[],
): readonly Problem[] {
  const problems: Problem[] = []
  const ids = new Map<string, string>()
  for (const { file, value } of [...faq, ...documents]) {
    if (path.posix.basename(file, '.md') !== value.id)
      problems.push({ file, line: 1, reason: `id: found ${value.id}; expected the file's own name` })
    if (ids.has(value.id))
      problems.push({ file, line: 1, reason: `id ${value.id} is also that of ${ids.get(value.id)}` })
    ids.set(value.id, file)
  }

  const told = new Set<string>()
  const withheld = new Set(documents.flatMap(({ value }) => value.withheld))
  for (const { file, value } of documents)
    for (const { id } of value.sections) {
      if (told.has(id)) problems.push({ file, line: 1, reason: `section ${id} stands twice` })
      told.add(id)
    }

  const phrasings = new Map<string, string>(
    fixed.flatMap((entry) =>
      entry.kind === 'fixed'
        ? [entry.title, ...entry.phrasings].map((it) => [plain(it), entry.id] as const)
        : [],
    ),
  )
  for (const { file, value } of faq) {
    for (const citation of value.citations)
      if (!told.has(citation))
        problems.push({
          file,
          line: 1,
          reason: `citations: found ${citation}; ${withheld.has(citation) ? 'that section is withheld from members' : 'there is no such section'}`,
        })
    if (value.citations.some((it) => it.startsWith('PR-')) && value.planGate === null)
      problems.push({
        file,
        line: 1,
        reason: 'plan_gate: found null; expected practice_materials, since a PR- section is cited',
      })
    for (const phrasing of [value.question, ...value.phrasings]) {
      const owner = phrasings.get(plain(phrasing))
      if (owner)
        problems.push({ file, line: 1, reason: `the phrasing "${phrasing}" also stands under ${owner}` })
      phrasings.set(plain(phrasing), value.id)
    }
  }
  return problems
}

/** Two phrasings are the same when they differ in width, case, spaces or punctuation only. */
const plain = (phrasing: string): string =>
  phrasing
    .normalize('NFKC')
    .replace(/[、。?!\s「」]/g, '')
    .toLowerCase()

async function namesIn(folder: string, ending: string): Promise<readonly string[] | undefined> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(ending)).sort()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

async function sourceOf(directory: string, file: string): Promise<string | Problem> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path.join(directory, file)))
  } catch (error) {
    const missing = error instanceof Error && 'code' in error
    return { file, line: 1, reason: missing ? 'the file cannot be read' : 'the file is not UTF-8' }
  }
}

const byPlace = (a: Problem, b: Problem): number => a.file.localeCompare(b.file) || a.line - b.line
