import type { Context, Course, Locale } from '../../../chat/context.ts'
import { dayOf } from '../../../chat/day.ts'
import type { Library } from '../../../ports/knowledge.ts'
import type { UnitOfWork } from '../../../ports/unit-of-work.ts'
import { type ContractStore, entitlementOn } from '../../plans/index.ts'
import { type Deed, isMine, localeOf, type TicketStores } from '../at-hand.ts'
import type { Ticket } from '../ticket.ts'
import type { DraftStore } from './draft-store.ts'

export type ReplyStores = TicketStores & {
  readonly drafts: DraftStore
  readonly contracts: Pick<ContractStore, 'of'>
}

export interface ReplyPorts {
  readonly unitOfWork: UnitOfWork<ReplyStores>
  readonly library: () => Library
}

/** A decision about an answer. */
export interface AnswerDeed extends Deed {
  readonly stores: ReplyStores
  readonly library: Library
}

/** Who will read the answer. */
export interface Reader {
  /** In force today; undefined outside a contract. */
  readonly course: Course | undefined
  readonly locale: Locale
}

export async function readerOf(
  stores: Pick<ReplyStores, 'contracts' | 'membership'>,
  { now, timeZone }: Pick<Context, 'now' | 'timeZone'>,
  ticket: Ticket,
  { products }: Pick<Library, 'products'>,
): Promise<Reader> {
  const bought = await stores.contracts.of(ticket.organisationId)
  const { course } = entitlementOn(products, bought, dayOf(now, timeZone))
  return { course, locale: await localeOf(stores, ticket) }
}

/** A draft is for who has the ticket; of one that is nobody's, for whoever wants to see one. */
export const mayPropose = (it: Parameters<typeof isMine>[0]): boolean =>
  isMine(it) || (it.ticket.state === 'new' && !it.ticket.withdrawnAt)
