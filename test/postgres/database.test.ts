import { afterAll, beforeAll, describe } from 'vitest'
import { type Database, openPostgres } from '#src/services/database/open-database.ts'
import { attachmentsContract } from '#test/support/contracts/attachments.ts'
import { bookingContract } from '#test/support/contracts/booking.ts'
import { busyFeedContract } from '#test/support/contracts/busy-feeds.ts'
import { databaseContract } from '#test/support/contracts/database.ts'
import { earlierContract } from '#test/support/contracts/earlier.ts'
import { embeddingsContract } from '#test/support/contracts/embeddings.ts'
import { filesContract } from '#test/support/contracts/files.ts'
import { importContract } from '#test/support/contracts/import.ts'
import { installationsContract } from '#test/support/contracts/installations.ts'
import { jobsContract } from '#test/support/contracts/jobs.ts'
import { ledgerContract } from '#test/support/contracts/ledger.ts'
import { linkingContract } from '#test/support/contracts/linking.ts'
import { modelUsageContract } from '#test/support/contracts/model-usage.ts'
import { onboardingContract } from '#test/support/contracts/onboarding.ts'
import { placesContract } from '#test/support/contracts/places.ts'
import { roomContract, roomOver, storedRoomContract } from '#test/support/contracts/room.ts'
import { tenantsContract } from '#test/support/contracts/tenants.ts'
import { wavesContract } from '#test/support/contracts/waves.ts'
import { createTestDatabase } from '#test/support/postgres.ts'

/** Closing it drops it. */
async function openTestDatabase(): Promise<Database> {
  const { url, drop } = await createTestDatabase()
  const database = await openPostgres(url)
  return {
    ...database,
    close: async () => {
      await database.close()
      await drop()
    },
  }
}

describe('PostgreSQL', () => databaseContract(openTestDatabase))

describe('waves in PostgreSQL', () => wavesContract(openTestDatabase))

describe('organisations in PostgreSQL', () => tenantsContract(openTestDatabase))

describe('members in PostgreSQL', () => linkingContract(openTestDatabase))

describe('onboarding in PostgreSQL', () => onboardingContract(openTestDatabase))
describe('purchases and allowances in PostgreSQL', () => ledgerContract(openTestDatabase))

describe('meetings in PostgreSQL', () => bookingContract(openTestDatabase))

describe('calendars elsewhere in PostgreSQL', () => busyFeedContract(openTestDatabase))

describe('scheduled work in PostgreSQL', () => jobsContract(openTestDatabase))

describe('what a question may go on from, in PostgreSQL', () => earlierContract(openTestDatabase))

describe('files in PostgreSQL', () => filesContract(openTestDatabase))

describe('attachments in PostgreSQL', () => attachmentsContract(openTestDatabase))

describe('the room in PostgreSQL', () => {
  let database: Database
  beforeAll(async () => {
    database = await openTestDatabase()
  })
  afterAll(() => database.close())
  roomContract(() => roomOver(database))
  storedRoomContract(() => roomOver(database))
})

describe('the installations in PostgreSQL', () => {
  let database: Database
  beforeAll(async () => {
    database = await openTestDatabase()
  })
  afterAll(() => database.close())
  installationsContract(() => database)
})

describe('the places of Teams in PostgreSQL', () => {
  let database: Database
  beforeAll(async () => {
    database = await openTestDatabase()
  })
  afterAll(() => database.close())
  placesContract(() => database)
})

describe('what a model may spend, and embeddings, in PostgreSQL', () => {
  let database: Database
  beforeAll(async () => {
    database = await openTestDatabase()
  })
  afterAll(() => database.close())
  modelUsageContract(() => database)
  embeddingsContract(() => database)
})

describe('a file of contracts in PostgreSQL', () => importContract(openTestDatabase))
