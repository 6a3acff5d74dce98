import type { Carried, Note, RelayStore } from '../../features/escalation/index.ts'
import type { CarriedMessage, TicketNote } from '../../generated/prisma/client.ts'
import { assertDesk, assertInScope, type Transaction } from './transaction.ts'

export function relayStore({ tx, sql, scope }: Transaction): RelayStore {
  return {
    carry: async (carried) => {
      assertInScope(scope, carried.organisationId)
      await tx.carriedMessage.create({
        data: {
          ...carried,
          markdown: carried.markdown ?? null,
          editedAt: carried.editedAt ?? null,
          filesRow: carried.filesRow ?? null,
        },
      })
    },
    from: async (organisationId, sourceKey, source) => {
      assertInScope(scope, organisationId)
      const row = await tx.carriedMessage.findFirst({ where: { organisationId, sourceKey, source } })
      return row ? carriedOf(row) : undefined
    },
    find: async (organisationId, id) => {
      assertInScope(scope, organisationId)
      const row = await tx.carriedMessage.findUnique({
        where: { organisationId_id: { organisationId, id } },
      })
      return row ? carriedOf(row) : undefined
    },
    undelivered: async (organisationId, id) => {
      assertInScope(scope, organisationId)
      const failed = await sql.query<{ part: 'words' | 'files' }>(
        `SELECT CASE o.id WHEN c.row THEN 'words' ELSE 'files' END AS part
         FROM carried_message c JOIN outbound_message o ON o.id IN (c.row, c.files_row)
         WHERE c.organisation_id = $1::uuid AND c.id = $2::uuid AND o.state = 'failed' FOR UPDATE OF c`,
        [organisationId, id],
      )
      if (failed.length === 0) return undefined
      const row = await tx.carriedMessage.findUnique({
        where: { organisationId_id: { organisationId, id } },
      })
      return row ? { carried: carriedOf(row), parts: failed.map(({ part }) => part) } : undefined
    },
    withFiles: async (organisationId, number, to) => {
      assertInScope(scope, organisationId)
      const rows = await tx.carriedMessage.findMany({
        where: {
          organisationId,
          number,
          to,
          words: { not: null },
          filesRow: null,
          attachments: { some: {} },
        },
        orderBy: { seq: 'asc' },
      })
      return rows.map(carriedOf)
    },
    save: async ({ organisationId, id, words, markdown, editedAt, row, filesRow }) => {
      assertInScope(scope, organisationId)
      await tx.carriedMessage.update({
        where: { organisationId_id: { organisationId, id } },
        data: {
          words,
          markdown: markdown ?? null,
          editedAt: editedAt ?? null,
          row,
          filesRow: filesRow ?? null,
          failureToldAt: null,
        },
      })
    },
    relinked: async (organisationId, id, row) => {
      assertInScope(scope, organisationId)
      await tx.carriedMessage.update({
        where: { organisationId_id: { organisationId, id } },
        data: { linkRows: { push: row } },
      })
    },
    linkRows: async (organisationId, id) => {
      assertInScope(scope, organisationId)
      const carried = await tx.carriedMessage.findUnique({
        where: { organisationId_id: { organisationId, id } },
        select: { linkRows: true },
      })
      return carried?.linkRows ?? []
    },
    failed: async (limit) => {
      assertDesk(scope)
      const rows = await sql.query<{ organisation_id: string; id: string; reason: string | null }>(
        `SELECT c.organisation_id::text, c.id::text, min(o.reason) AS reason
         FROM outbound_message o JOIN carried_message c ON o.id IN (c.row, c.files_row)
         WHERE o.state = 'failed' AND o.lane = 'relay' AND c.failure_told_at IS NULL
         GROUP BY c.organisation_id, c.id ORDER BY min(o.seq) LIMIT $1`,
        [limit],
      )
      const failed: { carried: Carried; reason: string }[] = []
      for (const { organisation_id: organisationId, id, reason } of rows) {
        const row = await tx.carriedMessage.findUniqueOrThrow({
          where: { organisationId_id: { organisationId, id } },
        })
        failed.push({ carried: carriedOf(row), reason: reason ?? '' })
      }
      return failed
    },
    failureTold: async (organisationId, id, at) => {
      assertInScope(scope, organisationId)
      await tx.carriedMessage.update({
        where: { organisationId_id: { organisationId, id } },
        data: { failureToldAt: at },
      })
    },
    of: async (organisationId, number) => {
      assertInScope(scope, organisationId)
      const rows = await tx.carriedMessage.findMany({
        where: { organisationId, number },
        orderBy: { seq: 'asc' },
      })
      return rows.map(carriedOf)
    },
    note: async ({ by, ...note }) => {
      assertDesk(scope)
      const { providerId, id: consultantId, name: consultantName } = by
      await tx.ticketNote.create({ data: { ...note, providerId, consultantId, consultantName } })
    },
    notes: async (organisationId, number) => {
      assertDesk(scope)
      const rows = await tx.ticketNote.findMany({
        where: { organisationId, number },
        orderBy: [{ at: 'asc' }, { id: 'asc' }],
      })
      return rows.map(noteOf)
    },
  }
}

const carriedOf = ({
  seq: _,
  failureToldAt: __,
  linkRows: ___,
  markdown,
  editedAt,
  filesRow,
  ...row
}: CarriedMessage): Carried => ({
  ...row,
  markdown: markdown ?? undefined,
  filesRow: filesRow ?? undefined,
  editedAt: editedAt ?? undefined,
})

const noteOf = ({ providerId, consultantId, consultantName, ...row }: TicketNote): Note => ({
  ...row,
  by: { providerId, id: consultantId, name: consultantName },
})
