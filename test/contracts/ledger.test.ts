import { describe } from 'vitest'
import { ledgerContract } from '#test/support/contracts/ledger.ts'
import { freshDatabase } from '#test/support/database.ts'

describe('purchases and allowances in the embedded database', () => ledgerContract(freshDatabase))
