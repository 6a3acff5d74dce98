import { expect, onTestFinished, test } from 'vitest'
import { audienceNow } from '#src/features/notices/at-hand.ts'
import { EVERYBODY } from '#src/features/notices/notice.ts'
import { bookingLibrary } from '#test/support/bookers.ts'
import { customersIn, NOW } from '#test/support/customers.ts'
import { ownDatabase } from '#test/support/database.ts'
import { AUDIENCE_ITEM, fillAudience } from '#test/support/notice-audience.ts'
import { NOTICE } from '#test/support/tenants.ts'

const CUSTOMERS = 10_000

test('of ten thousand customers it is known who has not done an item, whoever has done it before', async () => {
  const database = await ownDatabase()
  onTestFinished(() => database.close())
  const { asDesk } = await customersIn(database)
  const { sql } = database
  await fillAudience(sql, CUSTOMERS)
  const ctx = { now: NOW, timeZone: 'Asia/Tokyo' }
  const audience = { ...EVERYBODY, item: { number: AUDIENCE_ITEM, state: 'open' as const } }
  const { included, excluded } = await asDesk((stores) =>
    audienceNow({ stores, library: bookingLibrary, ctx }, { audience, content: NOTICE }),
  )
  expect(included).toHaveLength(CUSTOMERS / 2)
  expect(excluded).toEqual([])
  expect(included[0]?.organisation.code).toBe('X00001')
})
