import {
  type Calibration,
  type Hit,
  type HitEvidence,
  type KnowledgeEntry,
  type KnowledgeIndex,
  sameMatter,
} from '#src/ports/knowledge.ts'
import type { Query } from './bm25.ts'
import { type Cut, cutText, cutTokens, emptyCut, joinCuts } from './cut.ts'
import { createEmbeddings } from './embeddings.ts'
import {
  indexPassages,
  type PassageIndex,
  queryOf,
  type Ranked,
  usualWeights,
  type Weights,
} from './passages.ts'
import { indexPhrases, type Votes } from './phrases.ts'
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
const contextWeight = { usually: 0.5, ofFewWords: 1, ofPhrases: 0.3 }
const fewWords = 2

/** An FAQ entry answers, a section explains: of two that fit alike, the answer stands first. */
const weightOf: Readonly<Record<KnowledgeEntry['kind'], number>> = { faq: 1, fixed: 1, section: 0.7 }

/** An entry with fewer phrasings still depends on synonyms to be found. */
const fewForPhrased = 6

/** One word names a matter and asks nothing of it: what is found is worth offering, and no answer. */
const ofOneWord = 0.4

const defaultLimit = 10

/** Among so many there is one on another matter, if there is one at all. */
const enoughForRivals = 15

/** What an index is built with. */
export interface IndexParts {
  readonly tokenizer: Tokenizer
  readonly synonyms: Synonyms
  readonly calibration: Calibration
  /** Mails that are not for the knowledge base, cut. */
  readonly foreign?: readonly Cut[]
  /** Words of entries that were cut before; cutting is the cost (about 1 ms for 200 characters). */
  readonly tokensOf?: (entry: KnowledgeEntry) => EntryTokens | undefined
  /** Absent until they are trained: the index then ranks by words alone. */
  readonly vectors?: TextVectors
  /** By a model, of each entry's id; absent without one. */
  readonly embeddings?: ReadonlyMap<string, Float32Array>
  readonly weights?: Weights
}

/** With `tokensOf` given for all entries, hundreds are indexed in a few milliseconds. */
export function createKnowledgeIndex(
  entries: readonly KnowledgeEntry[],
  version: number,
  parts: IndexParts,
): KnowledgeIndex {
  const { tokenizer, synonyms, calibration, tokensOf, vectors, embeddings } = parts
  const { foreign = [], weights = usualWeights } = parts
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
  const phrases = indexPhrases([
    ...entries.flatMap(({ id }, at) => (tokens[at]?.questions ?? []).map((cut) => ({ owner: id, cut }))),
    ...foreign.map((cut) => ({ owner: undefined, cut })),
  ])
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const matters = mattersOf(entries)
  const embedded = embeddings && createEmbeddings(entries.map(({ id }) => embeddings.get(id)))

  return {
    size: entries.length,
    version,
    entries,
    over: (others) =>
      createKnowledgeIndex(others, version, { ...parts, tokensOf: reusing(entries, tokens, tokenizer) }),
    entry: (id) => byId.get(id),
    support: (text, ids) => supportOf(tokenizer.words(text), wordsSaid(entries, tokens, ids), passages),
    search(question, { limit = defaultLimit, context = '', without = [], embedding } = {}) {
      const asked = tokenizer.tokens(question.slice(0, queryCharacters))
      const cut = cutTokens(asked, question.slice(0, queryCharacters))
      const around = cutText(context.slice(0, queryCharacters), tokenizer)
      const query = queryOf(cut, synonyms.of(asked), {
        cut: around,
        weight: cut.words.length > fewWords ? contextWeight.usually : contextWeight.ofFewWords,
      })
      if (query.words.size === 0) return []
      const hidden = new Set(without)
      const ranked = passages.rank(query, Math.max(limit, enoughForRivals), {
        without: (passage) => hidden.has(entries[passage]?.id ?? ''),
        ...(embedded && embedding ? { embedded: embedded.similarities(embedding) } : {}),
      })
      const votes = phrases.votes(queryOf(cut, [], { cut: around, weight: contextWeight.ofPhrases }), hidden)
      return ranked.slice(0, limit).flatMap((it): Hit[] => {
        const entry = entries[it.passage]
        const words = tokens[it.passage]
        if (entry === undefined || words === undefined) return []
        const evidence = {
          coverage: coverageOf(query.words, words, passages),
          lead: leadOf(it, ranked, entries),
          ...sharesOf(matters.get(entry.id) ?? [], votes),
        }
        const chance = chanceOf(evidence, calibration) * (query.words.size > 1 ? 1 : ofOneWord)
        return [{ entry, score: it.score, evidence, chance }]
      })
    },
  }
}

/** Texts that were cut before are not cut again, whichever entry they are of. */
function reusing(
  entries: readonly KnowledgeEntry[],
  tokens: readonly EntryTokens[],
  tokenizer: Tokenizer,
): (entry: KnowledgeEntry) => EntryTokens {
  const known = new Map<string, Cut>()
  for (const [at, entry] of entries.entries()) {
    const { questions, answer } = searchedText(entry)
    const cuts = tokens[at]
    if (!cuts) continue
    known.set(answer, cuts.answer)
    for (const [place, text] of questions.entries()) {
      const cut = cuts.questions[place]
      if (cut) known.set(text, cut)
    }
  }
  const cut = (text: string): Cut => known.get(text) ?? cutText(text, tokenizer)
  return (entry) => {
    const { questions, answer } = searchedText(entry)
    return { questions: questions.map(cut), answer: cut(answer) }
  }
}

/** 0 to 1. */
export function chanceOf(evidence: HitEvidence, { constant, ...weights }: Calibration): number {
  const sum =
    constant +
    weights.coverage * evidence.coverage +
    weights.lead * evidence.lead +
    weights.votes * evidence.votes +
    weights.foreign * evidence.foreign
  return 1 / (1 + Math.exp(-sum))
}

function leadOf(hit: Ranked, ranked: readonly Ranked[], entries: readonly KnowledgeEntry[]): number {
  const mine = entries[hit.passage]
  const rival = ranked.find(({ passage }) => {
    const entry = entries[passage]
    return mine !== undefined && entry !== undefined && !sameMatter(mine, entry)
  })
  return rival === undefined ? 1 : Math.max(0, 1 - rival.score / hit.score)
}

/** Each entry's id with those of the entries on the same matter, itself among them. */
function mattersOf(entries: readonly KnowledgeEntry[]): ReadonlyMap<string, readonly string[]> {
  const matters = new Map(entries.map(({ id }): [string, string[]] => [id, [id]]))
  for (const entry of entries) {
    if (entry.kind !== 'faq') continue
    for (const cited of entry.citations) {
      matters.get(entry.id)?.push(cited)
      matters.get(cited)?.push(entry.id)
    }
  }
  return matters
}

/** What is asked like the entry, or like one on the same matter. */
function sharesOf(matter: readonly string[], votes: Votes): Pick<HitEvidence, 'votes' | 'foreign'> {
  const own = matter.reduce((sum, id) => sum + votes.of(id), 0)
  return { votes: Math.min(1, own), foreign: Math.min(1, votes.foreign) }
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

function coverageOf(query: Query, tokens: EntryTokens, passages: PassageIndex): number {
  const held = new Set([...tokens.questions.flatMap(({ words }) => words), ...tokens.answer.words])
  const covered = idfMass(query, passages, (word) => held.has(word))
  return Math.min(1, covered / idfMass(query, passages))
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
