export { HistoryAction } from './actions.ts'
export { asksForHistory } from './history-query.ts'
export { historyChoice } from './line.ts'
export {
  listCompany,
  listFound,
  listMore,
  listOwn,
  seesCompany,
  showPast,
} from './list-history.ts'
export type {
  OpenConsultations,
  Page,
  PastConsultation,
  PastConsultations,
  Period,
  SearchedConsultation,
} from './past-consultations.ts'
