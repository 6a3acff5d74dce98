export { ChecksheetAction } from './actions.ts'
export type { ItemAnswer, Marks } from './answer.ts'
export type {
  Change,
  ChangeSource,
  ChecksheetStore,
  ChecksheetStores,
  Run,
} from './checksheet-store.ts'
export {
  type Counselling,
  CounsellingAction,
  type CounsellingStore,
  type CounsellingWish,
  checkCounsellingForm,
  checkTaskForm,
  counselByWords,
  counsellingWish,
  decideCounselling,
  decideCounsellingDesk,
  handOutProgram,
  isCounsellingForm,
  isTaskForm,
  lookAfterTasks,
  openCounsellingForm,
  openTaskForm,
  type ProgramRow,
  type RemindTasksPorts,
  remindOfCounselling,
  remindOfTasks,
  type Task,
  TaskAction,
  type TaskReminder,
  type TaskStore,
  toldUntil,
} from './counselling/index.ts'
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
export { type OpenItem, openItemsOf } from './open-items.ts'
export { progressCsv } from './progress/progress.ts'
export { checksheetLine, readProgress, showProgress } from './progress/show-progress.ts'
export { standingOf } from './rating.ts'
export { createReadMarks, readCriteria, readsNoMarks } from './read-marks.ts'
export type { RemindSubmissionPorts } from './remind-submission.ts'
export { type ResultsPorts, showResults } from './results/show-results.ts'
export {
  createDraftComment,
  type DraftComment,
  decideReview,
  decideReviewDesk,
  handOutReview,
  isReviewForm,
  openByNumber,
  openReviewForm,
  type Review,
  ReviewAction,
  type ReviewDeskPorts,
  type ReviewStore,
  remindOfReview,
  writeComment,
} from './review/index.ts'
export type { SubmissionId } from './submission.ts'
export { SubmissionClock, type Timed } from './submission-clock.ts'
export { shareWork } from './team/share-work.ts'
export { fillItem, walkByWords, walkOn, walkSheet } from './walk-sheet.ts'
export { type ChecksheetWish, checksheetWish } from './wish.ts'
