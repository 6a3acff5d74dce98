import { z } from 'zod'
import type {
  Change,
  ChangeSource,
  ChecksheetStore,
  ItemAnswer,
  Marks,
  Run,
} from '../../features/checksheet/index.ts'
import type { ChecksheetAnswer as AnswerRow, ChecksheetRun as RunRow } from '../../generated/prisma/client.ts'
import type { Checksheet } from '../../ports/checksheets.ts'
import { assertDesk, assertInScope, type Transaction } from './transaction.ts'

/** Only our own decisions write these. */
const StoredMarks = z.record(z.string(), z.object({ level: z.string(), reason: z.string() }))
const StoredEntries = z.record(z.string(), z.object({ marks: StoredMarks, evidence: z.string() }))
const StoredRevisions = z.record(z.string(), z.number())
const Source = z.enum(['walk', 'import', 'suggestion', 'carried']) satisfies z.ZodType<ChangeSource>
/** Only our own import writes these: looked at as far as tells a damaged row. */
const StoredSheet = z.custom<Checksheet>(
  (it) => z.object({ id: z.string(), items: z.array(z.unknown()) }).safeParse(it).success,
)

export function checksheetStore({ tx, sql, scope }: Transaction): ChecksheetStore {
  return {
    sheet: async (sheetId, version) => {
      const row = await tx.checksheetVersion.findUnique({ where: { sheetId_version: { sheetId, version } } })
      return row ? StoredSheet.parse(row.content) : undefined
    },
    start: async (organisationId, { id, sheetId, version, startedBy, startedAt }) => {
      assertInScope(scope, organisationId)
      const rows = await sql.query(START, [id, organisationId, sheetId, version, startedBy, startedAt])
      if (rows.length === 0) return undefined
      return runOf(
        await tx.checksheetRun.findUniqueOrThrow({ where: { organisationId_id: { organisationId, id } } }),
      )
    },
    openRun: async (organisationId, sheetId, version) => {
      assertInScope(scope, organisationId)
      const values = [organisationId, sheetId, version]
      const [found] = await sql.query<{ id: string }>(`${OPEN} AND version = $3 FOR SHARE`, values)
      const [other] = found
        ? [found]
        : await sql.query<{ id: string }>(`${OPEN} AND version <> $3 FOR UPDATE`, values)
      if (!other) return undefined
      const where = { organisationId_id: { organisationId, id: other.id } }
      return runOf(await tx.checksheetRun.findUniqueOrThrow({ where }))
    },
    run: async (organisationId, sheetId, number) => {
      assertInScope(scope, organisationId)
      const row = await tx.checksheetRun.findUnique({
        where: { organisationId_sheetId_number: { organisationId, sheetId, number } },
      })
      return row ? runOf(row) : undefined
    },
    runs: async (organisationId, sheetId) => {
      assertInScope(scope, organisationId)
      const rows = await tx.checksheetRun.findMany({
        where: { organisationId, sheetId },
        orderBy: { number: 'desc' },
      })
      return rows.map(runOf)
    },
    openRuns: async (sheetId, afterCode, limit) => {
      assertDesk(scope)
      const rows = await tx.checksheetRun.findMany({
        where: { sheetId, closedAt: null, organisation: { kind: 'customer', code: { gt: afterCode } } },
        include: { organisation: { select: { code: true, name: true } } },
        orderBy: { organisation: { code: 'asc' } },
        take: limit,
      })
      return rows.map(({ organisation, ...run }) => ({ organisation, run: runOf(run) }))
    },
    renew: async (organisationId, id, version) => {
      assertInScope(scope, organisationId)
      await tx.checksheetRun.updateMany({ where: { organisationId, id }, data: { version } })
    },
    close: async (organisationId, id, at) => {
      assertInScope(scope, organisationId)
      const closed = await tx.checksheetRun.updateMany({
        where: { organisationId, id, closedAt: null },
        data: { closedAt: at },
      })
      return closed.count === 1
    },
    answers: async (organisationId, runId) => {
      assertInScope(scope, organisationId)
      const rows = await tx.checksheetAnswer.findMany({ where: { organisationId, runId } })
      return new Map(rows.map((row) => [row.itemId, answerOf(row)]))
    },
    answer: async (organisationId, runId, itemId) => {
      assertInScope(scope, organisationId)
      await sql.query(
        `SELECT revision FROM checksheet_answer
         WHERE organisation_id = $1::uuid AND run_id::text = $2 AND item_id = $3 FOR UPDATE`,
        [organisationId, runId, itemId],
      )
      const row = await tx.checksheetAnswer.findUnique({
        where: { organisationId_runId_itemId: { organisationId, runId, itemId } },
      })
      return row
        ? answerOf(row)
        : {
            ...{ itemId, revision: 0, marks: {}, evidence: '', needsLook: false },
            ...{ by: undefined, at: undefined },
          }
    },
    save: async (organisationId, runId, { itemId, marks, evidence, needsLook }, expected, by) => {
      assertInScope(scope, organisationId)
      const rows = await sql.query(SAVE, [
        ...[organisationId, runId, itemId, JSON.stringify(marks), evidence, needsLook],
        ...[expected, by.memberId, by.at, by.source],
      ])
      return rows.length === 1
    },
    changes: async (organisationId, runId, itemId) => {
      assertInScope(scope, organisationId)
      const rows = await tx.checksheetChange.findMany({
        where: { organisationId, runId, itemId },
        orderBy: { revision: 'asc' },
      })
      return rows.map(
        ({ revision, marks, evidence, memberId, changedAt, source }): Change => ({
          ...{ revision, evidence, memberId, at: changedAt },
          marks: StoredMarks.parse(marks),
          source: Source.parse(source),
        }),
      )
    },
    revision: async (organisationId, runId, itemId, revision) => {
      assertInScope(scope, organisationId)
      const row = await tx.checksheetChange.findUnique({
        where: { organisationId_runId_itemId_revision: { organisationId, runId, itemId, revision } },
      })
      return row ? entryOf(row) : undefined
    },
    place: async (organisationId, memberId) => {
      assertInScope(scope, organisationId)
      const row = await tx.checksheetPlace.findFirst({
        where: { organisationId, memberId },
        orderBy: { touchedAt: 'desc' },
      })
      return row ?? undefined
    },
    setPlace: async (
      organisationId,
      memberId,
      { runId, itemId, route, cardRow, conversation, touchedAt, paused },
    ) => {
      assertInScope(scope, organisationId)
      const place = { runId, itemId, route, cardRow, conversation, touchedAt, paused }
      await tx.checksheetPlace.upsert({
        where: { organisationId_memberId_runId: { organisationId, memberId, runId } },
        create: { organisationId, memberId, ...place },
        update: place,
      })
    },
    places: async (organisationId, runId) => {
      assertInScope(scope, organisationId)
      return tx.checksheetPlace.findMany({ where: { organisationId, runId }, orderBy: { touchedAt: 'desc' } })
    },
    draft: async (organisationId, memberId, runId, itemId) => {
      assertInScope(scope, organisationId)
      const row = await tx.checksheetDraft.findUnique({
        where: { organisationId_memberId_runId_itemId: { organisationId, memberId, runId, itemId } },
      })
      return row ? entryOf(row) : undefined
    },
    saveDraft: async (organisationId, memberId, runId, { itemId, marks, evidence, at }) => {
      assertInScope(scope, organisationId)
      const draft = { marks: marks as object, evidence, draftedAt: at }
      await tx.checksheetDraft.upsert({
        where: { organisationId_memberId_runId_itemId: { organisationId, memberId, runId, itemId } },
        create: { organisationId, memberId, runId, itemId, ...draft },
        update: draft,
      })
    },
    dropDraft: async (organisationId, memberId, runId, itemId) => {
      assertInScope(scope, organisationId)
      await tx.checksheetDraft.deleteMany({ where: { organisationId, memberId, runId, itemId } })
    },
    entriesAt: async (organisationId, runId, revisions) => {
      assertInScope(scope, organisationId)
      const known = [...revisions].filter(([, revision]) => revision > 0)
      const blank = [...revisions].flatMap(([id, revision]) =>
        revision === 0 ? [[id, { marks: {}, evidence: '' }] as const] : [],
      )
      const rows = await sql.query<{ item_id: string; marks: unknown; evidence: string }>(
        `SELECT c.item_id, c.marks, c.evidence FROM unnest($3::text[], $4::int[]) AS asked (item_id, revision)
         JOIN checksheet_change c ON c.item_id = asked.item_id AND c.revision = asked.revision
         WHERE c.organisation_id = $1::uuid AND c.run_id::text = $2`,
        [organisationId, runId, known.map(([id]) => id), known.map(([, revision]) => revision)],
      )
      return new Map([...blank, ...rows.map((row) => [row.item_id, entryOf(row)] as const)])
    },
    lockAnswers: async (organisationId, runId) => {
      assertInScope(scope, organisationId)
      await sql.query(
        `SELECT item_id FROM checksheet_answer WHERE organisation_id = $1::uuid AND run_id::text = $2
         ORDER BY item_id FOR UPDATE`,
        [organisationId, runId],
      )
      const rows = await tx.checksheetAnswer.findMany({ where: { organisationId, runId } })
      return new Map(rows.map((row) => [row.itemId, answerOf(row)]))
    },
    addImport: async (organisationId, { id, memberId, runId, entries, revisions, cardRow, at }) => {
      assertInScope(scope, organisationId)
      await tx.checksheetImport.create({
        data: {
          ...{ organisationId, id, memberId, runId, cardRow, handedInAt: at },
          entries: Object.fromEntries(entries) as object,
          revisions: Object.fromEntries(revisions),
        },
      })
    },
    settleImport: async (organisationId, { id, memberId, as }) => {
      assertInScope(scope, organisationId)
      const [settled] = await sql.query<{
        run_id: string
        entries: unknown
        revisions: unknown
        card_row: string
      }>(
        `UPDATE checksheet_import SET settled_as = $4
         WHERE organisation_id = $1::uuid AND id::text = $2 AND member_id::text = $3 AND settled_as IS NULL
         RETURNING run_id::text AS run_id, entries, revisions, card_row::text AS card_row`,
        [organisationId, id, memberId, as],
      )
      if (!settled) return undefined
      return {
        ...{ id, memberId, runId: settled.run_id, cardRow: settled.card_row },
        entries: new Map(Object.entries(StoredEntries.parse(settled.entries))),
        revisions: new Map(Object.entries(StoredRevisions.parse(settled.revisions))),
      }
    },
    assignments: async (organisationId, sheetId) => {
      assertInScope(scope, organisationId)
      const rows = await tx.checksheetAssignment.findMany({ where: { organisationId, sheetId } })
      return new Map(rows.map(({ category, memberId }) => [category, memberId]))
    },
    assign: async (organisationId, sheetId, category, to) => {
      assertInScope(scope, organisationId)
      if (!to) {
        await tx.checksheetAssignment.deleteMany({ where: { organisationId, sheetId, category } })
        return
      }
      const assigned = { memberId: to.memberId, assignedBy: to.by, assignedAt: to.at }
      await tx.checksheetAssignment.upsert({
        where: { organisationId_sheetId_category: { organisationId, sheetId, category } },
        create: { organisationId, sheetId, category, ...assigned },
        update: assigned,
      })
    },
  }
}

const OPEN = `SELECT id FROM checksheet_run
  WHERE organisation_id = $1::uuid AND sheet_id = $2 AND closed_at IS NULL`

/** Two who begin at once: the partial index lets one of them. */
const START = `INSERT INTO checksheet_run (id, organisation_id, sheet_id, version, number, started_by, started_at)
  SELECT $1::uuid, $2::uuid, $3, $4,
    COALESCE((SELECT max(number) FROM checksheet_run WHERE organisation_id = $2::uuid AND sheet_id = $3), 0) + 1,
    $5::uuid, $6
  ON CONFLICT DO NOTHING RETURNING id`

/** The answer and its change in one statement, guarded by the revision that it was made from. */
const SAVE = `WITH kept AS (
    INSERT INTO checksheet_answer AS a
      (organisation_id, run_id, item_id, revision, marks, evidence, needs_look, member_id, answered_at)
    SELECT $1::uuid, $2::uuid, $3, 1, $4::jsonb, $5, $6, $8::uuid, $9
    ON CONFLICT (organisation_id, run_id, item_id) DO UPDATE
      SET revision = a.revision + 1, marks = excluded.marks, evidence = excluded.evidence,
        needs_look = excluded.needs_look, member_id = excluded.member_id, answered_at = excluded.answered_at
      WHERE a.revision = $7
    RETURNING revision)
  INSERT INTO checksheet_change
    (organisation_id, run_id, item_id, revision, marks, evidence, member_id, changed_at, source)
  SELECT $1::uuid, $2::uuid, $3, kept.revision, $4::jsonb, $5, $8::uuid, $9, $10 FROM kept
  RETURNING revision`

const runOf = ({ closedAt, ...row }: RunRow): Run => ({ ...row, closedAt: closedAt ?? undefined })

const entryOf = ({ marks, evidence }: { readonly marks: unknown; readonly evidence: string }) => ({
  marks: StoredMarks.parse(marks) satisfies Marks,
  evidence,
})

const answerOf = ({ itemId, revision, memberId, answeredAt, needsLook, ...row }: AnswerRow): ItemAnswer => ({
  ...entryOf(row),
  ...{ itemId, revision, by: memberId, at: answeredAt, needsLook },
})
