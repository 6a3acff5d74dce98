export { ChecksheetAction } from './actions.ts'
export type { ItemAnswer, Marks } from './answer.ts'
export type {
  Change,
  ChangeSource,
  ChecksheetStore,
  ChecksheetStores,
  Run,
} from './checksheet-store.ts'
export { type HandOutPorts, handOut } from './exchange/hand-out.ts'
export { type FetchBytes, settleImport, type TakeInPorts, takeIn, workbookIn } from './exchange/take-in.ts'
export { comeBack, type ReadMarks, saidInWalk, takeWords, walkingOf } from './in-walk.ts'
export { checkChecksheetForm, isChecksheetForm, itemAsked, openChecksheetForm } from './open-form.ts'
export { progressCsv } from './progress/progress.ts'
export { checksheetLine, mayFollow, readProgress, showProgress } from './progress/show-progress.ts'
export { createReadMarks, readCriteria, readsNoMarks } from './read-marks.ts'
export { type ResultsPorts, showResults } from './results/show-results.ts'
export { shareWork } from './team/share-work.ts'
export { fillItem, walkByWords, walkOn, walkSheet } from './walk-sheet.ts'
export { type ChecksheetWish, checksheetWish } from './wish.ts'
