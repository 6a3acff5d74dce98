import { describe } from 'vitest'
import { databaseContract } from '#test/support/contracts/database.ts'
import { earlierContract } from '#test/support/contracts/earlier.ts'
import { importContract } from '#test/support/contracts/import.ts'
import { linkingContract } from '#test/support/contracts/linking.ts'
import { onboardingContract } from '#test/support/contracts/onboarding.ts'
import { wavesContract } from '#test/support/contracts/waves.ts'
import { emptyDatabase } from '#test/support/database.ts'

describe('the embedded database', () => databaseContract(emptyDatabase))
describe('waves in the embedded database', () => wavesContract(emptyDatabase))
describe('members in the embedded database', () => linkingContract(emptyDatabase))
describe('onboarding in the embedded database', () => onboardingContract(emptyDatabase))
describe('what a question may go on from, in the embedded database', () => earlierContract(emptyDatabase))

describe('a file of contracts in the embedded database', () => importContract(emptyDatabase))
