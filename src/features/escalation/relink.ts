import type { Context } from '../../chat/context.ts'
import type { Say } from '../../ports/unit-of-work.ts'
import { isOfDesk } from '../membership/index.ts'
import { readsIt, type TicketStores } from './at-hand.ts'
import { carriedFilesCard, deskLine } from './cards.ts'
import { phrases } from './phrases.ts'

/**
 * Links to what came with a post have expired: the same files once more, with fresh ones, for the side that they were carried to. Part
 * of a decision.
 */
export async function relink(
  { ctx, stores, say }: { readonly ctx: Context; readonly stores: TicketStores; readonly say: Say },
  organisationId: string,
  id: string,
): Promise<void> {
  const carried = await stores.relay.find(organisationId, id)
  const ticket = carried && (await stores.desk.ticket(organisationId, carried.number))
  const attachments = ticket ? await stores.attachments.with(organisationId, id) : []
  const isTheirs =
    ctx.organisation.kind === 'provider'
      ? carried?.to === 'consultant' && isOfDesk(ctx)
      : carried?.to === 'customer' && ticket !== undefined && readsIt({ ctx, ticket })
  const { locale } = ctx.member
  if (
    !carried ||
    carried.words === null ||
    !isTheirs ||
    !attachments.some(({ state }) => state === 'stored')
  ) {
    await say.send(ctx.conversation, deskLine(phrases[locale].ticket.filesGone))
    return
  }
  const row = await say.send(ctx.conversation, carriedFilesCard(carried, attachments, locale, 'links'))
  await stores.relay.relinked(organisationId, id, row)
}
