import { describe } from 'vitest'
import { openInMemory } from '#src/services/database/open-database.ts'
import { databaseContract } from '#test/support/contracts/database.ts'
import { earlierContract } from '#test/support/contracts/earlier.ts'
import { importContract } from '#test/support/contracts/import.ts'
import { linkingContract } from '#test/support/contracts/linking.ts'
import { onboardingContract } from '#test/support/contracts/onboarding.ts'

describe('the embedded database', () => databaseContract(() => openInMemory()))
describe('members in the embedded database', () => linkingContract(() => openInMemory()))
describe('onboarding in the embedded database', () => onboardingContract(() => openInMemory()))
describe('what a question may go on from, in the embedded database', () =>
  earlierContract(() => openInMemory()))

describe('a file of contracts in the embedded database', () => importContract(() => openInMemory()))
