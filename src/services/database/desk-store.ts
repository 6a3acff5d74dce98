import { z } from 'zod'
import { ConversationRef } from '../../chat/event.ts'
import { type DeskStore, type Ticket, TicketContent } from '../../features/escalation/index.ts'
import type { Ticket as TicketRow } from '../../generated/prisma/client.ts'
import { attachmentsOf } from './attachment-store.ts'
import type { Sql } from './sql.ts'
import { assertDesk, assertInScope, type Transaction } from './transaction.ts'

/** Orders opening a ticket while there is no channel against setting one. */
const CHANNEL_LOCK = 7_270_001

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
    add: async ({ organisationId, number, openedAt, content, deskRow }, { conversationKey, memberId }) => {
      assertInScope(scope, organisationId)
      await tx.ticket.create({
        data: {
          organisationId,
          number,
          openedAt,
          content,
          conversationKey,
          memberId,
          deskRow: deskRow ?? null,
        },
      })
    },
    ticket: async (organisationId, number) => {
      assertInScope(scope, organisationId)
      const row = await tx.ticket.findUnique({ where: { organisationId_number: { organisationId, number } } })
      return row ? withAttachments(row) : undefined
    },
    announced: async (organisationId, number, deskRow) => {
      assertInScope(scope, organisationId)
      await tx.ticket.update({
        where: { organisationId_number: { organisationId, number } },
        data: { deskRow },
      })
    },
    revise: async ({ organisationId, number, content, withdrawnAt }) => {
      assertInScope(scope, organisationId)
      await tx.ticket.update({
        where: { organisationId_number: { organisationId, number } },
        data: { content, withdrawnAt: withdrawnAt ?? null },
      })
    },
    unannounced: async () => {
      assertDesk(scope)
      const rows = await tx.ticket.findMany({
        where: { deskRow: null, withdrawnAt: null },
        orderBy: { openedAt: 'asc' },
        take: 100,
      })
      const tickets: Ticket[] = []
      for (const row of rows) tickets.push(await withAttachments(row))
      return tickets
    },
  }

  /** With the consultation locked, so that a file that is settled meanwhile is shown by whoever settles it. */
  async function withAttachments(row: TicketRow): Promise<Ticket> {
    const { organisationId, number } = row
    const [consultation] = await sql.query<{ id: string }>(
      `SELECT id::text AS id FROM consultation WHERE organisation_id = $1::uuid AND ticket_number = $2 FOR UPDATE`,
      [organisationId, number],
    )
    const attachments = consultation ? await attachmentsOf(sql, organisationId, consultation.id) : []
    return { ...ticketOf(row), attachments }
  }
}

const ticketOf = (row: TicketRow): Omit<Ticket, 'attachments'> => ({
  organisationId: row.organisationId,
  number: row.number,
  openedAt: row.openedAt,
  withdrawnAt: row.withdrawnAt ?? undefined,
  content: TicketContent.parse(row.content),
  deskRow: row.deskRow ?? undefined,
})
