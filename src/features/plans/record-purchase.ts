import type { Contract } from '../../chat/context.ts'
import type { Catalogue } from '../../ports/products.ts'
import type { AuditStore } from '../membership/index.ts'
import { CARRIED_OVER, carriedInto, renewalAfter } from './carry-over.ts'
import type { Balance } from './ledger.ts'
import type { By, PlansStores } from './plans-store.ts'
import { decidePurchase, type Grant, type PurchaseOutcome, type PurchaseRequest } from './purchase.ts'

/**
 * Records what an organisation bought: the contract, and what it brings. Part of a decision. Nothing is written unless it is
 * sold, nor when the request's id was sold before.
 */
export async function recordPurchase(
  { contracts, ledger, audit }: PlansStores & { readonly audit: AuditStore },
  catalogue: Catalogue,
  organisationId: string,
  request: PurchaseRequest,
  by: By,
): Promise<PurchaseOutcome> {
  await contracts.lock(organisationId)
  const bought = await contracts.of(organisationId)
  const known = bought.find((it) => it.id === request.id)
  if (known) return { kind: 'sold', contract: known, grants: [] }
  const outcome = decidePurchase(catalogue, bought, request)
  if (outcome.kind !== 'sold') return outcome
  const { contract } = outcome
  await contracts.add(organisationId, contract)
  await ledger.grant(organisationId, contract.id, outcome.grants, by)
  if (catalogue.rules.carryOver === 'intoRenewal') {
    const carried = carriedOver(catalogue, bought, contract, await ledger.balances(organisationId, by.now))
    await ledger.grant(organisationId, contract.id, carried, { ...by, reason: CARRIED_OVER })
  }
  const { id, ...facts } = contract
  await audit.record(organisationId, {
    actor: by.actor,
    what: 'contract.add',
    details: { contract: id, before: null, after: facts, ...(by.reason ? { reason: by.reason } : {}) },
  })
  return outcome
}

/** What had lapsed before the renewal was bought. */
function carriedOver(
  catalogue: Catalogue,
  bought: readonly Contract[],
  contract: Contract,
  balances: readonly Balance[],
): readonly Grant[] {
  const lapsed = balances.filter(
    ({ termId }) => renewalAfter(catalogue, [...bought, contract], termId)?.id === contract.id,
  )
  return carriedInto(
    contract,
    lapsed.map((it) => ({ ...it, times: it.expired })),
  )
}
