import { afterAll, beforeAll, describe } from 'vitest'
import type { Database } from '#src/services/database/open-database.ts'
import { roomContract, roomOver, storedRoomContract } from '#test/support/contracts/room.ts'
import { emptyDatabase } from '#test/support/database.ts'
import { memoryRoom } from '#test/support/web/memory-room.ts'
import { PEOPLE } from '#test/support/web/scripted-desk.ts'

describe('the room of the scripted desk', () => roomContract(async () => memoryRoom(PEOPLE)))

describe('the room in the embedded database', () => {
  let database: Database
  beforeAll(async () => {
    database = await emptyDatabase()
  })
  afterAll(() => database.close())
  roomContract(() => roomOver(database))
  storedRoomContract(() => roomOver(database))
})
