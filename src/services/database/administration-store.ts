import type { Organisation } from '../../chat/context.ts'
import type {
  AdministrationStore,
  AuditEntry,
  CountedTicket,
  OrganisationRecords,
} from '../../features/administration/index.ts'
import { TicketClocks, TicketContent } from '../../features/escalation/index.ts'
import { contractOfRow, isoDay } from './contract-store.ts'
import { memberOfRow, ORGANISATION } from './membership-store.ts'
import type { Sql } from './sql.ts'
import { assertDesk, type Transaction } from './transaction.ts'

export function administrationStore({ tx, sql, scope }: Transaction): AdministrationStore {
  return {
    organisations: async (page) => {
      assertDesk(scope)
      const rows = await sql.query<Organisation & { members: number; last_day: string | null }>(
        `SELECT o.id, o.code, o.name, o.kind,
                (SELECT count(*)::int FROM member m WHERE m.organisation_id = o.id AND m.removed_at IS NULL) AS members,
                (SELECT to_char(max(c.ends_on), 'YYYY-MM-DD') FROM contract c WHERE c.organisation_id = o.id) AS last_day
         FROM organisation o ORDER BY o.code OFFSET $1 LIMIT $2`,
        [page?.skip ?? 0, page?.limit ?? null],
      )
      return rows.map(({ last_day, ...it }) => ({ ...it, lastDay: last_day ?? undefined }))
    },
    lockCustomers: async (codes) => {
      assertDesk(scope)
      return customers(sql, codes, 'FOR NO KEY UPDATE')
    },
    customers: async (codes) => {
      assertDesk(scope)
      return customers(sql, codes)
    },
    customersCalled: async (words, limit) => {
      assertDesk(scope)
      const [coded] = await sql.query<Organisation>(
        `SELECT id, code, name, kind FROM organisation WHERE kind = 'customer' AND code = upper($1)`,
        [words],
      )
      return coded ? [coded] : sql.query<Organisation>(CALLED, [words, limit])
    },
    contracts: async (organisationIds) => {
      assertDesk(scope)
      const rows = await tx.contract.findMany({
        ...(organisationIds && { where: { organisationId: { in: [...organisationIds] } } }),
        include: { organisation: { select: ORGANISATION } },
        orderBy: [{ organisation: { code: 'asc' } }, { startsOn: 'asc' }, { createdAt: 'asc' }],
      })
      return rows.map(({ organisation, ...row }) => ({ ...contractOfRow(row), organisation }))
    },
    members: async () => {
      assertDesk(scope)
      const rows = await tx.member.findMany({
        where: { removedAt: null },
        orderBy: [{ organisation: { code: 'asc' } }, { role: 'desc' }, { createdAt: 'asc' }, { id: 'asc' }],
        include: {
          organisation: { select: ORGANISATION },
          identities: { select: { platform: true, workspace: true, user: true } },
        },
      })
      return rows.map(({ organisation, identities, ...row }) => ({
        organisation,
        member: { ...memberOfRow(row), identities },
      }))
    },
    tickets: async (since) => {
      assertDesk(scope)
      const rows = await tx.ticket.findMany({
        where: {
          withdrawnAt: null,
          OR: [
            { openedAt: { gte: since } },
            { solvedAt: { gte: since } },
            { ratings: { some: { at: { gte: since } } } },
          ],
        },
        select: {
          ...{
            consultantName: true,
            openedAt: true,
            solvedAt: true,
            answeredAt: true,
            clocks: true,
            content: true,
          },
          ratings: { where: { at: { gte: since } }, select: { score: true } },
        },
      })
      return rows.map(
        ({ consultantName, openedAt, solvedAt, answeredAt, clocks, content, ratings }): CountedTicket => ({
          consultant: consultantName || undefined,
          openedAt,
          solvedAt: solvedAt ?? undefined,
          answeredAt: answeredAt ?? undefined,
          begunByConsultant: TicketContent.parse(content).begun !== undefined,
          clocks: clocks === null ? undefined : TicketClocks.parse(clocks),
          scores: ratings.map(({ score }) => score),
        }),
      )
    },
    audit: async ({ organisationId, since, skip = 0, limit }) => {
      assertDesk(scope)
      const rows = await tx.auditEntry.findMany({
        where: {
          ...(organisationId === undefined ? {} : { organisationId }),
          ...(since && { at: { gte: since } }),
        },
        include: { organisation: { select: ORGANISATION } },
        orderBy: [{ at: 'desc' }, { id: 'asc' }],
        ...{ skip, take: limit },
      })
      return rows.map(
        ({ organisationId: _, details, ...it }): AuditEntry => ({ ...it, details: detailsOf(details) }),
      )
    },
    everythingOf: async (organisationId) => {
      assertDesk(scope)
      return everythingOf(tx, organisationId)
    },
  }
}

const customers = (sql: Sql, codes: readonly string[], lock = '') =>
  sql.query<Organisation>(
    `SELECT id, code, name, kind FROM organisation WHERE kind = 'customer' AND code = ANY($1::text[]) ORDER BY id ${lock}`,
    [codes],
  )

const SHORT = String.raw`regexp_replace(normalize(name, NFKC), '株式会社|有限会社|合同会社|\(株\)|\(有\)|\s', '', 'g')`

/** What fits exactly alone, if anything does. */
const CALLED = `
  WITH fitting AS (
    SELECT id, code, name, kind,
           CASE WHEN normalize(name, NFKC) = $1 THEN 1 WHEN ${SHORT} = $1 THEN 2 ELSE 3 END AS how
    FROM organisation
    WHERE kind = 'customer' AND (normalize(name, NFKC) = $1 OR position($1 in ${SHORT}) > 0))
  SELECT id, code, name, kind FROM fitting WHERE how = 3 AND NOT EXISTS (SELECT FROM fitting WHERE how < 3)
    OR how = (SELECT min(how) FROM fitting WHERE how < 3)
  ORDER BY code LIMIT $2`

async function everythingOf(
  tx: Transaction['tx'],
  organisationId: string,
): Promise<OrganisationRecords | undefined> {
  const organisation = await tx.organisation.findUnique({
    where: { id: organisationId },
    select: ORGANISATION,
  })
  if (!organisation) return undefined
  const own = { where: { organisationId }, omit: { organisationId: true } } as const
  const contracts = await tx.contract.findMany({
    where: { organisationId },
    orderBy: [{ startsOn: 'asc' }, { createdAt: 'asc' }],
  })
  const balances = await tx.allowanceBalance.findMany({
    ...own,
    orderBy: [{ validFrom: 'asc' }, { id: 'asc' }],
  })
  const holds = await tx.allowanceHold.findMany({ ...own, orderBy: { createdAt: 'asc' } })
  const ledger = await tx.ledgerEntry.findMany({ ...own, orderBy: { seq: 'asc' } })
  return {
    organisation,
    workspaces: await tx.workspace.findMany({ ...own, orderBy: { linkedAt: 'asc' } }),
    members: await tx.member.findMany({
      ...own,
      orderBy: { createdAt: 'asc' },
      include: { identities: { select: { platform: true, workspace: true, user: true } } },
    }),
    settings: await tx.organisationSettings.findUnique(own),
    channels: await tx.mappedChannel.findMany({ ...own, orderBy: { mappedAt: 'asc' } }),
    contractCodes: await tx.contractCode.findMany({
      where: { organisationId },
      omit: { organisationId: true, codeHash: true },
      orderBy: { createdAt: 'asc' },
    }),
    contracts: contracts.map(contractOfRow),
    balances: balances.map((it) => ({
      ...it,
      validFrom: isoDay(it.validFrom),
      validTo: it.validTo && isoDay(it.validTo),
    })),
    holds: holds.map((it) => ({ ...it, usedOn: isoDay(it.usedOn) })),
    ledger: ledger.map(({ seq: _, ...it }) => it),
    reminders: await tx.contractReminder.findMany({ ...own, orderBy: { at: 'asc' } }),
    checksheetRuns: await tx.checksheetRun.findMany({
      ...own,
      orderBy: [{ sheetId: 'asc' }, { number: 'asc' }],
      include: {
        answers: {
          omit: { organisationId: true, runId: true },
          orderBy: { itemId: 'asc' },
          include: {
            changes: {
              omit: { organisationId: true, runId: true, itemId: true },
              orderBy: { revision: 'asc' },
            },
          },
        },
      },
    }),
    checksheetAssignments: await tx.checksheetAssignment.findMany({
      ...own,
      orderBy: [{ sheetId: 'asc' }, { category: 'asc' }],
    }),
    reviews: await tx.checksheetReview.findMany({
      ...own,
      orderBy: { number: 'asc' },
      include: {
        notes: { omit: { organisationId: true, reviewId: true }, orderBy: { itemId: 'asc' } },
        questions: { omit: { organisationId: true, reviewId: true }, orderBy: { number: 'asc' } },
      },
    }),
    counsellings: await tx.counselling.findMany({
      ...own,
      orderBy: { number: 'asc' },
      include: {
        rows: {
          omit: { organisationId: true, counsellingId: true },
          orderBy: { row: 'asc' },
          include: { task: { omit: { organisationId: true, counsellingId: true, row: true } } },
        },
      },
    }),
    audit: await tx.auditEntry.findMany({ ...own, orderBy: { at: 'asc' } }),
  }
}

const detailsOf = (details: unknown): Readonly<Record<string, unknown>> =>
  typeof details === 'object' && details !== null ? { ...details } : {}
