import { afterAll, beforeAll, describe } from 'vitest'
import { type Database, openInMemory } from '#src/services/database/open-database.ts'
import { installationsContract } from '#test/support/contracts/installations.ts'

describe('the installations in the embedded database', () => {
  let database: Database
  beforeAll(async () => {
    database = await openInMemory()
  })
  afterAll(() => database.close())
  installationsContract(() => database)
})
