export { acceptBooking } from './accept-booking.ts'
export { BookingAction } from './actions.ts'
export type { Availability, Slot, Taken, WeeklyHours } from './availability.ts'
export type { Booking } from './booking.ts'
export type { AvailabilityStore, BookableConsultant, BookingStore, BookingStores } from './booking-store.ts'
export type { CalendarLinkStore, ReadSubscription } from './calendar/calendar-link-store.ts'
export { calendarFeed } from './calendar/feed.ts'
export { type SubscribePorts, subscribe } from './calendar/subscribe.ts'
export { asksForCalendar } from './calendar/wish.ts'
export { decideBooking, describeBooking } from './decide-booking.ts'
export type { BookingPorts } from './desk.ts'
export { HoursAction, isHoursForm } from './hours/actions.ts'
export { CalendarAction, isCalendarForm } from './hours/calendars/actions.ts'
export { type BegunFeed, type BusyFeed, FEED_MINUTES, MOST_FEEDS } from './hours/calendars/busy-feed.ts'
export type { BusyFeedStore } from './hours/calendars/busy-feed-store.ts'
export { faultWords, type NotAdded } from './hours/calendars/cards.ts'
export { beginFeeds, readFeed } from './hours/calendars/read-feed.ts'
export {
  addTried,
  checkCalendar,
  openCalendarForm,
  removeFeed,
  sealCalendar,
  setCalendars,
  tryCalendar,
} from './hours/calendars/set-calendars.ts'
export { changeOf, LIMITS, numberIn, readException, readRoom, usualHours } from './hours/hours.ts'
export { checkHours, openHoursForm, setHours } from './hours/set-hours.ts'
export { type HoursProblem, printWeekly, readHours, readWeekly } from './hours/weekly-words.ts'
export { asksForHours } from './hours/wish.ts'
export { isMeetingForm, MeetingAction } from './meeting/actions.ts'
export { placesOf } from './meeting/at-hand.ts'
export { decideMeeting, openMeetingForm } from './meeting/desk-side.ts'
export { endMeeting, lapseHold } from './meeting/end-meeting.ts'
export type { MeetingStore } from './meeting/meeting-store.ts'
export { rateMeeting } from './meeting/rate-meeting.ts'
export { remindMeeting } from './meeting/remind-meeting.ts'
export { remindedUntil, SOON_MINUTES } from './meeting/reminding.ts'
export { chooseConsultant, offerAbout, offerByWords, offerSlots } from './offer-slots.ts'
export { openDescribeForm } from './open-form.ts'
export { type BookingWish, bookingWish } from './wish.ts'
