import { conversationKey } from '../../chat/event.ts'
import { type Deed, deskPlace } from './at-hand.ts'
import { deskLine, newsCard } from './cards.ts'
import type { DeskStores } from './desk-store.ts'
import { desk } from './phrases.ja.ts'
import { phrases } from './phrases.ts'
import { ticketName } from './ticket.ts'

/**
 * An answer has not helped a member who has a ticket open in this conversation: its consultants read so in its thread, and no second
 * one is opened. Part of a decision. @returns false where they have none here: then nothing was said
 */
export async function tellUnsolved(
  { ctx, stores, say }: Pick<Deed, 'ctx' | 'say'> & { readonly stores: Pick<DeskStores, 'desk' | 'tickets'> },
  subject: string,
): Promise<boolean> {
  const { organisation, member, conversation } = ctx
  const number = (await stores.tickets.openIn(organisation.id, conversationKey(conversation))).at(-1)
  const ticket = number === undefined ? undefined : await stores.desk.ticket(organisation.id, number)
  const place = ticket && (await deskPlace(stores, ticket))
  if (!place || ticket.memberId !== member.id) return false
  const name = ticketName(ticket.number)
  await say.sendToDesk(place, deskLine(desk.unsolved(name, subject)))
  await say.send(conversation, newsCard(phrases[member.locale].ticket.unsolved(name)))
  return true
}
