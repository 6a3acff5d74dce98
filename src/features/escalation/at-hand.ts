import type { Context } from '../../chat/context.ts'
import { type ConversationRef, conversationKey, type MemberRef } from '../../chat/event.ts'
import type { Message } from '../../chat/message.ts'
import type { FileStore } from '../../ports/files.ts'
import type { Library } from '../../ports/knowledge.ts'
import type { Say, UnitOfWork } from '../../ports/unit-of-work.ts'
import type { AttachmentStore } from '../attachments/index.ts'
import type { Opening } from '../desk-hours/index.ts'
import { type AuditedDeed, type AuditStore, isOfDesk, type MembershipStore } from '../membership/index.ts'
import { standingCard, ticketCard } from './cards.ts'
import type { DeskStores, Routed, TicketId } from './desk-store.ts'
import type { RatingStore } from './rating-store.ts'
import { type Consultant, isHeld, REOPEN_DAYS, type Ticket } from './ticket.ts'
import { dueOf, nextLookAt } from './ticket-clocks.ts'

export type TicketStores = DeskStores & {
  readonly membership: Pick<MembershipStore, 'member'>
  readonly turns: TurnsOf
  readonly audit: AuditStore
  readonly ratings: RatingStore
  readonly attachments: AttachmentStore
  readonly files: Pick<FileStore, 'keep' | 'remove'>
}

/** The part of the turn log in which what a ticket's people write is kept. */
interface TurnsOf {
  add(
    organisationId: string,
    turn: {
      readonly conversationKey: string
      readonly at: Date
      readonly author: 'member' | 'consultant'
      readonly memberId: string | undefined
      readonly messageId: string
      readonly words: string
    },
  ): Promise<string>
  rewrite(organisationId: string, messageId: string, words: string | null): Promise<boolean>
}

export interface TicketPorts {
  readonly unitOfWork: UnitOfWork<TicketStores>
  readonly library: () => Library
  /** Undefined where the platform does not let the desk write to this person alone. */
  readonly directTo: (member: MemberRef) => Promise<ConversationRef | undefined>
}

/** What is shown of a ticket elsewhere, in the same decision; `before`: as it stood until then. */
export type Afterwards<S> = (stores: S, say: Say, before: Ticket) => Promise<void>

/** When consultants answer. */
export const openingOf = (
  { timeZone, holidays }: Pick<Opening, 'timeZone' | 'holidays'>,
  { provider }: Pick<Library, 'provider'>,
): Opening => ({ hours: provider.consultantHours, timeZone, holidays })

/** A decision about a ticket, as it stands until that commits. */
export interface Deed {
  readonly ctx: Context
  readonly stores: TicketStores
  readonly say: Say
  readonly ticket: Ticket
  readonly opening: Opening
  /** Where the presser alone is told that there is nothing to do; the conversation, where they cannot be. */
  readonly own?: ConversationRef
}

export const consultantOf = ({ organisation, member }: Context): Consultant => ({
  ...{ providerId: organisation.id, id: member.id, name: member.name },
})

/** Of what a customer or consultant writes in a conversation: the ticket that it belongs to. Read before the decision. */
export async function ticketHere(
  ctx: Context,
  { unitOfWork }: Pick<TicketPorts, 'unitOfWork'>,
  text: string,
): Promise<TicketId | undefined> {
  const { organisation, conversation } = ctx
  const organisationId = organisation.id
  if (organisation.kind === 'provider') {
    if (conversation.kind !== 'shared' || !isOfDesk(ctx)) return undefined
    return unitOfWork.decide({ kind: 'desk', organisationId }, ({ desk }) => desk.inThread(conversation))
  }
  const key = conversationKey(conversation)
  const number = await unitOfWork.decide({ kind: 'organisation', organisationId }, async ({ desk }) => {
    const held = await desk.heldIn(organisationId, key)
    const cited = citedTicket(text)
    if (cited !== undefined && held.includes(cited)) return cited
    const [latest] = held
    // A thread is about one thing: what is written in it goes on with that. Elsewhere it must say so.
    if (latest !== undefined || (conversation.thread === undefined && cited === undefined)) return latest
    return desk.solvedIn(organisationId, key, reopenableSince(ctx.now), cited)
  })
  return number === undefined ? undefined : { organisationId, number }
}

/** C-0042, as people write it. */
function citedTicket(text: string): number | undefined {
  const [, digits] = /(?:^|[^A-Z])C-?(\d{4,9})(?!\d)/i.exec(text.normalize('NFKC')) ?? []
  return digits === undefined ? undefined : Number(digits)
}

export const reopenableSince = (now: Date): Date => new Date(now.getTime() - REOPEN_DAYS * 86_400_000)

/** Writes what a ticket has become, and shows it on the cards of both sides. */
export async function keep(
  {
    stores,
    say,
    opening,
  }: Pick<Deed, 'say' | 'opening'> & { readonly stores: Pick<TicketStores, 'desk' | 'membership'> },
  changed: Ticket,
  before: Ticket,
): Promise<void> {
  const ticket = { ...changed, dueAt: changed.clocks && dueOf(opening, changed.clocks) }
  await stores.desk.revise(ticket)
  if (ticket.clocks) {
    const next = nextLookAt(opening, ticket.clocks, ticket.activeAt)
    await stores.desk.lookAt(ticket.organisationId, ticket.number, next)
  }
  const isAsShown =
    before.state === ticket.state &&
    before.consultant?.id === ticket.consultant?.id &&
    before.content.urgent === ticket.content.urgent
  if (isAsShown) return
  if (ticket.deskRow) await say.update(ticket.deskRow, ticketCard(ticket))
  if (!ticket.cardRow) return
  await say.update(ticket.cardRow, standingCard(ticket, await localeOf(stores, ticket)))
}

export async function localeOf(
  { membership }: Pick<TicketStores, 'membership'>,
  { organisationId, memberId }: Pick<Ticket, 'organisationId' | 'memberId'>,
) {
  return (await membership.member(organisationId, memberId))?.locale ?? 'ja'
}

/** In the ticket's thread; where it has none, under its card. @returns the outbox row; undefined where there is no channel */
export async function tellDesk(
  { stores, say, ticket }: Pick<Deed, 'stores' | 'say' | 'ticket'>,
  message: Message,
): Promise<string | undefined> {
  const place = await deskPlace(stores, ticket)
  return place && say.sendToDesk(place, message)
}

/** Where the consultants' side of a ticket is spoken to; undefined: they have no channel any more. */
export async function deskPlace(
  { desk }: Pick<TicketStores, 'desk'>,
  ticket: Pick<Ticket, 'thread' | 'organisationId' | 'number' | 'content'>,
): Promise<ConversationRef | undefined> {
  const { thread, organisationId, number } = ticket
  if (thread) return thread
  return (await desk.cardThread(organisationId, number)) ?? (await desk.consultantsChannel(routedBy(ticket)))
}

/** What the way of a ticket's card is chosen by. */
export const routedBy = ({
  organisationId,
  content,
}: Pick<Ticket, 'organisationId' | 'content'>): Routed => ({
  organisationId,
  course: content.course,
})

export const record = (
  {
    ctx,
    stores,
    ticket,
  }: Pick<Deed, 'ctx'> & {
    readonly stores: Pick<TicketStores, 'audit'>
    readonly ticket: Pick<Ticket, 'organisationId' | 'number'>
  },
  what: AuditedDeed,
  details: Readonly<Record<string, string>> = {},
): Promise<void> =>
  stores.audit.record(ticket.organisationId, {
    actor: `${ctx.from.platform}/${ctx.from.workspace}/${ctx.from.user}`,
    what,
    details: { number: String(ticket.number), ...details },
  })

/** Of the customer's side, whoever may read the conversation in which it was asked. */
export const readsIt = ({ ctx, ticket }: Pick<Deed, 'ctx' | 'ticket'>): boolean =>
  ticket.conversation.kind === 'shared' || ticket.memberId === ctx.member.id

/** The presser has it, and it is open. */
export const isMine = ({
  ctx,
  ticket,
}: Pick<Deed, 'ticket'> & { readonly ctx: Pick<Context, 'member'> }): boolean =>
  isHeld(ticket) && ticket.consultant?.id === ctx.member.id
