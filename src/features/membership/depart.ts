import type { EventClaim } from '../../chat/context.ts'
import type { ConversationRef, InboundEvent } from '../../chat/event.ts'
import type { UnitOfWork } from '../../ports/unit-of-work.ts'
import { identityName } from './identity-name.ts'
import { ownerlessCard } from './member-cards.ts'
import type { Directory, MembershipStores } from './membership-store.ts'
import { type ReachPorts, readersOf } from './reach.ts'

export interface DeparturePorts extends ReachPorts {
  readonly unitOfWork: UnitOfWork<MembershipStores>
  readonly directory: Directory
  readonly consultantsChannel: () => Promise<ConversationRef | undefined>
}

export interface Departure {
  readonly event: Extract<InboundEvent, { type: 'left' }>
  readonly claim: EventClaim
  readonly now: Date
  readonly providerId: string
}

/**
 * Whoever has left a workspace, or the channel by which they belong to a customer, is not known there any more; with the last place
 * their membership ends. Somebody who was removed stays removed. A customer without an owner is told to the consultants.
 */
export async function depart(
  ports: DeparturePorts,
  { event, claim, now, providerId }: Departure,
): Promise<void> {
  const { from, place } = event
  const sender = await ports.directory.whois(from)
  const nothing = () =>
    ports.unitOfWork.decide({ kind: 'desk', organisationId: providerId, claim }, async () => undefined)
  if (sender.kind !== 'member') return nothing()
  const { organisation } = sender
  const organisationId = organisation.id
  const desk = await deskPlaces(ports, providerId)
  await ports.unitOfWork.decide({ kind: 'desk', organisationId, claim }, async (stores, say) => {
    const { membership, links, channels, staffCodes, audit } = stores
    if (place !== undefined && !(await channels.isMapped(organisationId, { ...from, place }))) return
    await membership.lock(organisationId)
    const member = await membership.member(organisationId, sender.member.id)
    if (!member) return
    const last = (await links.identitiesOf(organisationId, member.id)) === 1
    await links.removeIdentity(organisationId, from)
    if (last) {
      await membership.removeMember(organisationId, member.id, now)
      await staffCodes.withdraw(organisationId, member.id, now)
    }
    await audit.record(organisationId, {
      actor: identityName(from),
      what: last ? 'member.leave' : 'identity.leave',
      details: {
        ...{ member: member.id, identity: identityName(from), before: member.role },
        after: last ? null : member.role,
        ...(place === undefined ? {} : { place }),
      },
    })
    if (!last || organisation.kind !== 'customer' || member.role !== 'owner') return
    const crew = await membership.crew(organisationId)
    if (crew.owners > 0) return
    const card = ownerlessCard(organisation.name, {
      ...{ name: member.name, platform: from.platform, left: crew.members },
    })
    for (const to of desk) await say.sendToDesk(to, card)
  })
}

/** The consultants' channel; while there is none, each admin alone. */
async function deskPlaces(ports: DeparturePorts, providerId: string): Promise<readonly ConversationRef[]> {
  const channel = await ports.consultantsChannel()
  if (channel) return [channel]
  const admins = await readersOf(ports, providerId, ({ role }) => role === 'admin')
  return admins.map(({ to }) => to)
}
