import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ConversationRef, MemberRef } from '../../chat/event.ts'
import {
  Audience,
  type Customer,
  type Delivery,
  type DeliveryCounts,
  type DeliveryGroup,
  type Edition,
  type Notice,
  NoticeContent,
  type NoticeReading,
  type NoticeStore,
  Pending,
  type Present,
  type ToldNotice,
  wordsOf,
} from '../../features/notices/index.ts'
import {
  type NoticeEdition as EditionRow,
  type Notice as NoticeRow,
  Prisma,
} from '../../generated/prisma/client.ts'
import { noticeCategories } from '../../ports/knowledge.ts'
import { contractOfRow } from './contract-store.ts'
import { assertDesk, assertInScope, type Transaction } from './transaction.ts'

/** Orders those who send the same words at once. */
const SAME_WORDS_LOCK = 7_270_002

export function noticeStore({ tx, sql, scope }: Transaction): NoticeStore {
  return {
    nextNumber: async () => {
      assertDesk(scope)
      const [row] = await sql.query<unknown>(`SELECT nextval('notice_number')::int AS number`)
      return z.object({ number: z.number() }).parse(row).number
    },
    add: async ({ organisationId, id, number, createdAt, ...notice }) => {
      assertDesk(scope)
      await tx.notice.create({ data: { organisationId, id, number, createdAt, ...columnsOf(notice) } })
    },
    find: async (organisationId, id) => {
      assertDesk(scope)
      await sql.query('SELECT 1 FROM notice WHERE organisation_id = $1::uuid AND id = $2::uuid FOR UPDATE', [
        organisationId,
        id,
      ])
      const row = await tx.notice.findUnique({ where: { organisationId_id: { organisationId, id } } })
      return row ? noticeOf(row) : undefined
    },
    numbered: async (organisationId, number) => {
      assertDesk(scope)
      await sql.query('SELECT 1 FROM notice WHERE organisation_id = $1::uuid AND number = $2 FOR UPDATE', [
        organisationId,
        number,
      ])
      const row = await tx.notice.findFirst({ where: { organisationId, number } })
      return row ? noticeOf(row) : undefined
    },
    save: async ({ organisationId, id, number: _, createdAt: __, ...notice }) => {
      assertDesk(scope)
      await tx.notice.update({
        where: { organisationId_id: { organisationId, id } },
        data: columnsOf(notice),
      })
    },
    list: async (organisationId, { skip, limit }) => {
      assertDesk(scope)
      const rows = await tx.notice.findMany({
        where: { organisationId },
        orderBy: { number: 'desc' },
        ...{ skip, take: limit },
      })
      return rows.map(noticeOf)
    },
    sameWords: async ({ organisationId, id, content }, since) => {
      assertDesk(scope)
      await sql.query('SELECT pg_advisory_xact_lock($1)::text', [SAME_WORDS_LOCK])
      const row = await tx.notice.findFirst({
        where: {
          organisationId,
          id: { not: id },
          contentHash: hashOf(content),
          state: { in: ['scheduled', 'sending', 'sent'] },
          sendAt: { gte: since },
        },
        orderBy: { number: 'asc' },
      })
      return row ? noticeOf(row) : undefined
    },
    customers: async () => {
      assertDesk(scope)
      const rows = await tx.organisation.findMany({
        where: { kind: 'customer' },
        orderBy: { code: 'asc' },
        select: CUSTOMER,
      })
      return rows.map(customerOf)
    },
    marksOf: async (sheetId, itemId) => {
      assertDesk(scope)
      const rows = await sql.query<unknown>(MARKS, [sheetId, itemId])
      return rows.map((row) => {
        const { organisation_id: organisationId, version, marks } = MarksRow.parse(row)
        return { organisationId, version, marks: marks ?? {} }
      })
    },
    planRecipients: async (noticeId, organisationIds) => {
      assertDesk(scope)
      await tx.noticeRecipient.createMany({
        data: organisationIds.map((organisationId) => ({ organisationId, noticeId })),
      })
    },
    plannedIds: async (noticeId) => {
      assertDesk(scope)
      const rows = await tx.noticeRecipient.findMany({
        where: { noticeId, state: 'planned' },
        select: { organisationId: true },
      })
      return rows.map(({ organisationId }) => organisationId)
    },
    toAsk: async () => {
      assertDesk(scope)
      return tx.notice.findMany({
        where: { state: 'inApproval', askedAt: null },
        orderBy: { number: 'asc' },
        select: { organisationId: true, id: true },
      })
    },
    planned: async (noticeId, limit) => {
      assertDesk(scope)
      const rows = await tx.noticeRecipient.findMany({
        where: { noticeId, state: 'planned' },
        orderBy: { organisationId: 'asc' },
        take: limit,
        select: { organisation: { select: CUSTOMER } },
      })
      return rows.map(({ organisation }) => customerOf(organisation))
    },
    handed: async (noticeId, organisationIds, now) => {
      assertDesk(scope)
      await tx.noticeRecipient.updateMany({
        where: { noticeId, organisationId: { in: [...organisationIds] }, state: 'planned' },
        data: { state: 'handed', handedAt: now },
      })
    },
    skipped: async (noticeId, organisationId, reason) => {
      assertDesk(scope)
      await tx.noticeRecipient.updateMany({
        where: { noticeId, organisationId, state: 'planned' },
        data: { state: 'skipped', reason },
      })
    },
    recipients: async (noticeId) => {
      assertDesk(scope)
      const [row] = await sql.query<unknown>(RECIPIENTS, [noticeId])
      return RecipientsRow.parse(row)
    },
    addEdition: async (edition) => {
      assertDesk(scope)
      await tx.noticeEdition.create({ data: editionColumns(edition) })
    },
    saveEdition: async (edition) => {
      assertDesk(scope)
      const { organisationId, noticeId, edition: number } = edition
      await tx.noticeEdition.update({
        where: { organisationId_noticeId_edition: { organisationId, noticeId, edition: number } },
        data: editionColumns(edition),
      })
    },
    editions: async (organisationId, noticeId) => {
      assertDesk(scope)
      const rows = await tx.noticeEdition.findMany({
        where: { organisationId, noticeId },
        orderBy: { edition: 'asc' },
      })
      return rows.map(editionOf)
    },
    due: async (now) => {
      assertDesk(scope)
      return tx.notice.findMany({
        where: {
          OR: [
            { state: 'scheduled', sendAt: { lte: now } },
            { state: 'sending' },
            { state: { in: ['sent', 'recalled'] }, editions: { some: { finishedAt: null } } },
          ],
        },
        orderBy: { sendAt: 'asc' },
        select: { organisationId: true, id: true },
      })
    },
    deliveries: async (wave) => {
      assertDesk(scope)
      const rows = await sql.query<{ state: keyof DeliveryCounts; count: number }>(
        `SELECT state::text AS state, count(*)::int AS count FROM outbound_message WHERE wave = $1::uuid GROUP BY state`,
        [wave],
      )
      const counts: DeliveryCounts = { waiting: 0, sent: 0, failed: 0, unknown: 0, dropped: 0, held: 0 }
      return Object.assign(counts, Object.fromEntries(rows.map(({ state, count }) => [state, count])))
    },
    acknowledge: async (organisationId, noticeId, memberId, at) => {
      assertInScope(scope, organisationId)
      await tx.noticeAcknowledgement.createMany({
        data: [{ organisationId, noticeId, memberId, at }],
        skipDuplicates: true,
      })
      const rows = await tx.noticeAcknowledgement.findMany({
        where: { organisationId, noticeId },
        orderBy: [{ at: 'asc' }, { memberId: 'asc' }],
        include: { member: { select: { name: true } } },
      })
      return rows.map(readingOfRow)
    },
    toldTo: async (organisationId, { skip, limit, words = '' }) => {
      assertInScope(scope, organisationId)
      const rows = await sql.query<unknown>(`${TOLD} ORDER BY n.number DESC LIMIT $3 OFFSET $4`, [
        organisationId,
        `%${words.replace(/[\\%_]/g, '\\$&')}%`,
        limit,
        skip,
      ])
      return rows.map(toldOf)
    },
    told: async (organisationId, noticeId) => {
      assertInScope(scope, organisationId)
      const rows = await sql.query<unknown>(`${TOLD} AND n.id = $3::uuid`, [organisationId, '%', noticeId])
      return rows.map(toldOf)[0]
    },
    present: async (organisationId, noticeId) => {
      assertInScope(scope, organisationId)
      const [found] = await sql.query<unknown>(`${PRESENT} FOR SHARE OF n`, [organisationId, noticeId])
      if (!found) return undefined
      const key = [organisationId, noticeId]
      await sql.query(
        'SELECT 1 FROM notice_recipient WHERE organisation_id = $1::uuid AND notice_id = $2::uuid FOR UPDATE',
        key,
      )
      // As whoever held it has left it.
      const [row] = await sql.query<unknown>(PRESENT, key)
      return row === undefined ? undefined : presentOfRow(row)
    },
    deliveriesTo: async (organisationId, noticeId) => {
      assertInScope(scope, organisationId)
      const rows = await sql.query<unknown>(
        `${DELIVERIES('m.organisation_id = $2::uuid')} ORDER BY m.seq DESC`,
        [noticeId, organisationId],
      )
      return rows.map(deliveryOf)
    },
    deliveriesOf: async (noticeId, { before, skip = 0, limit, only }) => {
      assertDesk(scope)
      const older = '($2::bigint IS NULL OR m.seq < $2::bigint)'
      const rows = await sql.query<unknown>(
        `${DELIVERIES(only === undefined ? older : `${older} AND ${ONLY[only]}`)} ORDER BY m.seq DESC LIMIT $3 OFFSET $4`,
        [noticeId, before ?? null, limit, skip],
      )
      return rows.map(deliveryOf)
    },
    delivery: async (noticeId, row) => {
      assertDesk(scope)
      const rows = await sql.query<unknown>(DELIVERIES('m.id = $2::uuid'), [noticeId, row])
      return rows.map(deliveryOf)[0]
    },
    standing: async (noticeId) => {
      assertDesk(scope)
      const rows = await sql.query<unknown>(STANDING, [noticeId])
      return rows.map(groupOf)
    },
    newestDelivery: async (noticeId) => {
      assertDesk(scope)
      const [row] = await sql.query<{ readonly seq: string }>(
        `SELECT coalesce(max(m.seq), 0)::text AS seq
         FROM notice_edition e JOIN outbound_message m ON m.wave = e.wave AND m.kind = 'send' WHERE e.notice_id = $1::uuid`,
        [noticeId],
      )
      return row?.seq ?? '0'
    },
    readings: async (noticeId, organisationIds) => {
      assertDesk(scope)
      const rows = await tx.noticeAcknowledgement.findMany({
        where: { noticeId, organisationId: { in: [...new Set(organisationIds)] } },
        orderBy: [{ at: 'asc' }, { memberId: 'asc' }],
        include: { member: { select: { name: true } } },
      })
      return new Map(
        [...Map.groupBy(rows, (row) => row.organisationId)].map(([id, read]) => [id, read.map(readingOfRow)]),
      )
    },
    forgetReadings: async (noticeId) => {
      assertDesk(scope)
      const { count } = await tx.noticeAcknowledgement.deleteMany({ where: { noticeId } })
      return count
    },
    unread: async (noticeId, { after, skip = 0, limit }) => {
      assertDesk(scope)
      const rows = await tx.noticeRecipient.findMany({
        where: {
          ...{ noticeId, state: 'handed', acknowledgements: { none: {} } },
          ...(after ? { organisationId: { gt: after } } : {}),
        },
        orderBy: { organisationId: 'asc' },
        ...{ skip, take: limit },
        select: { organisation: { select: { id: true, code: true, name: true, settings: true } } },
      })
      return rows.map(({ organisation: { settings, ...told } }) => ({
        ...told,
        quietHours: settings?.quietHours ?? undefined,
      }))
    },
    skipPlanned: async (noticeId, reason) => {
      assertDesk(scope)
      await tx.noticeRecipient.updateMany({
        where: { noticeId, state: 'planned' },
        data: { state: 'skipped', reason },
      })
    },
    skippedOf: async (noticeId) => {
      assertDesk(scope)
      const rows = await tx.noticeRecipient.findMany({
        where: { noticeId, state: 'skipped' },
        orderBy: { organisationId: 'asc' },
        select: { reason: true, organisation: { select: { id: true, code: true, name: true } } },
      })
      return rows.map(({ reason, organisation }) => ({ ...organisation, reason: reason ?? '' }))
    },
    unplan: async (organisationId, noticeId) => {
      assertDesk(scope)
      await tx.noticeRecipient.deleteMany({ where: { noticeId, state: 'planned' } })
      await tx.noticeEdition.deleteMany({ where: { organisationId, noticeId, kind: 'first' } })
    },
    untoldFailures: async (noticeId, limit) => {
      assertDesk(scope)
      const rows = await sql.query<unknown>(UNTOLD_FAILURES, [noticeId, limit])
      return rows.map((row) => UntoldFailure.parse(row))
    },
    failureTold: async (organisationId, noticeId, now) => {
      assertDesk(scope)
      await tx.noticeRecipient.updateMany({
        where: { organisationId, noticeId },
        data: { failureToldAt: now },
      })
    },
    isShown: async (row, message) => {
      assertDesk(scope)
      const [card] = await sql.query<{ readonly same: boolean }>(
        `SELECT message = $2::jsonb AS same FROM outbound_message
         WHERE id = $1::uuid OR of = $1::uuid ORDER BY seq DESC LIMIT 1`,
        [row, JSON.stringify(message)],
      )
      return card?.same ?? false
    },
  }
}

const PRESENT = `
  SELECT n.id::text AS id, n.content, n.send_at AS at,
         (SELECT max(e.at) FROM notice_edition e WHERE e.notice_id = n.id AND e.kind = 'correction') AS corrected_at,
         CASE n.state WHEN 'recalled' THEN (
           SELECT max(e.at) FROM notice_edition e WHERE e.notice_id = n.id AND e.kind = 'recall') END AS recalled_at,
         (SELECT e.reason FROM notice_edition e WHERE e.notice_id = n.id AND e.kind = 'recall'
          ORDER BY e.edition DESC LIMIT 1) AS reason
  FROM notice_recipient r JOIN notice n ON n.id = r.notice_id
  WHERE r.organisation_id = $1::uuid AND n.id = $2::uuid AND r.state = 'handed'
    AND n.state IN ('sending', 'sent', 'recalled')`

const PresentRow = z.object({
  id: z.string(),
  content: NoticeContent,
  at: z.date(),
  corrected_at: z.date().nullable(),
  recalled_at: z.date().nullable(),
  reason: z.string().nullable(),
})

function presentOfRow(row: unknown): Present {
  const { corrected_at, recalled_at, reason, ...present } = PresentRow.parse(row)
  return {
    ...present,
    correctedAt: corrected_at ?? undefined,
    recall: recalled_at ? { at: recalled_at, reason: reason ?? '' } : undefined,
  }
}

/** Of which a notice's first edition and its reminders consist, with the latest replacement of each. */
const DELIVERIES = (which: string): string => `
  SELECT m.id::text AS row, m.seq::text AS seq, e.kind::text AS edition, m.address AS to, m.state::text AS state,
         m.reason, m.finished_at AS at, m.platform_message IS NOT NULL AS named,
         m.address->>'kind' = 'direct' AND EXISTS (
           SELECT FROM outbound_message s WHERE s.organisation_id = m.organisation_id AND s.wave = m.wave
             AND s.kind = 'send' AND s.address->>'kind' = 'shared') AS instead,
         jsonb_build_object('id', o.id, 'code', o.code, 'name', o.name) AS organisation,
         (SELECT jsonb_build_object('state', u.state, 'reason', u.reason) FROM outbound_message u
          WHERE u.of = m.id ORDER BY u.seq DESC LIMIT 1) AS replacement
  FROM notice_edition e JOIN outbound_message m ON m.wave = e.wave AND m.kind = 'send'
  JOIN organisation o ON o.id = m.organisation_id
  WHERE e.notice_id = $1::uuid AND e.kind IN ('first', 'reminder') AND ${which}`

/** What is told of a place beside its own row: features/notices/sent/standing.ts. */
const ONLY = {
  unknown: `m.state = 'unknown'`,
  failed: `(m.state = 'failed' OR 'failed' = (
    SELECT u.state::text FROM outbound_message u WHERE u.of = m.id ORDER BY u.seq DESC LIMIT 1))`,
}

const State = z.enum(['waiting', 'sent', 'failed', 'unknown', 'dropped'])
const ReplacementRow = z.object({ state: State, reason: z.string().nullable() }).nullable()

const DeliveryRow = z.object({
  row: z.string(),
  seq: z.string(),
  edition: z.enum(['first', 'reminder']),
  to: ConversationRef,
  state: State,
  reason: z.string().nullable(),
  at: z.date().nullable(),
  named: z.boolean(),
  instead: z.boolean(),
  organisation: z.object({ id: z.string(), code: z.string(), name: z.string() }),
  replacement: ReplacementRow,
})

function deliveryOf(row: unknown): Delivery {
  const { reason, at, named, instead, replacement, ...delivery } = DeliveryRow.parse(row)
  return {
    ...delivery,
    ...{ reason: reason ?? undefined, at: at ?? undefined, isNamed: named, isInstead: instead },
    replacement: replacementOf(replacement),
  }
}

const replacementOf = (row: z.infer<typeof ReplacementRow>): Delivery['replacement'] =>
  row ? { state: row.state, reason: row.reason ?? undefined } : undefined

/** Of the notice itself; its reminders are not counted. */
const STANDING = `
  SELECT state, reason, named, replacement, count(*)::int AS count FROM (
    SELECT m.state::text AS state, CASE WHEN m.state IN ('failed', 'unknown') THEN m.reason END AS reason,
           m.platform_message IS NOT NULL AS named,
           (SELECT jsonb_build_object('state', u.state, 'reason', CASE WHEN u.state IN ('failed', 'dropped') THEN u.reason END)
            FROM outbound_message u WHERE u.of = m.id ORDER BY u.seq DESC LIMIT 1) AS replacement
    FROM notice_edition e JOIN outbound_message m ON m.wave = e.wave AND m.kind = 'send'
    WHERE e.notice_id = $1::uuid AND e.kind = 'first') place
  GROUP BY state, reason, named, replacement`

const GroupRow = z.object({
  state: State,
  reason: z.string().nullable(),
  named: z.boolean(),
  replacement: ReplacementRow,
  count: z.number(),
})

function groupOf(row: unknown): DeliveryGroup {
  const { state, reason, named, replacement, count } = GroupRow.parse(row)
  return {
    ...{ state, count, reason: reason ?? undefined, isNamed: named },
    replacement: replacementOf(replacement),
  }
}

/** An organisation's together. */
const UNTOLD_FAILURES = `
  SELECT m.organisation_id::text AS "organisationId", m.address AS to, coalesce(m.reason, '') AS reason
  FROM notice_edition e JOIN outbound_message m ON m.wave = e.wave AND m.kind = 'send'
  JOIN notice_recipient r ON r.organisation_id = m.organisation_id AND r.notice_id = e.notice_id
  WHERE e.notice_id = $1::uuid AND e.kind = 'first' AND m.state = 'failed' AND m.address->>'kind' = 'shared'
    AND r.failure_told_at IS NULL
  ORDER BY m.organisation_id, m.seq LIMIT $2`

const UntoldFailure = z.object({ organisationId: z.string(), to: ConversationRef, reason: z.string() })

const readingOfRow = (row: {
  readonly memberId: string
  readonly member: { readonly name: string }
  readonly at: Date
}): NoticeReading => ({ memberId: row.memberId, name: row.member.name, at: row.at })

/** Of each customer's newest run. */
const MARKS = `
  SELECT r.organisation_id::text AS organisation_id, r.version, a.marks
  FROM (SELECT DISTINCT ON (organisation_id) organisation_id, id, version FROM checksheet_run
        WHERE sheet_id = $1 ORDER BY organisation_id, number DESC) r
  LEFT JOIN checksheet_answer a
    ON a.organisation_id = r.organisation_id AND a.run_id = r.id AND a.item_id = $2`

const MarksRow = z.object({
  organisation_id: z.string(),
  version: z.string(),
  marks: z.record(z.string(), z.object({ level: z.string(), reason: z.string() })).nullable(),
})

/** What an organisation got and may see: not what was recalled. */
const TOLD = `
  SELECT n.id::text AS id, n.number, n.state::text AS state, n.content, n.send_at,
         (SELECT max(e.at) FROM notice_edition e WHERE e.notice_id = n.id AND e.kind = 'correction') AS corrected_at
  FROM notice_recipient r JOIN notice n ON n.id = r.notice_id
  WHERE r.organisation_id = $1::uuid AND r.state = 'handed' AND n.state IN ('sending', 'sent')
    AND (n.content->>'title' ILIKE $2 OR n.content->>'body' ILIKE $2)`

const ToldRow = z.object({
  id: z.string(),
  number: z.number(),
  state: z.enum(['sending', 'sent']),
  content: NoticeContent,
  send_at: z.date(),
  corrected_at: z.date().nullable(),
})

function toldOf(row: unknown): ToldNotice {
  const { send_at: at, corrected_at, ...told } = ToldRow.parse(row)
  return { ...told, at, correctedAt: corrected_at ?? undefined }
}

const RECIPIENTS = `
  SELECT count(*) FILTER (WHERE r.state = 'planned')::int AS planned,
         count(*) FILTER (WHERE r.state = 'handed')::int AS handed,
         count(*) FILTER (WHERE r.state = 'skipped')::int AS skipped,
         count(*) FILTER (WHERE EXISTS (
           SELECT FROM notice_acknowledgement a
           WHERE a.organisation_id = r.organisation_id AND a.notice_id = r.notice_id))::int AS acknowledged
  FROM notice_recipient r WHERE r.notice_id = $1::uuid`

const RecipientsRow = z.object({
  planned: z.number(),
  handed: z.number(),
  skipped: z.number(),
  acknowledged: z.number(),
})

const CUSTOMER = {
  ...{ id: true, code: true, name: true, kind: true, contracts: true },
  settings: { select: { declinedNotices: true, quietHours: true, tags: true } },
  noticeChannels: { select: { address: true }, orderBy: [{ chosenAt: 'asc' }, { key: 'asc' }] },
  members: {
    where: { role: 'owner', removedAt: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { identities: { select: { platform: true, workspace: true, user: true } } },
  },
} satisfies Prisma.OrganisationSelect

const Categories = z.array(z.enum(noticeCategories).catch('service'))

function customerOf({
  contracts,
  settings,
  noticeChannels,
  members,
  ...organisation
}: {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly kind: 'customer' | 'provider'
  readonly contracts: readonly Parameters<typeof contractOfRow>[0][]
  readonly settings: {
    readonly declinedNotices: readonly string[]
    readonly quietHours: string | null
    readonly tags: readonly string[]
  } | null
  readonly noticeChannels: readonly { readonly address: unknown }[]
  readonly members: readonly { readonly identities: readonly unknown[] }[]
}): Customer {
  return {
    organisation,
    contracts: contracts.map(contractOfRow),
    channels: noticeChannels.map(({ address }) => ConversationRef.parse(address)),
    owners: members.map(({ identities }) => identities.map((it) => MemberRef.parse(it))),
    declined: Categories.parse(settings?.declinedNotices ?? []),
    tags: settings?.tags ?? [],
    quietHours: settings?.quietHours ?? undefined,
  }
}

function noticeOf({
  authorId,
  authorName,
  approvedBy,
  approvedName,
  contentHash: _,
  ...row
}: NoticeRow): Notice {
  return {
    ...row,
    content: NoticeContent.parse(row.content),
    audience: Audience.parse(row.audience),
    author: { id: authorId, name: authorName },
    requestedBy: row.requestedBy ?? undefined,
    approvedBy: approvedBy === null ? undefined : { id: approvedBy, name: approvedName ?? '' },
    sendAt: row.sendAt ?? undefined,
    finishedAt: row.finishedAt ?? undefined,
    progressRow: row.progressRow ?? undefined,
    pending: row.pending === null ? undefined : Pending.parse(row.pending),
    askedAt: row.askedAt ?? undefined,
  }
}

function columnsOf({
  author,
  approvedBy,
  ...notice
}: Omit<Notice, 'organisationId' | 'id' | 'number' | 'createdAt'>) {
  return {
    ...notice,
    contentHash: hashOf(notice.content),
    ...{ authorId: author.id, authorName: author.name },
    ...{ approvedBy: approvedBy?.id ?? null, approvedName: approvedBy?.name ?? null },
    requestedBy: notice.requestedBy ?? null,
    sendAt: notice.sendAt ?? null,
    finishedAt: notice.finishedAt ?? null,
    progressRow: notice.progressRow ?? null,
    pending: notice.pending ?? Prisma.DbNull,
    askedAt: notice.askedAt ?? null,
    approvalRows: [...notice.approvalRows],
  }
}

const hashOf = (content: Notice['content']): string =>
  createHash('sha256').update(wordsOf(content)).digest('hex')

const editionOf = ({ content, handedAt, finishedAt, reason, cursor, ...row }: EditionRow): Edition => ({
  ...row,
  content: NoticeContent.parse(content),
  handedAt: handedAt ?? undefined,
  finishedAt: finishedAt ?? undefined,
  reason: reason ?? undefined,
  cursor: cursor ?? undefined,
})

const editionColumns = (edition: Edition) => ({
  ...edition,
  handedAt: edition.handedAt ?? null,
  finishedAt: edition.finishedAt ?? null,
  reason: edition.reason ?? null,
  cursor: edition.cursor ?? null,
})
