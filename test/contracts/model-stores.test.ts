import { afterAll, beforeAll, describe } from 'vitest'
import type { Database } from '#src/services/database/open-database.ts'
import { embeddingsContract } from '#test/support/contracts/embeddings.ts'
import { modelUsageContract } from '#test/support/contracts/model-usage.ts'
import { emptyDatabase } from '#test/support/database.ts'

describe('in the embedded database', () => {
  let database: Database
  beforeAll(async () => {
    database = await emptyDatabase()
  })
  afterAll(() => database.close())
  describe('what a model may spend', () => modelUsageContract(() => database))
  describe('embeddings', () => embeddingsContract(() => database))
})
