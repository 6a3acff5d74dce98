import { describe } from 'vitest'
import { bookingContract } from '#test/support/contracts/booking.ts'
import { freshDatabase } from '#test/support/database.ts'

describe('meetings in the embedded database', () => bookingContract(freshDatabase))
