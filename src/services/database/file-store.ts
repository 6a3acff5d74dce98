import { createHash, randomUUID } from 'node:crypto'
import type { FileRef } from '../../chat/file.ts'
import { CHUNK_BYTES, type FileDescription, type FileOwner, type FileStore } from '../../ports/files.ts'
import { described } from '../files/files.ts'
import { assertInScope, type Transaction } from './transaction.ts'

export function fileStore({ tx, sql, scope }: Transaction): FileStore {
  /** At once for good: the decision that makes it refers to it. */
  async function write(
    { organisationId, memberId }: FileOwner,
    recordOf: string,
    description: FileDescription,
    content: Uint8Array,
  ): Promise<FileRef> {
    if (content.length > CHUNK_BYTES)
      throw new RangeError(`a decision makes no file of ${content.length} bytes`)
    const file = { organisationId, id: randomUUID(), ...described(description), bytes: content.length }
    if (content.length > 0)
      await tx.fileChunk.create({
        data: { organisationId, fileId: file.id, position: 0, content: Uint8Array.from(content) },
      })
    const sha256 = createHash('sha256').update(content).digest('hex')
    await tx.storedFile.create({ data: { ...file, memberId, recordOf, sha256, keptAt: new Date() } })
    return file
  }

  return {
    keep: async (organisationId, id) => {
      assertInScope(scope, organisationId)
      const [kept] = await tx.storedFile.updateManyAndReturn({
        where: { organisationId, id, keptAt: null },
        data: { keptAt: new Date() },
        select: { name: true, mimeType: true, bytes: true },
      })
      return kept && { organisationId, id, ...kept }
    },
    addRecord: async ({ organisationId, memberId }, recordOf, description, content) => {
      assertInScope(scope, organisationId)
      return write({ organisationId, memberId }, recordOf, description, content)
    },
    addDeskRecord: async (memberId, recordOf, description, content) => {
      const [desk] = await sql.query<{ id: string }>(
        `SELECT o.id::text AS id FROM organisation o JOIN member m ON m.organisation_id = o.id
         WHERE o.kind = 'provider' AND m.id::text = $1 AND m.removed_at IS NULL`,
        [memberId],
      )
      if (!desk) return undefined
      await tx.storedFile.deleteMany({ where: { organisationId: desk.id, memberId, recordOf } })
      return write({ organisationId: desk.id, memberId }, recordOf, description, content)
    },
    remove: async (organisationId, ids) => {
      assertInScope(scope, organisationId)
      await tx.storedFile.deleteMany({ where: { organisationId, id: { in: [...ids] } } })
    },
    removeRecords: async (organisationId, recordOf) => {
      assertInScope(scope, organisationId)
      await tx.storedFile.deleteMany({ where: { organisationId, recordOf } })
    },
  }
}
