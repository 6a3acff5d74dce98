export { contractFacts, contractLine } from './cards.ts'
export { entitlementOn, kindOf } from './entitlement.ts'
export {
  type AllowanceSource,
  allowanceSources,
  type Balance,
  type Counts,
  type Hold,
  type LedgerEntry,
  ledgerEntryKinds,
  leftOf,
  totalOf,
} from './ledger.ts'
export { daysBetween, isDay } from './period.ts'
export type {
  Brought,
  By,
  ContractStore,
  Difference,
  Expired,
  HoldOutcome,
  LedgerStore,
  PlansStores,
} from './plans-store.ts'
export {
  decidePurchase,
  type Grant,
  type PersonReason,
  type PurchaseOutcome,
  type PurchaseRequest,
  type Refusal,
} from './purchase.ts'
export { CARRIED_OVER, carriedOver, purchaseRecord, recordPurchase } from './record-purchase.ts'
export { contractSummary } from './summary.ts'
