import type { Catalogue } from '../../ports/products.ts'
import type { AuditStore } from '../membership/index.ts'
import { kindOf } from './entitlement.ts'
import type { Balance } from './ledger.ts'
import type { By, PlansStores } from './plans-store.ts'
import { decidePurchase, type Grant, type PurchaseOutcome, type PurchaseRequest } from './purchase.ts'

/**
 * Records what an organisation bought: the contract, and what it brings. Part of a decision. Nothing is written unless it is
 * sold.
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
  const outcome = decidePurchase(catalogue, bought, request)
  if (outcome.kind !== 'sold') return outcome
  const { contract } = outcome
  await contracts.add(organisationId, contract)
  await ledger.grant(organisationId, contract.id, outcome.grants, by)
  if (catalogue.rules.carryOver === 'intoRenewal' && kindOf(catalogue, contract) === 'renewal') {
    const lapsed = await ledger.balances(organisationId, by.now)
    const before = bought.findLast(({ endsOn }) => endsOn < contract.startsOn)
    const carried = lapsed.filter(({ termId }) => termId === before?.termId).map(carriedInto(contract))
    await ledger.grant(
      organisationId,
      contract.id,
      carried.filter(({ times }) => times > 0),
      {
        ...by,
        reason: CARRIED_OVER,
      },
    )
  }
  const { id, ...facts } = contract
  await audit.record(organisationId, {
    actor: by.actor,
    what: 'contract.add',
    details: { contract: id, before: null, after: facts, ...(by.reason ? { reason: by.reason } : {}) },
  })
  return outcome
}

export const CARRIED_OVER = 'carried over'

/** What had lapsed before the renewal was bought. */
const carriedInto =
  ({
    termId,
    startsOn,
    endsOn,
  }: {
    readonly termId: string
    readonly startsOn: string
    readonly endsOn: string
  }) =>
  ({ allowance, source, expired }: Balance): Grant => ({
    ...{ termId, allowance, source, times: expired, revives: false },
    ...{ validFrom: startsOn, validTo: endsOn },
  })
