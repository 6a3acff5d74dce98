import { type Deed, isMine, keep, localeOf, record, tellDesk } from './at-hand.ts'
import { deskLine, newsCard, takenCard, takenNews } from './cards.ts'
import { desk } from './phrases.ja.ts'
import { phrases } from './phrases.ts'
import { present } from './take.ts'
import { isHeld, mayReopen, solved, ticketName, written } from './ticket.ts'

/** The consultant who has it says that it is solved: the customer may say otherwise. Part of a decision. */
export async function solve(it: Deed): Promise<void> {
  const { ctx, stores, say, ticket } = it
  if (!isMine(it)) return present(it)
  const name = ticketName(ticket.number)
  await keep(it, solved(ticket, ctx.now), ticket)
  await tellDesk(it, deskLine(desk.solved(name)))
  const words = phrases[await localeOf(stores, ticket)].ticket
  const reopen = { type: 'ticket.reopen', number: ticket.number } as const
  const news = newsCard(words.solved(name, ctx.member.name), { label: words.button.reopen, action: reopen })
  await say.relay(ticket.conversation, news)
  await record(it, 'ticket.solve')
}

/** The customer's side goes on with what was solved. Part of a decision. @returns false where it cannot be any more */
export async function reopenByCustomer(it: Deed): Promise<boolean> {
  const { ctx, stores, say, ticket } = it
  const { consultant, thread } = ticket
  if (!consultant || !thread || !mayReopen(ticket)) return isHeld(ticket)
  const name = ticketName(ticket.number)
  await stores.desk.holdConversation(ticket.organisationId, ctx.claim.conversationKey)
  await keep(it, written(ticket, ctx.now), ticket)
  await say.sendToDesk(thread, deskLine(desk.reopened.customer(name)))
  const words = phrases[ctx.member.locale].ticket
  await say.relay(ticket.conversation, newsCard(words.reopened(name, consultant.name)))
  return true
}

/** A consultant goes on with what was solved or closed, and has it from then on. Part of a decision. */
export async function reopenByConsultant(it: Deed): Promise<void> {
  const { ctx, stores, say, ticket } = it
  const { organisation, member, now } = ctx
  if (ticket.withdrawnAt || (ticket.state !== 'solved' && ticket.state !== 'closed')) return present(it)
  const name = ticketName(ticket.number)
  const consultant = { providerId: organisation.id, id: member.id, name: member.name }
  const after = { ...written(ticket, now), consultant }
  await keep(it, after, ticket)
  await tellDesk(it, takenCard(after, desk.reopened.consultant(name, member.name)))
  const locale = await localeOf(stores, ticket)
  const words = phrases[locale].ticket
  await say.relay(ticket.conversation, takenNews(ticket, words.taken(name, member.name), locale))
  await record(it, 'ticket.reopen')
}
