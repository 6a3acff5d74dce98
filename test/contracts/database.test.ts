import { describe } from 'vitest'
import { openInMemory } from '#src/services/database/open-database.ts'
import { databaseContract } from '#test/support/contracts/database.ts'

describe('the embedded database', () => databaseContract(() => openInMemory()))
