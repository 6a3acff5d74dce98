import type { DeskHours } from '#src/ports/knowledge.ts'

/** As the desk is shipped. */
export const WEEKDAYS: DeskHours = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  hours: ['09:30-12:00', '13:00-17:30'],
  closedOnHolidays: true,
  extraClosures: [],
}

export const NEVER_OPEN: DeskHours = { days: [], hours: [], closedOnHolidays: true, extraClosures: [] }
