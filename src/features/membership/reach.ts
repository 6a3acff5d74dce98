import type { Locale } from '../../chat/context.ts'
import type { ConversationRef, MemberRef } from '../../chat/event.ts'
import type { UnitOfWork } from '../../ports/unit-of-work.ts'
import type { MembershipStore, RegisteredMember } from './membership-store.ts'

/** Where somebody reads alone, and in which language. */
export interface Reader {
  readonly memberId: string
  readonly to: ConversationRef
  readonly locale: Locale
}

export interface ReachPorts {
  readonly unitOfWork: UnitOfWork<{ readonly membership: MembershipStore }>
  /** Undefined where the platform does not let the desk write to this person alone. */
  readonly directTo: (member: MemberRef) => Promise<ConversationRef | undefined>
}

/** Where these members read alone, on every platform on which the desk may write to them. Looked up before a decision. */
export async function readersOf(
  { unitOfWork, directTo }: ReachPorts,
  organisationId: string,
  which: (member: RegisteredMember) => boolean,
): Promise<readonly Reader[]> {
  const members = await unitOfWork.decide({ kind: 'organisation', organisationId }, ({ membership }) =>
    membership.members(organisationId),
  )
  const readers: Reader[] = []
  for (const { id: memberId, locale, identities } of members.filter(which))
    for (const identity of identities) {
      const to = await directTo(identity)
      if (to) readers.push({ memberId, to, locale })
    }
  return readers
}

/** The first of these places of one person in which the desk may write to them alone. Looked up before a decision. */
export async function firstReached(
  { directTo }: Pick<ReachPorts, 'directTo'>,
  identities: readonly MemberRef[] = [],
): Promise<ConversationRef | undefined> {
  for (const identity of identities) {
    const direct = await directTo(identity)
    if (direct) return direct
  }
  return undefined
}
