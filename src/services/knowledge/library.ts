import { setTimeout } from 'node:timers/promises'
import type { Logger } from 'pino'
import { z } from 'zod'
import { createRecogniser } from '../../features/consultation/index.ts'
import type { Checksheet } from '../../ports/checksheets.ts'
import { type ClassDefinition, foreignMails } from '../../ports/classes.ts'
import type { Embedder, EmbeddingStore } from '../../ports/embedding.ts'
import type { Calibration, KnowledgeEntry, Library, ProviderProfile } from '../../ports/knowledge.ts'
import type { Materials } from '../../ports/materials.ts'
import type { Catalogue } from '../../ports/products.ts'
import type { Database } from '../database/open-database.ts'
import { type Cut as CutWords, cutText } from '../search/cut.ts'
import { embedEntries } from '../search/embed-entries.ts'
import {
  createKnowledgeIndex,
  type EntryTokens,
  entryTokensVersion,
  tokensOfEntry,
} from '../search/knowledge-index.ts'
import type { Synonyms } from '../search/synonyms.ts'
import type { TextVectors } from '../search/text-vectors.ts'
import type { Tokenizer } from '../search/tokenizer.ts'
import { type TrainingRun, trainOnThread } from '../search/train.ts'
import { createWordVectorCache, hashOfTexts } from './word-vector-cache.ts'

/** What the database serves, searchable in this process, and soon replaced when anybody changes it. */
export interface LiveLibrary {
  /** @throws before the first `load` */
  current(): Library
  /** Reads what is new; resolves once it is served, with word vectors where they have been trained. */
  load(): Promise<void>
  /** Trains what word vectors are missing, on another thread. Resolves once they are served, here or from another process. */
  train(): Promise<void>
  /** Looks every two seconds for a newer version and for vectors, and trains them; has the entries embedded where a model can. */
  start(embedding?: Embedding): void
  /** Resolves when nothing of it uses the database any more; a model that embeds is not waited for longer than this. */
  stop(graceMs: number): Promise<void>
}

/** A model that embeds entries, and where its vectors are kept. */
export interface Embedding {
  readonly embedder: Embedder
  readonly store: EmbeddingStore
}

const LOOK_MS = 2_000
/** A model that failed is asked again after so long. */
const EMBED_AGAIN_MS = 60_000

/** The cached words of an entry, with the number of the cutting that made them. */
export interface CachedTokens extends EntryTokens {
  readonly cut: number
}

export const cachedTokens = (entry: KnowledgeEntry, tokenizer: Tokenizer): CachedTokens => ({
  ...tokensOfEntry(entry, tokenizer),
  cut: entryTokensVersion,
})

/** Only our own cutting writes these, by the thousands: looked at as far as tells a damaged row. */
const Cut = z.custom<CutWords>(
  (it) =>
    z
      .object({
        words: z.array(z.unknown()),
        readings: z.array(z.unknown()),
        characters: z.array(z.unknown()),
      })
      .safeParse(it).success,
)
const Tokens = z.object({ cut: z.number(), questions: z.array(Cut), answer: Cut })

/** Only our own import writes these rows: their shape is checked as far as a damaged row could break the process. */
const Entry = z.custom<KnowledgeEntry>(
  (it) => z.object({ kind: z.enum(['faq', 'section', 'fixed']), id: z.string() }).safeParse(it).success,
)
const Settings = z.object({
  provider: z.custom<ProviderProfile>((it) => z.object({ deskName: z.string() }).safeParse(it).success),
  materials: z.custom<Materials>(
    (it) => z.object({ items: z.array(z.unknown()), materials: z.array(z.unknown()) }).safeParse(it).success,
  ),
  products: z.custom<Catalogue>(
    (it) =>
      z
        .object({ packages: z.array(z.unknown()), products: z.array(z.unknown()), rules: z.object() })
        .safeParse(it).success,
  ),
  checksheets: z.array(
    z.custom<Checksheet>(
      (it) =>
        z.object({ id: z.string(), items: z.array(z.unknown()), levels: z.array(z.unknown()) }).safeParse(it)
          .success,
    ),
  ),
  classes: z.array(
    z.custom<ClassDefinition>(
      (it) =>
        z.object({ name: z.string(), action: z.string(), examples: z.array(z.string()) }).safeParse(it)
          .success,
    ),
  ),
})

export interface LibraryParts {
  readonly tokenizer: Tokenizer
  readonly synonyms: Synonyms
  readonly calibration: Calibration
  readonly log: Logger
}

/** What is served, and what its word vectors are made from. */
interface Served {
  readonly library: Library
  readonly entries: readonly KnowledgeEntry[]
  readonly tokens: ReadonlyMap<string, EntryTokens>
  /** Mails that are not for the knowledge base. */
  readonly foreign: readonly CutWords[]
  readonly texts: readonly (readonly string[])[]
  readonly hash: string
  /** The hash of the texts that the vectors in use were trained on; undefined as long as there are none. */
  readonly trainedOn: string | undefined
}

export function createLibrary(database: Database, parts: LibraryParts): LiveLibrary {
  const { tokenizer, synonyms, calibration, log } = parts
  const { prisma } = database
  const cache = createWordVectorCache(database)
  let served: Served | undefined
  /** The newest there are: words keep their meaning when an entry changes, so they serve until better ones are trained. */
  let vectors: { readonly hash: string; readonly of: TextVectors } | undefined
  /** By a model, of the entries of a version; an entry that changed since is found by words until its new vector is there. */
  let embeddings: { readonly version: number; readonly of: ReadonlyMap<string, Float32Array> } | undefined
  let embedding: Embedding | undefined
  let embedAgainAt = 0
  let loading: Promise<void> | undefined
  let training: Promise<void> | undefined
  let run: TrainingRun | undefined
  let looking: NodeJS.Timeout | undefined
  let stopped = false

  async function load(): Promise<void> {
    const only = { where: { id: 1 } }
    const { version } = await prisma.knowledgeVersion.findUniqueOrThrow({
      ...only,
      select: { version: true },
    })
    if (version !== served?.library.index.version)
      await read(await prisma.knowledgeVersion.findUniqueOrThrow(only))
    else if (served.trainedOn !== served.hash) await lookForVectors(served.hash)
  }

  async function read({ version, ...stored }: { readonly version: number }) {
    const rows = await prisma.knowledgeEntry.findMany({ where: { state: 'active' }, orderBy: { id: 'asc' } })
    const entries = rows.map((row) => Entry.parse(row.content))
    const cached = new Map(rows.map((row) => [row.id, Tokens.safeParse(row.tokens).data]))
    const tokens = new Map(
      entries.map((entry): [string, EntryTokens] => {
        const kept = cached.get(entry.id)
        return [entry.id, kept?.cut === entryTokensVersion ? kept : tokensOfEntry(entry, tokenizer)]
      }),
    )
    const texts = textsOf(tokens)
    const hash = hashOfTexts(texts)
    vectors = (await vectorsOf(hash)) ?? vectors
    const { provider, materials, products, checksheets, classes } = Settings.parse(stored)
    const foreign = foreignMails(classes).map((it) => cutText(it, tokenizer))
    serve({ entries, tokens, foreign, texts, hash }, version, {
      provider,
      products,
      checksheets,
      materials,
      classes: createRecogniser(classes, entries),
    })
    log.info({ entries: entries.length, version }, 'knowledge is served')
  }

  function serve(
    known: Pick<Served, 'entries' | 'tokens' | 'foreign' | 'texts' | 'hash'>,
    version: number,
    beside: Omit<Library, 'index'>,
  ): void {
    const index = createKnowledgeIndex(known.entries, version, {
      tokenizer,
      synonyms,
      calibration,
      foreign: known.foreign,
      tokensOf: ({ id }) => known.tokens.get(id),
      ...(vectors ? { vectors: vectors.of } : {}),
      ...(embeddings ? { embeddings: embeddings.of } : {}),
    })
    served = { ...known, library: { ...beside, index }, trainedOn: vectors?.hash }
  }

  function serveWith(hash: string, of: TextVectors): void {
    vectors = { hash, of }
    if (served) serve(served, served.library.index.version, served.library)
  }

  async function vectorsOf(hash: string): Promise<typeof vectors> {
    const found = await cache.find(hash)
    return found && { hash, of: found }
  }

  async function lookForVectors(hash: string): Promise<void> {
    const found = await vectorsOf(hash)
    if (found) serveWith(hash, found.of)
  }

  async function train(): Promise<void> {
    if (!served || served.trainedOn === served.hash) return
    const { hash, texts } = served
    if (stopped || !(await cache.claim(hash))) return
    const began = performance.now()
    run = trainOnThread(texts)
    if (stopped) run.stop()
    try {
      const trained = await cache.keep(hash, await run.vectors)
      log.info({ ms: Math.round(performance.now() - began) }, 'word vectors are trained')
      if (served.hash === hash) serveWith(hash, trained)
    } catch (error) {
      await cache.release(hash)
      throw error
    }
  }

  /** @throws LlmFault */
  async function embed(): Promise<void> {
    if (!embedding || !served || Date.now() < embedAgainAt) return
    const { version } = served.library.index
    if (embeddings?.version === version) return
    embedAgainAt = Date.now() + EMBED_AGAIN_MS
    embeddings = { version, of: await embedEntries(served.entries, embedding.embedder, embedding.store) }
    embedAgainAt = 0
    serve(served, served.library.index.version, served.library)
  }

  const loadOnce = (): Promise<void> => {
    loading ??= load().finally(() => {
      loading = undefined
    })
    return loading
  }

  const trainOnce = (): Promise<void> => {
    training ??= train().finally(() => {
      training = undefined
      run = undefined
    })
    return training
  }

  const look = async (): Promise<void> => {
    await loadOnce()
    await trainOnce()
    await embed()
  }
  let looked: Promise<void> = Promise.resolve()
  let isLooking = false
  const lookAndTell = (): void => {
    if (isLooking) return
    isLooking = true
    looked = look()
      .catch((error: unknown) => {
        if (!stopped) log.warn({ err: error }, 'knowledge could not be reloaded')
      })
      .finally(() => {
        isLooking = false
      })
  }

  return {
    current: () => {
      if (!served) throw new Error('the library is not loaded yet')
      return served.library
    },
    load: loadOnce,
    train: trainOnce,
    start: (given) => {
      embedding = given
      lookAndTell()
      looking = setInterval(lookAndTell, LOOK_MS)
      looking.unref()
    },
    stop: async (graceMs) => {
      stopped = true
      clearInterval(looking)
      run?.stop()
      await Promise.race([looked, setTimeout(graceMs, undefined, { ref: false })])
    },
  }
}

/** A library that is what it is. */
export const unchangingLibrary = (library: Library): LiveLibrary => ({
  current: () => library,
  load: async () => undefined,
  train: async () => undefined,
  start: () => undefined,
  stop: async () => undefined,
})

/** What word vectors are trained on: each entry as one text, and each way to ask for it as another. */
export const textsOf = (tokens: ReadonlyMap<string, EntryTokens>): readonly (readonly string[])[] =>
  [...tokens.values()].flatMap(({ questions: [title, ...phrasings], answer }) => [
    [...(title?.words ?? []), ...answer.words],
    ...phrasings.map(({ words }) => words),
  ])
