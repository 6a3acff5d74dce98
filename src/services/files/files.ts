import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { MAX_FILE_BYTES, safeFileName } from '../../chat/file.ts'
import { CHUNK_BYTES, type Files, FileTooLarge, type OpenedFile } from '../../ports/files.ts'
import type { Sql } from '../database/sql.ts'

const Row = z.object({
  name: z.string(),
  mime_type: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  member_id: z.string(),
})
const Chunk = z.object({ content: z.instanceof(Uint8Array) })

/** Files in the database: rows of chunks, so that none holds the embedded session for long. */
export function createFiles(sql: Sql): Files {
  return {
    write: async ({ organisationId, memberId }, description, content) => {
      const id = randomUUID()
      const hash = createHash('sha256')
      let bytes = 0
      try {
        let position = 0
        for await (const chunk of inChunks(content)) {
          bytes += chunk.length
          if (bytes > MAX_FILE_BYTES) throw new FileTooLarge(`more than ${MAX_FILE_BYTES} bytes`)
          hash.update(chunk)
          await sql.query(
            `INSERT INTO file_chunk (organisation_id, file_id, position, content) VALUES ($1::uuid, $2::uuid, $3, $4)`,
            [organisationId, id, position, chunk],
          )
          position += 1
        }
      } catch (error) {
        await sql.query(`DELETE FROM file_chunk WHERE organisation_id = $1::uuid AND file_id = $2::uuid`, [
          organisationId,
          id,
        ])
        throw error
      }
      const file = { organisationId, id, ...described(description), bytes }
      await sql.query(
        `INSERT INTO stored_file (organisation_id, id, member_id, name, mime_type, bytes, sha256)
         VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5, $6, $7)`,
        [organisationId, id, memberId, file.name, file.mimeType, bytes, hash.digest('hex')],
      )
      return file
    },

    open: (organisationId, id) => openOne(sql, organisationId, id, true),
    written: (organisationId, id) => openOne(sql, organisationId, id, false),
  }
}

async function openOne(
  sql: Sql,
  organisationId: string,
  id: string,
  kept: boolean,
): Promise<OpenedFile | undefined> {
  if (!isId(organisationId) || !isId(id)) return undefined
  const [found] = await sql.query<unknown>(
    `SELECT name, mime_type, bytes, sha256, member_id::text AS member_id FROM stored_file
     WHERE organisation_id = $1::uuid AND id = $2::uuid AND (kept_at IS NOT NULL) = $3`,
    [organisationId, id, kept],
  )
  if (found === undefined) return undefined
  const { name, mime_type: mimeType, bytes, sha256, member_id: memberId } = Row.parse(found)
  return {
    file: { organisationId, id, name, mimeType, bytes },
    memberId,
    content: readChunks(sql, { organisationId, id, bytes, sha256 }),
  }
}

/** What is stored of a file's name and type: both came from outside. */
export const described = ({ name, mimeType }: { readonly name: string; readonly mimeType: string }) => ({
  name: safeFileName(name),
  mimeType: /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.test(mimeType) ? mimeType : 'application/octet-stream',
})

async function* readChunks(
  sql: Sql,
  file: {
    readonly organisationId: string
    readonly id: string
    readonly bytes: number
    readonly sha256: string
  },
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  let read = 0
  for (let position = 0; read < file.bytes; position += 1) {
    const [row] = await sql.query<unknown>(
      `SELECT content FROM file_chunk WHERE organisation_id = $1::uuid AND file_id = $2::uuid AND position = $3`,
      [file.organisationId, file.id, position],
    )
    if (row === undefined) throw new Error(`chunk ${position} of file ${file.id} is not there`)
    const { content } = Chunk.parse(row)
    hash.update(content)
    read += content.length
    // The last piece is handed over only when the whole is what was written.
    if (read >= file.bytes && (read > file.bytes || hash.digest('hex') !== file.sha256))
      throw new Error(`file ${file.id} is not what was written`)
    yield content
  }
}

/** The same bytes in pieces of exactly CHUNK_BYTES, the last one shorter; none empty. */
async function* inChunks(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = []
  let length = 0
  for await (const piece of content) {
    for (let from = 0; from < piece.length; ) {
      const part = piece.subarray(from, from + CHUNK_BYTES - length)
      held.push(part)
      length += part.length
      from += part.length
      if (length < CHUNK_BYTES) continue
      yield Buffer.concat(held)
      held = []
      length = 0
    }
  }
  if (length > 0) yield Buffer.concat(held)
}

const isId = (id: string): boolean => z.uuid().safeParse(id).success
