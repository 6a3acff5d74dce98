import { z } from 'zod'
import type { AvailabilityStore, BookableConsultant } from '../../features/booking/index.ts'
import { weekdays } from '../../ports/knowledge.ts'
import { prepare } from './sql.ts'
import { assertDesk, type Transaction } from './transaction.ts'

export function availabilityStore({ tx, sql, scope }: Transaction): AvailabilityStore {
  const read = async (consultantId?: string): Promise<readonly BookableConsultant[]> => {
    const rows = await sql.query<unknown>(CONSULTANTS, [consultantId ?? null])
    return rows.map((row) => {
      const it = ConsultantRow.parse(row)
      return {
        ...it,
        dailyMost: it.dailyMost ?? undefined,
        weeklyMost: it.weeklyMost ?? undefined,
        room: it.room ?? undefined,
      }
    })
  }

  return {
    all: () => read(),
    of: async (consultantId) => (await read(consultantId))[0],
    lock: async (providerId, consultantId) => {
      // Weaker than FOR UPDATE, with which who books them without a most would wait for their reference to it.
      await sql.query(
        `SELECT 1 FROM availability WHERE organisation_id = $1::uuid AND member_id = $2::uuid FOR NO KEY UPDATE`,
        [providerId, consultantId],
      )
    },
    save: async (organisationId, { consultantId: memberId, weekly, dailyMost, weeklyMost, room, ...it }) => {
      assertDesk(scope)
      const data = {
        ...it,
        weekly: weekly.map(({ days, hours }) => ({ days: [...days], hours: [...hours] })),
        dailyMost: dailyMost ?? null,
        weeklyMost: weeklyMost ?? null,
        room: room ?? null,
      }
      await tx.availability.upsert({
        where: { organisationId_memberId: { organisationId, memberId } },
        create: { organisationId, memberId, ...data },
        update: data,
      })
    },
    except: async (organisationId, memberId, isoDay, hours) => {
      assertDesk(scope)
      const day = new Date(isoDay)
      if (hours === undefined) {
        await tx.availabilityException.deleteMany({ where: { organisationId, memberId, day } })
        return
      }
      await tx.availabilityException.upsert({
        where: { organisationId_memberId_day: { organisationId, memberId, day } },
        create: { organisationId, memberId, day, hours: [...hours] },
        update: { hours: [...hours], setAt: new Date() },
      })
    },
  }
}

/** In one statement: every card of a booking names its consultant. */
const CONSULTANTS = prepare(
  'availability_read',
  `SELECT a.organisation_id AS "providerId", a.member_id AS "consultantId", m.name, a.bookable, a.time_zone AS "timeZone",
          a.weekly, a.slot_minutes AS "slotMinutes", a.buffer_minutes AS "bufferMinutes", a.daily_most AS "dailyMost",
          a.weekly_most AS "weeklyMost", a.lead_business_days AS "leadBusinessDays", a.horizon_days AS "horizonDays", a.room,
          coalesce((SELECT jsonb_object_agg(to_char(e.day, 'YYYY-MM-DD'), to_jsonb(e.hours)) FROM availability_exception e
                    WHERE e.organisation_id = a.organisation_id AND e.member_id = a.member_id), '{}'::jsonb) AS exceptions
   FROM availability a JOIN member m ON m.organisation_id = a.organisation_id AND m.id = a.member_id
   WHERE a.organisation_id = (SELECT id FROM organisation WHERE kind = 'provider') AND m.removed_at IS NULL AND ($1::text IS NULL OR a.member_id::text = $1) ORDER BY a.member_id`,
)

const ConsultantRow = z.object({
  providerId: z.string(),
  consultantId: z.string(),
  name: z.string(),
  bookable: z.boolean(),
  timeZone: z.string(),
  weekly: z.array(z.object({ days: z.array(z.enum(weekdays)), hours: z.array(z.string()) })),
  slotMinutes: z.number(),
  bufferMinutes: z.number(),
  dailyMost: z.number().nullable(),
  weeklyMost: z.number().nullable(),
  leadBusinessDays: z.number(),
  horizonDays: z.number(),
  room: z.string().nullable(),
  exceptions: z.record(z.string(), z.array(z.string())),
})
