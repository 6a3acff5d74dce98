import type { Context } from '../../chat/context.ts'
import type { Message } from '../../chat/message.ts'
import type { Library } from '../../ports/knowledge.ts'
import { scopeOf, type UnitOfWork } from '../../ports/unit-of-work.ts'
import type { Account, AccountView } from './account.ts'
import { accountCard } from './account-cards.ts'
import type { PlansAction } from './actions.ts'
import type { LedgerStore, PlansStores } from './plans-store.ts'

/** 「契約状況」, or a button of such a card: what the desk knows of one's own contract. Writes nothing. */
export function showAccount(
  ctx: Context,
  ports: { readonly unitOfWork: UnitOfWork<PlansStores>; readonly library: () => Library },
  view: AccountView,
): Promise<void> {
  const library = ports.library()
  return ports.unitOfWork.decide(scopeOf(ctx), async ({ ledger }, say) => {
    await say.send(ctx.conversation, await ownAccountCard(view, ctx, ledger, library))
  })
}

/** Part of a decision. */
export async function ownAccountCard(
  view: AccountView,
  ctx: Context,
  ledger: LedgerStore,
  library: Library,
): Promise<Message<PlansAction>> {
  return accountCard(view, ctx, await accountIn(ledger, ctx), library)
}

export async function accountIn(
  ledger: Pick<LedgerStore, 'balances' | 'holds'>,
  { organisation, now }: Pick<Context, 'now'> & { readonly organisation: { readonly id: string } },
): Promise<Account> {
  return {
    balances: await ledger.balances(organisation.id, now),
    holds: await ledger.holds(organisation.id, now),
  }
}
