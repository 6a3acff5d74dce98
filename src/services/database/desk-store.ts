import { z } from 'zod'
import { ConversationRef, conversationKey, threadUnder } from '../../chat/event.ts'
import { type DeskStore, type Ticket, TicketContent, type TicketId } from '../../features/escalation/index.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { underMessage } from '../outbox/shown.ts'
import { attachmentsOf } from './attachment-store.ts'
import type { Sql } from './sql.ts'
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

/** Where the consultants read, also outside any unit of work. */
export async function consultantsChannel(sql: Sql): Promise<ConversationRef | undefined> {
  const [row] = await sql.query<{ address: unknown }>('SELECT address FROM consultants_channel WHERE id = 1')
  return row && ConversationRef.parse(row.address)
}

export function deskStore({ tx, sql, scope }: Transaction): DeskStore {
  const readChannel = () => consultantsChannel(sql)

  return {
    consultantsChannel: async () => {
      const known = await readChannel()
      if (known) return known
      // Whoever sets the channel waits for this decision, and then sees its ticket among the unannounced.
      await sql.query('SELECT pg_advisory_xact_lock_shared($1)::text', [CHANNEL_LOCK])
      return readChannel()
    },
    setConsultantsChannel: async (address, setBy) => {
      assertDesk(scope)
      await sql.query('SELECT pg_advisory_xact_lock($1)::text', [CHANNEL_LOCK])
      await tx.consultantsChannel.upsert({
        where: { id: 1 },
        create: { address, setBy },
        update: { address, setBy, setAt: new Date() },
      })
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
    ticket: async (organisationId, number) => {
      assertInScope(scope, organisationId)
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
    solvedIn: async (organisationId, conversationKey, since) => {
      assertInScope(scope, organisationId)
      const solved = await tx.ticket.findFirst({
        where: {
          organisationId,
          conversationKey,
          withdrawnAt: null,
          state: 'solved',
          solvedAt: { gt: since },
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
    holdConversation: async (organisationId, conversationKey) => {
      assertInScope(scope, organisationId)
      await sql.query(`SELECT 1 FROM conversation WHERE organisation_id = $1::uuid AND key = $2 FOR UPDATE`, [
        organisationId,
        conversationKey,
      ])
    },
  }

  /** With the consultation locked, so that a file that is settled meanwhile is shown by whoever settles it. */
  async function withAttachments(row: TicketRow): Promise<Ticket> {
    const { organisationId, number } = row
    const consultation = await lockConsultation(organisationId, number)
    const attachments = consultation
      ? await attachmentsOf(sql, organisationId, { kind: 'consultation', id: consultation })
      : []
    return { ...ticketOf(row), attachments }
  }

  /** Before the ticket itself: whoever decides about the consultation comes the same way. */
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
}: TicketRow): Omit<Ticket, 'attachments'> => ({
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
  activeAt: row.activeAt,
})

const columnsOf = ({
  content,
  withdrawnAt,
  deskRow,
  state,
  consultant,
  thread,
  cardRow,
  ...it
}: Omit<Ticket, 'organisationId' | 'number' | 'openedAt' | 'memberId' | 'conversation' | 'attachments'>) => ({
  ...{ content, state },
  withdrawnAt: withdrawnAt ?? null,
  deskRow: deskRow ?? null,
  providerId: consultant?.providerId ?? null,
  consultantId: consultant?.id ?? null,
  consultantName: consultant?.name ?? '',
  thread: thread ?? Prisma.DbNull,
  threadKey: thread ? conversationKey(thread) : null,
  cardRow: cardRow ?? null,
  takenAt: it.takenAt ?? null,
  answeredAt: it.answeredAt ?? null,
  solvedAt: it.solvedAt ?? null,
  closedAt: it.closedAt ?? null,
  activeAt: it.activeAt,
})
