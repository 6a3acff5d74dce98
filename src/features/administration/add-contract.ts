import { randomUUID } from 'node:crypto'
import type { Contract, Organisation } from '../../chat/context.ts'
import type { Catalogue, Product } from '../../ports/products.ts'
import type { AuditStore } from '../membership/index.ts'
import {
  type By,
  decidePurchase,
  type PlansStores,
  type PurchaseOutcome,
  recordPurchase,
} from '../plans/index.ts'
import type { AdministrationStore } from './administration-store.ts'
import { type ContractRefusal, type ContractWish, requestOf } from './contract-wish.ts'
import { customerOf, type UnknownOrganisation } from './customer.ts'

export type AddedContract = {
  readonly kind: 'added'
  readonly organisation: Organisation
  readonly product: Product
  readonly contract: Contract
}

export type ContractOutcome = AddedContract | UnknownOrganisation | ContractRefusal

type Reading = Pick<PlansStores, 'contracts'> & { readonly administration: AdministrationStore }

export interface WishOf extends ContractWish {
  /** Its code. */
  readonly organisation: string
}

/** Records a purchase as an operator says it was made. Part of a decision; nothing is written unless it is added. */
export const addContract = (
  stores: Reading & PlansStores & { readonly audit: AuditStore },
  catalogue: Catalogue,
  wish: WishOf,
  { today, ...by }: By & { readonly today: string },
): Promise<ContractOutcome> =>
  settle(stores, catalogue, wish, today, (organisation, request) =>
    recordPurchase(stores, catalogue, organisation.id, request, by),
  )

/** What `addContract` would come to now. Reads only. */
export const judgeContract = (
  stores: Reading,
  catalogue: Catalogue,
  wish: WishOf,
  today: string,
): Promise<ContractOutcome> =>
  settle(stores, catalogue, wish, today, async (organisation, request) =>
    decidePurchase(catalogue, await stores.contracts.of(organisation.id), request),
  )

async function settle(
  { administration }: Reading,
  catalogue: Catalogue,
  wish: WishOf,
  today: string,
  decide: (
    organisation: Organisation,
    request: Parameters<typeof decidePurchase>[2],
  ) => Promise<PurchaseOutcome>,
): Promise<ContractOutcome> {
  const customer = await customerOf(administration, wish.organisation)
  if (customer.kind !== 'customer') return customer
  const asked = requestOf(catalogue, wish, today, randomUUID())
  if (asked.kind !== 'request') return asked
  const { organisation } = customer
  const { product } = asked.request
  const outcome = await decide(organisation, asked.request)
  if (outcome.kind !== 'sold') return { ...outcome, product }
  return { kind: 'added', organisation, product, contract: outcome.contract }
}
