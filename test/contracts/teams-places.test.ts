import { afterAll, beforeAll, describe } from 'vitest'
import type { Database } from '#src/services/database/open-database.ts'
import { placesContract } from '#test/support/contracts/places.ts'
import { emptyDatabase } from '#test/support/database.ts'

describe('the places in the embedded database', () => {
  let database: Database
  beforeAll(async () => {
    database = await emptyDatabase()
  })
  afterAll(() => database.close())
  placesContract(() => database)
})
