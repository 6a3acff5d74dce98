import { z } from 'zod'
import type { AvailabilityStore, BookableConsultant } from '../../features/booking/index.ts'
import { weekdays } from '../../ports/knowledge.ts'
import { assertDesk, type Transaction } from './transaction.ts'

export function availabilityStore({ tx, sql, scope }: Transaction): AvailabilityStore {
  return {
    all: async () => {
      const rows = await tx.availability.findMany({
        where: { member: { removedAt: null } },
        include: { exceptions: true, member: { select: { name: true } } },
        orderBy: { memberId: 'asc' },
      })
      return rows.map(
        ({
          organisationId,
          memberId,
          organisation: _,
          ...row
        }: (typeof rows)[number] & { organisation?: unknown }): BookableConsultant => ({
          providerId: organisationId,
          consultantId: memberId,
          name: row.member.name,
          bookable: row.bookable,
          timeZone: row.timeZone,
          weekly: Weekly.parse(row.weekly),
          slotMinutes: row.slotMinutes,
          bufferMinutes: row.bufferMinutes,
          dailyMost: row.dailyMost ?? undefined,
          weeklyMost: row.weeklyMost ?? undefined,
          leadBusinessDays: row.leadBusinessDays,
          horizonDays: row.horizonDays,
          room: row.room ?? undefined,
          exceptions: Object.fromEntries(
            row.exceptions.map(({ day, hours }) => [day.toISOString().slice(0, 10), hours]),
          ),
        }),
      )
    },
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
        update: { hours: [...hours] },
      })
    },
  }
}

const Weekly = z.array(z.object({ days: z.array(z.enum(weekdays)), hours: z.array(z.string()) }))
