export type { Availability, Slot, Taken, WeeklyHours } from './availability.ts'
export type { Booking } from './booking.ts'
export type { AvailabilityStore, BookableConsultant, BookingStore, BookingStores } from './booking-store.ts'
