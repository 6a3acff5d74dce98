import type { MemberRef } from '../../chat/event.ts'
import type { UnitOfWork } from '../../ports/unit-of-work.ts'
import type { ChannelRef } from './channel-store.ts'
import { identityName } from './identity-name.ts'
import type { MembershipStores } from './membership-store.ts'
import type { Welcome } from './register.ts'
import { nameOr } from './unnamed.ts'

/**
 * Makes somebody from outside, who wrote in a channel that is a customer's, that customer's staff. Who is or was anybody's member
 * stays what they are. It ends no event: what they wrote is handled next.
 */
export function admitFromChannel<S extends MembershipStores>(
  unitOfWork: UnitOfWork<S>,
  admission: { readonly from: MemberRef; readonly channel: ChannelRef; readonly providerId: string },
  welcome: Welcome<S>,
): Promise<void> {
  const { from, channel, providerId } = admission
  return unitOfWork.decide({ kind: 'desk', organisationId: providerId }, async (stores, say) => {
    const { membership, channels, links, audit } = stores
    const organisationId = await channels.organisationOf(channel)
    const host = await membership.organisationOfWorkspace(from.platform, from.workspace)
    if (organisationId === undefined || host?.id !== providerId) return
    await membership.lock(organisationId)
    if ((await links.standingOf(from)).kind !== 'nobody') return
    await membership.addMember(organisationId, from, { name: nameOr(undefined, 'staff'), role: 'staff' })
    await audit.record(organisationId, {
      actor: identityName(from),
      what: 'member.register',
      details: { member: identityName(from), channel: channel.channel, before: null, after: 'staff' },
    })
    await welcome(stores, say, organisationId)
  })
}
