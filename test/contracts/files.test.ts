import { describe } from 'vitest'
import { openInMemory } from '#src/services/database/open-database.ts'
import { attachmentsContract } from '#test/support/contracts/attachments.ts'
import { filesContract } from '#test/support/contracts/files.ts'

describe('files in the embedded database', () => filesContract(() => openInMemory()))

describe('attachments in the embedded database', () => attachmentsContract(() => openInMemory()))
