export { type Account, type AccountView, accountCommand, type ReadAccount, viewOf } from './account.ts'
export { accountElements } from './account-cards.ts'
export { PlansAction } from './actions.ts'
export { applicationOf } from './apply.ts'
export { CARRIED_OVER } from './carry-over.ts'
export { contractLine } from './contract-line.ts'
export { entitlementOn, kindOf } from './entitlement.ts'
export { expireAllowances } from './expire-allowances.ts'
export { priceOfExtra } from './extra.ts'
export {
  allowanceSources,
  type Balance,
  type Counts,
  type Hold,
  ledgerEntryKinds,
  leftOf,
  totalOf,
  usableOn,
} from './ledger.ts'
export { pastAccess } from './past-access.ts'
export { daysBetween, isDay } from './period.ts'
export type {
  Brought,
  By,
  ContractStore,
  Difference,
  Expired,
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
export { carriedOver, purchaseRecord, recordPurchase } from './record-purchase.ts'
export { type RemindStores, remind } from './remind.ts'
export type { ReminderStore } from './reminder-store.ts'
export { REMINDER_DAYS, UNUSED_DAYS } from './reminders.ts'
export { accountIn, ownAccountCard, showAccount } from './show-account.ts'
