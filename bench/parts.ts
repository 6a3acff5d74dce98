import { measureAcknowledging } from './acknowledge.ts'
import { measureAnswering } from './answer.ts'
import { measureBooking } from './bookings.ts'
import { measureChecksheets } from './checksheets.ts'
import { measureHolding } from './holds.ts'
import type { Measurement } from './measure.ts'
import { measureNotices } from './notices.ts'
import { measureRelaying } from './relay.ts'
import { measureSearching } from './search.ts'
import { measureStarting } from './start.ts'
import { measureWalking } from './walk.ts'

/** What is measured together, in a process of its own, and how long it may take at most. */
interface Part {
  readonly minutes: number
  readonly measure: () => Promise<readonly Measurement[]>
}

/** In the order of the report. */
export const PARTS: Readonly<Record<string, Part>> = {
  start: { minutes: 3, measure: measureStarting },
  search: { minutes: 10, measure: measureSearching },
  holds: { minutes: 4, measure: measureHolding },
  bookings: { minutes: 3, measure: measureBooking },
  checksheets: { minutes: 5, measure: measureChecksheets },
  acknowledge: { minutes: 4, measure: measureAcknowledging },
  answer: { minutes: 4, measure: measureAnswering },
  walk: { minutes: 3, measure: measureWalking },
  relay: { minutes: 4, measure: measureRelaying },
  notices: { minutes: 12, measure: measureNotices },
}
