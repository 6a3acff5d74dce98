export { CounsellingAction, isCounsellingForm } from './actions.ts'
export { counselByWords } from './by-words.ts'
export { type CounsellingOffer, offerButtons } from './cards.ts'
export type { Counselling } from './counselling.ts'
export type { CounsellingStore } from './counselling-store.ts'
export { counsellingOfferOf, decideCounselling } from './decide-counselling.ts'
export { decideCounsellingDesk } from './desk-side.ts'
export { handOutProgram } from './hand-out-program.ts'
export { checkCounsellingForm, openCounsellingForm } from './open-form.ts'
export type { ProgramRow } from './program.ts'
export { remindOfCounselling } from './remind-counselling.ts'
export {
  checkTaskForm,
  isTaskForm,
  lookAfterTasks,
  openTaskForm,
  type RemindTasksPorts,
  remindOfTasks,
  type Task,
  TaskAction,
  type TaskReminder,
  type TaskStore,
  toldUntil,
} from './tasks/index.ts'
export { type CounsellingWish, counsellingWish } from './wish.ts'
