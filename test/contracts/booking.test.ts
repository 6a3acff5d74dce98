import { describe } from 'vitest'
import { bookingContract } from '#test/support/contracts/booking.ts'
import { busyFeedContract } from '#test/support/contracts/busy-feeds.ts'
import { freshDatabase } from '#test/support/database.ts'

describe('meetings in the embedded database', () => bookingContract(freshDatabase))

describe('calendars elsewhere in the embedded database', () => busyFeedContract(freshDatabase))
