import type { ChannelRef, MappedChannelStore } from '../../features/membership/index.ts'
import { assertDesk, assertInScope, type Transaction } from './transaction.ts'

export function channelStore({ tx, sql, scope }: Transaction): MappedChannelStore {
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
    isMapped: async (organisationId, { platform, workspace, place }) => {
      assertInScope(scope, organisationId)
      const [row] = await sql.query<{ mapped: boolean }>(
        `SELECT EXISTS (
           SELECT FROM mapped_channel c
           WHERE c.organisation_id = $1::uuid AND c.platform = $2::"Platform" AND c.workspace = $3 AND (c.channel = $4 OR
             EXISTS (SELECT FROM teams_place p WHERE p.tenant = $3 AND p.conversation = c.channel AND p.team = $4))) AS mapped`,
        [organisationId, platform, workspace, place],
      )
      return row?.mapped === true
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
