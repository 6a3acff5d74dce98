import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { safeFileName } from '../../chat/file.ts'
import {
  type AttachedTo,
  type Attachment,
  type AttachmentStore,
  MOST_FILES,
  refusalOf,
} from '../../features/attachments/index.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { FileStore } from '../../ports/files.ts'
import type { Sql } from './sql.ts'
import { assertDesk, assertInScope, type Transaction } from './transaction.ts'

const Failure = z.enum([
  'tooLarge',
  'tooMany',
  'full',
  'notAllowed',
  'disguised',
  'malware',
  'gone',
  'elsewhere',
  'notOffered',
  'unreachable',
])
const Row = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(['waiting', 'stored', 'failed']),
  reason: Failure.nullable(),
  clean: z.boolean(),
  file_id: z.string().nullable(),
  file_name: z.string().nullable(),
  mime_type: z.string().nullable(),
  bytes: z.number().nullable(),
})

export function attachmentStore({ tx, sql, scope }: Transaction, files: FileStore): AttachmentStore {
  return {
    add: async (organisationId, to, { platform, workspace }, attached, present = 0) => {
      assertInScope(scope, organisationId)
      if (attached.length === 0) return
      const before = await tx.attachment.count({ where: { organisationId, ...columnOf(to) } })
      // However often its form is filled in, an answer goes out as one message.
      const beside =
        to.kind === 'draft'
          ? await tx.attachment.count({
              where: { organisationId, ...columnOf(to), state: { not: 'failed' } },
            })
          : 0
      await tx.attachment.createMany({
        data: attached.map(({ name, mimeType, bytes, locator }, place) => {
          const reason =
            refusalOf({ bytes, locator }, beside + place) ??
            (present + place >= MOST_FILES ? 'full' : undefined)
          return {
            ...{
              organisationId,
              id: randomUUID(),
              ...columnOf(to),
              position: before + place,
              platform,
              workspace,
            },
            ...{ name: safeFileName(name), mimeType, bytes: Math.min(bytes, 2_147_483_647) },
            ...{
              locator: locator ?? Prisma.DbNull,
              state: reason ? 'failed' : 'waiting',
              reason: reason ?? null,
            },
          } as const
        }),
      })
    },
    present: async (organisationId, ticketNumber) => {
      assertInScope(scope, organisationId)
      return presentIn(sql, organisationId, ticketNumber)
    },
    of: async (organisationId, consultationId) => {
      assertInScope(scope, organisationId)
      await lockConsultation(sql, organisationId, consultationId)
      return attachmentsOf(sql, organisationId, { kind: 'consultation', id: consultationId })
    },
    with: async (organisationId, id) => {
      assertInScope(scope, organisationId)
      return attachmentsOf(sql, organisationId, { kind: 'carried', id })
    },
    drafted: async (organisationId, number) => {
      assertDesk(scope)
      return attachmentsOf(sql, organisationId, { kind: 'draft', number })
    },
    enclose: async (organisationId, draftNumber, carriedId) => {
      assertDesk(scope)
      await tx.attachment.deleteMany({ where: { organisationId, draftNumber, state: { not: 'stored' } } })
      await tx.attachment.updateMany({
        where: { organisationId, draftNumber },
        data: { draftNumber: null, carriedId },
      })
    },
    settle: async ({ organisationId, id, token }, outcome) => {
      assertInScope(scope, organisationId)
      const { count } = await tx.attachment.updateMany({
        where: { organisationId, id, claimToken: token, state: 'waiting' },
        data: {
          claimToken: null,
          claimUntil: null,
          ...(outcome.kind === 'stored'
            ? {
                state: 'stored',
                fileId: outcome.file.id,
                bytes: outcome.file.bytes,
                clean: outcome.check === 'clean',
              }
            : { state: 'failed', reason: outcome.reason }),
        },
      })
      return count > 0
    },
    forget: async (organisationId, of) => {
      assertInScope(scope, organisationId)
      if (of.kind === 'consultation') await lockConsultation(sql, organisationId, of.id)
      const where = { organisationId, ...columnOf(of) }
      const stored = await tx.attachment.findMany({ where, select: { fileId: true } })
      await tx.attachment.deleteMany({ where })
      await files.remove(
        organisationId,
        stored.flatMap(({ fileId }) => fileId ?? []),
      )
    },
  }
}

/** The one lock for everything that shows or changes a consultation's attachments. */
const lockConsultation = (sql: Sql, organisationId: string, consultationId: string) =>
  sql.query(`SELECT 1 FROM consultation WHERE organisation_id = $1::uuid AND id = $2::uuid FOR UPDATE`, [
    organisationId,
    consultationId,
  ])

function columnOf(of: AttachedTo) {
  switch (of.kind) {
    case 'consultation':
      return { consultationId: of.id }
    case 'carried':
      return { carriedId: of.id }
    case 'draft':
      return { draftNumber: of.number }
  }
}

async function presentIn(sql: Sql, organisationId: string, number: number): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM attachment a
     WHERE a.organisation_id = $1::uuid AND a.state <> 'failed'
       AND (a.draft_number = $2
         OR a.consultation_id IN (SELECT id FROM consultation WHERE organisation_id = $1::uuid AND ticket_number = $2)
         OR a.carried_id IN (SELECT id FROM carried_message WHERE organisation_id = $1::uuid AND number = $2))`,
    [organisationId, number],
  )
  return row?.count ?? 0
}

const IS_OF = {
  consultation: 'a.consultation_id = $2::uuid',
  carried: 'a.carried_id = $2::uuid',
  draft: 'a.draft_number = $2',
} as const satisfies Record<AttachedTo['kind'], string>

/** In the transaction that holds the lock of what they are attached to. */
export async function attachmentsOf(
  sql: Sql,
  organisationId: string,
  of: AttachedTo,
): Promise<readonly Attachment[]> {
  const rows = await sql.query<unknown>(
    `SELECT a.id::text AS id, a.name, a.state::text AS state, a.reason, a.clean, a.file_id::text AS file_id,
            f.name AS file_name, f.mime_type, f.bytes
     FROM attachment a
     LEFT JOIN stored_file f ON f.organisation_id = a.organisation_id AND f.id = a.file_id
     WHERE a.organisation_id = $1::uuid AND ${IS_OF[of.kind]}
     ORDER BY a.position, a.created_at, a.id`,
    [organisationId, of.kind === 'draft' ? of.number : of.id],
  )
  return rows.map((row) => attachmentOf(organisationId, Row.parse(row)))
}

function attachmentOf(organisationId: string, row: z.infer<typeof Row>): Attachment {
  const { id, name, state } = row
  switch (state) {
    case 'waiting':
      return { id, name, state }
    case 'failed':
      return { id, name, state, reason: row.reason ?? 'unreachable' }
    case 'stored':
      // Its retention may have ended before its ticket's.
      if (row.file_id === null || row.file_name === null || row.mime_type === null || row.bytes === null)
        return { id, name, state: 'failed', reason: 'gone' }
      return {
        ...{ id, name, state, check: row.clean ? 'clean' : 'unchecked' },
        file: {
          organisationId,
          id: row.file_id,
          name: row.file_name,
          mimeType: row.mime_type,
          bytes: row.bytes,
        },
      }
  }
}
