import { randomUUID } from 'node:crypto'
import type { Context, Locale } from '../../chat/context.ts'
import { conversationKey } from '../../chat/event.ts'
import type { FileRef } from '../../chat/file.ts'
import { type Deed, deskPlace, keep, localeOf } from './at-hand.ts'
import { carriedCard, standingCard, uploadPageCard } from './cards.ts'
import { handFiles } from './hand-files.ts'
import { desk } from './phrases.ja.ts'
import { phrases } from './phrases.ts'
import { present } from './take.ts'
import { answered, isHeld, type Ticket, ticketName, written } from './ticket.ts'

/** Who brings files to a ticket by the upload page, where their platform takes none. */
export interface Bringer {
  readonly side: 'customer' | 'consultant'
  readonly name: string
  readonly locale: Locale
}

/**
 * The consultant who has the ticket; on the customer's side who asked, or, where others read along, anybody of theirs (`member`).
 * Nobody as long as no consultant has it.
 */
export function bringerOf(
  { consultant, memberId, conversation, ...state }: Ticket,
  id: string,
  member: Pick<Context['member'], 'name' | 'locale'> | undefined,
): Bringer | undefined {
  if (!isHeld(state)) return undefined
  if (consultant?.id === id) return { side: 'consultant', name: consultant.name, locale: 'ja' }
  if (!member || (memberId !== id && conversation.kind !== 'shared')) return undefined
  return { side: 'customer', name: member.name, locale: member.locale }
}

/** 「ファイルを添付」: the presser is given the address of a page of their own. Part of a decision. */
export async function offerPage(it: Deed): Promise<void> {
  const { ctx, stores, say, ticket } = it
  const { organisationId, number, content } = ticket
  const { member, organisation, conversation } = ctx
  const isCustomers = organisation.kind === 'customer'
  const bringer = bringerOf(ticket, member.id, isCustomers ? member : undefined)
  const consultationId = await stores.desk.consultationOf(organisationId, number)
  if (bringer && consultationId !== undefined) {
    const to = { organisationId, memberId: member.id, consultationId }
    await say.send(conversation, uploadPageCard(to, ticketName(number), content.subject, bringer.locale))
  } else if (isCustomers) await say.send(conversation, standingCard(ticket, member.locale))
  else await present(it)
}

/** What was brought goes to the other side as a message of its own. Part of a decision that holds the ticket. */
export async function bringFile(
  { stores, say, ticket, opening }: Pick<Deed, 'stores' | 'say' | 'ticket' | 'opening'>,
  { side, name }: Bringer,
  file: FileRef,
  now: Date,
): Promise<void> {
  const { organisationId, number, conversation, content } = ticket
  const thread = await deskPlace(stores, ticket)
  if (!thread) return
  const isCustomers = side === 'customer'
  const locale = isCustomers ? 'ja' : await localeOf(stores, ticket)
  const place = isCustomers ? conversation : thread
  const carried = {
    ...{ id: randomUUID(), organisationId, number, words: '' },
    to: isCustomers ? 'consultant' : 'customer',
    author: isCustomers ? desk.author(name, content.organisation) : phrases[locale].ticket.author(name),
    ...{ sourceKey: conversationKey(place), source: `upload/${file.id}` },
    ...{ at: now, editedAt: undefined, filesRow: undefined },
  } as const
  const card = carriedCard(carried, [file.name], locale)
  const row = isCustomers ? await say.sendToDesk(thread, card) : await say.relay(conversation, card)
  await stores.relay.carry({ ...carried, row })
  const brought = { ...file, locator: { desk: file.id } }
  const present = await stores.attachments.present(organisationId, number)
  await stores.attachments.add(organisationId, { kind: 'carried', id: carried.id }, place, [brought], present)
  const after = isCustomers ? written(ticket, now) : answered(ticket, opening, now)
  await keep({ stores, say, opening }, after, ticket)
  await handFiles({ stores, say, ticket }, carried.to)
}
