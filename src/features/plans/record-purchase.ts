import type { Contract } from '../../chat/context.ts'
import type { Catalogue } from '../../ports/products.ts'
import type { AuditRecord, AuditStore } from '../membership/index.ts'
import { CARRIED_OVER, carriedInto, renewalAfter } from './carry-over.ts'
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
  const carried = await carriedOver({ ledger }, catalogue, organisationId, { contract, bought }, by.now)
  await ledger.grant(organisationId, contract.id, carried, { ...by, reason: CARRIED_OVER })
  await audit.record(organisationId, purchaseRecord(contract, by))
  return outcome
}

/** A purchase as the audit log keeps it. */
export function purchaseRecord({ id, ...facts }: Contract, { actor, reason }: By): AuditRecord {
  return {
    ...{ actor, what: 'contract.add' },
    details: { contract: id, before: null, after: facts, ...(reason ? { reason } : {}) },
  }
}

/** What had lapsed before a renewal was bought, where the operator lets it go on. */
export async function carriedOver(
  { ledger }: Pick<PlansStores, 'ledger'>,
  catalogue: Catalogue,
  organisationId: string,
  { contract, bought }: { readonly contract: Contract; readonly bought: readonly Contract[] },
  now: Date,
): Promise<readonly Grant[]> {
  if (catalogue.rules.carryOver === 'none') return []
  const lapsed = (await ledger.balances(organisationId, now)).filter(
    ({ termId }) => renewalAfter(catalogue, [...bought, contract], termId)?.id === contract.id,
  )
  return carriedInto(
    contract,
    lapsed.map((it) => ({ ...it, times: it.expired })),
  )
}
