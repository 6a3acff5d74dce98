import { z } from 'zod'
import { ConversationRef, conversationKey } from '../../chat/event.ts'
import type { OrganisationSettingsStore } from '../../features/membership/index.ts'
import type { Prisma } from '../../generated/prisma/client.ts'
import { noticeCategories } from '../../ports/knowledge.ts'
import { assertInScope, type Transaction } from './transaction.ts'

const Categories = z.array(z.enum(noticeCategories).catch('service'))

export function settingsStore({ tx, scope }: Transaction): OrganisationSettingsStore {
  async function save(
    organisationId: string,
    chosen: Partial<
      Pick<Prisma.OrganisationSettingsUncheckedCreateInput, 'remindsInChannel' | 'quietHours' | 'tags'> & {
        declinedNotices: string[]
      }
    >,
  ): Promise<void> {
    assertInScope(scope, organisationId)
    await tx.organisationSettings.upsert({
      where: { organisationId },
      create: { organisationId, ...chosen },
      update: chosen,
    })
  }

  async function channelsOf(organisationId: string): Promise<readonly ConversationRef[]> {
    const rows = await tx.noticeChannel.findMany({
      where: { organisationId },
      orderBy: [{ chosenAt: 'asc' }, { key: 'asc' }],
    })
    return rows.map(({ address }) => ConversationRef.parse(address))
  }

  return {
    of: async (organisationId) => {
      assertInScope(scope, organisationId)
      const row = await tx.organisationSettings.findUnique({ where: { organisationId } })
      return {
        noticeChannels: await channelsOf(organisationId),
        remindsInChannel: row?.remindsInChannel ?? false,
        declinedNotices: Categories.parse(row?.declinedNotices ?? []),
        quietHours: row?.quietHours ?? undefined,
        tags: row?.tags ?? [],
      }
    },
    addNoticeChannel: async (organisationId, address, now) => {
      assertInScope(scope, organisationId)
      const data = [{ organisationId, key: conversationKey(address), address, chosenAt: now }]
      await tx.noticeChannel.createMany({ data, skipDuplicates: true })
    },
    removeNoticeChannel: async (organisationId, channel) => {
      assertInScope(scope, organisationId)
      const key = channel && conversationKey(channel)
      const chosen = await channelsOf(organisationId)
      await tx.noticeChannel.deleteMany({ where: { organisationId, ...(key !== undefined && { key }) } })
      return chosen.filter((it) => key === undefined || conversationKey(it) === key)
    },
    setTags: (organisationId, tags) => save(organisationId, { tags: [...tags] }),
    setRemindsInChannel: (organisationId, remindsInChannel) => save(organisationId, { remindsInChannel }),
    setDeclinedNotices: (organisationId, categories) =>
      save(organisationId, { declinedNotices: [...categories] }),
    setQuietHours: (organisationId, quietHours) => save(organisationId, { quietHours: quietHours ?? null }),
  }
}
