import { afterAll, beforeAll, describe } from 'vitest'
import type { Database } from '#src/services/database/open-database.ts'
import { installationsContract } from '#test/support/contracts/installations.ts'
import { emptyDatabase } from '#test/support/database.ts'

describe('the installations in the embedded database', () => {
  let database: Database
  beforeAll(async () => {
    database = await emptyDatabase()
  })
  afterAll(() => database.close())
  installationsContract(() => database)
})
