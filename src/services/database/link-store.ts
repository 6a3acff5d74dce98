import { z } from 'zod'
import { ConversationRef } from '../../chat/event.ts'
import type { LinkCodes, LinkStore, Standing } from '../../features/membership/index.ts'
import { memberOfRow } from './membership-store.ts'
import type { Sql } from './sql.ts'
import { assertDesk, assertInScope, type Transaction } from './transaction.ts'

export const createLinkCodes = (sql: Sql): LinkCodes => ({
  organisationOf: async (codeHash) => {
    const [row] = await sql.query<{ organisation_id: string }>(
      'SELECT organisation_id FROM link_code WHERE code_hash = $1',
      [codeHash],
    )
    return row?.organisation_id
  },
})

/** What is a member's: a merge hands it over. Every table that names a member stands here, or among those that stay. */
export const MOVED_BY_MERGE = [
  'consultation',
  'turn',
  'ticket',
  'booking',
  'booking_rating',
  'member_identity',
  'feedback',
  'stored_file',
  'busy_feed',
  'checksheet_answer',
  'checksheet_change',
  'checksheet_assignment',
  'checksheet_import',
  'checksheet_place',
  'checksheet_draft',
  'checksheet_review',
  'counselling',
  'program_task',
  'ticket_rating',
  'faq_candidate',
  'notice_acknowledgement',
] as const

const CountRow = z.object({ since: z.date(), count: z.number() })

export function linkStore({ tx, sql, scope }: Transaction): LinkStore {
  /** In one order, so that two who hold the same members do not wait for each other. */
  async function hold(organisationId: string, memberIds: readonly string[]): Promise<void> {
    await sql.query(
      'SELECT 1 FROM member WHERE organisation_id = $1::uuid AND id = ANY($2::uuid[]) ORDER BY id FOR UPDATE',
      [organisationId, memberIds],
    )
  }

  /** A consultant's hours and meetings; where both have hours, those of the emptied one take no bookings any more. */
  async function handOverHours(both: readonly string[]): Promise<void> {
    const first =
      'NOT EXISTS (SELECT FROM availability k WHERE k.organisation_id = $1::uuid AND k.member_id = $3::uuid)'
    await sql.query(
      `UPDATE booking_slot SET consultant_id = $3::uuid WHERE consultant_id = $2::uuid AND ${first}`,
      both,
    )
    // Exceptions and bookings follow by their keys.
    await sql.query(
      `UPDATE availability SET member_id = $3::uuid WHERE organisation_id = $1::uuid AND member_id = $2::uuid AND ${first}`,
      both,
    )
    await sql.query(
      'UPDATE availability SET bookable = false WHERE organisation_id = $1::uuid AND member_id = $2::uuid',
      both.slice(0, 2),
    )
  }

  return {
    issuedSince: async (organisationId, memberId, since) => {
      assertInScope(scope, organisationId)
      await hold(organisationId, [memberId])
      return tx.linkCode.count({ where: { organisationId, memberId, createdAt: { gt: since } } })
    },
    issue: async (organisationId, code) => {
      assertInScope(scope, organisationId)
      await tx.linkCode.create({ data: { organisationId, ...code } })
    },
    find: async (organisationId, codeHash, now) => {
      assertInScope(scope, organisationId)
      const row = await tx.linkCode.findFirst({
        where: {
          organisationId,
          codeHash,
          usedAt: null,
          expiresAt: { gt: now },
          member: { removedAt: null },
        },
        include: { member: true },
      })
      if (!row) return undefined
      return { member: memberOfRow(row.member), conversation: ConversationRef.parse(row.conversation) }
    },
    use: async (organisationId, codeHash, now) => {
      assertInScope(scope, organisationId)
      const { count } = await tx.linkCode.updateMany({
        where: {
          organisationId,
          codeHash,
          usedAt: null,
          expiresAt: { gt: now },
          member: { removedAt: null },
        },
        data: { usedAt: now },
      })
      return count === 1
    },
    hold: async (organisationId, memberIds) => {
      assertInScope(scope, organisationId)
      await hold(organisationId, memberIds)
    },
    standingOf: async ({ platform, workspace, user }): Promise<Standing> => {
      assertDesk(scope)
      const identity = await tx.memberIdentity.findUnique({
        where: { platform_workspace_user: { platform, workspace, user } },
        select: { member: { include: { _count: { select: { identities: true } } } } },
      })
      if (!identity) return { kind: 'nobody' }
      const { organisationId, id, role, removedAt, _count } = identity.member
      if (removedAt) return { kind: 'removed', organisationId, at: removedAt }
      return { kind: 'member', organisationId, memberId: id, role, identities: _count.identities }
    },
    identitiesOf: async (organisationId, memberId) => {
      assertInScope(scope, organisationId)
      await hold(organisationId, [memberId])
      return tx.memberIdentity.count({ where: { organisationId, memberId } })
    },
    addIdentity: async (organisationId, memberId, { platform, workspace, user }) => {
      assertInScope(scope, organisationId)
      await tx.memberIdentity.create({ data: { platform, workspace, user, organisationId, memberId } })
    },
    removeIdentity: async (organisationId, { platform, workspace, user }) => {
      assertInScope(scope, organisationId)
      await tx.memberIdentity.deleteMany({ where: { organisationId, platform, workspace, user } })
    },
    merge: async (organisationId, emptied, member, now) => {
      assertInScope(scope, organisationId)
      const both = [organisationId, emptied, member]
      // Where both said something of one answer, the member's own word stands.
      await sql.query(
        `DELETE FROM feedback f WHERE organisation_id = $1::uuid AND member_id = $2::uuid AND EXISTS (
           SELECT FROM feedback own WHERE own.organisation_id = f.organisation_id
             AND own.consultation_id = f.consultation_id AND own.member_id = $3::uuid)`,
        both,
      )
      await sql.query(
        `DELETE FROM ticket_rating r WHERE organisation_id = $1::uuid AND member_id = $2::uuid AND EXISTS (
           SELECT FROM ticket_rating own WHERE own.organisation_id = r.organisation_id
             AND own.number = r.number AND own.member_id = $3::uuid)`,
        both,
      )
      // Of a run one is at one place, with one draft of an item: the member's own.
      await sql.query(
        `DELETE FROM checksheet_place p WHERE organisation_id = $1::uuid AND member_id = $2::uuid AND EXISTS (
           SELECT FROM checksheet_place own WHERE own.organisation_id = p.organisation_id AND own.member_id = $3::uuid
             AND own.run_id = p.run_id)`,
        both,
      )
      await sql.query(
        `DELETE FROM checksheet_draft d WHERE organisation_id = $1::uuid AND member_id = $2::uuid AND EXISTS (
           SELECT FROM checksheet_draft own WHERE own.organisation_id = d.organisation_id AND own.member_id = $3::uuid
             AND own.run_id = d.run_id AND own.item_id = d.item_id)`,
        both,
      )
      await handOverHours(both)
      await tx.calendarLink.deleteMany({ where: { organisationId, memberId: emptied } })
      // A consultant's, of whichever customer.
      for (const table of ['ticket', 'checksheet_review', 'counselling'])
        await sql.query(
          `UPDATE ${table} SET consultant_id = $3::uuid WHERE provider_id = $1::uuid AND consultant_id = $2::uuid`,
          both,
        )
      await sql.query(
        `DELETE FROM notice_acknowledgement a WHERE a.organisation_id = $1::uuid AND a.member_id = $2::uuid AND EXISTS (
           SELECT FROM notice_acknowledgement o
           WHERE o.organisation_id = a.organisation_id AND o.notice_id = a.notice_id AND o.member_id = $3::uuid)`,
        both,
      )
      for (const table of MOVED_BY_MERGE)
        await sql.query(
          `UPDATE ${table} SET member_id = $3::uuid WHERE organisation_id = $1::uuid AND member_id = $2::uuid`,
          both,
        )
      await sql.query(
        `UPDATE member m SET greeted_at = least(m.greeted_at, e.greeted_at)
         FROM member e WHERE m.organisation_id = $1::uuid AND m.id = $3::uuid AND e.organisation_id = $1::uuid AND e.id = $2::uuid`,
        both,
      )
      await tx.member.update({
        where: { organisationId_id: { organisationId, id: emptied } },
        data: { removedAt: now },
      })
    },
    wrongCodes: async ({ platform, workspace, user }) => {
      assertDesk(scope)
      const [row] = await sql.query<unknown>(
        `INSERT INTO wrong_code (platform, workspace, "user", since, count)
         VALUES ($1::"Platform", $2, $3, to_timestamp(0), 0)
         ON CONFLICT (platform, workspace, "user") DO UPDATE SET count = wrong_code.count RETURNING since, count`,
        [platform, workspace, user],
      )
      const wrong = CountRow.parse(row)
      return wrong.count === 0 ? undefined : wrong
    },
    countWrong: async ({ platform, workspace, user }, { since, count }) => {
      assertDesk(scope)
      await tx.wrongCode.update({
        where: { platform_workspace_user: { platform, workspace, user } },
        data: { since, count },
      })
    },
  }
}
