import { describe } from 'vitest'
import { attachmentsContract } from '#test/support/contracts/attachments.ts'
import { filesContract } from '#test/support/contracts/files.ts'
import { emptyDatabase } from '#test/support/database.ts'

describe('files in the embedded database', () => filesContract(emptyDatabase))

describe('attachments in the embedded database', () => attachmentsContract(emptyDatabase))
