import { ConversationRef } from '../../chat/event.ts'
import type { OrganisationSettingsStore } from '../../features/membership/index.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { assertInScope, type Transaction } from './transaction.ts'

export function settingsStore({ tx, scope }: Transaction): OrganisationSettingsStore {
  async function save(
    organisationId: string,
    chosen: Pick<Prisma.OrganisationSettingsUncheckedCreateInput, 'noticeChannel' | 'remindsInChannel'>,
  ): Promise<void> {
    assertInScope(scope, organisationId)
    await tx.organisationSettings.upsert({
      where: { organisationId },
      create: { organisationId, ...chosen },
      update: chosen,
    })
  }

  return {
    of: async (organisationId) => {
      assertInScope(scope, organisationId)
      const row = await tx.organisationSettings.findUnique({ where: { organisationId } })
      const channel = row?.noticeChannel ?? undefined
      return {
        noticeChannel: channel === undefined ? undefined : ConversationRef.parse(channel),
        remindsInChannel: row?.remindsInChannel ?? false,
      }
    },
    setNoticeChannel: (organisationId, channel) =>
      save(organisationId, { noticeChannel: channel ?? Prisma.DbNull }),
    setRemindsInChannel: (organisationId, remindsInChannel) => save(organisationId, { remindsInChannel }),
  }
}
