export { contractFacts, contractLine } from './cards.ts'
export { entitlementOn } from './entitlement.ts'
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
  By,
  ContractStore,
  Difference,
  Expired,
  HoldOutcome,
  LedgerStore,
  PlansStores,
} from './plans-store.ts'
export type { Grant, PurchaseOutcome } from './purchase.ts'
export { recordPurchase } from './record-purchase.ts'
export { contractSummary } from './summary.ts'
