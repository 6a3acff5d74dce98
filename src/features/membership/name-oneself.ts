import type { Context } from '../../chat/context.ts'
import { scopeOf, type UnitOfWork } from '../../ports/unit-of-work.ts'
import { identityName } from './identity-name.ts'
import type { AuditStore, MembershipStore } from './membership-store.ts'
import { cleanName } from './person-name.ts'
import { namedCard } from './registration-cards.ts'

/** The name by which answers address this member from now on. Nothing is left of one that is all signs: then nothing changes. */
export function nameOneself(
  ctx: Context,
  unitOfWork: UnitOfWork<{ readonly membership: MembershipStore; readonly audit: AuditStore }>,
  written: string,
): Promise<void> {
  const { organisation, member, conversation, from } = ctx
  const name = cleanName(written) || member.name
  return unitOfWork.decide(scopeOf(ctx), async ({ membership, audit }, say) => {
    await membership.rename(organisation.id, member.id, name)
    await audit.record(organisation.id, {
      actor: identityName(from),
      what: 'member.name',
      details: { member: member.id, before: member.name, after: name },
    })
    await say.send(conversation, namedCard(name, member.locale))
  })
}
