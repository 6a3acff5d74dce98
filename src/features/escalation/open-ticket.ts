import type { Context } from '../../chat/context.ts'
import type { Library } from '../../ports/knowledge.ts'
import type { Say } from '../../ports/unit-of-work.ts'
import type { Attachment, AttachmentStores } from '../attachments/index.ts'
import type { AuditedDeed, AuditStore } from '../membership/index.ts'
import { openingOf, record } from './at-hand.ts'
import { besideOf } from './beside.ts'
import { deskLine, standingCard, ticketCard } from './cards.ts'
import type { DeskStores } from './desk-store.ts'
import { desk as words } from './phrases.ja.ts'
import { type Ticket, type TicketContent, ticketName } from './ticket.ts'
import { dueOf, nextLookAt, startedClocks, targetOf } from './ticket-clocks.ts'

/** Where what becomes of tickets is recorded. */
interface Audited {
  readonly audit: AuditStore
}

const note = (
  ctx: Context,
  audit: AuditStore,
  number: number,
  what: AuditedDeed,
  details: Readonly<Record<string, string>> = {},
): Promise<void> =>
  record({ ctx, stores: { audit }, ticket: { organisationId: ctx.organisation.id, number } }, what, details)

/** Of words that were never summed up, or are others now. */
const UNSUMMARISED = { summary: [], summarisedAt: undefined } as const

/**
 * Hands a question to the consultants, as part of a decision: the ticket gets its number, and its card goes to their channel.
 * Without a channel the ticket waits, and is shown as soon as one is set.
 */
export async function openTicket(
  ctx: Context,
  { desk, tickets, audit }: DeskStores & Audited,
  say: Say,
  library: Pick<Library, 'provider'>,
  asked: TicketContent,
  attachments: readonly Attachment[],
): Promise<Ticket> {
  const clocks = startedClocks(targetOf(ctx, library, asked.urgent), ctx.now)
  const number = await desk.nextNumber()
  const organisationId = ctx.organisation.id
  const { course } = ctx.contract
  const channel = await desk.consultantsChannel({ organisationId, course })
  const content = course ? { ...asked, course } : asked
  const { conversation, now: openedAt } = ctx
  const beside = await besideOf(tickets, {
    ...{ organisationId, number, conversation, openedAt, content },
    state: 'new',
  })
  const ticket: Ticket = {
    ...beside,
    organisationId,
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
    clocks,
    activeAt: ctx.now,
    heldSince: undefined,
    dueAt: dueOf(openingOf(ctx, library), clocks),
    ...UNSUMMARISED,
  }
  const deskRow = channel && (await say.sendToDesk(channel, ticketCard(ticket)))
  const opened = { ...ticket, deskRow }
  await desk.add(opened)
  await desk.lookAt(ctx.organisation.id, number, nextLookAt(openingOf(ctx, library), clocks, ctx.now))
  await note(ctx, audit, number, 'ticket.open', asked.because ? { because: asked.because } : {})
  return opened
}

/**
 * The member took the question back, and the consultants' card says so. With the message deleted its words leave the ticket too,
 * also that of one taken back before.
 */
export async function withdrawTicket(
  ctx: Context,
  { desk, audit, attachments }: DeskStores & Audited & AttachmentStores,
  say: Say,
  number: number,
  keeping: 'keepWords' | 'forgetWords',
): Promise<void> {
  const ticket = await desk.ticket(ctx.organisation.id, number)
  if (!ticket) return
  const { content } = ticket
  const withdrawn = {
    ...ticket,
    ...(keeping === 'forgetWords' ? UNSUMMARISED : {}),
    withdrawnAt: ticket.withdrawnAt ?? ctx.now,
    content: keeping === 'forgetWords' ? { ...content, question: null, subject: '', files: [] } : content,
  }
  await desk.revise(withdrawn)
  await desk.lookAt(ticket.organisationId, number, undefined)
  if (ticket.deskRow) await say.update(ticket.deskRow, ticketCard(withdrawn))
  if (ticket.cardRow) await say.update(ticket.cardRow, standingCard(withdrawn, ctx.member.locale))
  if (ticket.thread && !ticket.withdrawnAt)
    await say.sendToDesk(ticket.thread, deskLine(words.stands(ticketName(number), words.card.takenBack)))
  await attachments.forget(ctx.organisation.id, { kind: 'draft', number })
  const draft = await desk.forgetDraft(ctx.organisation.id, number)
  if (draft) await say.update(draft, deskLine(words.draftGone))
  if (!ticket.withdrawnAt) await note(ctx, audit, number, 'ticket.withdraw')
}

/** The member changed the question's words: the consultants' card shows the new ones. */
export async function reviseTicket(
  ctx: Context,
  { desk, tickets }: DeskStores,
  say: Say,
  number: number,
  question: string,
): Promise<void> {
  const ticket = await desk.ticket(ctx.organisation.id, number)
  if (!ticket || ticket.withdrawnAt) return
  const revised = { ...ticket, ...UNSUMMARISED, content: { ...ticket.content, question } }
  await desk.revise(revised)
  const shown = { ...revised, ...(await besideOf(tickets, revised)) }
  if (ticket.deskRow) await say.update(ticket.deskRow, ticketCard(shown))
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

/** Something that was said in a conversation reads otherwise now: the cards of its open tickets, which sum it up, show it so. */
export async function showWhatWasSaid(
  ctx: Context,
  { desk, tickets }: DeskStores,
  say: Say,
  conversationKey: string,
): Promise<void> {
  const { id } = ctx.organisation
  for (const number of await tickets.openIn(id, conversationKey)) {
    const ticket = await desk.ticket(id, number)
    if (!ticket) continue
    const after = { ...ticket, ...UNSUMMARISED }
    await desk.revise(after)
    if (ticket.deskRow) await say.update(ticket.deskRow, ticketCard(after))
  }
}
