import type { EventClaim, Organisation } from '../../chat/context.ts'
import type { ConversationRef, MemberRef } from '../../chat/event.ts'
import type { Say, UnitOfWork } from '../../ports/unit-of-work.ts'
import { hashOfCode } from './code.ts'
import { identityName } from './identity-name.ts'
import { mayTry, oneMoreWrong } from './linking.ts'
import type { MembershipStores } from './membership-store.ts'
import { cleanName } from './person-name.ts'
import { type ReachPorts, type Reader, readersOf } from './reach.ts'
import { type CodeInForce, endingOf, judgeRegistration } from './registration.ts'
import {
  alreadyRegisteredCard,
  newColleagueCard,
  registeredCard,
  registrationRefusedCard,
} from './registration-cards.ts'
import type { RegistrationCodes } from './registration-store.ts'
import { nameOr } from './unnamed.ts'

export interface RegistrationPorts<S extends MembershipStores> extends ReachPorts {
  readonly unitOfWork: UnitOfWork<S>
  readonly registrations: RegistrationCodes
}

/** Says more to who has just come to an organisation, as part of their admission. */
export type Welcome<S> = (stores: S, say: Say, organisationId: string) => Promise<void>

export interface RegistrationAttempt {
  /** As it was written; undefined: no code at all. */
  readonly code: string | undefined
  /** From the form; a message tells none. */
  readonly name: string | undefined
  readonly from: MemberRef
  readonly conversation: ConversationRef
  readonly claim: EventClaim
  readonly now: Date
  readonly providerId: string
}

/**
 * Makes the writer of a contract or staff code a member of its organisation: the first its owner, all others staff. Ten wrong
 * codes an hour are looked at; whatever is wrong with one, the refusal is the same.
 */
export async function register<S extends MembershipStores>(
  ports: RegistrationPorts<S>,
  attempt: RegistrationAttempt,
  welcome: Welcome<S>,
): Promise<void> {
  const { code = '', from, conversation, now } = attempt
  const codeHash = hashOfCode(code)
  const organisationId = await ports.registrations.organisationOf(codeHash)
  const owners = organisationId ? await readersOf(ports, organisationId, ({ role }) => role === 'owner') : []
  const scope = { organisationId: organisationId ?? attempt.providerId, claim: attempt.claim }
  await ports.unitOfWork.decide({ kind: 'desk', ...scope }, async (stores, say) => {
    const { links, membership } = stores
    const wrong = await links.wrongCodes(from)
    const organisation =
      organisationId !== undefined && mayTry(wrong, now)
        ? await membership.organisation(organisationId)
        : undefined
    const admission = organisation && { ...attempt, code, codeHash, organisation, owners }
    const admitted = admission && (await admit({ stores, say }, admission))
    if (admission && admitted === 'registered') await welcome(stores, say, admission.organisation.id)
    if (admitted && admitted !== 'refused') return
    await links.countWrong(from, oneMoreWrong(wrong, now))
    await say.send(conversation, registrationRefusedCard())
  })
}

interface Admission extends RegistrationAttempt {
  readonly code: string
  readonly codeHash: string
  readonly organisation: Organisation
  readonly owners: readonly Reader[]
}

async function admit(
  { stores, say }: { readonly stores: MembershipStores; readonly say: Say },
  { code, codeHash, organisation, owners, from, conversation, now, ...attempt }: Admission,
): Promise<'registered' | 'known' | 'refused'> {
  const { membership, links, audit } = stores
  const { id: organisationId } = organisation
  await membership.lock(organisationId)
  const inForce = await codeInForce(stores, organisationId, codeHash, now)
  const writer = await links.standingOf(from)
  const host = await membership.organisationOfWorkspace(from.platform, from.workspace)
  const crew = await membership.crew(organisationId)
  const verdict = judgeRegistration({ code: inForce, organisationId, crew }, writer, host)
  const use = () =>
    inForce?.kind === 'staff'
      ? stores.staffCodes.use(organisationId, codeHash, now)
      : stores.contractCodes.use(organisationId, codeHash, now)
  const actor = identityName(from)
  switch (verdict.kind) {
    case 'refuse':
      return 'refused'
    case 'already': {
      const known = await membership.memberOf(from)
      if (!known) return 'refused'
      await say.send(conversation, alreadyRegisteredCard(known.member))
      return 'known'
    }
    case 'promote': {
      const known = await membership.memberOf(from)
      if (!known || !(await use())) return 'refused'
      await membership.changeRole(organisationId, known.member.id, 'owner')
      await audit.record(organisationId, {
        actor,
        what: 'member.role',
        details: { member: actor, code: endingOf(code), before: known.member.role, after: 'owner' },
      })
      await say.send(conversation, registeredCard(organisation, { ...known.member, role: 'owner' }, []))
      return 'known'
    }
    case 'register': {
      if (!(await use())) return 'refused'
      const { role } = verdict
      const name = nameOr(cleanName(attempt.name ?? ''), role)
      if (verdict.linksWorkspace) {
        await membership.linkWorkspace(organisationId, from.platform, from.workspace)
        await audit.record(organisationId, {
          actor,
          what: 'workspace.link',
          details: {
            platform: from.platform,
            workspace: from.workspace,
            before: null,
            after: organisation.code,
          },
        })
      }
      await membership.addMember(organisationId, from, { name, role })
      await audit.record(organisationId, {
        actor,
        what: 'member.register',
        details: { member: actor, code: endingOf(code), before: null, after: role },
      })
      await say.send(
        conversation,
        registeredCard(organisation, { name, role }, await membership.owners(organisationId)),
      )
      for (const owner of owners)
        await say.send(owner.to, newColleagueCard({ name, platform: from.platform }, owner.locale))
      return 'registered'
    }
  }
}

async function codeInForce(
  { contractCodes, staffCodes }: MembershipStores,
  organisationId: string,
  codeHash: string,
  now: Date,
): Promise<CodeInForce | undefined> {
  if (await contractCodes.isInForce(organisationId, codeHash, now)) return { kind: 'contract' }
  const issuedAt = await staffCodes.inForceSince(organisationId, codeHash, now)
  return issuedAt && { kind: 'staff', issuedAt }
}
