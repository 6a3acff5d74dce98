import type { UnitOfWork } from '../../ports/unit-of-work.ts'
import {
  type Attachment,
  type ClaimedAttachment,
  type Fetched,
  missingBy,
  missingWords,
  settleFile,
} from '../attachments/index.ts'
import { type Deed, deskPlace, localeOf, type TicketStores, tellDesk } from './at-hand.ts'
import { carriedFilesCard, deskLine, newsCard } from './cards.ts'
import { desk } from './phrases.ja.ts'
import { phrases } from './phrases.ts'
import type { Carried } from './relay-store.ts'

/** What was fetched of a carried message is settled, and handed over with the rest of it. Nothing, where it was deleted meanwhile. */
export function settleCarriedFile(
  { unitOfWork }: { readonly unitOfWork: UnitOfWork<TicketStores> },
  claimed: ClaimedAttachment,
  carriedId: string,
  fetched: Fetched,
): Promise<void> {
  const { organisationId } = claimed
  return unitOfWork.decide({ kind: 'organisation', organisationId }, async (stores, say) => {
    const carried = await stores.relay.find(organisationId, carriedId)
    // Before anything else: it orders this decision among all that hand over the ticket's files.
    const ticket = carried && (await stores.desk.ticket(organisationId, carried.number))
    const settled = await settleFile(stores, claimed, fetched)
    if (settled && ticket) await handFiles({ stores, say, ticket }, carried.to)
  })
}

/**
 * The files of carried messages follow them, in order: each message's together, once all of them are here or can never be had, and
 * so are those of the messages before it. Who sent them hears which did not come through, and why. Part of a decision that holds the
 * ticket.
 */
export async function handFiles(
  it: Pick<Deed, 'stores' | 'say' | 'ticket'>,
  to: Carried['to'],
): Promise<void> {
  const { stores, ticket } = it
  const { organisationId, number } = ticket
  for (const carried of await stores.relay.withFiles(organisationId, number, to)) {
    const attachments = await stores.attachments.with(organisationId, carried.id)
    if (attachments.some(({ state }) => state === 'waiting')) return
    const filesRow = await sayFiles(it, carried, attachments)
    if (filesRow === undefined) return
    await stores.relay.save({ ...carried, filesRow })
    await tellMissing(it, carried, attachments)
  }
}

/** @returns the outbox row; undefined where the other side is nowhere to be found */
export async function sayFiles(
  { stores, say, ticket }: Pick<Deed, 'stores' | 'say' | 'ticket'>,
  carried: Carried,
  attachments: readonly Attachment[],
): Promise<string | undefined> {
  if (carried.to === 'customer')
    return say.relay(
      ticket.conversation,
      carriedFilesCard(carried, attachments, await localeOf(stores, ticket)),
    )
  const thread = await deskPlace(stores, ticket)
  return thread && say.sendToDesk(thread, carriedFilesCard(carried, attachments, 'ja'))
}

async function tellMissing(
  { stores, say, ticket }: Pick<Deed, 'stores' | 'say' | 'ticket'>,
  { to }: Pick<Carried, 'to'>,
  attachments: readonly Attachment[],
): Promise<void> {
  const locale = to === 'customer' ? 'ja' : await localeOf(stores, ticket)
  for (const [why, all] of missingBy(attachments)) {
    const { names, reason } = missingWords(all, why, locale)
    if (to === 'customer') await tellDesk({ stores, say, ticket }, deskLine(desk.filesNotSent(names, reason)))
    else await say.relay(ticket.conversation, newsCard(phrases[locale].ticket.filesNotSent(names, reason)))
  }
}
