import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import type { Stores } from '../app/ports.ts'
import type { Config } from '../config.ts'
import type { BusyCalendars } from '../ports/busy-calendars.ts'
import type { Library } from '../ports/knowledge.ts'
import type { UnitOfWork } from '../ports/unit-of-work.ts'
import { createBusyCalendars } from '../services/calendar/busy-feed.ts'
import { type Database, openEmbedded, openPostgres } from '../services/database/open-database.ts'
import { ensureProvider, seedDemo } from '../services/database/seed.ts'
import { storesOf } from '../services/database/stores.ts'
import { createUnitOfWork } from '../services/database/unit-of-work.ts'
import { type ExportReport, exportKnowledge } from '../services/knowledge/export.ts'
import { type ImportReport, importKnowledge } from '../services/knowledge/import.ts'
import {
  cachedTokens,
  createLibrary,
  type LiveLibrary,
  unchangingLibrary,
} from '../services/knowledge/library.ts'
import { type Knowledge, profileOf, readKnowledge } from '../services/knowledge/read-knowledge.ts'
import { createSynonyms, groupOf, readSudachiSynonyms, type Synonyms } from '../services/search/synonyms.ts'
import { createTokenizer, type Tokenizer } from '../services/search/tokenizer.ts'
import { appSecret } from '../services/secrets/app-secret.ts'
import { createSealer, type Sealer, type Secrets } from '../services/secrets/sealer.ts'

/** The desk's ground floor: what the server is built on, and all that a command needs. */
export interface CommandDesk {
  readonly config: Config
  readonly database: Database
  readonly unitOfWork: UnitOfWork<Stores>
  readonly library: LiveLibrary
  readonly tokenizer: Tokenizer
  readonly providerId: string
  readonly clock: () => Date
  /** What keys are derived from. @throws CannotStart where several processes would each have one of their own */
  secrets(): Promise<Secrets>
  /** Consultants' calendars elsewhere. @throws CannotStart as {@link CommandDesk.secrets} */
  calendars(): Promise<BusyCalendars>
  /** Makes the files of `knowledge/` what is served. @throws KnowledgeError naming file, line and reason */
  syncKnowledge(): Promise<ImportReport>
  /** Brings what was changed in chat into the files of `knowledge/`. @throws KnowledgeError */
  exportKnowledge(mode: 'write' | 'dryRun'): Promise<ExportReport>
  /** The demonstration organisations and people; adds what is missing. */
  seed(): Promise<void>
}

/** What is there already. */
export interface OpenParts {
  readonly database?: Database
  /** The machine's, unless given. */
  readonly clock?: () => Date
  /** Served as it is: no file is read, and nothing is brought into the database. */
  readonly served?: { readonly library: Library; readonly tokenizer: Tokenizer }
}

/**
 * Opens the database and brings schema and knowledge up to date. The first embedded start seeds the demonstration.
 * @throws DirectoryInUse, KnowledgeError, or what the database says
 */
export async function openCommandDesk(
  config: Config,
  log: Logger,
  knowledge: string,
  { database: opened, served, clock = () => new Date() }: OpenParts = {},
): Promise<CommandDesk> {
  // A mistake in a file is told once the database can be closed again.
  const [database, read] = await Promise.all([
    opened ?? openDatabase(config),
    served === undefined ? Promise.allSettled([readFiles(knowledge)]) : undefined,
  ])
  try {
    const { id: providerId, created } = await ensureProvider(database)
    const unitOfWork = createUnitOfWork(database, storesOf, () => undefined)
    const { library, tokenizer, syncKnowledge, exportKnowledge } =
      served === undefined
        ? await openLibrary(database, log, knowledge, outcomeOf(read?.[0]))
        : { ...served, library: unchangingLibrary(served.library), ...nothingToChange }
    let secrets: Promise<Secrets> | undefined
    const secretsOnce = () => {
      secrets ??= secretsOf(config, database)
      return secrets
    }
    const desk: CommandDesk = {
      ...{ config, database, unitOfWork, library, tokenizer, providerId, clock },
      ...{ syncKnowledge, exportKnowledge },
      secrets: secretsOnce,
      calendars: async () =>
        createBusyCalendars({
          sealer: calendarSealer(await secretsOnce()),
          reach: config.loopbackCalendars ? 'loopback' : 'public',
        }),
      seed: () =>
        seedDemo(database, {
          now: clock(),
          timeZone: config.timeZone,
          catalogue: library.current().products,
          provider: library.current().provider,
        }),
    }
    if (created && database.kind === 'embedded' && config.demonstration) await desk.seed()
    if (config.consultantsChannel) await seedConsultantsChannel(desk, config.consultantsChannel)
    return desk
  } catch (error) {
    await database.close()
    throw error
  }
}

export const calendarSealer = (secrets: Secrets): Sealer => createSealer(secrets, 'busy-feeds')

/** A database in memory ends with its process, and so may what was signed for it. */
const secretsOf = async ({ appSecret: given }: Config, { kind, directory }: Database): Promise<Secrets> =>
  given.current === undefined && kind === 'embedded' && directory === undefined
    ? { current: randomBytes(32).toString('base64url') }
    : appSecret(given, directory)

interface Files {
  readonly tokenizer: Tokenizer
  readonly synonyms: Synonyms
  readonly knowledge: Knowledge
}

/** @throws KnowledgeError */
async function readFiles(directory: string): Promise<Files> {
  const [tokenizer, sudachi, knowledge] = await Promise.all([
    createTokenizer(),
    readSudachiSynonyms(),
    readKnowledge(directory),
  ])
  const synonyms = createSynonyms([...sudachi, ...knowledge.lexicon.map(groupOf)], tokenizer)
  return { tokenizer, synonyms, knowledge }
}

function outcomeOf<T>(settled: PromiseSettledResult<T> | undefined): T {
  if (settled?.status === 'fulfilled') return settled.value
  throw settled?.reason
}

const unchanging = (): Promise<never> => Promise.reject(new Error('what is served here does not change'))
const nothingToChange = { syncKnowledge: unchanging, exportKnowledge: unchanging }

async function openLibrary(
  database: Database,
  log: Logger,
  directory: string,
  { tokenizer, synonyms, knowledge }: Files,
): Promise<Pick<CommandDesk, 'library' | 'tokenizer' | 'syncKnowledge' | 'exportKnowledge'>> {
  const { calibration } = knowledge
  const library = createLibrary(database, { tokenizer, synonyms, calibration, log })
  const bring = async (
    reason: 'start' | 'sync',
    { entries, materials, classes, products, checksheets, provider }: Knowledge,
  ): Promise<ImportReport> => {
    const report = await importKnowledge(database, {
      ...{ entries, materials, classes, products, checksheets },
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
  // A single process is never the older one.
  await bring(database.kind === 'embedded' ? 'sync' : 'start', knowledge)
  return {
    ...{ library, tokenizer },
    syncKnowledge: async () => bring('sync', await readKnowledge(directory)),
    exportKnowledge: (mode) => exportKnowledge(database, directory, mode),
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
