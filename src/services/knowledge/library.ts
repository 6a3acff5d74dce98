import type { Logger } from 'pino'
import { z } from 'zod'
import { createRecogniser } from '../../features/consultation/index.ts'
import type { ClassDefinition } from '../../ports/classes.ts'
import type { KnowledgeEntry, Library, ProviderProfile } from '../../ports/knowledge.ts'
import type { Database } from '../database/open-database.ts'
import {
  createKnowledgeIndex,
  type EntryTokens,
  entryTokensVersion,
  tokensOfEntry,
} from '../search/knowledge-index.ts'
import type { Tokenizer } from '../search/tokenizer.ts'

/** What the database serves, searchable in this process, and soon replaced when anybody changes it. */
export interface LiveLibrary {
  /** @throws before the first `load` */
  current(): Library
  /** Reads what is new; resolves once it is served. */
  load(): Promise<void>
  /** Looks for a newer version every two seconds. */
  start(): void
  stop(): void
}

const LOOK_MS = 2_000

/** The cached words of an entry, with the number of the cutting that made them. */
export interface CachedTokens extends EntryTokens {
  readonly cut: number
}

export const cachedTokens = (entry: KnowledgeEntry, tokenizer: Tokenizer): CachedTokens => ({
  ...tokensOfEntry(entry, tokenizer),
  cut: entryTokensVersion,
})

const Tokens = z.object({
  cut: z.number(),
  questions: z.array(z.array(z.string())),
  answer: z.array(z.string()),
})

/** Only our own import writes these rows: their shape is checked as far as a damaged row could break the process. */
const Entry = z.custom<KnowledgeEntry>(
  (it) => z.object({ kind: z.enum(['faq', 'section', 'fixed']), id: z.string() }).safeParse(it).success,
)
const Classes = z.array(
  z.custom<ClassDefinition>((it) => z.object({ name: z.string(), action: z.string() }).safeParse(it).success),
)
const Provider = z.custom<ProviderProfile>((it) => z.object({ deskName: z.string() }).safeParse(it).success)

export function createLibrary({ prisma }: Database, tokenizer: Tokenizer, log: Logger): LiveLibrary {
  let served: Library | undefined
  let loading: Promise<void> | undefined
  let looking: NodeJS.Timeout | undefined

  async function load(): Promise<void> {
    const stored = await prisma.knowledgeVersion.findUniqueOrThrow({ where: { id: 1 } })
    if (stored.version === served?.index.version) return
    const rows = await prisma.knowledgeEntry.findMany({ where: { state: 'active' }, orderBy: { id: 'asc' } })
    const entries = rows.map((row) => Entry.parse(row.content))
    const tokens = new Map(rows.map((row) => [row.id, Tokens.safeParse(row.tokens).data]))
    const index = createKnowledgeIndex(entries, tokenizer, stored.version, ({ id }) => {
      const cached = tokens.get(id)
      return cached?.cut === entryTokensVersion ? cached : undefined
    })
    served = {
      index,
      classes: createRecogniser(Classes.parse(stored.classes), entries),
      provider: Provider.parse(stored.provider),
    }
    log.info({ entries: entries.length, version: stored.version }, 'knowledge is served')
  }

  const loadOnce = (): Promise<void> => {
    loading ??= load().finally(() => {
      loading = undefined
    })
    return loading
  }

  return {
    current: () => {
      if (!served) throw new Error('the library is not loaded yet')
      return served
    },
    load: loadOnce,
    start: () => {
      looking = setInterval(() => {
        loadOnce().catch((error: unknown) => log.warn({ err: error }, 'knowledge could not be reloaded'))
      }, LOOK_MS)
      looking.unref()
    },
    stop: () => clearInterval(looking),
  }
}
