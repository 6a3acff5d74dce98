export {
  addBusinessTime,
  businessDaysFrom,
  businessMinutesBetween,
  closingOf,
  isBusinessDay,
  isOpen,
  nextOpening,
  type Opening,
} from './desk-hours.ts'
