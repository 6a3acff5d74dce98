export { businessDaysFrom, isBusinessDay, isOpen, nextOpening, type Opening } from './desk-hours.ts'
