import { randomUUID } from 'node:crypto'
import type { Action } from '../../chat/action.ts'
import type { Context, Locale } from '../../chat/context.ts'
import { type AttachedFile, conversationKey } from '../../chat/event.ts'
import { safeFileName } from '../../chat/file.ts'
import { buttons, type Message, message, text } from '../../chat/message.ts'
import { WRITE_CONSULTATION } from '../../ports/intake.ts'
import { scopeOf, type UnitOfWork } from '../../ports/unit-of-work.ts'
import {
  type Afterwards,
  type Deed,
  deskPlace,
  keep,
  localeOf,
  openingOf,
  record,
  type TicketPorts,
  type TicketStores,
  tellDesk,
} from './at-hand.ts'
import { carriedCard, carriedFilesCard, deskLine, newsCard, notSentCard } from './cards.ts'
import type { TicketId } from './desk-store.ts'
import { handFiles } from './hand-files.ts'
import { desk } from './phrases.ja.ts'
import { phrases } from './phrases.ts'
import type { Carried } from './relay-store.ts'
import { answered, isHeld, mayReopen, ticketName, written } from './ticket.ts'

/** What somebody wrote. `message`: the platform's id of it, or the event's of a form. */
export interface Written {
  readonly text: string
  /** The same with its formatting (chat/event.ts). */
  readonly markdown?: string | undefined
  readonly message: string
  /** What to do at once, where it tells of an incident in progress. */
  readonly steps?: Message | undefined
  readonly files?: readonly AttachedFile[]
}

/**
 * What is written where a consultant has the conversation goes to the other side, once and in order. Only the posts of the consultant
 * who has the ticket reach the customer; a colleague is told that theirs did not.
 */
export function carry<S extends TicketStores>(
  ctx: Context,
  { unitOfWork, library }: Pick<TicketPorts, 'library'> & { readonly unitOfWork: UnitOfWork<S> },
  { organisationId, number }: TicketId,
  words: Written,
  afterwards: Afterwards<S>,
): Promise<void> {
  const scope = { ...scopeOf(ctx), organisationId }
  return unitOfWork.decide(scope, async (stores, say) => {
    const ticket = await stores.desk.ticket(organisationId, number)
    if (!ticket) return
    const it = { ctx, stores, say, ticket, opening: openingOf(ctx, library()) }
    await (ctx.organisation.kind === 'provider' ? toCustomer(it, words) : toConsultant(it, words))
    await afterwards(stores, say, ticket)
  })
}

async function toCustomer(it: Deed, written: Written): Promise<void> {
  const { ticket } = it
  const why = whyNotSent(it, written)
  if (why) {
    await tellDesk(it, notSentCard(ticket, why))
    return
  }
  await deliver(it, written, (author, locale) =>
    carriedCard(
      { author, words: written.text, markdown: written.markdown, editedAt: undefined, to: 'customer' },
      namesIn(written),
      locale,
    ),
  )
}

/**
 * What the consultant who has the ticket says goes out to the customer, behind all that was said before, and the ticket waits for
 * them. `text`: all of what `cardOf` shows; `enclose`: what files go with it, by the id of what is carried. Part of a decision.
 */
export async function deliver(
  it: Deed,
  written: Written,
  cardOf: (author: string, locale: Locale) => Message,
  enclose?: (carriedId: string) => Promise<void>,
): Promise<void> {
  const { ctx, stores, say, ticket } = it
  const locale = await localeOf(stores, ticket)
  const author = phrases[locale].ticket.author(ctx.member.name)
  const carried = { ...carriedBy(it, written), to: 'customer', author } as const
  const row = await say.relay(ticket.conversation, cardOf(author, locale))
  await stores.relay.carry({ ...carried, row })
  await takeFiles(it, carried, written)
  if (enclose) {
    await enclose(carried.id)
    await handFiles(it, 'customer')
  }
  await stores.turns.add(ticket.organisationId, {
    ...{ conversationKey: conversationKey(ticket.conversation), at: ctx.now, author: 'consultant' },
    ...{ memberId: undefined, messageId: carried.id, words: written.text },
  })
  await keep(it, answered(ticket, it.opening, ctx.now), ticket)
}

function whyNotSent({ ctx, ticket }: Deed, { text, files = [] }: Written) {
  if (ticket.withdrawnAt) return 'withdrawn'
  if (ticket.state === 'new') return 'new'
  if (ticket.state === 'closed') return 'closed'
  if (ticket.consultant?.id !== ctx.member.id) return 'other'
  return text.trim() === '' && files.length === 0 ? 'empty' : undefined
}

async function toConsultant(it: Deed, sent: Written): Promise<void> {
  const { ctx, stores, say, ticket } = it
  const { organisation, member, conversation, now } = ctx
  const { consultant } = ticket
  const thread = await deskPlace(stores, ticket)
  if (!thread || !consultant || !(isHeld(ticket) || mayReopen(ticket))) return
  const author = desk.author(member.name, organisation.name)
  const carried = { ...carriedBy(it, sent), to: 'consultant', author } as const
  const name = ticketName(ticket.number)
  if (mayReopen(ticket)) await say.sendToDesk(thread, deskLine(desk.reopened.customer(name)))
  const row = await say.sendToDesk(thread, carriedCard(carried, namesIn(sent), 'ja'))
  await stores.relay.carry({ ...carried, row })
  await takeFiles(it, carried, sent)
  await stores.turns.add(organisation.id, {
    ...{ conversationKey: conversationKey(conversation), at: now, author: 'member' },
    ...{ memberId: member.id, messageId: sent.message, words: sent.text },
  })
  const isNew = sent.steps !== undefined && !ticket.content.urgent
  const urgent = isNew ? { ...ticket, content: { ...ticket.content, urgent: true } } : ticket
  await keep(it, written(urgent, now), ticket)
  // Minutes count: nobody waits for a person to be told them.
  if (isNew && sent.steps) {
    await say.relay(conversation, sent.steps)
    await say.sendToDesk(thread, deskLine(desk.card.urgent))
  }
  const words = phrases[member.locale].ticket
  if (mayReopen(ticket)) {
    await say.relay(conversation, newsCard(words.reopened(name, consultant.name)))
    await record(it, 'ticket.reopen')
    return
  }
  const held = await stores.desk.heldIn(organisation.id, conversationKey(conversation))
  if (held.length > 1)
    await say.relay(conversation, newsCard(words.whichOne(name, ticket.content.subject, consultant.name)))
}

/**
 * What somebody adds to their question before a consultant has taken it goes under its card: where it is one of theirs that waits in this
 * conversation. Part of a decision. @returns false where it is not: then nothing was said
 */
export async function supplement(it: Omit<Deed, 'ticket'>, sent: Written): Promise<boolean> {
  const { ctx, stores, say } = it
  const { organisation, member, conversation, now } = ctx
  const key = conversationKey(conversation)
  const number = (await stores.tickets.openIn(organisation.id, key)).at(-1)
  const ticket = number === undefined ? undefined : await stores.desk.ticket(organisation.id, number)
  const place = ticket && (await deskPlace(stores, ticket))
  if (!place || ticket.state !== 'new' || ticket.memberId !== member.id) return false
  const author = desk.author(member.name, organisation.name)
  const carried = { ...carriedBy({ ...it, ticket }, sent), to: 'consultant', author } as const
  const row = await say.sendToDesk(place, carriedCard(carried, namesIn(sent), 'ja'))
  await stores.relay.carry({ ...carried, row })
  await takeFiles({ ...it, ticket }, carried, sent)
  await stores.turns.add(organisation.id, {
    ...{ conversationKey: key, at: now, author: 'member' },
    ...{ memberId: member.id, messageId: sent.message, words: sent.text },
  })
  await stores.desk.revise({ ...ticket, activeAt: now })
  const words = phrases[member.locale].ticket
  await say.send(
    conversation,
    message(
      words.supplemented(ticketName(ticket.number)),
      text(words.supplemented(ticketName(ticket.number))),
      buttons<Action>({ label: words.button.another, action: WRITE_CONSULTATION }),
    ),
  )
  return true
}

const carriedBy = ({ ctx, ticket }: Pick<Deed, 'ctx' | 'ticket'>, { text, markdown, message }: Written) => ({
  id: randomUUID(),
  organisationId: ticket.organisationId,
  number: ticket.number,
  sourceKey: conversationKey(ctx.conversation),
  source: message,
  words: text,
  markdown,
  at: ctx.now,
  editedAt: undefined,
  filesRow: undefined,
})

const namesIn = ({ files = [] }: Written): readonly string[] => files.map(({ name }) => safeFileName(name))

/** What came with it is fetched; of what need not be, both sides hear at once. */
async function takeFiles(
  it: Deed,
  { organisationId, id, to }: Pick<Carried, 'organisationId' | 'id' | 'to'>,
  { files = [] }: Written,
): Promise<void> {
  if (files.length === 0) return
  const { attachments } = it.stores
  const present = await attachments.present(organisationId, it.ticket.number)
  await attachments.add(organisationId, { kind: 'carried', id }, it.ctx.from, files, present)
  await handFiles(it, to)
}

/** What was carried from a message; undefined: it was not. Read before the decision. */
export async function carriedFrom(
  ctx: Context,
  ports: Pick<TicketPorts, 'unitOfWork'>,
  organisationId: string,
  message: string,
): Promise<Carried | undefined> {
  const { claim: _, ending: __, ...scope } = { ...scopeOf(ctx), organisationId }
  return ports.unitOfWork.decide(scope, ({ relay }) =>
    relay.from(organisationId, conversationKey(ctx.conversation), message),
  )
}

/** Its author edited or deleted what was carried: the other side sees it so. `text` null: deleted. */
export function change(
  ctx: Context,
  { unitOfWork }: Pick<TicketPorts, 'unitOfWork'>,
  { organisationId, id }: Pick<Carried, 'organisationId' | 'id'>,
  edited: Pick<Written, 'text' | 'markdown'> | null,
): Promise<void> {
  const text = edited?.text ?? null
  const scope = { ...scopeOf(ctx), organisationId }
  return unitOfWork.decide(scope, async (stores, say) => {
    const found = await stores.relay.find(organisationId, id)
    const ticket = found && (await stores.desk.ticket(organisationId, found.number))
    // Once more: its files may have been handed over until nobody else could decide about the ticket.
    const before = ticket && (await stores.relay.find(organisationId, id))
    if (!before || before.words === null) return
    const after = { ...before, words: text, markdown: edited?.markdown, editedAt: ctx.now }
    await stores.relay.save(after)
    const locale = before.to === 'customer' ? await localeOf(stores, ticket) : 'ja'
    const attachments = await stores.attachments.with(organisationId, id)
    const names = attachments.map(({ name }) => name)
    await say.update(before.row, carriedCard(after, names, locale))
    if (text === null && attachments.length > 0) {
      await stores.attachments.forget(organisationId, { kind: 'carried', id })
      const rows = [before.filesRow ?? [], ...(await stores.relay.linkRows(organisationId, id))].flat()
      for (const row of rows) await say.update(row, carriedFilesCard(after, [], locale))
      // Those of later messages may have waited for them.
      await handFiles({ stores, say, ticket }, before.to)
    }
    await stores.turns.rewrite(organisationId, before.to === 'customer' ? before.id : before.source, text)
  })
}
