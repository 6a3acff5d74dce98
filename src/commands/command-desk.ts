import type { Logger } from 'pino'
import type { Stores } from '../app/ports.ts'
import type { Config } from '../config.ts'
import type { UnitOfWork } from '../ports/unit-of-work.ts'
import { type Database, openEmbedded, openPostgres } from '../services/database/open-database.ts'
import { ensureProvider, seedDemo } from '../services/database/seed.ts'
import { storesOf } from '../services/database/stores.ts'
import { createUnitOfWork } from '../services/database/unit-of-work.ts'
import { type ImportReport, importKnowledge } from '../services/knowledge/import.ts'
import { cachedTokens, createLibrary, type LiveLibrary } from '../services/knowledge/library.ts'
import { profileOf, readKnowledge } from '../services/knowledge/read-knowledge.ts'
import { createSynonyms, groupOf, readSudachiSynonyms } from '../services/search/synonyms.ts'
import { createTokenizer, type Tokenizer } from '../services/search/tokenizer.ts'

/** The desk's ground floor: what the server is built on, and all that a command needs. */
export interface CommandDesk {
  readonly config: Config
  readonly database: Database
  readonly unitOfWork: UnitOfWork<Stores>
  readonly library: LiveLibrary
  readonly tokenizer: Tokenizer
  readonly providerId: string
  /** Makes the files of `knowledge/` what is served. @throws KnowledgeError naming file, line and reason */
  syncKnowledge(): Promise<ImportReport>
  /** The demonstration organisations and people; adds what is missing. */
  seed(): Promise<void>
}

/**
 * Opens the database and brings schema and knowledge up to date. The first embedded start seeds the demonstration.
 * @throws DirectoryInUse, KnowledgeError, or what the database says
 */
export async function openCommandDesk(
  config: Config,
  log: Logger,
  knowledge: string,
  opened?: Database,
): Promise<CommandDesk> {
  const [database, tokenizer, sudachi, files] = await Promise.all([
    opened ?? openDatabase(config),
    createTokenizer(),
    readSudachiSynonyms(),
    readKnowledge(knowledge).then(
      (it) => ({ kind: 'read', it }) as const,
      (error: unknown) => ({ kind: 'broken', error }) as const,
    ),
  ])
  try {
    if (files.kind === 'broken') throw files.error
    const { id: providerId, created } = await ensureProvider(database)
    const unitOfWork = createUnitOfWork(database, storesOf, () => undefined)
    const library = createLibrary(database, {
      tokenizer,
      synonyms: createSynonyms([...sudachi, ...files.it.lexicon.map(groupOf)], tokenizer),
      calibration: files.it.calibration,
      log,
    })

    const bring = async (
      reason: 'start' | 'sync',
      { entries, materials, classes, provider }: typeof files.it,
    ): Promise<ImportReport> => {
      const report = await importKnowledge(database, {
        ...{ entries, materials, classes },
        provider: profileOf(provider),
        tokensOf: (entry) => cachedTokens(entry, tokenizer),
        reason,
      })
      for (const id of report.conflicts)
        log.warn({ entry: id }, 'knowledge: edited in chat and in its file; not imported')
      for (const id of report.older)
        log.warn({ entry: id }, 'knowledge: the file is older than what is served; not imported')
      await library.load()
      return report
    }

    const desk: CommandDesk = {
      config,
      database,
      unitOfWork,
      library,
      tokenizer,
      providerId,
      syncKnowledge: async () => bring('sync', await readKnowledge(knowledge)),
      seed: () => seedDemo(database, new Date(), config.timeZone),
    }
    // A single process is never the older one.
    await bring(database.kind === 'embedded' ? 'sync' : 'start', files.it)
    if (created && database.kind === 'embedded' && config.demonstration) await desk.seed()
    if (config.consultantsChannel) await seedConsultantsChannel(desk, config.consultantsChannel)
    return desk
  } catch (error) {
    await database.close()
    throw error
  }
}

const openDatabase = ({ database }: Config): Promise<Database> =>
  database.kind === 'postgres' ? openPostgres(database.url) : openEmbedded(database.directory)

/** The environment only seeds the channel: once it is set, chat decides. */
async function seedConsultantsChannel(
  { unitOfWork, providerId }: CommandDesk,
  channel: NonNullable<Config['consultantsChannel']>,
): Promise<void> {
  await unitOfWork.decide({ kind: 'desk', organisationId: providerId }, async ({ desk }) => {
    if (await desk.consultantsChannel()) return
    await desk.setConsultantsChannel({ kind: 'shared', ...channel }, 'environment')
  })
}
