import {
  createAdministration,
  issueContractCode,
  mapChannel,
  revokeContractCodes,
} from '#src/features/membership/index.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { NOW, type TestDesk } from './desk.ts'

/** What an operator does besides the desk that a test runs. */
export async function operatorOf({ database }: Pick<TestDesk, 'database'>) {
  const { id: providerId } = await database.prisma.organisation.findFirstOrThrow({
    where: { kind: 'provider' },
  })
  const unitOfWork = createUnitOfWork(database, storesOf, () => undefined)
  const asked = (organisation: string) => ({ organisation, actor: 'test', now: NOW, providerId })
  return {
    ...createAdministration(unitOfWork, providerId, 'test'),
    issue: async (organisation: string, { validDays = 60, now = NOW } = {}) =>
      (await issueContractCode(unitOfWork, { ...asked(organisation), now, validDays })).code,
    revoke: (organisation: string) => revokeContractCodes(unitOfWork, asked(organisation)),
    map: (organisation: string, channel: Parameters<typeof mapChannel>[1]['channel']) =>
      mapChannel(unitOfWork, { ...asked(organisation), channel }),
  }
}
