import type { EventClaim } from '../../chat/context.ts'
import type { ConversationRef, MemberRef } from '../../chat/event.ts'
import type { UnitOfWork } from '../../ports/unit-of-work.ts'
import { codeRefusedCard, welcomeAboardCard } from './cards.ts'
import { hashOfCode } from './code.ts'
import { identityName } from './identity-name.ts'
import type { MembershipStores } from './membership-store.ts'

/** Makes the writer of a valid one-time code a consultant or admin of the provider. A customer's member stays what they are. */
export function redeem(
  unitOfWork: UnitOfWork<MembershipStores>,
  request: {
    readonly code: string
    readonly from: MemberRef
    readonly conversation: ConversationRef
    readonly claim: EventClaim
    readonly now: Date
    readonly providerId: string
  },
): Promise<void> {
  const { from, now, providerId } = request
  const scope = { kind: 'desk', organisationId: providerId, claim: request.claim } as const
  return unitOfWork.decide(scope, async ({ membership, invitations, audit }, say) => {
    const known = await membership.memberOf(from)
    if (known && known.organisation.kind !== 'provider') {
      await say.send(request.conversation, codeRefusedCard())
      return
    }
    const person = identityName(from)
    const invitation = await invitations.redeem(hashOfCode(request.code), person, now)
    if (!invitation) {
      await say.send(request.conversation, codeRefusedCard())
      return
    }
    if (known) await membership.changeRole(providerId, known.member.id, invitation.role)
    else {
      if (!(await membership.organisationOfWorkspace(from.platform, from.workspace)))
        await membership.linkWorkspace(providerId, from.platform, from.workspace)
      await membership.addMember(providerId, from, invitation)
    }
    await audit.record(providerId, {
      actor: person,
      what: 'invitation.redeem',
      details: { role: invitation.role },
    })
    await say.send(request.conversation, welcomeAboardCard(invitation, known?.member.locale ?? 'ja'))
  })
}
