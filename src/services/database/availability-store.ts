import { z } from 'zod'
import type { AvailabilityStore, BookableConsultant } from '../../features/booking/index.ts'
import { weekdays } from '../../ports/knowledge.ts'
import { assertDesk, type Transaction } from './transaction.ts'

export function availabilityStore({ tx, sql, scope }: Transaction): AvailabilityStore {
  const read = async (memberId?: string): Promise<readonly BookableConsultant[]> => {
    const rows = await tx.availability.findMany({
      where: { ...(memberId === undefined ? {} : { memberId }), member: { removedAt: null } },
      include: { exceptions: true, member: { select: { name: true } } },
      orderBy: { memberId: 'asc' },
    })
    return rows.map(({ organisationId, memberId: consultantId, member, exceptions, ...row }) => ({
      providerId: organisationId,
      consultantId,
      name: member.name,
      ...row,
      weekly: Weekly.parse(row.weekly),
      dailyMost: row.dailyMost ?? undefined,
      weeklyMost: row.weeklyMost ?? undefined,
      room: row.room ?? undefined,
      exceptions: Object.fromEntries(
        exceptions.map(({ day, hours }) => [day.toISOString().slice(0, 10), hours]),
      ),
    }))
  }

  return {
    all: () => read(),
    of: async (consultantId) =>
      UUID.safeParse(consultantId).success ? (await read(consultantId))[0] : undefined,
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

const UUID = z.guid()
const Weekly = z.array(z.object({ days: z.array(z.enum(weekdays)), hours: z.array(z.string()) }))
