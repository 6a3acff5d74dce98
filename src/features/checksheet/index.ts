export { ChecksheetAction } from './actions.ts'
export type { Answers, Entry, ItemAnswer, Mark, Marks } from './answer.ts'
export type {
  Change,
  ChangeSource,
  ChecksheetStore,
  ChecksheetStores,
  HandedIn,
  Place,
  Run,
} from './checksheet-store.ts'
export type { ChecksheetPorts } from './desk.ts'
export {
  type FetchBytes,
  type HandOutPorts,
  handOut,
  settleImport,
  type TakeInPorts,
  takeIn,
  workbookIn,
} from './exchange/index.ts'
export { comeBack, type ReadMarks, saidInWalk, takeWords, walkingOf } from './in-walk.ts'
export { checkChecksheetForm, isChecksheetForm, itemAsked, openChecksheetForm } from './open-form.ts'
export { createReadMarks, readCriteria, readsNoMarks } from './read-marks.ts'
export { type ResultsPorts, showResults } from './results/show-results.ts'
export {
  decideReview,
  decideReviewDesk,
  handOutReview,
  isReviewForm,
  openReviewForm,
  type Review,
  ReviewAction,
  type ReviewStore,
} from './review/index.ts'
export { shareWork } from './team/share-work.ts'
export { fillItem, type WalkAction, walkByWords, walkOn, walkSheet } from './walk-sheet.ts'
export { type ChecksheetWish, checksheetWish } from './wish.ts'
