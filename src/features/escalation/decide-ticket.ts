import { randomUUID } from 'node:crypto'
import type { Context } from '../../chat/context.ts'
import { scopeOf, type UnitOfWork } from '../../ports/unit-of-work.ts'
import { isOfDesk } from '../membership/index.ts'
import type { EscalationAction, MenuAction } from './actions.ts'
import {
  type Afterwards,
  consultantOf,
  type Deed,
  openingOf,
  record,
  type TicketPorts,
  type TicketStores,
  tellDesk,
} from './at-hand.ts'
import { offerPage } from './bring-file.ts'
import { deskLine, noteCard } from './cards.ts'
import { desk } from './phrases.ja.ts'
import { phrases } from './phrases.ts'
import { commentOnRating, rate, showStanding } from './rate.ts'
import { relink } from './relink.ts'
import { resend } from './resend.ts'
import { reopenByConsultant, reopenByCustomer, solve } from './solve.ts'
import { present, take, takeOver } from './take.ts'
import { ticketName } from './ticket.ts'

export type TicketAction = Exclude<
  EscalationAction,
  | MenuAction
  | {
      type:
        | 'escalation.links'
        | 'escalation.trace'
        | 'escalation.begin'
        | 'escalation.draft'
        | 'escalation.write'
        | 'escalation.send'
        | 'escalation.discard'
        | 'escalation.enclose'
        | 'escalation.detach'
    }
>

/**
 * What a button or form around a ticket leads to; `values`: of a form that was submitted. Decided from what is stored: what is stale
 * shows how the ticket stands. `onStale` answers what is not this person's to press.
 */
export async function decideTicket<S extends TicketStores>(
  ctx: Context,
  { unitOfWork, library, directTo }: Omit<TicketPorts, 'unitOfWork'> & { readonly unitOfWork: UnitOfWork<S> },
  action: TicketAction,
  values: Readonly<Record<string, string>> | undefined,
  onStale: () => Promise<void>,
  afterwards: Afterwards<S>,
): Promise<void> {
  const isCustomers = isOfCustomers(action)
  if (isCustomers === (ctx.organisation.kind === 'provider') || !(isCustomers || isOfDesk(ctx)))
    return onStale()
  const organisationId = isCustomers ? ctx.organisation.id : action.organisation
  const own = isCustomers || ctx.conversation.kind === 'direct' ? undefined : await directTo(ctx.from)
  return unitOfWork.decide({ ...scopeOf(ctx), organisationId }, async (stores, say) => {
    if (action.type === 'escalation.resend' || action.type === 'ticket.resend')
      return resend({ ctx, stores, say }, organisationId, action.id)
    if (action.type === 'escalation.relink' || action.type === 'ticket.relink')
      return relink({ ctx, stores, say }, organisationId, action.id)
    const ticket = await stores.desk.ticket(organisationId, action.number, givesAway(action))
    if (ticket) {
      await decide(
        { ctx, stores, say, ticket, opening: openingOf(ctx, library()), ...(own && { own }) },
        action,
        values,
      )
      await afterwards(stores, say, ticket)
    } else if (isCustomers) await say.send(ctx.conversation, deskLine(phrases[ctx.member.locale].ticket.none))
    else await say.sendToDesk(ctx.conversation, deskLine(desk.none))
  })
}

/** What the desk is answering there comes first; what is written afterwards goes to the consultant. */
const givesAway = ({ type }: TicketAction): 'alone' | undefined =>
  type === 'escalation.take' || type === 'escalation.reopen' || type === 'ticket.reopen' ? 'alone' : undefined

type OfCustomers = Extract<TicketAction, { type: `ticket.${string}` }>
const isOfCustomers = (action: TicketAction): action is OfCustomers => action.type.startsWith('ticket.')

async function decide(
  it: Deed,
  action: Exclude<TicketAction, { type: `${string}.resend` | `${string}.relink` }>,
  values: Readonly<Record<string, string>> | undefined,
): Promise<void> {
  switch (action.type) {
    case 'escalation.take':
      return take(it)
    case 'escalation.takeOver':
      return takeOver(it)
    case 'escalation.note':
      return values ? writeNote(it, values.words?.trim() ?? '') : present(it)
    case 'escalation.solve':
      return solve(it)
    case 'escalation.reopen':
      return reopenByConsultant(it)
    case 'ticket.reopen':
      if (!(await reopenByCustomer(it))) await showStanding(it)
      return
    case 'ticket.rate':
      return rate(it, action.score)
    case 'ticket.comment':
      return commentOnRating(it, values?.comment?.trim() ?? '')
    case 'escalation.attach':
    case 'ticket.attach':
      return offerPage(it)
  }
}

/** For the consultants alone: it goes to the ticket's thread as the desk's own post, which nothing carries. */
async function writeNote(it: Deed, words: string): Promise<void> {
  const { ctx, stores, say, ticket } = it
  if (words === '') return present(it)
  const { organisationId, number } = ticket
  const note = { organisationId, id: randomUUID(), number, by: consultantOf(ctx), words, at: ctx.now }
  await stores.relay.note(note)
  await tellDesk(it, noteCard(note))
  await record(it, 'ticket.note')
  if (ctx.conversation.kind === 'direct')
    await say.sendToDesk(ctx.conversation, deskLine(desk.note.saved(ticketName(number))))
}
