import { randomUUID } from 'node:crypto'
import type { Role } from '../../chat/context.ts'
import type { MemberRef, Platform } from '../../chat/event.ts'
import type { UnitOfWork } from '../../ports/unit-of-work.ts'
import { identityName as nameOf } from './identity-name.ts'
import type { MembershipStores } from './membership-store.ts'
import { nameOr } from './unnamed.ts'

/** What an operator asked for cannot be done; the message says why, in English, for a terminal; `reason` for a program. */
export class AdminRefusal extends Error {
  override readonly name = 'AdminRefusal'
  readonly reason: string

  constructor(message: string, reason = 'refused') {
    super(message)
    this.reason = reason
  }
}

/** What an operator does from the command line. Each lands in the audit log with what was before. */
export interface Administration {
  createOrganisation(code: string, name: string): Promise<void>
  linkWorkspace(platform: Platform, workspace: string, code: string): Promise<void>
  /** Without a name they are addressed by their role: ご担当者様. */
  addMember(from: MemberRef, role: Role, name: string | undefined, code: string | undefined): Promise<void>
  changeRole(from: MemberRef, role: Role): Promise<void>
  removeMember(from: MemberRef, now: Date): Promise<void>
}

export const ORGANISATION_CODE = /^[A-Z0-9][A-Z0-9-]{1,31}$/

const PROVIDER_ROLES: readonly Role[] = ['consultant', 'admin']

export function createAdministration(
  unitOfWork: UnitOfWork<MembershipStores>,
  providerId: string,
  actor: string,
): Administration {
  const inDesk = <T>(work: (stores: MembershipStores) => Promise<T>) =>
    unitOfWork.decide({ kind: 'desk', organisationId: providerId }, work)

  return {
    createOrganisation: (code, name) =>
      inDesk(async ({ membership, audit }) => {
        if (!ORGANISATION_CODE.test(code))
          throw new AdminRefusal(`organisation code "${code}" must be 2–32 of A–Z, 0–9 and "-"`)
        const organisation = { id: randomUUID(), code, name, kind: 'customer' } as const
        if (!(await membership.createOrganisation(organisation)))
          throw new AdminRefusal(`organisation code "${code}" is taken`)
        await audit.record(organisation.id, { actor, what: 'organisation.create', details: { code, name } })
      }),

    linkWorkspace: (platform, workspace, code) =>
      inDesk(async ({ membership, audit }) => {
        const organisation = await organisationOf(membership, code)
        const before = await membership.organisationOfWorkspace(platform, workspace)
        await membership.linkWorkspace(organisation.id, platform, workspace)
        await audit.record(organisation.id, {
          actor,
          what: 'workspace.link',
          details: { platform, workspace, before: before?.code ?? null, after: code },
        })
      }),

    addMember: (from, role, name, code) =>
      inDesk(async ({ membership, audit }) => {
        const organisation = code
          ? await organisationOf(membership, code)
          : await membership.organisationOfWorkspace(from.platform, from.workspace)
        if (!organisation)
          throw new AdminRefusal(
            `${from.platform} workspace ${from.workspace} belongs to no organisation: link it, or name --organisation`,
          )
        assertRoleFits(role, organisation.kind)
        if (await membership.memberOf(from)) throw new AdminRefusal(`${nameOf(from)} is a member already`)
        if (!(await membership.organisationOfWorkspace(from.platform, from.workspace)))
          await membership.linkWorkspace(organisation.id, from.platform, from.workspace)
        await membership.addMember(organisation.id, from, { name: nameOr(name, role), role })
        await audit.record(organisation.id, {
          actor,
          what: 'member.add',
          details: { member: nameOf(from), role },
        })
      }),

    changeRole: (from, role) =>
      inDesk(async ({ membership, audit }) => {
        const { organisation, member } = await existing(membership, from)
        assertRoleFits(role, organisation.kind)
        await membership.changeRole(organisation.id, member.id, role)
        await audit.record(organisation.id, {
          actor,
          what: 'member.role',
          details: { member: nameOf(from), before: member.role, after: role },
        })
      }),

    removeMember: (from, now) =>
      inDesk(async ({ membership, staffCodes, audit }) => {
        const { organisation, member } = await existing(membership, from)
        await membership.removeMember(organisation.id, member.id, now)
        await staffCodes.withdraw(organisation.id, member.id, now)
        await audit.record(organisation.id, {
          actor,
          what: 'member.remove',
          details: { member: nameOf(from), role: member.role },
        })
      }),
  }
}

/** @throws AdminRefusal */
export async function organisationOf(membership: MembershipStores['membership'], code: string) {
  const organisation = await membership.organisationByCode(code)
  if (!organisation) throw new AdminRefusal(`there is no organisation "${code}"`)
  return organisation
}

async function existing(membership: MembershipStores['membership'], from: MemberRef) {
  const found = await membership.memberOf(from)
  if (!found) throw new AdminRefusal(`${nameOf(from)} is not a member`)
  return found
}

function assertRoleFits(role: Role, kind: 'customer' | 'provider'): void {
  const belongs = PROVIDER_ROLES.includes(role) ? 'provider' : 'customer'
  if (belongs !== kind)
    throw new AdminRefusal(`role ${role} belongs to a ${belongs}, this organisation is a ${kind}`)
}
