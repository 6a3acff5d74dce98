import type { Availability } from '#src/features/booking/index.ts'
import type { BookingPolicy } from '#src/ports/knowledge.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'

/** As shipped. */
export const BOOKING_POLICY: BookingPolicy = {
  minutes: 60,
  confirmation: 'instant',
  cancelCutoff: { kind: 'meetingStart' },
  cancelPolicyConfirmed: false,
  unconfirmedText: '取消時の回数の扱いは、担当者がご案内します。',
  lateCancel: 'consumed',
  noShow: 'consumed',
  consultantCancel: 'givenBack',
}

/** Weekdays as the desk is open, an hour each, from the next business day on. */
export const WEEKDAY_HOURS = {
  bookable: true,
  timeZone: 'Asia/Tokyo',
  weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], hours: ['09:30-12:00', '13:00-17:30'] }],
  slotMinutes: 60,
  bufferMinutes: 0,
  dailyMost: undefined,
  weeklyMost: undefined,
  leadBusinessDays: 1,
  horizonDays: 60,
  room: 'https://meet.example.com/sato',
} as const satisfies Omit<Availability, 'consultantId' | 'exceptions'>

/** Makes a consultant one who can be booked. */
export async function opensHours(
  database: Database,
  name: string,
  availability: Partial<Omit<Availability, 'consultantId' | 'exceptions'>> = {},
): Promise<string> {
  const unitOfWork = createUnitOfWork(database, storesOf, () => undefined)
  const { id, organisationId } = await database.prisma.member.findFirstOrThrow({ where: { name } })
  await unitOfWork.decide({ kind: 'desk', organisationId }, ({ availabilities }) =>
    availabilities.save(organisationId, { ...WEEKDAY_HOURS, ...availability, consultantId: id }),
  )
  return id
}
