import type { Platform } from '../../chat/event.ts'
import { refusalOf } from '../../features/attachments/index.ts'
import type { FetchBytes } from '../../features/checksheet/index.ts'
import type { FileSource } from '../../ports/file-source.ts'
import { type FileStores, type Files, wholeOf } from '../../ports/files.ts'
import type { UnitOfWork } from '../../ports/unit-of-work.ts'

const FETCH_MS = 20_000

/** Fetches one file at once, into memory, while its message is handled: a fault is the event's, and is tried again with it. */
export const createFetchBytes =
  ({
    sources,
    files,
    unitOfWork,
  }: {
    readonly sources: ReadonlyMap<Platform, FileSource>
    readonly files: Pick<Files, 'open'>
    readonly unitOfWork: UnitOfWork<FileStores>
  }): FetchBytes =>
  async ({ organisationId, platform, workspace, file, most }) => {
    const refused = refusalOf(file, 0)
    if (refused) return { kind: 'failed', reason: refused }
    if (file.bytes > most) return { kind: 'failed', reason: 'tooLarge' }
    const opened = await sources
      .get(platform)
      ?.open(workspace, file.locator ?? {}, AbortSignal.timeout(FETCH_MS))
    switch (opened?.kind) {
      case 'content': {
        const content = await atMost(opened.content, most)
        return content ? { kind: 'fetched', content } : { kind: 'failed', reason: 'tooLarge' }
      }
      case 'written': {
        // Only what something refers to can be read; the second time it is there already.
        await unitOfWork.decide({ kind: 'organisation', organisationId }, (stores) =>
          stores.files.keep(organisationId, opened.file),
        )
        const kept = await files.open(organisationId, opened.file)
        if (!kept) return { kind: 'failed', reason: 'gone' }
        if (kept.file.bytes > most) return { kind: 'failed', reason: 'tooLarge' }
        return { kind: 'fetched', content: await wholeOf(kept) }
      }
      case 'refused':
        return { kind: 'failed', reason: opened.reason }
      case 'later':
        throw new Error(`a file could not be fetched now: ${opened.reason}`)
      case undefined:
        throw new Error(`${platform} is not connected`)
    }
  }

/** @returns undefined when there is more: the rest is not read */
async function atMost(content: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of content) {
    bytes += piece.length
    if (bytes > most) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
