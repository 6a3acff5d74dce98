import { z } from 'zod'
import { ConversationRef } from '../../chat/event.ts'
import {
  type Counselling,
  type CounsellingStore,
  type ProgramRow,
  SubmissionClock,
} from '../../features/checksheet/index.ts'
import type { Counselling as CounsellingRecord, CounsellingRow } from '../../generated/prisma/client.ts'
import { answersIn, copyOf, timeIn } from './review-store.ts'
import { assertDesk, assertInScope, type Transaction } from './transaction.ts'

/** Only our own decisions write these. */
const StoredMeans = z.enum(['governance', 'product'])
const StoredItems = z.array(z.string())

export function counsellingStore({ tx, sql, scope }: Transaction): CounsellingStore {
  const withoutCopy = { omit: { copy: true } } as const

  return {
    add: async (organisationId, counselling, { copy, rows }) => {
      assertInScope(scope, organisationId)
      const { id, runId, runNumber, sheetId, version, memberId, message, state, submittedAt } = counselling
      const [added] = await sql.query<{ number: number }>(ADD, [
        ...[id, organisationId, runId, runNumber, sheetId, version],
        ...[JSON.stringify(copyOf(copy)), memberId, message, state],
        ...[JSON.stringify(counselling.conversation), submittedAt],
      ])
      if (!added) return undefined
      await tx.counsellingRow.createMany({
        data: rows.map(({ items, dueIn, ...it }) => ({
          ...{ organisationId, counsellingId: id, ...it },
          ...{ items: [...items], dueIn: dueIn ?? null },
        })),
      })
      return { ...counselling, number: added.number }
    },
    discard: async (organisationId, id) => {
      assertInScope(scope, organisationId)
      await tx.counselling.deleteMany({ where: { organisationId, id } })
    },
    find: async (organisationId, number) => {
      assertInScope(scope, organisationId)
      const locked = await sql.query(
        'SELECT id FROM counselling WHERE organisation_id = $1::uuid AND number = $2 FOR UPDATE',
        [organisationId, number],
      )
      if (locked.length === 0) return undefined
      return counsellingOf(await tx.counselling.findUniqueOrThrow({ where: { number }, ...withoutCopy }))
    },
    numbered: async (number) => {
      assertDesk(scope)
      await sql.query('SELECT id FROM counselling WHERE number = $1 FOR UPDATE', [number])
      const found = await tx.counselling.findUnique({ where: { number }, ...withoutCopy })
      return found ? counsellingOf(found) : undefined
    },
    save: async ({ organisationId, id, ...it }) => {
      assertInScope(scope, organisationId)
      await tx.counselling.update({
        where: { organisationId_id: { organisationId, id } },
        data: {
          ...{ state: it.state, remark: it.remark, conversation: it.conversation as object },
          ...{ holdId: it.holdId ?? null, deliveredAt: it.deliveredAt ?? null },
          ...{ cardRow: it.cardRow ?? null, deskRow: it.deskRow ?? null },
          ...{ providerId: it.consultant?.providerId ?? null, consultantId: it.consultant?.id ?? null },
          consultantName: it.consultant?.name ?? '',
          ...timeIn(it),
        },
      })
    },
    of: async (organisationId) => {
      assertInScope(scope, organisationId)
      const found = await tx.counselling.findMany({
        ...{ where: { organisationId }, orderBy: { number: 'desc' }, ...withoutCopy },
      })
      return found.map(counsellingOf)
    },
    copy: async (organisationId, id) => {
      assertInScope(scope, organisationId)
      const found = await tx.counselling.findUnique({
        where: { organisationId_id: { organisationId, id } },
        select: { copy: true },
      })
      return answersIn(found?.copy ?? {})
    },
    rows: async (organisationId, counsellingId) => {
      assertInScope(scope, organisationId)
      const found = await tx.counsellingRow.findMany({
        where: { organisationId, counsellingId },
        orderBy: { row: 'asc' },
      })
      return found.map(rowOf)
    },
    saveRow: async (
      organisationId,
      counsellingId,
      { row, position, reason, tools, note, dueIn, dropped },
    ) => {
      assertInScope(scope, organisationId)
      await tx.counsellingRow.updateMany({
        where: { organisationId, counsellingId, row },
        data: { position, reason, tools, note, dueIn: dueIn ?? null, dropped },
      })
    },
    toLookAt: async (now, limit) => {
      assertDesk(scope)
      return tx.counselling.findMany({
        where: { lookAt: { lte: now } },
        select: { organisationId: true, number: true },
        orderBy: [{ lookAt: 'asc' }, { number: 'asc' }],
        take: limit,
      })
    },
  }
}

/** Two who ask at once: the partial index lets one of them. */
const ADD = `INSERT INTO counselling (id, organisation_id, run_id, run_number, sheet_id, version, copy, member_id, message,
    state, conversation, submitted_at)
  VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5, $6, $7::jsonb, $8::uuid, $9, $10::"CounsellingState", $11::jsonb, $12)
  ON CONFLICT DO NOTHING RETURNING number`

const counsellingOf = ({
  providerId,
  consultantId,
  consultantName,
  conversation,
  ...it
}: Omit<CounsellingRecord, 'copy'>): Counselling => ({
  ...it,
  consultant: providerId && consultantId ? { providerId, id: consultantId, name: consultantName } : undefined,
  conversation: ConversationRef.parse(conversation),
  clock: it.clock === null ? undefined : SubmissionClock.parse(it.clock),
  lookAt: it.lookAt ?? undefined,
  holdId: it.holdId ?? undefined,
  cardRow: it.cardRow ?? undefined,
  deskRow: it.deskRow ?? undefined,
  deliveredAt: it.deliveredAt ?? undefined,
})

export const rowOf = ({
  organisationId: _,
  counsellingId: __,
  items,
  means,
  dueIn,
  ...it
}: CounsellingRow): ProgramRow => ({
  ...it,
  items: StoredItems.parse(items),
  means: StoredMeans.parse(means),
  dueIn: dueIn ?? undefined,
})
