import { describe } from 'vitest'
import { tenantsContract } from '#test/support/contracts/tenants.ts'
import { freshDatabase } from '#test/support/database.ts'

describe('organisations in the embedded database', () => tenantsContract(freshDatabase))
