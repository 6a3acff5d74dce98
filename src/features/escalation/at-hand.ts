import type { Context } from '../../chat/context.ts'
import { conversationKey } from '../../chat/event.ts'
import type { Message } from '../../chat/message.ts'
import type { FileStore } from '../../ports/files.ts'
import type { Say, UnitOfWork } from '../../ports/unit-of-work.ts'
import type { AttachmentStore } from '../attachments/index.ts'
import type { AuditStore, MembershipStore } from '../membership/index.ts'
import { standingCard, ticketCard } from './cards.ts'
import type { DeskStores, TicketId } from './desk-store.ts'
import { type Consultant, isHeld, REOPEN_DAYS, type Ticket } from './ticket.ts'

export type TicketStores = DeskStores & {
  readonly membership: Pick<MembershipStore, 'member'>
  readonly turns: TurnsOf
  readonly audit: AuditStore
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
}

/** A decision about a ticket, as it stands until that commits. */
export interface Deed {
  readonly ctx: Context
  readonly stores: TicketStores
  readonly say: Say
  readonly ticket: Ticket
}

export const consultantOf = ({ organisation, member }: Context): Consultant => ({
  ...{ providerId: organisation.id, id: member.id, name: member.name },
})

export const isOfDesk = ({ organisation, member }: Pick<Context, 'organisation' | 'member'>): boolean =>
  organisation.kind === 'provider' && (member.role === 'consultant' || member.role === 'admin')

/** Of what a customer or consultant writes in a conversation: the ticket that it belongs to. Read before the decision. */
export async function ticketHere(
  ctx: Context,
  { unitOfWork }: Pick<TicketPorts, 'unitOfWork'>,
): Promise<TicketId | undefined> {
  const { organisation, conversation } = ctx
  const organisationId = organisation.id
  if (organisation.kind === 'provider') {
    if (conversation.kind !== 'shared' || !isOfDesk(ctx)) return undefined
    return unitOfWork.decide({ kind: 'desk', organisationId }, ({ desk }) => desk.inThread(conversation))
  }
  const key = conversationKey(conversation)
  const number = await unitOfWork.decide({ kind: 'organisation', organisationId }, async ({ desk }) => {
    const [held] = await desk.heldIn(organisationId, key)
    // A thread is about one thing: what is written in it goes on with that.
    if (held !== undefined || conversation.thread === undefined) return held
    return desk.solvedIn(organisationId, key, reopenableSince(ctx.now))
  })
  return number === undefined ? undefined : { organisationId, number }
}

export const reopenableSince = (now: Date): Date => new Date(now.getTime() - REOPEN_DAYS * 86_400_000)

/** Writes what a ticket has become, and shows it on the cards of both sides. */
export async function keep(
  { stores, say }: Pick<Deed, 'stores' | 'say'>,
  ticket: Ticket,
  before?: Ticket,
): Promise<void> {
  await stores.desk.revise(ticket)
  if (before && before.state === ticket.state && before.consultant?.id === ticket.consultant?.id) return
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

/** In the ticket's thread; where it has none, under its card. */
export async function tellDesk(
  { stores, say, ticket }: Pick<Deed, 'stores' | 'say' | 'ticket'>,
  message: Message,
): Promise<void> {
  const { organisationId, number } = ticket
  const thread =
    ticket.thread ??
    (await stores.desk.cardThread(organisationId, number)) ??
    (await stores.desk.consultantsChannel())
  if (thread) await say.sendToDesk(thread, message)
}

export const record = (
  { ctx, stores, ticket }: Pick<Deed, 'ctx' | 'stores' | 'ticket'>,
  what: string,
  details: Readonly<Record<string, string>> = {},
): Promise<void> =>
  stores.audit.record(ticket.organisationId, {
    actor: `${ctx.from.platform}/${ctx.from.workspace}/${ctx.from.user}`,
    what,
    details: { number: String(ticket.number), ...details },
  })

/** The presser has it, and it is open. */
export const isMine = ({ ctx, ticket }: Pick<Deed, 'ctx' | 'ticket'>): boolean =>
  isHeld(ticket) && ticket.consultant?.id === ctx.member.id
