import type { Context } from '../../chat/context.ts'
import type { Say } from '../../ports/unit-of-work.ts'
import type { Attachment } from '../attachments/index.ts'
import { deskLine, ticketCard } from './cards.ts'
import type { DeskStores } from './desk-store.ts'
import { desk as deskWords } from './phrases.ja.ts'
import type { Ticket, TicketContent } from './ticket.ts'

/**
 * Hands a question to the consultants, as part of a decision: the ticket gets its number, and its card goes to their channel.
 * Without a channel the ticket waits, and is shown as soon as one is set.
 */
export async function openTicket(
  ctx: Context,
  { desk }: DeskStores,
  say: Say,
  content: TicketContent,
  attachments: readonly Attachment[],
): Promise<Ticket> {
  const number = await desk.nextNumber()
  const channel = await desk.consultantsChannel()
  const ticket: Ticket = {
    organisationId: ctx.organisation.id,
    number,
    openedAt: ctx.now,
    withdrawnAt: undefined,
    content,
    attachments,
    deskRow: undefined,
    state: 'new',
    memberId: ctx.member.id,
    conversation: ctx.conversation,
    consultant: undefined,
    thread: undefined,
    cardRow: undefined,
    takenAt: undefined,
    answeredAt: undefined,
    solvedAt: undefined,
    closedAt: undefined,
    activeAt: ctx.now,
  }
  const deskRow = channel && (await say.sendToDesk(channel, ticketCard(ticket)))
  const opened = { ...ticket, deskRow }
  await desk.add(opened)
  return opened
}

/**
 * The member took the question back, and the consultants' card says so. With the message deleted its words leave the ticket too,
 * also that of one taken back before.
 */
export async function withdrawTicket(
  ctx: Context,
  { desk }: DeskStores,
  say: Say,
  number: number,
  words: 'keepWords' | 'forgetWords',
): Promise<void> {
  const ticket = await desk.ticket(ctx.organisation.id, number)
  if (!ticket) return
  const { content } = ticket
  const withdrawn = {
    ...ticket,
    withdrawnAt: ticket.withdrawnAt ?? ctx.now,
    content: words === 'forgetWords' ? { ...content, question: null, subject: '', files: [] } : content,
  }
  await desk.revise(withdrawn)
  if (ticket.deskRow) await say.update(ticket.deskRow, ticketCard(withdrawn))
  const draft = await desk.forgetDraft(ctx.organisation.id, number)
  if (draft) await say.update(draft, deskLine(deskWords.draftGone))
}

/** The member changed the question's words: the consultants' card shows the new ones. */
export async function reviseTicket(
  ctx: Context,
  { desk }: DeskStores,
  say: Say,
  number: number,
  question: string,
): Promise<void> {
  const ticket = await desk.ticket(ctx.organisation.id, number)
  if (!ticket || ticket.withdrawnAt) return
  const revised = { ...ticket, content: { ...ticket.content, question } }
  await desk.revise(revised)
  if (ticket.deskRow) await say.update(ticket.deskRow, ticketCard(revised))
}

/** Something has become of the question's files: the consultants' card shows it. */
export async function showAttachments(
  { desk }: DeskStores,
  say: Say,
  organisationId: string,
  number: number,
): Promise<void> {
  const ticket = await desk.ticket(organisationId, number)
  if (ticket?.deskRow && !ticket.withdrawnAt) await say.update(ticket.deskRow, ticketCard(ticket))
}
