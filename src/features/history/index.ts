export { HistoryAction } from './actions.ts'
export { historyChoice, historyLine } from './line.ts'
export type {
  OpenConsultations,
  Page,
  PastConsultation,
  PastConsultations,
  Period,
  SearchedConsultation,
} from './past-consultations.ts'
