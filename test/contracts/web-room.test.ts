import { afterAll, beforeAll, describe } from 'vitest'
import { type Database, openInMemory } from '#src/services/database/open-database.ts'
import { roomContract, roomOver, storedRoomContract } from '#test/support/contracts/room.ts'
import { memoryRoom } from '#test/support/web/memory-room.ts'
import { PEOPLE } from '#test/support/web/scripted-desk.ts'

describe('the room of the scripted desk', () => roomContract(async () => memoryRoom(PEOPLE)))

describe('the room in the embedded database', () => {
  let database: Database
  beforeAll(async () => {
    database = await openInMemory()
  })
  afterAll(() => database.close())
  roomContract(() => roomOver(database))
  storedRoomContract(() => roomOver(database))
})
