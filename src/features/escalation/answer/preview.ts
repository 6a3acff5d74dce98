import { randomUUID } from 'node:crypto'
import type { Context } from '../../../chat/context.ts'
import { conversationKey, takesNoFiles } from '../../../chat/event.ts'
import type { Message } from '../../../chat/message.ts'
import type { Library } from '../../../ports/knowledge.ts'
import type { Say } from '../../../ports/unit-of-work.ts'
import type { EscalationAction } from '../actions.ts'
import { deskPlace } from '../at-hand.ts'
import { phrases } from '../phrases.ts'
import type { Ticket } from '../ticket.ts'
import { type ReplyStores, readerOf } from './at-hand.ts'
import { previewCard } from './cards.ts'
import type { Draft } from './draft.ts'
import { labelsOf } from './sources.ts'

/** What a draft is shown from, whether or not somebody has just pressed something. */
export interface Showing extends Pick<Context, 'now' | 'timeZone'> {
  readonly stores: ReplyStores
  readonly ticket: Ticket
  readonly library: Library
}

export async function letterOf(
  { stores, ticket, library, now, timeZone }: Showing,
  { subject, body, sources }: Pick<Draft, 'subject' | 'body' | 'sources'>,
  by: string,
) {
  const reader = await readerOf(stores, { now, timeZone }, ticket, library)
  const labels = labelsOf(sources, library.index, reader)
  const { locale } = reader
  const author = phrases[locale].ticket.author(by)
  return { letter: { subject, body, sources: labels.shown }, author, locale, labels }
}

/** Exactly what the customer would get if `by` sent it now, and what has become of its files. Part of a decision that holds the ticket. */
export async function previewOf(
  showing: Showing,
  draft: Omit<Draft, 'row'>,
  by: string,
): Promise<Message<EscalationAction>> {
  const { stores, ticket } = showing
  const { organisationId, number } = ticket
  const { letter, ...reading } = await letterOf(showing, draft, by)
  const attachments = await stores.attachments.drafted(organisationId, number)
  return previewCard(draft, letter, { ...reading, attachments, taken: await takenBy(stores, ticket) })
}

/** How its writer brings files to it: by the form, or where the platform's forms take none by a page of their own. */
async function takenBy({ desk }: Pick<ReplyStores, 'desk'>, ticket: Ticket): Promise<'form' | 'page'> {
  const place = await deskPlace({ desk }, ticket)
  return place && takesNoFiles(conversationKey(place)) ? 'page' : 'form'
}

/** Its files are others now: whoever saw it before cannot send it. Part of a decision that holds the ticket. */
export async function showOthers(showing: Showing, say: Say, draft: Draft): Promise<void> {
  const changed = { ...draft, id: randomUUID(), updatedAt: showing.now }
  await showing.stores.drafts.save(changed)
  await redraw(showing, say, changed)
}

export async function redraw(showing: Showing, say: Say, draft: Draft): Promise<void> {
  const { consultant } = showing.ticket
  await say.update(draft.row, await previewOf(showing, draft, consultant?.name ?? draft.by.name))
}
