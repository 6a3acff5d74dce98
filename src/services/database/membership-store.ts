import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Member, Organisation, Role } from '../../chat/context.ts'
import {
  type AuditStore,
  type Directory,
  type InvitationStore,
  isUnnamed,
  type MembershipStore,
  type RegisteredMember,
} from '../../features/membership/index.ts'
import { prepare, type Sql } from './sql.ts'
import { assertDesk, assertInScope, type Transaction } from './transaction.ts'

const SenderRow = z.object({
  organisation_id: z.string().nullable(),
  code: z.string().nullable(),
  organisation_name: z.string().nullable(),
  kind: z.enum(['customer', 'provider']).nullable(),
  /** Of a channel that is mapped. */
  channel_of: z.string().nullable(),
  member_id: z.string().nullable(),
  name: z.string().nullable(),
  role: z.enum(['staff', 'owner', 'consultant', 'admin']).nullable(),
  locale: z.enum(['ja', 'en']).nullable(),
  greeted_at: z.date().nullable(),
  contracts: z.array(
    z.object({
      id: z.string(),
      termId: z.string(),
      product: z.string(),
      course: z.enum(['learning', 'practice']),
      purchasedOn: z.string(),
      opensOn: z.string(),
      startsOn: z.string(),
      endsOn: z.string(),
    }),
  ),
})

const CrewRow = z.object({ members: z.number(), owners: z.number(), hadOwner: z.boolean() })

const WHOIS = prepare(
  'member_whois',
  `SELECT o.id AS organisation_id, o.code, o.name AS organisation_name, o.kind,
          c.organisation_id AS channel_of, m.id AS member_id, m.name, m.role, m.locale, m.greeted_at,
          coalesce((SELECT jsonb_agg(jsonb_build_object('id', b.id, 'termId', b.term_id,
                      'product', b.product, 'course', b.course, 'purchasedOn', b.purchased_on,
                      'opensOn', b.opens_on, 'startsOn', b.starts_on, 'endsOn', b.ends_on))
                    FROM contract b WHERE b.organisation_id = m.organisation_id), '[]'::jsonb) AS contracts
   FROM (SELECT 1) one
   LEFT JOIN member_identity i ON i.platform = $1::"Platform" AND i.workspace = $2 AND i."user" = $3
   LEFT JOIN member m ON m.organisation_id = i.organisation_id AND m.id = i.member_id AND m.removed_at IS NULL
   LEFT JOIN workspace w ON m.id IS NULL AND w.platform = $1::"Platform" AND w.workspace = $2
   LEFT JOIN organisation o ON o.id = coalesce(m.organisation_id, w.organisation_id)
   LEFT JOIN mapped_channel c ON i.member_id IS NULL AND o.kind = 'provider'
     AND c.platform = $1::"Platform" AND c.workspace = $2 AND c.channel = $4`,
)

/** One look-up by key, on every event. */
export function createDirectory(sql: Sql): Directory {
  return {
    whois: async ({ platform, workspace, user }, conversation) => {
      const [found] = await sql.query<unknown>(WHOIS, [
        platform,
        workspace,
        user,
        conversation?.kind === 'shared' ? conversation.channel : null,
      ])
      const row = SenderRow.parse(found)
      if (!row.organisation_id || !row.code || !row.organisation_name || !row.kind)
        return { kind: 'unknownWorkspace' }
      if (row.channel_of) return { kind: 'inMappedChannel', organisationId: row.channel_of }
      if (!row.member_id || row.name === null || !row.role || !row.locale) return { kind: 'unknownUser' }
      return {
        kind: 'member',
        organisation: {
          id: row.organisation_id,
          code: row.code,
          name: row.organisation_name,
          kind: row.kind,
        },
        member: {
          id: row.member_id,
          name: row.name,
          role: row.role,
          locale: row.locale,
          greetedAt: row.greeted_at ?? undefined,
        },
        contracts: row.contracts,
      }
    },
  }
}

/** The names of an organisation and of everybody who is or was its member. */
export const createKnownNames =
  (sql: Sql) =>
  async (organisationId: string): Promise<readonly string[]> => {
    const rows = await sql.query<{ name: string }>(
      `SELECT name FROM organisation WHERE id = $1::uuid
       UNION SELECT name FROM member WHERE organisation_id = $1::uuid`,
      [organisationId],
    )
    return rows.map(({ name }) => name).filter((name) => !isUnnamed(name))
  }

export function membershipStore({ tx, sql, scope }: Transaction): MembershipStore {
  async function registered(where: {
    readonly organisationId: string
    readonly role?: Role
  }): Promise<readonly RegisteredMember[]> {
    assertInScope(scope, where.organisationId)
    const rows = await tx.member.findMany({
      where: { ...where, removedAt: null },
      // The enum's order: staff before owners.
      orderBy: [{ role: 'desc' }, { createdAt: 'asc' }, { id: 'asc' }],
      include: { identities: { select: { platform: true, workspace: true, user: true } } },
    })
    return rows.map(({ identities, ...row }) => ({ ...memberOfRow(row), identities }))
  }

  return {
    provider: async () => {
      // Of this kind there is an index, which is found only where the kind is no parameter.
      const [found] = await sql.query<Organisation>(
        `SELECT id, code, name, kind FROM organisation WHERE kind = 'provider'`,
      )
      if (!found) throw new Error('there is no provider')
      return found
    },
    organisation: async (id) => {
      assertInScope(scope, id)
      return (await tx.organisation.findUnique({ where: { id }, select: ORGANISATION })) ?? undefined
    },
    organisationByCode: async (code) => {
      assertDesk(scope)
      return (await tx.organisation.findUnique({ where: { code }, select: ORGANISATION })) ?? undefined
    },
    createOrganisation: async (organisation) => {
      assertDesk(scope)
      const { count } = await tx.organisation.createMany({ data: [organisation], skipDuplicates: true })
      return count === 1
    },
    createOrganisations: async (organisations) => {
      assertDesk(scope)
      const created = await sql.query(
        `INSERT INTO organisation (id, code, name, kind) SELECT id, code, name, kind
         FROM jsonb_to_recordset($1::jsonb) AS it(id uuid, code text, name text, kind "OrganisationKind")
         ON CONFLICT DO NOTHING RETURNING id`,
        [JSON.stringify(organisations)],
      )
      return created.length === organisations.length
    },
    organisationOfWorkspace: async (platform, workspace) => {
      assertDesk(scope)
      const found = await tx.workspace.findUnique({
        where: { platform_workspace: { platform, workspace } },
        select: { organisation: { select: ORGANISATION } },
      })
      return found?.organisation
    },
    linkWorkspace: async (organisationId, platform, workspace) => {
      assertDesk(scope)
      await tx.workspace.upsert({
        where: { platform_workspace: { platform, workspace } },
        create: { platform, workspace, organisationId },
        update: { organisationId },
      })
    },
    memberOf: async ({ platform, workspace, user }) => {
      assertDesk(scope)
      const found = await tx.memberIdentity.findUnique({
        where: { platform_workspace_user: { platform, workspace, user } },
        select: { organisation: { select: ORGANISATION }, member: true },
      })
      if (!found || found.member.removedAt) return undefined
      return { organisation: found.organisation, member: memberOfRow(found.member) }
    },
    member: async (organisationId, id) => {
      assertInScope(scope, organisationId)
      const row = await tx.member.findUnique({ where: { organisationId_id: { organisationId, id } } })
      return row && !row.removedAt ? memberOfRow(row) : undefined
    },
    registered: async (organisationId, id) => {
      assertInScope(scope, organisationId)
      const found = await tx.member.findUnique({
        where: { organisationId_id: { organisationId, id } },
        include: { identities: { select: { platform: true, workspace: true, user: true } } },
      })
      if (!found || found.removedAt) return undefined
      const { identities, ...row } = found
      return { ...memberOfRow(row), identities }
    },
    nameOf: async (organisationId, id) => {
      assertInScope(scope, organisationId)
      const row = await tx.member.findUnique({ where: { organisationId_id: { organisationId, id } } })
      return row?.name
    },
    members: (organisationId) => registered({ organisationId }),
    owners: (organisationId) => registered({ organisationId, role: 'owner' }),
    addMember: async (organisationId, { platform, workspace, user }, { name, role }) => {
      assertDesk(scope)
      const member = await tx.member.create({ data: { id: randomUUID(), organisationId, name, role } })
      await tx.memberIdentity.upsert({
        where: { platform_workspace_user: { platform, workspace, user } },
        create: { platform, workspace, user, organisationId, memberId: member.id },
        update: { organisationId, memberId: member.id },
      })
    },
    lock: async (organisationId) => {
      assertInScope(scope, organisationId)
      // Rows that name the organisation may be added meanwhile.
      await sql.query('SELECT 1 FROM organisation WHERE id = $1::uuid FOR NO KEY UPDATE', [organisationId])
    },
    crew: async (organisationId) => {
      assertInScope(scope, organisationId)
      const [row] = await sql.query<unknown>(
        `SELECT count(*) FILTER (WHERE removed_at IS NULL)::int AS members,
                count(*) FILTER (WHERE removed_at IS NULL AND role = 'owner')::int AS owners,
                coalesce(bool_or(role = 'owner'), false) AS "hadOwner"
         FROM member WHERE organisation_id = $1::uuid`,
        [organisationId],
      )
      return CrewRow.parse(row)
    },
    rename: async (organisationId, id, name) => {
      assertInScope(scope, organisationId)
      await tx.member.update({ where: { organisationId_id: { organisationId, id } }, data: { name } })
    },
    changeRole: async (organisationId, id, role) => {
      assertInScope(scope, organisationId)
      await tx.member.update({ where: { organisationId_id: { organisationId, id } }, data: { role } })
    },
    changeLanguage: async (organisationId, id, locale) => {
      assertInScope(scope, organisationId)
      await tx.member.update({ where: { organisationId_id: { organisationId, id } }, data: { locale } })
    },
    removeMember: async (organisationId, id, now) => {
      assertInScope(scope, organisationId)
      await tx.member.update({
        where: { organisationId_id: { organisationId, id } },
        data: { removedAt: now },
      })
      // Should they come back, it is not by what they once had.
      await tx.calendarLink.deleteMany({ where: { organisationId, memberId: id } })
    },
    greet: async (organisationId, id, now) => {
      assertInScope(scope, organisationId)
      await tx.member.update({
        where: { organisationId_id: { organisationId, id } },
        data: { greetedAt: now },
      })
    },
  }
}

export function invitationStore({ tx, scope }: Transaction): InvitationStore {
  return {
    add: async (invitation) => {
      assertDesk(scope)
      await tx.invitation.create({ data: invitation })
    },
    redeem: async (codeHash, by, now) => {
      assertDesk(scope)
      const { count } = await tx.invitation.updateMany({
        where: { codeHash, redeemedAt: null, expiresAt: { gt: now } },
        data: { redeemedAt: now, redeemedBy: by },
      })
      if (count === 0) return undefined
      const { role, name } = await tx.invitation.findUniqueOrThrow({ where: { codeHash } })
      return role === 'consultant' || role === 'admin' ? { role, name } : undefined
    },
  }
}

export function auditStore({ tx, sql, scope }: Transaction): AuditStore {
  return {
    record: async (organisationId, { actor, what, details }) => {
      assertInScope(scope, organisationId)
      await tx.auditEntry.create({
        data: { id: randomUUID(), organisationId, actor, what, details: { ...details } as object },
      })
    },
    recordAll: async (entries) => {
      assertDesk(scope)
      await sql.query(
        `INSERT INTO audit_entry (id, organisation_id, actor, what, details)
         SELECT gen_random_uuid(), "organisationId", actor, what, details
         FROM jsonb_to_recordset($1::jsonb) AS it("organisationId" uuid, actor text, what text, details jsonb)`,
        [JSON.stringify(entries)],
      )
    },
  }
}

export const ORGANISATION = { id: true, code: true, name: true, kind: true } as const satisfies Record<
  keyof Organisation,
  true
>

export const memberOfRow = (row: {
  id: string
  name: string
  role: Member['role']
  locale: Member['locale']
  greetedAt: Date | null
}): Member => ({
  id: row.id,
  name: row.name,
  role: row.role,
  locale: row.locale,
  greetedAt: row.greetedAt ?? undefined,
})
