export { ChecksheetAction } from './actions.ts'
export type { Answers, Entry, ItemAnswer, Mark, Marks } from './answer.ts'
export type {
  Change,
  ChangeSource,
  ChecksheetStore,
  ChecksheetStores,
  Place,
  Run,
} from './checksheet-store.ts'
export type { ChecksheetPorts } from './desk.ts'
export { comeBack, type ReadMarks, saidInWalk, takeWords, walkingOf } from './in-walk.ts'
export { checkChecksheetForm, isChecksheetForm, itemAsked, openChecksheetForm } from './open-form.ts'
export { type DrawResults, showResults } from './results/show-results.ts'
export { createReadMarks, readCriteria, readsNoMarks } from './read-marks.ts'
export { shareWork } from './team/share-work.ts'
export { fillItem, type WalkAction, walkByWords, walkOn, walkSheet } from './walk-sheet.ts'
export { type ChecksheetWish, checksheetWish } from './wish.ts'
