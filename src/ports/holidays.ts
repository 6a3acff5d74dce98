/** The public holidays of the desk's country. */
export interface Holidays {
  /** @param day an ISO date (2026-11-23) */
  isHoliday(day: string): boolean
}
