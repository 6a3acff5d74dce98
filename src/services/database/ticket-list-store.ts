import { z } from 'zod'
import {
  type AtDesk,
  type DeskTab,
  type GeneralisedTicket,
  type ListedTicket,
  type SolvedTicket,
  TicketContent,
  type TicketListStore,
} from '../../features/escalation/index.ts'
import type { Prisma } from '../../generated/prisma/client.ts'
import { assertDesk, assertInScope, type Transaction } from './transaction.ts'

const HELD = ['taken', 'waitingForCustomer', 'waitingForConsultant'] as const

export function ticketListStore({ tx, sql, scope }: Transaction): TicketListStore {
  return {
    atDesk: async (tab, at, { skip, limit }) => {
      assertDesk(scope)
      const rows = await tx.ticket.findMany({
        where: inTab(tab, at),
        orderBy: [orderOf(tab), { number: 'asc' }],
        ...{ skip, take: limit, select: LISTED },
      })
      return rows.map(listedOf)
    },
    countAtDesk: async (at) => {
      assertDesk(scope)
      const count = (tab: DeskTab) => tx.ticket.count({ where: inTab(tab, at) })
      return { mine: await count('mine'), untaken: await count('untaken'), overdue: await count('overdue') }
    },
    of: async (organisationId, memberId, { skip, limit }) => {
      assertInScope(scope, organisationId)
      const rows = await tx.ticket.findMany({
        where: {
          ...{ organisationId, withdrawnAt: null, erasedAt: null },
          ...(memberId === undefined ? {} : { memberId }),
        },
        orderBy: { number: 'desc' },
        ...{ skip, take: limit, select: LISTED },
      })
      return rows.map(listedOf)
    },
    openIn: async (organisationId, conversationKey) => {
      assertInScope(scope, organisationId)
      const rows = await tx.ticket.findMany({
        where: { organisationId, conversationKey, withdrawnAt: null, state: { in: ['new', ...HELD] } },
        orderBy: { number: 'asc' },
        select: { number: true },
      })
      return rows.map(({ number }) => number)
    },
    consultationOf: async (organisationId, number) => {
      assertInScope(scope, organisationId)
      const found = await tx.consultation.findFirst({
        where: { organisationId, ticketNumber: number },
        select: { id: true },
      })
      return found?.id
    },
    said: async (organisationId, { conversationKey, number, before }, limit) => {
      assertInScope(scope, organisationId)
      const rows = await sql.query<unknown>(SAID, [organisationId, conversationKey, number, before, limit])
      return rows.map((row) => SaidRow.parse(row)).toReversed()
    },
    solved: async (organisationId, limit) => {
      assertInScope(scope, organisationId)
      return sql.query<SolvedTicket>(
        `SELECT number, content ->> 'subject' AS subject FROM ticket
         WHERE organisation_id = $1::uuid AND state IN ('solved', 'closed') AND withdrawn_at IS NULL AND erased_at IS NULL
         ORDER BY number DESC LIMIT $2`,
        [organisationId, limit],
      )
    },
    generalised: async (organisationId, limit) => {
      assertInScope(scope, organisationId)
      return sql.query<GeneralisedTicket>(
        `SELECT k.id, k.content ->> 'question' AS subject, k.content ->> 'answer' AS answer
         FROM knowledge_entry k
         WHERE k.state = 'active' AND EXISTS (
           SELECT 1 FROM faq_candidate c
           WHERE c.entry_id = k.id AND c.kind = 'publish' AND c.state = 'approved' AND c.ticket_organisation <> $1::uuid)
         ORDER BY k.id DESC LIMIT $2`,
        [organisationId, limit],
      )
    },
    unsummarised: async (since, limit) => {
      assertDesk(scope)
      return tx.ticket.findMany({
        where: {
          ...{ withdrawnAt: null, summarisedAt: null, openedAt: { gte: since } },
          state: { in: ['new', ...HELD] },
        },
        orderBy: { number: 'asc' },
        ...{ take: limit, select: { organisationId: true, number: true } },
      })
    },
    abandoned: async (now, limit, of) => {
      assertDesk(scope)
      return sql.query<{ organisationId: string; number: number }>(ABANDONED, [
        ...[now, limit, of?.organisationId ?? null, of?.number ?? null],
      ])
    },
  }
}

const LISTED = {
  ...{ organisationId: true, number: true, state: true, withdrawnAt: true, openedAt: true, activeAt: true },
  ...{ dueAt: true, memberId: true, content: true, consultantId: true, consultantName: true },
} as const satisfies Prisma.TicketSelect

function listedOf({
  content,
  consultantId,
  consultantName,
  withdrawnAt,
  dueAt,
  ...row
}: Prisma.TicketGetPayload<{ select: typeof LISTED }>): ListedTicket {
  const { subject, organisation, urgent } = TicketContent.parse(content)
  return {
    ...row,
    ...{ subject, organisation, urgent },
    withdrawnAt: withdrawnAt ?? undefined,
    dueAt: dueAt ?? undefined,
    consultant: consultantId === null ? undefined : consultantName,
  }
}

function inTab(tab: DeskTab, { consultantId, now }: AtDesk): Prisma.TicketWhereInput {
  switch (tab) {
    case 'mine':
      return { withdrawnAt: null, consultantId, state: { in: [...HELD] } }
    case 'untaken':
      return { withdrawnAt: null, state: 'new' }
    case 'overdue':
      return {
        ...{ withdrawnAt: null, dueAt: { lt: now } },
        state: { in: ['new', 'taken', 'waitingForConsultant'] },
      }
  }
}

function orderOf(tab: DeskTab): Prisma.TicketOrderByWithRelationInput {
  switch (tab) {
    case 'mine':
      return { activeAt: 'asc' }
    case 'untaken':
      return { openedAt: 'asc' }
    case 'overdue':
      return { dueAt: 'asc' }
  }
}

const SaidRow = z.object({
  at: z.date(),
  by: z.enum(['member', 'bot']),
  name: z.string(),
  words: z.string(),
})

/** Of what the desk said at one moment the outbox knows the order. */
const SAID = `
  SELECT at, by, words, name FROM (
  SELECT t.at, t.author::text AS by, t.words, CASE t.author WHEN 'member' THEN coalesce(m.name, '') ELSE '' END AS name,
         t.author, t.id, t.message_id
  FROM turn t LEFT JOIN member m ON m.organisation_id = t.organisation_id AND m.id = t.member_id
  WHERE t.organisation_id = $1::uuid AND t.conversation_key = $2 AND t.at <= $4::timestamptz AND t.words IS NOT NULL
    AND t.author IN ('member', 'bot')
    AND NOT EXISTS (SELECT FROM carried_message c WHERE c.source_key = t.conversation_key AND c.source = t.message_id)
    AND NOT EXISTS (SELECT FROM consultation o WHERE o.organisation_id = t.organisation_id AND o.ticket_number <> $3
      AND o.conversation_key = t.conversation_key AND t.message_id IN (o.question_message, o.answer_row::text))
  ORDER BY t.at DESC, t.author DESC, t.id LIMIT $5) said
  ORDER BY at DESC, author DESC,
    CASE WHEN author = 'bot' AND message_id ~ '^[0-9a-f-]{36}$' THEN (SELECT o.seq FROM outbound_message o WHERE o.id = said.message_id::uuid) END DESC NULLS LAST, id`

/**
 * A day is the consultant's own; the desk's where they have no hours. Of the provider's people those are found first who are not
 * there, of whom there are few, and then what they have: tickets of all times are many. Nobody's row is ever deleted.
 */
const ABANDONED = `
  WITH away AS MATERIALIZED (
    SELECT m.organisation_id, m.id, m.removed_at IS NOT NULL OR m.role NOT IN ('consultant', 'admin') AS gone,
           greatest(e.set_at, e.day::timestamp AT TIME ZONE a.time_zone) AS since
    FROM member m
    LEFT JOIN availability a ON a.organisation_id = m.organisation_id AND a.member_id = m.id
    LEFT JOIN availability_exception e ON e.organisation_id = a.organisation_id AND e.member_id = a.member_id
      AND e.day = ($1::timestamptz AT TIME ZONE a.time_zone)::date AND cardinality(e.hours) = 0
    WHERE m.organisation_id = (SELECT id FROM organisation WHERE kind = 'provider')
      AND (m.removed_at IS NOT NULL OR m.role NOT IN ('consultant', 'admin') OR e.day IS NOT NULL))
  SELECT t.organisation_id::text AS "organisationId", t.number
  FROM away JOIN ticket t ON t.provider_id = away.organisation_id AND t.consultant_id = away.id
  WHERE t.state IN ('taken', 'waitingForCustomer', 'waitingForConsultant') AND t.withdrawn_at IS NULL
    AND ($3::text IS NULL OR (t.organisation_id = $3::uuid AND t.number = $4::int))
    AND (away.gone OR t.held_since < away.since)
  ORDER BY t.number LIMIT $2`
