import type { Context } from '../../../chat/context.ts'
import { scopeOf, type UnitOfWork } from '../../../ports/unit-of-work.ts'
import { isOfDesk } from '../../membership/index.ts'
import type { TicketListAction } from './actions.ts'
import { customerListCard, deskListCard, PAGE } from './cards.ts'
import type { DeskTab, TicketListStore } from './ticket-list-store.ts'

export interface TicketListPorts {
  readonly unitOfWork: UnitOfWork<{ readonly tickets: TicketListStore }>
}

/**
 * 「チケット」: of the desk's people their own, the untaken and the overdue ones; of a customer's people their own, and the organisation's
 * where these are theirs to see. Told to who asks alone; a tab that is not theirs is their first one.
 */
export function listTickets(
  ctx: Context,
  { unitOfWork }: TicketListPorts,
  { tab, page }: Pick<TicketListAction, 'tab' | 'page'>,
  seesCompany: boolean,
): Promise<void> {
  const { organisation, member, conversation, now } = ctx
  // One more than is shown tells whether there are more.
  const window = { skip: page * PAGE, limit: PAGE + 1 }
  return unitOfWork.decide(scopeOf(ctx), async ({ tickets }, say) => {
    if (isOfDesk(ctx)) {
      const shown = deskTabOf(tab)
      const at = { consultantId: member.id, now }
      const listed = await tickets.atDesk(shown, at, window)
      const counts = await tickets.countAtDesk(at)
      await say.send(conversation, deskListCard({ tab: shown, page, listed, counts }, now))
      return
    }
    const shown = tab === 'company' && seesCompany ? 'company' : 'own'
    const listed = await tickets.of(organisation.id, shown === 'own' ? member.id : undefined, window)
    await say.send(
      conversation,
      customerListCard({ tab: shown, page, listed, mayBoth: seesCompany }, member.locale),
    )
  })
}

function deskTabOf(tab: TicketListAction['tab']): DeskTab {
  switch (tab) {
    case 'mine':
    case 'untaken':
    case 'overdue':
      return tab
    case 'first':
    case 'own':
    case 'company':
      return 'mine'
  }
}
