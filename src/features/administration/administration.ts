import type { Context } from '../../chat/context.ts'
import type { Library } from '../../ports/knowledge.ts'
import type { UnitOfWork } from '../../ports/unit-of-work.ts'
import type { MembershipStores } from '../membership/index.ts'
import type { PlansStores } from '../plans/index.ts'
import type { AdministrationStore } from './administration-store.ts'
import type { OutgoingStore } from './outgoing-store.ts'

export type AdministrationStores = MembershipStores &
  PlansStores & { readonly administration: AdministrationStore; readonly outgoing: OutgoingStore }

export interface AdministrationPorts {
  readonly unitOfWork: UnitOfWork<AdministrationStores>
  readonly library: () => Pick<Library, 'products' | 'provider'>
  readonly providerId: string
}

/** Who may look: the provider's people. Its admins alone may change anything. */
export const mayLook = ({ organisation }: Pick<Context, 'organisation'>): boolean =>
  organisation.kind === 'provider'
export const mayChange = (who: Pick<Context, 'organisation' | 'member'>): boolean =>
  mayLook(who) && who.member.role === 'admin'

/** Outside any event's decision. */
export const reading = <T>(
  { unitOfWork, providerId }: AdministrationPorts,
  work: (stores: AdministrationStores) => Promise<T>,
): Promise<T> => unitOfWork.decide({ kind: 'desk', organisationId: providerId }, work)
