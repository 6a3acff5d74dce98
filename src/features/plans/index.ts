export { contractFacts, contractLine } from './cards.ts'
export { contractOn, inForce } from './contract.ts'
export { contractSummary } from './summary.ts'
