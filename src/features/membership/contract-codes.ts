import type { EventClaim } from '../../chat/context.ts'
import type { Say, UnitOfWork } from '../../ports/unit-of-work.ts'
import { AdminRefusal, organisationOf } from './administer.ts'
import { hashOfCode } from './code.ts'
import type { MembershipStores } from './membership-store.ts'
import { CONTRACT_CODE_DAYS, endingOf, LONGEST_CONTRACT_CODE_DAYS, newContractCode } from './registration.ts'
import type { ContractCode } from './registration-store.ts'

/** What an operator asks of one organisation, from the command line or in chat. */
export interface OperatorRequest {
  /** The organisation's code. */
  readonly organisation: string
  readonly actor: string
  readonly now: Date
  readonly providerId: string
  /** In chat: the event that asks. */
  readonly claim?: EventClaim
}

export interface IssuedCode {
  readonly code: string
  readonly expiresAt: Date
}

/**
 * A code by which the organisation's people register. It is told once: only its hash and its ending are kept. `tell` says it
 * within the same decision.
 * @throws AdminRefusal
 */
export function issueContractCode(
  unitOfWork: UnitOfWork<MembershipStores>,
  request: OperatorRequest & {
    readonly validDays?: number
    readonly tell?: (issued: IssuedCode, say: Say) => Promise<void>
  },
): Promise<IssuedCode> {
  const { actor, now, validDays = CONTRACT_CODE_DAYS } = request
  if (!Number.isInteger(validDays) || validDays < 1 || validDays > LONGEST_CONTRACT_CODE_DAYS)
    throw new AdminRefusal(`a code is valid for 1 to ${LONGEST_CONTRACT_CODE_DAYS} days`)
  const code = newContractCode()
  const ending = endingOf(code)
  const expiresAt = new Date(now.getTime() + validDays * 86_400_000)
  return unitOfWork.decide(operatorScope(request), async ({ membership, contractCodes, audit }, say) => {
    const organisation = await customerOf(membership, request.organisation)
    await contractCodes.issue(organisation.id, {
      ...{ codeHash: hashOfCode(code), ending, issuedBy: actor, createdAt: now, expiresAt },
    })
    await audit.record(organisation.id, {
      actor,
      what: 'contractCode.issue',
      details: { ending, before: null, after: { expiresAt: expiresAt.toISOString() } },
    })
    await request.tell?.({ code, expiresAt }, say)
    return { code, expiresAt }
  })
}

/**
 * Takes the code with this ending, or all of the organisation's, out of use. Members who registered by it stay.
 * @returns the endings of the codes that were in force until now
 * @throws AdminRefusal
 */
export function revokeContractCodes(
  unitOfWork: UnitOfWork<MembershipStores>,
  request: OperatorRequest & { readonly ending?: string },
): Promise<readonly string[]> {
  const { actor, now } = request
  const ending = request.ending?.normalize('NFKC').trim().toUpperCase()
  return unitOfWork.decide(operatorScope(request), async ({ membership, contractCodes, audit }) => {
    const organisation = await customerOf(membership, request.organisation)
    const revoked = await contractCodes.revoke(organisation.id, ending, now)
    if (ending !== undefined && revoked.length === 0)
      throw new AdminRefusal(`no code in force of ${organisation.code} ends in "${ending}"`)
    for (const it of revoked)
      await audit.record(organisation.id, {
        actor,
        what: 'contractCode.revoke',
        details: { ending: it, before: 'inForce', after: 'revoked' },
      })
    return revoked
  })
}

/** Newest first, those out of use included. @throws AdminRefusal */
export const contractCodesOf = (
  unitOfWork: UnitOfWork<MembershipStores>,
  request: Pick<OperatorRequest, 'organisation' | 'providerId'>,
): Promise<readonly ContractCode[]> =>
  unitOfWork.decide(operatorScope(request), async ({ membership, contractCodes }) =>
    contractCodes.of((await customerOf(membership, request.organisation)).id),
  )

export const operatorScope = ({ providerId, claim }: Pick<OperatorRequest, 'providerId' | 'claim'>) =>
  ({ kind: 'desk', organisationId: providerId, ...(claim ? { claim } : {}) }) as const

/** @throws AdminRefusal when there is none, or it is the provider */
export async function customerOf(membership: MembershipStores['membership'], code: string) {
  const organisation = await organisationOf(membership, code)
  if (organisation.kind !== 'customer') throw new AdminRefusal(`"${organisation.code}" is no customer`)
  return organisation
}
