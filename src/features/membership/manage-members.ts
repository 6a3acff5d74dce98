import type { Context } from '../../chat/context.ts'
import type { UnitOfWork } from '../../ports/unit-of-work.ts'
import { asOwner, type OwnerStores } from './as-owner.ts'
import { hashOfCode } from './code.ts'
import { identityName } from './identity-name.ts'
import {
  chooseOwnerCard,
  handedOverCard,
  handOverCard,
  lastOwnerCard,
  memberGoneCard,
  membersCard,
  newOwnerCard,
  removalCard,
  removedCard,
  staffCodeCard,
} from './member-cards.ts'
import { type ReachPorts, readersOf } from './reach.ts'
import { newStaffCode, STAFF_CODE_DAYS } from './registration.ts'

export interface MemberDeskPorts extends ReachPorts {
  readonly unitOfWork: UnitOfWork<OwnerStores>
}

/** 「メンバー管理」: the organisation's people, ten a card. */
export function listMembers(ctx: Context, { unitOfWork }: MemberDeskPorts, page = 0): Promise<void> {
  return asOwner(ctx, unitOfWork, async ({ membership }, say) => {
    const members = await membership.members(ctx.organisation.id)
    await say.send(ctx.conversation, membersCard(members, ctx.member, page))
  })
}

/** A one-time code that the owner hands to one colleague. */
export function giveStaffCode(ctx: Context, { unitOfWork }: MemberDeskPorts): Promise<void> {
  const { organisation, member, conversation, now } = ctx
  const code = newStaffCode()
  const expiresAt = new Date(now.getTime() + STAFF_CODE_DAYS * 86_400_000)
  return asOwner(ctx, unitOfWork, async ({ staffCodes, audit }, say) => {
    await staffCodes.issue(organisation.id, {
      ...{ codeHash: hashOfCode(code), issuedBy: member.id, createdAt: now, expiresAt },
    })
    await audit.record(organisation.id, {
      actor: identityName(ctx.from),
      what: 'staffCode.issue',
      details: { before: null, after: { expiresAt: expiresAt.toISOString() } },
    })
    await say.send(conversation, staffCodeCard(code, member.locale))
  })
}

export function confirmRemoval(ctx: Context, { unitOfWork }: MemberDeskPorts, id: string): Promise<void> {
  const { organisation, member, conversation } = ctx
  return asOwner(ctx, unitOfWork, async ({ membership }, say) => {
    const found = await colleague(membership, organisation.id, id)
    const card = found ? removalCard(found, member.locale) : memberGoneCard(member.locale)
    await say.send(conversation, card)
  })
}

/** The colleague is unknown from then on. An organisation that has an owner keeps one. */
export function removeColleague(ctx: Context, { unitOfWork }: MemberDeskPorts, id: string): Promise<void> {
  const { organisation, member, conversation, now } = ctx
  return asOwner(ctx, unitOfWork, async ({ membership, staffCodes, audit }, say) => {
    const found = await colleague(membership, organisation.id, id)
    if (!found) return void (await say.send(conversation, memberGoneCard(member.locale)))
    if (found.role === 'owner' && (await membership.owners(organisation.id)).length === 1)
      return void (await say.send(conversation, lastOwnerCard(member.locale)))
    await membership.removeMember(organisation.id, found.id, now)
    await staffCodes.withdraw(organisation.id, found.id, now)
    await audit.record(organisation.id, {
      actor: identityName(ctx.from),
      what: 'member.remove',
      details: { member: found.id, name: found.name, before: found.role, after: null },
    })
    await say.send(conversation, removedCard(found, member.locale))
  })
}

export function chooseOwner(ctx: Context, { unitOfWork }: MemberDeskPorts, page: number): Promise<void> {
  const { organisation, member, conversation } = ctx
  return asOwner(ctx, unitOfWork, async ({ membership }, say) => {
    const members = await membership.members(organisation.id)
    const colleagues = members.filter(({ role }) => role !== 'owner')
    await say.send(conversation, chooseOwnerCard(colleagues, page, member.locale))
  })
}

export function confirmHandOver(ctx: Context, { unitOfWork }: MemberDeskPorts, id: string): Promise<void> {
  const { organisation, member, conversation } = ctx
  return asOwner(ctx, unitOfWork, async ({ membership }, say) => {
    const found = await colleague(membership, organisation.id, id)
    const card = found ? handOverCard(found, member.locale) : memberGoneCard(member.locale)
    await say.send(conversation, card)
  })
}

/** The colleague becomes the owner and the owner staff. Both are told. */
export async function handOver(ctx: Context, ports: MemberDeskPorts, id: string): Promise<void> {
  const { organisation, member, conversation, now } = ctx
  const readers = await readersOf(ports, organisation.id, (it) => it.id === id)
  return asOwner(ctx, ports.unitOfWork, async ({ membership, staffCodes, audit }, say) => {
    const found = await colleague(membership, organisation.id, id)
    if (!found || found.id === member.id)
      return void (await say.send(conversation, memberGoneCard(member.locale)))
    await membership.changeRole(organisation.id, found.id, 'owner')
    await membership.changeRole(organisation.id, member.id, 'staff')
    await staffCodes.withdraw(organisation.id, member.id, now)
    await audit.record(organisation.id, {
      actor: identityName(ctx.from),
      what: 'owner.handOver',
      details: {
        before: { [member.id]: 'owner', [found.id]: found.role },
        after: { [member.id]: 'staff', [found.id]: 'owner' },
      },
    })
    const reached = readers.length > 0 ? 'told' : 'untold'
    await say.send(conversation, handedOverCard(found, reached, member.locale))
    for (const { to, locale } of readers) await say.send(to, newOwnerCard(member.name, locale))
  })
}

/** An id comes from a button, which may be forged: what is no UUID names nobody. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const colleague = async (membership: OwnerStores['membership'], organisationId: string, id: string) =>
  UUID.test(id) ? membership.member(organisationId, id) : undefined
