import { describe } from 'vitest'
import { jobsContract } from '#test/support/contracts/jobs.ts'
import { freshDatabase } from '#test/support/database.ts'

describe('scheduled work in the embedded database', () => jobsContract(freshDatabase))
