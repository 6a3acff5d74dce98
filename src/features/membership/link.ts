import type { Context, EventClaim } from '../../chat/context.ts'
import type { ConversationRef, MemberRef } from '../../chat/event.ts'
import { type Say, scopeOf, type UnitOfWork } from '../../ports/unit-of-work.ts'
import {
  codeRefusedCard,
  linkCodeCard,
  linkedCard,
  linkedElsewhereCard,
  linkRefusedCard,
  unlinkedCard,
} from './cards.ts'
import { hashOfCode } from './code.ts'
import { identityName as nameOf } from './identity-name.ts'
import type { FoundCode, LinkCodes, LinkStore } from './link-store.ts'
import {
  anHourBefore,
  judgeLink,
  LINK_MINUTES,
  mayIssue,
  mayTry,
  newLinkCode,
  oneMoreWrong,
} from './linking.ts'
import type { AuditStore, MembershipStore } from './membership-store.ts'
import type { Welcome } from './register.ts'

export interface LinkStores {
  readonly links: LinkStore
  readonly membership: MembershipStore
  readonly audit: AuditStore
}

/** 「別のアプリとつなぐ」: a member gets a code, in their direct conversation, to write to the desk where it does not know them yet. */
export function giveLinkCode(ctx: Context, unitOfWork: UnitOfWork<LinkStores>): Promise<void> {
  const { organisation, member, conversation, now } = ctx
  return unitOfWork.decide(scopeOf(ctx), async ({ links, audit }, say) => {
    const issued = await links.issuedSince(organisation.id, member.id, anHourBefore(now))
    if (!mayIssue(issued))
      return void (await say.send(conversation, linkRefusedCard('tooMany', member.locale)))
    const code = newLinkCode()
    await links.issue(organisation.id, {
      codeHash: hashOfCode(code),
      memberId: member.id,
      conversation,
      createdAt: now,
      expiresAt: new Date(now.getTime() + LINK_MINUTES * 60_000),
    })
    await audit.record(organisation.id, {
      actor: nameOf(ctx.from),
      what: 'link.code',
      details: { member: member.id },
    })
    await say.send(conversation, linkCodeCard(code, member.locale))
  })
}

export interface LinkAttempt {
  readonly code: string
  readonly from: MemberRef
  readonly conversation: ConversationRef
  readonly claim: EventClaim
  readonly now: Date
  readonly providerId: string
}

/**
 * Whoever writes a valid code is one person with the member who asked for it, and both sides are told. The writer's workspace is
 * not linked to an organisation by this. A refusal that could tell something of another organisation looks like a wrong code.
 */
export async function linkByCode<S extends LinkStores>(
  ports: { readonly unitOfWork: UnitOfWork<S>; readonly codes: LinkCodes },
  attempt: LinkAttempt,
  welcome: Welcome<S>,
): Promise<void> {
  const { from, conversation, now } = attempt
  const codeHash = hashOfCode(attempt.code)
  const organisationId = await ports.codes.organisationOf(codeHash)
  const scope = { organisationId: organisationId ?? attempt.providerId, claim: attempt.claim }
  await ports.unitOfWork.decide({ kind: 'desk', ...scope }, async (stores, say) => {
    const { links } = stores
    const wrong = await links.wrongCodes(from)
    const found =
      organisationId !== undefined && mayTry(wrong, now)
        ? await links.find(organisationId, codeHash, now)
        : undefined
    const told =
      organisationId === undefined || !found
        ? 'refused'
        : await link({ stores, say }, { ...attempt, codeHash, organisationId }, found)
    if (told === 'linked' && organisationId !== undefined) await welcome(stores, say, organisationId)
    if (told !== 'refused') return
    await links.countWrong(from, oneMoreWrong(wrong, now))
    await say.send(conversation, codeRefusedCard('link'))
  })
}

async function link(
  { stores, say }: { readonly stores: LinkStores; readonly say: Say },
  attempt: LinkAttempt & { readonly codeHash: string; readonly organisationId: string },
  { member, conversation: origin }: FoundCode,
): Promise<'linked' | 'told' | 'refused'> {
  const { links, membership, audit } = stores
  const { from, conversation, organisationId, codeHash, now } = attempt
  const before = await links.standingOf(from)
  const colleague =
    before.kind === 'member' && before.organisationId === organisationId ? [before.memberId] : []
  await links.hold(organisationId, [member.id, ...colleague])
  // Who they are may have changed while this waited.
  const writer = await links.standingOf(from)
  const host = await membership.organisationOfWorkspace(from.platform, from.workspace)
  const verdict = judgeLink({ organisationId, memberId: member.id, role: member.role }, writer, host)
  switch (verdict) {
    case 'refuse':
      return 'refused'
    case 'same':
      await say.send(conversation, linkRefusedCard('same', member.locale))
      return 'told'
    case 'notMergeable':
      await say.send(conversation, linkRefusedCard('notMergeable', member.locale))
      return 'told'
    case 'add':
    case 'merge':
      if (!(await links.use(organisationId, codeHash, now))) return 'refused'
  }
  const details = { member: member.id, identity: nameOf(from) }
  if (verdict === 'merge' && writer.kind === 'member') {
    await links.merge(organisationId, writer.memberId, member.id, now)
    await audit.record(organisationId, {
      actor: nameOf(from),
      what: 'member.merge',
      details: { ...details, emptied: writer.memberId },
    })
  } else {
    await links.addIdentity(organisationId, member.id, from)
    await audit.record(organisationId, { actor: nameOf(from), what: 'identity.add', details })
  }
  await say.send(conversation, linkedCard(member))
  await say.send(origin, linkedElsewhereCard(from.platform, member.locale))
  return 'linked'
}

/** 「連携解除」: the desk forgets who one is here, as long as it still knows one elsewhere. */
export function unlink(ctx: Context, unitOfWork: UnitOfWork<LinkStores>): Promise<void> {
  const { organisation, member, conversation, from } = ctx
  return unitOfWork.decide(scopeOf(ctx), async ({ links, audit }, say) => {
    if ((await links.identitiesOf(organisation.id, member.id)) < 2)
      return void (await say.send(conversation, linkRefusedCard('onlyOne', member.locale)))
    await links.removeIdentity(organisation.id, from)
    await audit.record(organisation.id, {
      actor: nameOf(from),
      what: 'identity.remove',
      details: { member: member.id, identity: nameOf(from) },
    })
    await say.send(conversation, unlinkedCard(member.locale))
  })
}
