import { z } from 'zod'
import { ConversationRef, conversationKey, threadUnder } from '../../chat/event.ts'
import {
  type Beside,
  besideOf,
  type ChannelRoute,
  type DeskStore,
  type Routed,
  type Ticket,
  TicketClocks,
  TicketContent,
  type TicketId,
} from '../../features/escalation/index.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { underMessage } from '../outbox/shown.ts'
import { attachmentsOf } from './attachment-store.ts'
import type { Sql } from './sql.ts'
import { ticketListStore } from './ticket-list-store.ts'
import { assertDesk, assertInScope, type Transaction } from './transaction.ts'

/** Orders opening a ticket while there is no channel against setting one. */
const CHANNEL_LOCK = 7_270_001

const HELD = ['taken', 'waitingForCustomer', 'waitingForConsultant'] as const

/** A thread under the card of a ticket that nobody has taken. */
async function underCard(sql: Sql, thread: ConversationRef): Promise<TicketId | undefined> {
  const row = await underMessage(sql, thread)
  if (!row) return undefined
  const [ticket] = await sql.query<TicketId>(
    `SELECT organisation_id::text AS "organisationId", number FROM ticket WHERE desk_row = $1::uuid`,
    [row],
  )
  return ticket
}

/** Where the consultants read, also outside any unit of work. `of` undefined: what is no customer's. */
export async function consultantsChannel(sql: Sql, of?: Routed): Promise<ConversationRef | undefined> {
  const ways: readonly ChannelRoute[] = [
    ...(of ? [{ kind: 'organisation', organisationId: of.organisationId } as const] : []),
    ...(of?.course ? [{ kind: 'course', course: of.course } as const] : []),
    { kind: 'default' },
  ]
  const [row] = await sql.query<{ address: unknown }>(
    `SELECT address FROM consultants_channel WHERE route = ANY($1::text[]) ORDER BY array_position($1::text[], route) LIMIT 1`,
    [ways.map(keyOf)],
  )
  return row && ConversationRef.parse(row.address)
}

/** All of them, outside any unit of work. */
export async function consultantsChannels(sql: Sql): Promise<readonly ConversationRef[]> {
  const rows = await sql.query<{ address: unknown }>('SELECT address FROM consultants_channel')
  return rows.map(({ address }) => ConversationRef.parse(address))
}

function keyOf(route: ChannelRoute): string {
  switch (route.kind) {
    case 'default':
      return 'default'
    case 'course':
      return route.course
    case 'organisation':
      return route.organisationId
  }
}

const CourseName = z.enum(['learning', 'practice'])

function routeOf({ route, organisationId }: { route: string; organisationId: string | null }): ChannelRoute {
  if (organisationId !== null) return { kind: 'organisation', organisationId }
  return route === 'default' ? { kind: 'default' } : { kind: 'course', course: CourseName.parse(route) }
}

export function deskStore({ tx, sql, scope }: Transaction): DeskStore {
  const lists = ticketListStore({ tx, sql, scope })

  return {
    consultantsChannel: async (of) => {
      const known = await consultantsChannel(sql, of)
      if (known) return known
      // Whoever sets the channel waits for this decision, and then sees its ticket among the unannounced.
      await sql.query('SELECT pg_advisory_xact_lock_shared($1)::text', [CHANNEL_LOCK])
      return consultantsChannel(sql, of)
    },
    setConsultantsChannel: async (address, setBy, way = { kind: 'default' }) => {
      assertDesk(scope)
      await sql.query('SELECT pg_advisory_xact_lock($1)::text', [CHANNEL_LOCK])
      const route = keyOf(way)
      const organisationId = way.kind === 'organisation' ? way.organisationId : null
      await tx.consultantsChannel.upsert({
        where: { route },
        create: { route, organisationId, address, setBy },
        update: { address, setBy, setAt: new Date() },
      })
    },
    consultantsChannels: async () => {
      assertDesk(scope)
      const rows = await tx.consultantsChannel.findMany({ orderBy: [{ setAt: 'asc' }, { route: 'asc' }] })
      const all = rows.map((row) => ({ route: routeOf(row), address: ConversationRef.parse(row.address) }))
      return all.toSorted((a, b) => Number(b.route.kind === 'default') - Number(a.route.kind === 'default'))
    },
    removeConsultantsChannel: async (route) => {
      assertDesk(scope)
      const { count } = await tx.consultantsChannel.deleteMany({ where: { route: keyOf(route) } })
      return count > 0
    },
    nextNumber: async () => {
      const [row] = await sql.query<unknown>(`SELECT nextval('ticket_number')::int AS number`)
      return z.object({ number: z.number() }).parse(row).number
    },
    add: async ({ organisationId, number, openedAt, memberId, conversation, ...ticket }) => {
      assertInScope(scope, organisationId)
      const own = {
        organisationId,
        number,
        openedAt,
        memberId,
        conversationKey: conversationKey(conversation),
      }
      await tx.ticket.create({ data: { ...own, ...columnsOf(ticket) } })
    },
    ticket: async (organisationId, number, alone) => {
      assertInScope(scope, organisationId)
      await sql.query(
        `SELECT 1 FROM conversation WHERE organisation_id = $1::uuid AND key = (
           SELECT conversation_key FROM ticket WHERE organisation_id = $1::uuid AND number = $2)
         FOR ${alone ? 'NO KEY UPDATE' : 'SHARE'}`,
        [organisationId, number],
      )
      await lockConsultation(organisationId, number)
      await sql.query(`SELECT 1 FROM ticket WHERE organisation_id = $1::uuid AND number = $2 FOR UPDATE`, [
        organisationId,
        number,
      ])
      const row = await tx.ticket.findUnique({
        where: { organisationId_number: { organisationId, number } },
        include: ADDRESS,
      })
      return row ? withAttachments(row) : undefined
    },
    consultationOf: async (organisationId, number) => {
      assertInScope(scope, organisationId)
      return lockConsultation(organisationId, number)
    },
    announced: async (organisationId, number, deskRow) => {
      assertInScope(scope, organisationId)
      await tx.ticket.update({
        where: { organisationId_number: { organisationId, number } },
        data: { deskRow },
      })
    },
    lookAt: async (organisationId, number, at) => {
      assertInScope(scope, organisationId)
      await tx.ticket.update({
        where: { organisationId_number: { organisationId, number } },
        data: { lookAt: at ?? null },
      })
    },
    toLookAt: async (now, limit) => {
      assertDesk(scope)
      return tx.ticket.findMany({
        where: { lookAt: { lte: now } },
        orderBy: { lookAt: 'asc' },
        take: limit,
        select: { organisationId: true, number: true },
      })
    },
    toClose: async (before, limit) => {
      assertDesk(scope)
      return tx.ticket.findMany({
        where: { state: 'solved', activeAt: { lt: before } },
        orderBy: { activeAt: 'asc' },
        take: limit,
        select: { organisationId: true, number: true },
      })
    },
    shown: async (organisationId, number, cardRow) => {
      assertInScope(scope, organisationId)
      await tx.ticket.update({
        where: { organisationId_number: { organisationId, number } },
        data: { cardRow },
      })
    },
    revise: async (ticket) => {
      const { organisationId, number } = ticket
      assertInScope(scope, organisationId)
      await tx.ticket.update({
        where: { organisationId_number: { organisationId, number } },
        data: columnsOf(ticket),
      })
      const isOver = ticket.state === 'solved' || ticket.state === 'closed'
      await tx.consultation.updateMany({
        where: { organisationId, ticketNumber: number, state: isOver ? 'escalated' : 'solved' },
        data: { state: isOver ? 'solved' : 'escalated' },
      })
    },
    unannounced: async () => {
      assertDesk(scope)
      const rows = await tx.ticket.findMany({
        where: { deskRow: null, withdrawnAt: null },
        orderBy: { openedAt: 'asc' },
        take: 100,
        include: ADDRESS,
      })
      const tickets: Ticket[] = []
      for (const row of rows) tickets.push(await withAttachments(row))
      return tickets
    },
    heldIn: async (organisationId, conversationKey) => {
      assertInScope(scope, organisationId)
      await sql.query(`SELECT 1 FROM conversation WHERE organisation_id = $1::uuid AND key = $2 FOR SHARE`, [
        organisationId,
        conversationKey,
      ])
      const held = await tx.ticket.findMany({
        where: { organisationId, conversationKey, withdrawnAt: null, state: { in: [...HELD] } },
        orderBy: [{ activeAt: 'desc' }, { number: 'desc' }],
        select: { number: true },
      })
      return held.map(({ number }) => number)
    },
    solvedIn: async (organisationId, conversationKey, since, number) => {
      assertInScope(scope, organisationId)
      const solved = await tx.ticket.findFirst({
        where: {
          organisationId,
          conversationKey,
          withdrawnAt: null,
          state: 'solved',
          solvedAt: { gt: since },
          ...(number === undefined ? {} : { number }),
        },
        orderBy: { solvedAt: 'desc' },
        select: { number: true },
      })
      return solved?.number
    },
    inThread: async (thread) => {
      assertDesk(scope)
      const taken = await tx.ticket.findFirst({
        where: { threadKey: conversationKey(thread) },
        select: { organisationId: true, number: true },
      })
      return taken ?? (await underCard(sql, thread))
    },
    cardThread: async (organisationId, number) => {
      assertInScope(scope, organisationId)
      const [card] = await sql.query<{ address: unknown; message: string }>(
        `SELECT o.address, o.platform_message AS message FROM ticket t JOIN outbound_message o ON o.id = t.desk_row
         WHERE t.organisation_id = $1::uuid AND t.number = $2 AND o.platform_message IS NOT NULL`,
        [organisationId, number],
      )
      return card && threadUnder(ConversationRef.parse(card.address), card.message)
    },
    forgetDraft: async (organisationId, number) => {
      assertInScope(scope, organisationId)
      const [draft] = await sql.query<{ row: string }>(
        `DELETE FROM reply_draft WHERE organisation_id = $1::uuid AND number = $2 RETURNING "row"::text AS row`,
        [organisationId, number],
      )
      return draft?.row
    },
  }

  /** With the consultation locked, so that a file that is settled meanwhile is shown by whoever settles it. */
  async function withAttachments(row: TicketRow): Promise<Ticket> {
    const { organisationId, number } = row
    const consultation = await lockConsultation(organisationId, number)
    const attachments = consultation
      ? await attachmentsOf(sql, organisationId, { kind: 'consultation', id: consultation })
      : []
    const ticket = ticketOf(row)
    return { ...ticket, attachments, ...(await besideOf(lists, ticket)) }
  }

  /** After the conversation and before the ticket itself: whoever answers, or decides about the consultation, comes the same way. */
  async function lockConsultation(organisationId: string, number: number): Promise<string | undefined> {
    const [consultation] = await sql.query<{ id: string }>(
      `SELECT id::text AS id FROM consultation WHERE organisation_id = $1::uuid AND ticket_number = $2 FOR UPDATE`,
      [organisationId, number],
    )
    return consultation?.id
  }
}

const ADDRESS = { conversation: { select: { address: true } } } as const
type TicketRow = Prisma.TicketGetPayload<{ include: typeof ADDRESS }>

const ticketOf = ({
  providerId,
  consultantId,
  consultantName,
  ...row
}: TicketRow): Omit<Ticket, 'attachments' | keyof Beside> => ({
  organisationId: row.organisationId,
  number: row.number,
  openedAt: row.openedAt,
  withdrawnAt: row.withdrawnAt ?? undefined,
  content: TicketContent.parse(row.content),
  deskRow: row.deskRow ?? undefined,
  state: row.state,
  memberId: row.memberId,
  conversation: ConversationRef.parse(row.conversation.address),
  consultant: providerId && consultantId ? { providerId, id: consultantId, name: consultantName } : undefined,
  thread: row.thread === null ? undefined : ConversationRef.parse(row.thread),
  cardRow: row.cardRow ?? undefined,
  takenAt: row.takenAt ?? undefined,
  answeredAt: row.answeredAt ?? undefined,
  solvedAt: row.solvedAt ?? undefined,
  closedAt: row.closedAt ?? undefined,
  clocks: row.clocks === null ? undefined : TicketClocks.parse(row.clocks),
  activeAt: row.activeAt,
  heldSince: row.heldSince ?? undefined,
  summary: row.summary,
  summarisedAt: row.summarisedAt ?? undefined,
  dueAt: row.dueAt ?? undefined,
})

const columnsOf = ({
  content,
  withdrawnAt,
  deskRow,
  state,
  consultant,
  thread,
  cardRow,
  clocks,
  ...it
}: Omit<Ticket, keyof TicketId | 'openedAt' | 'memberId' | 'conversation' | keyof Beside>) => ({
  ...{ content, state },
  withdrawnAt: withdrawnAt ?? null,
  deskRow: deskRow ?? null,
  providerId: consultant?.providerId ?? null,
  consultantId: consultant?.id ?? null,
  consultantName: consultant?.name ?? '',
  thread: thread ?? Prisma.DbNull,
  threadKey: thread ? conversationKey(thread) : null,
  cardRow: cardRow ?? null,
  clocks: clocks ?? Prisma.DbNull,
  takenAt: it.takenAt ?? null,
  answeredAt: it.answeredAt ?? null,
  solvedAt: it.solvedAt ?? null,
  closedAt: it.closedAt ?? null,
  activeAt: it.activeAt,
  heldSince: it.heldSince ?? null,
  summary: [...it.summary],
  summarisedAt: it.summarisedAt ?? null,
  dueAt: it.dueAt ?? null,
})
