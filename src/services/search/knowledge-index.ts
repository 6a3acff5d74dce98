import type { Hit, HitEvidence, KnowledgeEntry, KnowledgeIndex } from '#src/ports/knowledge.ts'
import type { Query } from './bm25.ts'
import { type Cut, cutText, cutTokens, emptyCut, joinCuts } from './cut.ts'
import { indexPassages, type PassageIndex, queryOf, usualWeights, type Weights } from './passages.ts'
import { supportOf } from './support.ts'
import type { Synonyms } from './synonyms.ts'
import type { TextVectors } from './text-vectors.ts'
import { queryCharacters, type Tokenizer } from './tokenizer.ts'

/** The words of one entry: plain JSON, to be kept beside the entry under the hash of its content. */
export interface EntryTokens {
  /** The question, title or heading first, then each phrasing. */
  readonly questions: readonly Cut[]
  readonly answer: Cut
}

/** Belongs into the key of the cache: cached words of another number are not to be used. */
export const entryTokensVersion = 2

/** A sentence that explains the question counts half of one that asks; where the question alone says next to nothing, as much. */
const contextWeight = { usually: 0.5, ofFewWords: 1 }
const fewWords = 2

/** An FAQ entry answers, a section explains: of two that fit alike, the answer stands first. */
const weightOf: Readonly<Record<KnowledgeEntry['kind'], number>> = { faq: 1, fixed: 1, section: 0.7 }

/** An entry with fewer phrasings still depends on synonyms to be found. */
const fewForPhrased = 6

const defaultLimit = 10

/** What an index is built with. */
export interface IndexParts {
  readonly tokenizer: Tokenizer
  readonly synonyms: Synonyms
  /** Words of entries that were cut before; cutting is the cost (about 1 ms for 200 characters). */
  readonly tokensOf?: (entry: KnowledgeEntry) => EntryTokens | undefined
  /** Absent until they are trained: the index then ranks by words alone. */
  readonly vectors?: TextVectors
  readonly weights?: Weights
}

/** With `tokensOf` given for all entries, hundreds are indexed in a few milliseconds. */
export function createKnowledgeIndex(
  entries: readonly KnowledgeEntry[],
  version: number,
  { tokenizer, synonyms, tokensOf, vectors, weights = usualWeights }: IndexParts,
): KnowledgeIndex {
  const tokens = entries.map((entry) => tokensOf?.(entry) ?? tokensOfEntry(entry, tokenizer))
  const passages = indexPassages(
    entries.map((entry, at) => ({
      kind: entry.phrasings.length < fewForPhrased ? 'faq' : 'phrased',
      question: joinCuts(tokens[at]?.questions ?? []),
      answer: tokens[at]?.answer ?? emptyCut,
      weight: weightOf[entry.kind],
    })),
    weights,
    vectors,
  )
  const byId = new Map(entries.map((entry) => [entry.id, entry]))

  return {
    size: entries.length,
    version,
    entry: (id) => byId.get(id),
    support: (text, ids) => supportOf(tokenizer.words(text), wordsSaid(entries, tokens, ids), passages),
    search(question, { limit = defaultLimit, context = '', without = [] } = {}) {
      const asked = tokenizer.tokens(question.slice(0, queryCharacters))
      const cut = cutTokens(asked, question.slice(0, queryCharacters))
      const query = queryOf(cut, synonyms.of(asked), {
        cut: cutText(context.slice(0, queryCharacters), tokenizer),
        weight: cut.words.length > fewWords ? contextWeight.usually : contextWeight.ofFewWords,
      })
      if (query.words.size === 0) return []
      const hidden = new Set(without)
      const ranked = passages.rank(query, limit, {
        without: (passage) => hidden.has(entries[passage]?.id ?? ''),
      })
      return ranked.flatMap(({ passage, score }): Hit[] => {
        const entry = entries[passage]
        const words = tokens[passage]
        if (entry === undefined || words === undefined) return []
        return [
          {
            entry,
            score,
            evidence: evidenceOf(query.words, words, score, passages.ceiling(query), passages),
          },
        ]
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
  return new Set(said.flatMap(({ questions, answer }) => [...(questions[0]?.words ?? []), ...answer.words]))
}

export function tokensOfEntry(entry: KnowledgeEntry, tokenizer: Tokenizer): EntryTokens {
  const { questions, answer } = searchedText(entry)
  return {
    questions: questions.map((text) => cutText(text, tokenizer)),
    answer: cutText(answer, tokenizer),
  }
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

function evidenceOf(
  query: Query,
  tokens: EntryTokens,
  score: number,
  ceiling: number,
  passages: PassageIndex,
): HitEvidence {
  const held = new Set([...tokens.questions.flatMap(({ words }) => words), ...tokens.answer.words])
  const words = [...query.keys()]
  return {
    coverage: share(
      idfMass(query, passages, (word) => held.has(word)),
      idfMass(query, passages),
    ),
    relative: share(score, ceiling),
    unknownShare: share(words.filter((word) => passages.idf(word) === 0).length, words.length),
    phrasing: Math.max(
      0,
      ...tokens.questions.map((phrasing) => agreement(query, new Set(phrasing.words), passages)),
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
