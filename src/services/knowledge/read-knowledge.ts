import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Checksheet } from '../../ports/checksheets.ts'
import type { ClassDefinition } from '../../ports/classes.ts'
import { type Calibration, type FaqEntry, type KnowledgeEntry, samePhrasing } from '../../ports/knowledge.ts'
import type { Materials } from '../../ports/materials.ts'
import type { Catalogue } from '../../ports/products.ts'
import { problemsOfNext, withNext } from './next-steps.ts'
import { KnowledgeError, type Problem } from './problem.ts'
import { parseCalibration } from './read-calibration.ts'
import { parseChecksheet, problemsOfChecksheets } from './read-checksheet.ts'
import { classActions, parseClass, parseWords, problemsOfClasses, type Words } from './read-classes.ts'
import type { Parsed } from './read-document.ts'
import { type Document, type FaqFile, parseFaq, parseGuide, parseLecture } from './read-entries.ts'
import { type Lexicon, parseLexicon } from './read-lexicon.ts'
import { parseMaterials } from './read-materials.ts'
import { parseRegister, type Register } from './read-phrasings.ts'
import { parseProducts, problemsOfProducts } from './read-products.ts'
import { fixedEntries, type Provider, parseProvider } from './read-provider.ts'

export { KnowledgeError } from './problem.ts'
export { profileOf } from './read-provider.ts'

export interface Knowledge {
  /** With the phrasings of all registers. */
  readonly entries: readonly KnowledgeEntry[]
  /** Ids of entries whose files say that they are not served any more. */
  readonly retired: readonly string[]
  /** The phrasings of `phrasings/` once more, by who asks so. */
  readonly registers: readonly Register[]
  readonly materials: Materials
  readonly classes: readonly ClassDefinition[]
  readonly products: Catalogue
  readonly checksheets: readonly Checksheet[]
  readonly provider: Provider
  readonly lexicon: Lexicon
  readonly calibration: Calibration
}

export interface Read<T> {
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
    ending = '.md',
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

  const inClass = (words: Words) => (action: string) => each(`classes/${action}`, parseClass(words), '.yaml')

  const [faq, lectures, guides, registers, sheets, tables, catalogues, providers, lexicons, calibrations] =
    await Promise.all([
      each('faq', parseFaq),
      each('lectures', parseLecture),
      each('guides', parseGuide),
      each('phrasings', parseRegister, '.yaml'),
      each('checksheets', parseChecksheet, '.yaml'),
      one('materials.yaml', parseMaterials),
      one('products.yaml', parseProducts),
      one('provider.yaml', parseProvider),
      one('lexicon.yaml', parseLexicon),
      one('calibration.yaml', parseCalibration),
    ])
  const [words] = await one('classes/words.yaml', parseWords)
  // Without its words a sign means nothing.
  const classes = words ? (await Promise.all(classActions.map(inClass(words.value)))).flat() : []
  const [provider, lexicon, calibration] = [providers[0]?.value, lexicons[0]?.value, calibrations[0]?.value]
  const [materials, products] = [tables[0]?.value, catalogues[0]?.value]
  const fixed = provider ? fixedEntries(provider) : []
  const sections = [...lectures, ...guides].flatMap(({ value }) => value.sections)
  const entries = [...faq.map(({ value: { isRetired: _, ...entry } }) => entry), ...sections, ...fixed]
  const retired = new Set(faq.flatMap(({ value }) => (value.isRetired ? [value.id] : [])))
  // A citation of a file that could not be read is no further mistake.
  if (problems.length === 0 && materials && products)
    problems.push(
      ...acrossFiles(faq, [...lectures, ...guides]),
      ...problemsOfNext(faq, materials),
      ...problemsOfProducts(products, sections),
      ...problemsOfChecksheets(sheets, sections, materials),
      ...problemsOfPhrasings(entries, { faq, retired, registers }),
      ...problemsOfClasses(classes, entries),
    )
  if (problems.length > 0 || !provider || !materials || !products || !lexicon || !calibration)
    throw new KnowledgeError(problems.toSorted(byPlace))
  return {
    entries: withNext(entries)
      .filter(({ id }) => !retired.has(id))
      .map((entry) => withPhrasings(entry, registers)),
    retired: [...retired],
    registers: registers.map(({ value }) => value),
    materials,
    classes: classes.map(({ value }) => value),
    products,
    checksheets: sheets.map(({ value }) => value),
    provider,
    lexicon,
    calibration,
  }
}

function withPhrasings(entry: KnowledgeEntry, registers: readonly Read<Register>[]): KnowledgeEntry {
  const more = registers.flatMap(({ value }) => value.phrasings[entry.id] ?? [])
  return { ...entry, phrasings: [...entry.phrasings, ...more] }
}

function acrossFiles(
  faq: readonly Read<FaqEntry>[],
  documents: readonly Read<Document>[],
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
  }
  return problems
}

/** Fewer ways to ask leave too many members unheard. */
const fewestPhrasings = 12

/** No phrasing stands twice, none under what does not exist, and of each entry there are enough. */
function problemsOfPhrasings(
  entries: readonly KnowledgeEntry[],
  {
    faq,
    retired,
    registers,
  }: {
    readonly faq: readonly Read<FaqFile>[]
    readonly retired: ReadonlySet<string>
    readonly registers: readonly Read<Register>[]
  },
): readonly Problem[] {
  const problems: Problem[] = []
  const owners = new Map<string, string>()
  const counts = new Map(entries.map(({ id, phrasings }) => [id, phrasings.length]))
  const own = (file: string, id: string, phrasing: string) => {
    // What nobody is answered by is free for others.
    if (retired.has(id)) return
    const owner = owners.get(samePhrasing(phrasing))
    if (owner !== undefined)
      problems.push({ file, line: 1, reason: `the phrasing "${phrasing}" also stands under ${owner}` })
    owners.set(samePhrasing(phrasing), id)
  }
  for (const entry of entries)
    if (entry.kind === 'fixed')
      for (const it of [entry.title, ...entry.phrasings]) own('provider.yaml', entry.id, it)
  for (const { file, value } of faq)
    for (const it of [value.question, ...value.phrasings]) own(file, value.id, it)
  for (const { file, value } of registers) {
    if (path.posix.basename(file, '.yaml') !== value.register)
      problems.push({
        file,
        line: 1,
        reason: `register: found ${value.register}; expected the file's own name`,
      })
    for (const [id, phrasings] of Object.entries(value.phrasings)) {
      const count = counts.get(id)
      if (count === undefined) problems.push({ file, line: 1, reason: `${id}: there is no such entry` })
      else counts.set(id, count + phrasings.length)
      for (const it of phrasings) own(file, id, it)
    }
  }
  for (const { kind, id } of entries) {
    const count = counts.get(id) ?? 0
    // Of what began in chat as many as its own file asks for; nobody has written registers for it.
    if (kind !== 'fixed' && !id.startsWith('FAQ-C') && count < fewestPhrasings)
      problems.push({
        file: 'phrasings',
        line: 1,
        reason: `${id}: found ${count} phrasings; expected at least ${fewestPhrasings}`,
      })
  }
  return problems
}

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
