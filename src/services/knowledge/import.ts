import type { Checksheet } from '../../ports/checksheets.ts'
import type { ClassDefinition } from '../../ports/classes.ts'
import type { KnowledgeEntry, ProviderProfile } from '../../ports/knowledge.ts'
import type { Materials } from '../../ports/materials.ts'
import type { Catalogue } from '../../ports/products.ts'
import type { Database } from '../database/open-database.ts'
import type { EntryTokens } from '../search/knowledge-index.ts'
import { CHANGE_LOCK, hashOf } from './content-hash.ts'

/** Files as they were read, with what the index needs of each entry. */
export interface Import {
  readonly entries: readonly KnowledgeEntry[]
  readonly materials: Materials
  readonly classes: readonly ClassDefinition[]
  readonly products: Catalogue
  readonly checksheets: readonly Checksheet[]
  readonly provider: ProviderProfile
  readonly tokensOf: (entry: KnowledgeEntry) => EntryTokens
  /**
   * `start`: a process begins; content that was replaced since is not brought back, and nothing is retired, since this
   * process may be the older one. `sync`: an operator says that these files are what counts.
   */
  readonly reason: 'start' | 'sync'
}

export interface ImportReport {
  readonly added: readonly string[]
  readonly changed: readonly string[]
  readonly retired: readonly string[]
  /**
   * Edited in chat since the last import and in its file too, retired in chat while its file stands, or under an id that was another entry's; a sheet that changed under its
   * version: not overwritten.
   */
  readonly conflicts: readonly string[]
  /** Older than what is served: not imported. */
  readonly older: readonly string[]
  readonly version: number
}

interface Row {
  readonly id: string
  readonly state: 'active' | 'retired'
  readonly contentHash: string
  readonly importedHashes: readonly string[]
  /** Changed in chat, and not in its file yet. */
  readonly editedAt: Date | null
}

type Fate = 'added' | 'changed' | 'restored' | 'conflicts' | 'older' | 'same'

/** Brings files into the database, where they are served from; all of it or nothing, one process at a time. */
export function importKnowledge({ prisma }: Database, files: Import): Promise<ImportReport> {
  return prisma.$transaction(
    async (tx) => {
      await tx.$queryRawUnsafe('SELECT pg_advisory_xact_lock($1)::text', CHANGE_LOCK)
      const rows = new Map<string, Row>(
        (await tx.knowledgeEntry.findMany({ omit: { content: true, tokens: true } })).map((row) => [
          row.id,
          row,
        ]),
      )
      const current = await tx.knowledgeVersion.findUnique({ where: { id: 1 } })
      const version = (current?.version ?? 0) + 1
      const fates = files.entries.map((entry) => {
        const hash = hashOf(entry)
        return { entry, hash, row: rows.get(entry.id), fate: fateOf(rows.get(entry.id), hash, files.reason) }
      })
      const named = new Set(files.entries.map(({ id }) => id))
      const gone =
        files.reason === 'sync'
          ? [...rows.values()].filter((row) => row.state === 'active' && !row.editedAt && !named.has(row.id))
          : []

      for (const { entry, hash, row, fate } of fates) {
        if (fate !== 'added' && fate !== 'changed' && fate !== 'restored') continue
        const written = {
          state: 'active' as const,
          content: entry as object,
          contentHash: hash,
          importedHashes: [...(row?.importedHashes.filter((it) => it !== hash) ?? []), hash],
          tokens: files.tokensOf(entry) as object,
          version,
          updatedAt: new Date(),
        }
        await tx.knowledgeEntry.upsert({
          where: { id: entry.id },
          create: { id: entry.id, ...written },
          update: written,
        })
      }
      if (gone.length > 0)
        await tx.knowledgeEntry.updateMany({
          where: { id: { in: gone.map(({ id }) => id) } },
          data: { state: 'retired', version },
        })

      const { sheets, changed: changedSheets } = await keepVersions(tx, files.checksheets)
      const settings = {
        provider: files.provider as object,
        materials: files.materials as object,
        classes: files.classes as object,
        products: files.products as object,
        checksheets: sheets as object,
      }
      const settingsHash = hashOf(settings)
      const settingsHashes = current?.settingsHashes ?? []
      const settingsChanged = isNews(settingsHashes, settingsHash, files.reason)
      const of = (...wanted: readonly Fate[]) =>
        fates.filter(({ fate }) => wanted.includes(fate)).map(({ entry }) => entry.id)
      const report = {
        added: of('added'),
        changed: of('changed', 'restored'),
        retired: gone.map(({ id }) => id),
        conflicts: [...of('conflicts'), ...changedSheets],
        older: of('older'),
      }
      const moved = settingsChanged || report.added.length + report.changed.length + report.retired.length > 0
      if (moved) {
        const hashes = settingsChanged
          ? [...settingsHashes.filter((it) => it !== settingsHash), settingsHash]
          : settingsHashes
        await tx.knowledgeVersion.upsert({
          where: { id: 1 },
          create: { id: 1, version, ...settings, settingsHashes: hashes },
          update: { version, ...(settingsChanged ? settings : {}), settingsHashes: hashes },
        })
      }
      return { ...report, version: moved ? version : version - 1 }
    },
    { timeout: 60_000, maxWait: 60_000 },
  )
}

/**
 * A version of a sheet stays what it was when it was first imported: what is answered on it must be readable for ever.
 * @returns the sheets to serve, and those that changed under the same version, of which the first content is served
 */
async function keepVersions(
  tx: Pick<Database['prisma'], 'checksheetVersion'>,
  sheets: readonly Checksheet[],
): Promise<{ readonly sheets: readonly unknown[]; readonly changed: readonly string[] }> {
  await tx.checksheetVersion.createMany({
    data: sheets.map((it) => ({ sheetId: it.id, version: it.version, content: it as object })),
    skipDuplicates: true,
  })
  const kept = await tx.checksheetVersion.findMany({
    where: { OR: sheets.map(({ id, version }) => ({ sheetId: id, version })) },
  })
  const contentOf = (sheet: Checksheet) =>
    kept.find((it) => it.sheetId === sheet.id && it.version === sheet.version)?.content ?? sheet
  return {
    sheets: sheets.map(contentOf),
    changed: sheets
      .filter((it) => hashOf(contentOf(it)) !== hashOf(it))
      .map(({ id, version }) => `${id} ${version}`),
  }
}

function fateOf(row: Row | undefined, hash: string, reason: Import['reason']): Fate {
  if (!row) return 'added'
  const imported = row.importedHashes.at(-1)
  // What was retired in chat stays so. Only what was this entry's own content may come back under its id: ids are never reused.
  if (row.state === 'retired' && row.editedAt) return 'conflicts'
  if (row.state === 'retired')
    return reason === 'sync' && row.importedHashes.includes(hash) ? 'restored' : 'conflicts'
  if (hash === imported) return 'same'
  if (reason === 'start' && row.importedHashes.includes(hash)) return 'older'
  return row.contentHash === imported ? 'changed' : 'conflicts'
}

const isNews = (known: readonly string[], hash: string, reason: Import['reason']): boolean =>
  known.at(-1) !== hash && (reason === 'sync' || !known.includes(hash))
