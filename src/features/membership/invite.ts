import type { UnitOfWork } from '../../ports/unit-of-work.ts'
import { hashOfCode, INVITATION_DAYS, newInvitationCode } from './invitation.ts'
import type { MembershipStores } from './membership-store.ts'

/** @returns a one-time code that its receiver writes to the desk in a direct message */
export function invite(
  unitOfWork: UnitOfWork<MembershipStores>,
  request: {
    readonly role: 'consultant' | 'admin'
    readonly name: string
    readonly actor: string
    readonly now: Date
    readonly providerId: string
  },
): Promise<{ readonly code: string; readonly expiresAt: Date }> {
  const code = newInvitationCode()
  const expiresAt = new Date(request.now.getTime() + INVITATION_DAYS * 86_400_000)
  return unitOfWork.decide(
    { kind: 'desk', organisationId: request.providerId },
    async ({ invitations, audit }) => {
      await invitations.add({ codeHash: hashOfCode(code), role: request.role, name: request.name, expiresAt })
      await audit.record(request.providerId, {
        actor: request.actor,
        what: 'invitation.create',
        details: { role: request.role, name: request.name },
      })
      return { code, expiresAt }
    },
  )
}
