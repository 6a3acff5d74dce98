import type { Organisation } from '../../chat/context.ts'
import type { Say, UnitOfWork } from '../../ports/unit-of-work.ts'
import { AdminRefusal } from './administer.ts'
import type { ChannelRef, MappedChannel } from './channel-store.ts'
import { customerOf, type OperatorRequest, operatorScope } from './contract-codes.ts'
import type { MembershipStores } from './membership-store.ts'

export interface Mapping {
  readonly organisation: Organisation
  /** To whom the channel was mapped until now. */
  readonly before: Organisation | undefined
}

/**
 * Outside people who write to the desk in this channel of the provider's own workspace become staff of the organisation. `tell`
 * says it within the same decision.
 * @throws AdminRefusal when the organisation is no customer, or the workspace is not the provider's
 */
export function mapChannel(
  unitOfWork: UnitOfWork<MembershipStores>,
  request: OperatorRequest & {
    readonly channel: ChannelRef
    readonly tell?: (mapping: Mapping, say: Say) => Promise<void>
  },
): Promise<Mapping> {
  const { actor, channel, now, providerId } = request
  return unitOfWork.decide(operatorScope(request), async ({ membership, channels, audit }, say) => {
    const organisation = await customerOf(membership, request.organisation)
    const host = await membership.organisationOfWorkspace(channel.platform, channel.workspace)
    if (host?.id !== providerId)
      throw new AdminRefusal(`${channel.platform} workspace ${channel.workspace} is not the provider's own`)
    const beforeId = await channels.organisationOf(channel)
    const before = beforeId === undefined ? undefined : await membership.organisation(beforeId)
    await channels.map(organisation.id, channel, actor, now)
    await audit.record(organisation.id, {
      actor,
      what: 'channel.map',
      details: { ...channel, before: before?.code ?? null, after: organisation.code },
    })
    await request.tell?.({ organisation, before }, say)
    return { organisation, before }
  })
}

/** Nobody registers by writing there any more; who has, stays a member. @throws AdminRefusal when it is not mapped to the organisation */
export function unmapChannel(
  unitOfWork: UnitOfWork<MembershipStores>,
  request: OperatorRequest & { readonly channel: ChannelRef },
): Promise<void> {
  const { actor, channel } = request
  return unitOfWork.decide(operatorScope(request), async ({ membership, channels, audit }) => {
    const organisation = await customerOf(membership, request.organisation)
    if (!(await channels.unmap(organisation.id, channel)))
      throw new AdminRefusal(`channel ${channel.channel} is not mapped to ${organisation.code}`)
    await audit.record(organisation.id, {
      actor,
      what: 'channel.unmap',
      details: { ...channel, before: organisation.code, after: null },
    })
  })
}

/** Oldest first. @throws AdminRefusal */
export const channelsOf = (
  unitOfWork: UnitOfWork<MembershipStores>,
  request: Pick<OperatorRequest, 'organisation' | 'providerId'>,
): Promise<readonly MappedChannel[]> =>
  unitOfWork.decide(operatorScope(request), async ({ membership, channels }) =>
    channels.of((await customerOf(membership, request.organisation)).id),
  )
