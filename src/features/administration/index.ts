export { AdministrationAction, isAdministrationForm } from './actions.ts'
export { addContract } from './add-contract.ts'
export { adjustQuota } from './adjust-quota.ts'
export { administer, showCustomerCalled, showFigures, showMenu } from './administer.ts'
export { type AdministrationStores, mayLook } from './administration.ts'
export type {
  AdministrationStore,
  AuditEntry,
  OrganisationRecords,
} from './administration-store.ts'
export { type AskedFor, administrationIn } from './asked-for.ts'
export { customerOf } from './customer.ts'
export { dayIn } from './day-in.ts'
export { MAX_IMPORT_BYTES } from './decode-file.ts'
export { exportOrganisation } from './export-organisation.ts'
export { ImportOvertaken, importContracts, tryImport } from './import-contracts.ts'
export { administrationForm, checkAdministration } from './open-form.ts'
export { contractWords, type FieldNames, productName, quotaWords } from './outcome-words.ts'
export {
  type Chosen,
  type Outgoing,
  type OutgoingStore,
  outgoingStates,
} from './outgoing-store.ts'
export { type Quota, quotaOf } from './quota.ts'
export { type Column, columns, MAX_IMPORT_ROWS, type Problem, readSheet } from './read-sheet.ts'
export { resumeSending, setAside, settleIn, settleMessages } from './set-aside.ts'
export { MAX_TAG, MAX_TAGS, setTags, tagsIn } from './set-tags.ts'
export type { CountedTicket } from './ticket-figures.ts'
