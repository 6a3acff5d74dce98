export {
  type Clock,
  type ClockNotice,
  dueAt,
  elapsed,
  nextNoticeAt,
  noticeDue,
  pauseClock,
  resumeClock,
  type Standing,
  standingOf,
  startClock,
  stopClock,
} from './clock.ts'
export { type Expectation, expectAnswer } from './expect.ts'
export { expectationWords } from './expectation-words.ts'
export { StoredClock } from './stored.ts'
