import type { ChannelRef, MappedChannelStore } from '../../features/membership/index.ts'
import { assertDesk, assertInScope, type Transaction } from './transaction.ts'

export function channelStore({ tx, scope }: Transaction): MappedChannelStore {
  return {
    of: async (organisationId) => {
      assertInScope(scope, organisationId)
      return tx.mappedChannel.findMany({
        where: { organisationId },
        orderBy: { mappedAt: 'asc' },
        omit: { organisationId: true },
      })
    },
    organisationOf: async (channel) => {
      assertDesk(scope)
      const row = await tx.mappedChannel.findUnique({ where: keyOf(channel) })
      return row?.organisationId
    },
    map: async (organisationId, channel, mappedBy, mappedAt) => {
      assertDesk(scope)
      const mapping = { organisationId, mappedBy, mappedAt }
      await tx.mappedChannel.upsert({
        where: keyOf(channel),
        create: { ...partsOf(channel), ...mapping },
        update: mapping,
      })
    },
    unmap: async (organisationId, channel) => {
      assertDesk(scope)
      const { count } = await tx.mappedChannel.deleteMany({ where: { ...partsOf(channel), organisationId } })
      return count === 1
    },
  }
}

const partsOf = ({ platform, workspace, channel }: ChannelRef) => ({ platform, workspace, channel })
const keyOf = (channel: ChannelRef) => ({ platform_workspace_channel: partsOf(channel) })
