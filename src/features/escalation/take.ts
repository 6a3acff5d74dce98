import { consultantOf, type Deed, keep, localeOf, record, tellDesk } from './at-hand.ts'
import { deskLine, presentCard, takenCard, takenNews } from './cards.ts'
import { desk } from './phrases.ja.ts'
import { phrases } from './phrases.ts'
import { given, isHeld, taken, ticketName } from './ticket.ts'

/** A consultant takes a ticket that is nobody's: one does, everybody else is told who. Part of a decision. */
export async function take(it: Deed): Promise<void> {
  const { ctx, stores, say, ticket } = it
  const { organisationId, number } = ticket
  const name = ticketName(number)
  if (ticket.state !== 'new' || ticket.withdrawnAt) return present(it)
  const thread = ticket.thread ?? (await stores.desk.cardThread(organisationId, number)) ?? ctx.conversation
  if (thread.kind !== 'shared' || thread.thread === undefined) {
    await say.sendToDesk(ctx.conversation, deskLine(desk.noThread(name)))
    return
  }
  const by = consultantOf(ctx)
  const after = taken(ticket, { by, thread, now: ctx.now })
  await keep(it, after, ticket)
  await say.sendToDesk(thread, takenCard(after, desk.taken(name, by.name)))
  const locale = await localeOf(stores, ticket)
  const words = phrases[locale].ticket
  await say.relay(ticket.conversation, takenNews(ticket, words.taken(name, by.name), locale))
  await record(it, 'ticket.take', { after: by.name })
  if (ctx.conversation.kind === 'direct') await present({ ...it, ticket: after })
}

/** A consultant goes on with what a colleague has. Part of a decision. */
export async function takeOver(it: Deed): Promise<void> {
  const { ctx, stores, say, ticket } = it
  const before = ticket.consultant
  if (!isHeld(ticket) || !before || before.id === ctx.member.id) return present(it)
  const name = ticketName(ticket.number)
  const after = given(ticket, consultantOf(ctx), ctx.now)
  await keep(it, after, ticket)
  await tellDesk(it, takenCard(after, desk.tookOver(name, ctx.member.name, before.name)))
  const locale = await localeOf(stores, ticket)
  const words = phrases[locale].ticket
  await say.relay(ticket.conversation, takenNews(ticket, words.tookOver(name, ctx.member.name), locale))
  await record(it, 'ticket.takeOver', { before: before.name, after: ctx.member.name })
  if (ctx.conversation.kind === 'direct') await present({ ...it, ticket: after })
}

/** How a ticket stands, to who pressed what is not to be done any more. Part of a decision. */
export async function present({ ctx, say, ticket, own }: Deed): Promise<void> {
  await say.sendToDesk(own ?? ctx.conversation, presentCard(ticket))
}
