import type { Hit, HitEvidence, KnowledgeEntry, KnowledgeIndex } from '#src/ports/knowledge.ts'
import type { Query } from './bm25.ts'
import { indexPassages, type PassageIndex, queryOf } from './passages.ts'
import { supportOf } from './support.ts'
import { queryCharacters, type Tokenizer } from './tokenizer.ts'

/** The words of one entry: plain JSON, to be kept beside the entry under the hash of its content. */
export interface EntryTokens {
  /** The question, title or heading first, then each phrasing. */
  readonly questions: readonly (readonly string[])[]
  readonly answer: readonly string[]
}

/** Belongs into the key of the cache: cached words of another number are not to be used. */
export const entryTokensVersion = 1

/** A sentence that explains the question counts half of one that asks. */
const contextWeight = 0.5

/** An FAQ entry answers, a section explains: of two that fit alike, the answer stands first. */
const weightOf: Readonly<Record<KnowledgeEntry['kind'], number>> = { faq: 1, fixed: 1, section: 0.7 }

const defaultLimit = 10

/** Cutting is the cost (about 1 ms for 200 characters); with `tokensOf` given for all entries, 400 are indexed in a few milliseconds. */
export function createKnowledgeIndex(
  entries: readonly KnowledgeEntry[],
  tokenizer: Tokenizer,
  version: number,
  tokensOf: (entry: KnowledgeEntry) => EntryTokens | undefined = () => undefined,
): KnowledgeIndex {
  const tokens = entries.map((entry) => tokensOf(entry) ?? tokensOfEntry(entry, tokenizer))
  const passages = indexPassages(
    entries.map((entry, at) => ({
      question: tokens[at]?.questions.flat() ?? [],
      answer: tokens[at]?.answer ?? [],
      weight: weightOf[entry.kind],
    })),
  )
  const byId = new Map(entries.map((entry) => [entry.id, entry]))

  return {
    size: entries.length,
    version,
    entry: (id) => byId.get(id),
    support: (text, ids) => supportOf(tokenizer.words(text), wordsSaid(entries, tokens, ids), passages),
    search(question, limit = defaultLimit, context = '') {
      const query = queryOf(
        tokenizer.words(question.slice(0, queryCharacters)),
        tokenizer.words(context.slice(0, queryCharacters)),
        contextWeight,
      )
      return passages.rank(query, limit).flatMap(({ passage, score }): Hit[] => {
        const entry = entries[passage]
        const words = tokens[passage]
        if (entry === undefined || words === undefined) return []
        return [{ entry, score, evidence: evidenceOf(query, words, score, passages) }]
      })
    },
  }
}

/** The words of these entries as curated: without what members might say. */
function wordsSaid(
  entries: readonly KnowledgeEntry[],
  tokens: readonly EntryTokens[],
  ids: readonly string[],
): ReadonlySet<string> {
  const said = tokens.filter((_, at) => ids.includes(entries[at]?.id ?? ''))
  return new Set(said.flatMap(({ questions, answer }) => [...(questions[0] ?? []), ...answer]))
}

export function tokensOfEntry(entry: KnowledgeEntry, tokenizer: Tokenizer): EntryTokens {
  const { questions, answer } = searchedText(entry)
  return { questions: questions.map((text) => tokenizer.words(text)), answer: tokenizer.words(answer) }
}

function searchedText(entry: KnowledgeEntry): {
  readonly questions: readonly string[]
  readonly answer: string
} {
  switch (entry.kind) {
    case 'faq':
      return { questions: [entry.question, ...entry.phrasings], answer: entry.answer }
    case 'section':
      return {
        questions: [entry.heading, ...entry.phrasings],
        answer: `${entry.documentTitle}\n${entry.summary}\n${entry.body}`,
      }
    case 'fixed':
      return { questions: [entry.title, ...entry.phrasings], answer: entry.text }
  }
}

function evidenceOf(query: Query, tokens: EntryTokens, score: number, passages: PassageIndex): HitEvidence {
  const held = new Set([...tokens.questions.flat(), ...tokens.answer])
  const words = [...query.keys()]
  return {
    coverage: share(
      idfMass(query, passages, (word) => held.has(word)),
      idfMass(query, passages),
    ),
    relative: share(score, passages.ceiling(query)),
    unknownShare: share(words.filter((word) => passages.idf(word) === 0).length, words.length),
    phrasing: Math.max(
      0,
      ...tokens.questions.map((phrasing) => agreement(query, new Set(phrasing), passages)),
    ),
  }
}

/** Words unknown to the index count as much as the rarest known ones. */
function idfMass(
  query: Query,
  passages: PassageIndex,
  counts: (word: string) => boolean = () => true,
): number {
  const rarest = Math.log(1 + (passages.size - 0.5) / 1.5)
  let mass = 0
  for (const [word, weight] of query) if (counts(word)) mass += weight * (passages.idf(word) || rarest)
  return mass
}

/** Shared idf mass over joint idf mass: 1 for the same words, 0 for none in common. */
function agreement(query: Query, phrasing: ReadonlySet<string>, passages: PassageIndex): number {
  const shared = idfMass(query, passages, (word) => phrasing.has(word))
  const joint = idfMass(query, passages)
  let missing = 0
  for (const word of phrasing) if (!query.has(word)) missing += passages.idf(word)
  return share(shared, joint + missing)
}

function share(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, part / whole) : 0
}
