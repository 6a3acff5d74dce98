import type { UnitOfWork } from '../../ports/unit-of-work.ts'
import { hashOfCode } from './code.ts'
import { INVITATION_DAYS, newInvitationCode } from './invitation.ts'
import type { MembershipStores } from './membership-store.ts'
import { nameOr } from './unnamed.ts'

/** @returns a one-time code that its receiver writes to the desk in a direct message */
export function invite(
  unitOfWork: UnitOfWork<MembershipStores>,
  request: {
    readonly role: 'consultant' | 'admin'
    readonly name: string | undefined
    readonly actor: string
    readonly now: Date
    readonly providerId: string
  },
): Promise<{ readonly code: string; readonly expiresAt: Date }> {
  const { role } = request
  const name = nameOr(request.name, role)
  const code = newInvitationCode()
  const expiresAt = new Date(request.now.getTime() + INVITATION_DAYS * 86_400_000)
  return unitOfWork.decide(
    { kind: 'desk', organisationId: request.providerId },
    async ({ invitations, audit }) => {
      await invitations.add({ codeHash: hashOfCode(code), role, name, expiresAt })
      await audit.record(request.providerId, {
        actor: request.actor,
        what: 'invitation.create',
        details: { role, name },
      })
      return { code, expiresAt }
    },
  )
}
