import { z } from 'zod'
import { ConversationRef } from '../../chat/event.ts'
import {
  type ItemAnswer,
  type Review,
  type ReviewStore,
  SubmissionClock,
  type Timed,
} from '../../features/checksheet/index.ts'
import { Prisma, type ChecksheetReview as ReviewRow } from '../../generated/prisma/client.ts'
import { assertDesk, assertInScope, type Transaction } from './transaction.ts'

/** Only our own decisions write these. */
const StoredCopy = z.record(
  z.string(),
  z.object({
    revision: z.number(),
    marks: z.record(z.string(), z.object({ level: z.string(), reason: z.string() })),
    evidence: z.string(),
    by: z.string().optional(),
    at: z.coerce.date().optional(),
    needsLook: z.boolean(),
  }),
)
const StoredSuggestion = z.record(z.string(), z.string())

/** Answers as they are kept with what was submitted. */
export const copyOf = (answers: ReadonlyMap<string, ItemAnswer>) =>
  Object.fromEntries([...answers.values()].map(({ itemId, ...answer }) => [itemId, answer] as const))

/** The same, read back. */
export const answersIn = (copy: unknown): ReadonlyMap<string, ItemAnswer> =>
  new Map(
    Object.entries(StoredCopy.parse(copy)).map(([itemId, { by, at, ...answer }]): [string, ItemAnswer] => [
      itemId,
      { itemId, by, at, ...answer },
    ]),
  )

/** How long it takes, as its columns hold it. */
export const timeIn = ({ clock, lookAt }: Timed) => ({
  clock: clock ?? Prisma.DbNull,
  lookAt: lookAt ?? null,
})

export function reviewStore({ tx, sql, scope }: Transaction): ReviewStore {
  const withoutCopy = { omit: { copy: true } } as const

  return {
    add: async (organisationId, review, copy) => {
      assertInScope(scope, organisationId)
      const { id, runId, runNumber, sheetId, version, memberId, message, state, submittedAt } = review
      const [row] = await sql.query<{ number: number }>(ADD, [
        ...[id, organisationId, runId, runNumber, sheetId, version],
        ...[JSON.stringify(copyOf(copy)), memberId, message, state],
        ...[JSON.stringify(review.conversation), submittedAt],
      ])
      return row && { ...review, number: row.number }
    },
    discard: async (organisationId, id) => {
      assertInScope(scope, organisationId)
      await tx.checksheetReview.deleteMany({ where: { organisationId, id } })
    },
    find: async (organisationId, number) => {
      assertInScope(scope, organisationId)
      const locked = await sql.query(
        'SELECT id FROM checksheet_review WHERE organisation_id = $1::uuid AND number = $2 FOR UPDATE',
        [organisationId, number],
      )
      if (locked.length === 0) return undefined
      return reviewOf(await tx.checksheetReview.findUniqueOrThrow({ where: { number }, ...withoutCopy }))
    },
    numbered: async (number) => {
      assertDesk(scope)
      await sql.query('SELECT id FROM checksheet_review WHERE number = $1 FOR UPDATE', [number])
      const row = await tx.checksheetReview.findUnique({ where: { number }, ...withoutCopy })
      return row ? reviewOf(row) : undefined
    },
    save: async ({ organisationId, id, ...it }) => {
      assertInScope(scope, organisationId)
      await tx.checksheetReview.update({
        where: { organisationId_id: { organisationId, id } },
        data: {
          ...{ state: it.state, remark: it.remark, conversation: it.conversation as object },
          ...{ holdId: it.holdId ?? null, returnedAt: it.returnedAt ?? null },
          ...{ cardRow: it.cardRow ?? null, deskRow: it.deskRow ?? null },
          ...{ providerId: it.consultant?.providerId ?? null, consultantId: it.consultant?.id ?? null },
          consultantName: it.consultant?.name ?? '',
          ...timeIn(it),
        },
      })
    },
    ofRun: async (organisationId, runId) => {
      assertInScope(scope, organisationId)
      const rows = await tx.checksheetReview.findMany({
        where: { organisationId, runId },
        orderBy: { number: 'desc' },
        ...withoutCopy,
      })
      return rows.map(reviewOf)
    },
    copy: async (organisationId, id) => {
      assertInScope(scope, organisationId)
      const row = await tx.checksheetReview.findUnique({
        where: { organisationId_id: { organisationId, id } },
        select: { copy: true },
      })
      return answersIn(row?.copy ?? {})
    },
    notes: async (organisationId, reviewId) => {
      assertInScope(scope, organisationId)
      const rows = await tx.checksheetReviewNote.findMany({ where: { organisationId, reviewId } })
      return new Map(
        rows.map(({ itemId, comment, suggestion }) => [
          itemId,
          { itemId, comment, suggestion: StoredSuggestion.parse(suggestion) },
        ]),
      )
    },
    saveNote: async (organisationId, reviewId, { itemId, comment, suggestion, writtenBy, writtenAt }) => {
      assertInScope(scope, organisationId)
      const written = { comment, suggestion: { ...suggestion }, writtenBy, writtenAt }
      await tx.checksheetReviewNote.upsert({
        where: { organisationId_reviewId_itemId: { organisationId, reviewId, itemId } },
        create: { organisationId, reviewId, itemId, ...written },
        update: written,
      })
    },
    dropNote: async (organisationId, reviewId, itemId) => {
      assertInScope(scope, organisationId)
      await tx.checksheetReviewNote.deleteMany({ where: { organisationId, reviewId, itemId } })
    },
    draft: async (organisationId, reviewId, itemId) => {
      assertDesk(scope)
      const row = await tx.checksheetReviewDraft.findUnique({
        where: { organisationId_reviewId_itemId: { organisationId, reviewId, itemId } },
      })
      return row?.comment
    },
    saveDraft: async (organisationId, reviewId, { itemId, comment, draftedAt }) => {
      assertDesk(scope)
      await tx.checksheetReviewDraft.upsert({
        where: { organisationId_reviewId_itemId: { organisationId, reviewId, itemId } },
        create: { organisationId, reviewId, itemId, comment, draftedAt },
        update: { comment, draftedAt },
      })
    },
    dropDrafts: async (organisationId, reviewId, itemId) => {
      assertDesk(scope)
      await tx.checksheetReviewDraft.deleteMany({
        where: { organisationId, reviewId, ...(itemId === undefined ? {} : { itemId }) },
      })
    },
    questions: async (organisationId, reviewId) => {
      assertInScope(scope, organisationId)
      const rows = await tx.checksheetReviewQuestion.findMany({
        where: { organisationId, reviewId },
        orderBy: { number: 'asc' },
      })
      return rows.map(({ number, itemId, question, answer }) => ({
        ...{ number, itemId, question },
        answer: answer ?? undefined,
      }))
    },
    ask: async (organisationId, reviewId, { itemId, question, askedAt }) => {
      assertInScope(scope, organisationId)
      const asked = await tx.checksheetReviewQuestion.count({ where: { organisationId, reviewId } })
      await tx.checksheetReviewQuestion.create({
        data: { organisationId, reviewId, number: asked + 1, itemId, question, askedAt },
      })
    },
    answer: async (organisationId, reviewId, { answer, answeredBy, answeredAt }) => {
      assertInScope(scope, organisationId)
      const answered = await tx.checksheetReviewQuestion.updateMany({
        where: { organisationId, reviewId, answer: null },
        data: { answer, answeredBy, answeredAt },
      })
      return answered.count > 0
    },
    returnedNotes: async (organisationId, sheetId, itemId, limit) => {
      assertInScope(scope, organisationId)
      const rows = await tx.checksheetReviewNote.findMany({
        where: { organisationId, itemId, review: { state: 'returned', sheetId } },
        include: { review: { select: { number: true, consultantName: true, returnedAt: true } } },
        orderBy: { review: { number: 'desc' } },
        take: limit,
      })
      return rows.map(({ comment, suggestion, writtenAt, review }) => ({
        ...{ itemId, comment, suggestion: StoredSuggestion.parse(suggestion), number: review.number },
        ...{ consultant: review.consultantName, returnedAt: review.returnedAt ?? writtenAt },
      }))
    },
    ofSameSheet: async (organisationId, id) => {
      assertInScope(scope, organisationId)
      const own = await tx.checksheetReview.findUnique({
        where: { organisationId_id: { organisationId, id } },
        select: { sheetId: true },
      })
      if (!own) return []
      const rows = await tx.checksheetReview.findMany({
        where: { organisationId, sheetId: own.sheetId },
        orderBy: { number: 'desc' },
        ...withoutCopy,
      })
      return rows.map(reviewOf)
    },
    heldBy: async (providerId, consultantId) => {
      assertDesk(scope)
      const rows = await tx.checksheetReview.findMany({
        where: { providerId, consultantId, state: { in: ['taken', 'waiting'] } },
        orderBy: { number: 'asc' },
        ...withoutCopy,
      })
      return rows.map(reviewOf)
    },
    toLookAt: async (now, limit) => {
      assertDesk(scope)
      return tx.checksheetReview.findMany({
        where: { lookAt: { lte: now } },
        select: { organisationId: true, number: true },
        orderBy: [{ lookAt: 'asc' }, { number: 'asc' }],
        take: limit,
      })
    },
  }
}

/** Two who submit at once: the partial index lets one of them. */
const ADD = `INSERT INTO checksheet_review (id, organisation_id, run_id, run_number, sheet_id, version, copy, member_id, message,
    state, conversation, submitted_at)
  VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5, $6, $7::jsonb, $8::uuid, $9, $10::"ReviewState", $11::jsonb, $12)
  ON CONFLICT DO NOTHING RETURNING number`

const reviewOf = ({
  providerId,
  consultantId,
  consultantName,
  conversation,
  ...row
}: Omit<ReviewRow, 'copy'>): Review => ({
  ...row,
  consultant: providerId && consultantId ? { providerId, id: consultantId, name: consultantName } : undefined,
  conversation: ConversationRef.parse(conversation),
  clock: row.clock === null ? undefined : SubmissionClock.parse(row.clock),
  lookAt: row.lookAt ?? undefined,
  holdId: row.holdId ?? undefined,
  cardRow: row.cardRow ?? undefined,
  deskRow: row.deskRow ?? undefined,
  returnedAt: row.returnedAt ?? undefined,
})
