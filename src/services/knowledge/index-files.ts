import { foreignMails } from '../../ports/classes.ts'
import type { KnowledgeEntry, KnowledgeIndex } from '../../ports/knowledge.ts'
import { type Cut, cutText } from '../search/cut.ts'
import {
  createKnowledgeIndex,
  type EntryTokens,
  type IndexParts,
  tokensOfEntry,
} from '../search/knowledge-index.ts'
import { createSynonyms, groupOf, readSudachiSynonyms } from '../search/synonyms.ts'
import { createTextVectors, type TextVectors } from '../search/text-vectors.ts'
import { createTokenizer, type Tokenizer } from '../search/tokenizer.ts'
import { trainWordVectors } from '../search/word-vectors.ts'
import { textsOf } from './library.ts'
import type { Knowledge } from './read-knowledge.ts'
import type { Register } from './read-phrasings.ts'

/** Builds indexes of the files of `knowledge/` as a desk serves them, whole or in part, for those who measure. */
export interface FileIndexer {
  index(options?: FileIndexOptions): KnowledgeIndex
  /** For several indexes that leave out the same registers. Takes seconds. */
  train(without?: FileIndexOptions['without']): TextVectors
  readonly tokenizer: Tokenizer
}

export interface FileIndexOptions {
  /** Registers whose phrasings are left out. */
  readonly without?: (register: Register) => boolean
  /** `train` takes seconds; `none` ranks by words alone; or those that were trained before. */
  readonly vectors?: 'train' | 'none' | TextVectors
  /** All examples of the classes, unless given. */
  readonly foreign?: readonly string[]
  readonly parts?: Partial<Pick<IndexParts, 'calibration' | 'weights' | 'synonyms'>>
}

export async function createFileIndexer(
  knowledge: Knowledge,
  cutting = createTokenizer(),
): Promise<FileIndexer> {
  const [tokenizer, sudachi] = await Promise.all([cutting, readSudachiSynonyms()])
  const synonyms = createSynonyms([...sudachi, ...knowledge.lexicon.map(groupOf)], tokenizer)
  const { cut, remember } = rememberingCuts(tokenizer)
  const tokensOf = (entries: readonly KnowledgeEntry[]) =>
    new Map(entries.map((entry) => [entry.id, tokensOfEntry(entry, remember)]))
  return {
    tokenizer,
    train: (without = () => false) => vectorsOf(tokensOf(entriesWithout(knowledge, without))),
    index({ without = () => false, vectors = 'train', foreign, parts = {} } = {}) {
      const entries = entriesWithout(knowledge, without)
      const tokens = tokensOf(entries)
      const trained = vectors === 'train' ? vectorsOf(tokens) : vectors
      return createKnowledgeIndex(entries, 1, {
        ...{ tokenizer, synonyms, calibration: knowledge.calibration },
        ...parts,
        tokensOf: ({ id }) => tokens.get(id),
        foreign: (foreign ?? foreignMails(knowledge.classes)).map(cut),
        ...(trained === 'none' ? {} : { vectors: trained }),
      })
    },
  }
}

const vectorsOf = (tokens: ReadonlyMap<string, EntryTokens>): TextVectors =>
  createTextVectors(trainWordVectors(textsOf(tokens)))

function entriesWithout(
  { entries, registers }: Knowledge,
  without: (register: Register) => boolean,
): readonly KnowledgeEntry[] {
  const left = registers.filter(without)
  return entries.map((entry) => {
    const hidden = new Set(left.flatMap(({ phrasings }) => phrasings[entry.id] ?? []))
    return { ...entry, phrasings: entry.phrasings.filter((it) => !hidden.has(it)) }
  })
}

/** Several indexes of nearly the same texts cut each text once. */
function rememberingCuts(tokenizer: Tokenizer) {
  const tokens = new Map<string, ReturnType<Tokenizer['tokens']>>()
  const remember: Tokenizer = {
    ...tokenizer,
    tokens: (text) => {
      const known = tokens.get(text) ?? tokenizer.tokens(text)
      tokens.set(text, known)
      return known
    },
  }
  const cut = (text: string): Cut => cutText(text, remember)
  return { cut, remember }
}
