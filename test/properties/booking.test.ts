import { describe, test } from 'vitest'
import { livesOf } from '#test/support/booking-life.ts'
import { freshDatabase } from '#test/support/database.ts'

describe('bookings', () => {
  test('are right after any sequence of holding, confirming, moving, cancelling and time that goes by', async () => {
    await livesOf(await freshDatabase(), 300)
  }, 120_000)
})
