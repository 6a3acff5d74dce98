import type { Context } from '../../chat/context.ts'
import { type Say, scopeOf, type UnitOfWork } from '../../ports/unit-of-work.ts'
import { ownersOnlyCard } from './member-cards.ts'
import type { AuditStore, MembershipStore } from './membership-store.ts'
import type { StaffCodeStore } from './registration-store.ts'
import type { OrganisationSettingsStore } from './settings-store.ts'

export interface OwnerStores {
  readonly membership: MembershipStore
  readonly staffCodes: StaffCodeStore
  readonly settings: OrganisationSettingsStore
  readonly audit: AuditStore
}

/** What only a customer's owner does, by their role as the decision is made. Anybody else is told who the owner is. */
export function asOwner(
  ctx: Context,
  unitOfWork: UnitOfWork<OwnerStores>,
  work: (stores: OwnerStores, say: Say) => Promise<void>,
): Promise<void> {
  const { organisation, member, conversation } = ctx
  return unitOfWork.decide(scopeOf(ctx), async (stores, say) => {
    const { membership } = stores
    await membership.lock(organisation.id)
    const owners = organisation.kind === 'customer' ? await membership.owners(organisation.id) : []
    if (owners.some(({ id }) => id === member.id)) return work(stores, say)
    await say.send(conversation, ownersOnlyCard(organisation.kind, owners, member.locale))
  })
}
