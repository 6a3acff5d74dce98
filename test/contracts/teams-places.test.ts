import { afterAll, beforeAll, describe } from 'vitest'
import { type Database, openInMemory } from '#src/services/database/open-database.ts'
import { placesContract } from '#test/support/contracts/places.ts'

describe('the places in the embedded database', () => {
  let database: Database
  beforeAll(async () => {
    database = await openInMemory()
  })
  afterAll(() => database.close())
  placesContract(() => database)
})
