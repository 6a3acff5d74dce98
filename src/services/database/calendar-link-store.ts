import { z } from 'zod'
import type { CalendarLinkStore, ReadSubscription } from '../../features/booking/index.ts'
import type { Sql } from './sql.ts'
import { assertInScope, type Transaction } from './transaction.ts'

export function calendarLinkStore({ tx, scope }: Transaction): CalendarLinkStore {
  return {
    madeAt: async (organisationId, memberId) => {
      assertInScope(scope, organisationId)
      const row = await tx.calendarLink.findFirst({ where: { organisationId, memberId } })
      return row?.createdAt
    },
    issue: async (organisationId, memberId, tokenHash, createdAt) => {
      assertInScope(scope, organisationId)
      await tx.calendarLink.upsert({
        where: { organisationId_memberId: { organisationId, memberId } },
        create: { organisationId, memberId, tokenHash, createdAt },
        update: { tokenHash, createdAt },
      })
    },
    revoke: async (organisationId, memberId) => {
      assertInScope(scope, organisationId)
      const { count } = await tx.calendarLink.deleteMany({ where: { organisationId, memberId } })
      return count === 1
    },
  }
}

/** A calendar shows no more than so many meetings. */
const MOST = 1_000

const Subscriber = z.object({
  organisation_id: z.string(),
  member_id: z.string(),
  locale: z.enum(['ja', 'en']),
  kind: z.enum(['customer', 'provider']),
})
const Row = z.object({
  id: z.string(),
  number: z.number(),
  memberId: z.string(),
  consultantId: z.string(),
  startsAt: z.date(),
  endsAt: z.date(),
  state: z.enum(['awaiting', 'confirmed', 'finished', 'noShow']),
  topic: z.string(),
  agenda: z.string(),
  attendees: z.string(),
  consultationId: z.string().nullable(),
  sequence: z.number(),
  createdAt: z.date(),
  organisation: z.string(),
  bookedBy: z.string(),
  name: z.string(),
  room: z.string().nullable(),
})

export const createReadSubscription =
  (sql: Sql): ReadSubscription =>
  async (tokenHash, since) => {
    const [found] = await sql.query<unknown>(
      `SELECT l.organisation_id, l.member_id, m.locale, o.kind FROM calendar_link l
       JOIN member m ON m.organisation_id = l.organisation_id AND m.id = l.member_id AND m.removed_at IS NULL
       JOIN organisation o ON o.id = l.organisation_id
       WHERE l.token_hash = $1`,
      [tokenHash],
    )
    if (found === undefined) return undefined
    const { organisation_id, member_id, locale, kind } = Subscriber.parse(found)
    const [whose, id] =
      kind === 'provider'
        ? (['b.provider_id = $1::uuid AND b.consultant_id = $2::uuid', member_id] as const)
        : (['b.organisation_id = $1::uuid AND $2::uuid IS NOT NULL', member_id] as const)
    const rows = await sql.query<unknown>(
      `SELECT b.id::text AS id, b.number, b.member_id AS "memberId", b.consultant_id AS "consultantId",
         b.starts_at AS "startsAt", b.ends_at AS "endsAt", b.state::text AS state, b.topic, b.agenda, b.attendees,
         b.sequence, b.consultation_id::text AS "consultationId", b.created_at AS "createdAt", o.name AS organisation, m.name AS "bookedBy", c.name, a.room
       FROM booking b
       JOIN organisation o ON o.id = b.organisation_id
       JOIN member m ON m.organisation_id = b.organisation_id AND m.id = b.member_id
       JOIN member c ON c.organisation_id = b.provider_id AND c.id = b.consultant_id
       JOIN availability a ON a.organisation_id = b.provider_id AND a.member_id = b.consultant_id
       WHERE ${whose} AND b.state IN ('awaiting', 'confirmed', 'finished', 'noShow') AND b.ends_at > $3
       ORDER BY b.starts_at DESC, b.id LIMIT $4`,
      [organisation_id, id, since, MOST],
    )
    return {
      reader: { side: kind === 'provider' ? 'consultant' : 'customer', locale, memberId: member_id },
      meetings: rows.map((row) => {
        const { name, room, consultationId, ...meeting } = Row.parse(row)
        return {
          ...meeting,
          consultationId: consultationId ?? undefined,
          consultant: { name, room: room ?? undefined },
        }
      }),
    }
  }
