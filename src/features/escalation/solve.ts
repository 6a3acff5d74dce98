import { fromTicket } from '../../ports/curation.ts'
import { consultantOf, type Deed, isMine, keep, localeOf, readsIt, record, tellDesk } from './at-hand.ts'
import { deskLine, newsCard, solvedCard, takenCard, takenNews } from './cards.ts'
import { desk } from './phrases.ja.ts'
import { phrases } from './phrases.ts'
import { present } from './take.ts'
import { given, mayReopen, solved, ticketName, written } from './ticket.ts'

/** The consultant who has it says that it is solved: the customer may say otherwise. Part of a decision. */
export async function solve(it: Deed): Promise<void> {
  const { ctx, stores, say, ticket } = it
  if (!isMine(it)) return present(it)
  const name = ticketName(ticket.number)
  await keep(it, solved(ticket, it.opening, ctx.now), ticket)
  const toFaq = { label: desk.button.toFaq, action: fromTicket(ticket) } as const
  await tellDesk(it, deskLine(desk.solved(name), toFaq))
  const locale = await localeOf(stores, ticket)
  const line = phrases[locale].ticket.solved(name, ctx.member.name)
  await say.relay(ticket.conversation, solvedCard(ticket, line, locale))
  await record(it, 'ticket.solve')
  if (ctx.conversation.kind === 'direct')
    await present({ ...it, ticket: solved(ticket, it.opening, ctx.now) })
}

/** The customer's side goes on with what was solved. Part of a decision. @returns false where it cannot be any more */
export async function reopenByCustomer(it: Deed): Promise<boolean> {
  const { ctx, say, ticket } = it
  const { consultant } = ticket
  if (!consultant || !readsIt(it) || !mayReopen(ticket)) return false
  const name = ticketName(ticket.number)
  await keep(it, written(ticket, ctx.now), ticket)
  await tellDesk(it, deskLine(desk.reopened.customer(name)))
  const words = phrases[ctx.member.locale].ticket
  await say.relay(ticket.conversation, newsCard(words.reopened(name, consultant.name)))
  await record(it, 'ticket.reopen')
  return true
}

/** A consultant goes on with what was solved or closed, and has it from then on. Part of a decision. */
export async function reopenByConsultant(it: Deed): Promise<void> {
  const { ctx, stores, say, ticket } = it
  const { member, now } = ctx
  if (ticket.withdrawnAt || ticket.content.question === null) return present(it)
  if (ticket.state !== 'solved' && ticket.state !== 'closed') return present(it)
  const name = ticketName(ticket.number)
  const after = given(written(ticket, now), consultantOf(ctx), now)
  await keep(it, after, ticket)
  await tellDesk(it, takenCard(after, desk.reopened.consultant(name, member.name)))
  const locale = await localeOf(stores, ticket)
  const words = phrases[locale].ticket
  await say.relay(ticket.conversation, takenNews(ticket, words.taken(name, member.name), locale))
  await record(it, 'ticket.reopen')
  if (ctx.conversation.kind === 'direct') await present({ ...it, ticket: after })
}
