import { z } from 'zod'

const id = z.string().min(1)
/** Minutes since 1970: short, and no text. */
const at = z.number().int().positive()
/** The consultation that the meeting goes on from. */
const about = id.exactOptional()
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** What the buttons and forms of bookings mean. */
export const BookingAction = z.discriminatedUnion('type', [
  /** Free times from this day on. `with`: of this consultant. `moving`: in the stead of that booking's. Empty: whatever there is. */
  z.object({
    type: z.literal('booking.offer'),
    from: z.union([day, z.literal('')]),
    with: z.string(),
    moving: z.string(),
    about,
  }),
  z.object({ type: z.literal('booking.who'), moving: z.string(), about }),
  z.object({ type: z.literal('booking.hold'), at, with: id, about }),
  z.object({ type: z.literal('booking.confirm'), id }),
  /** A form: what it is about, and who takes part. Confirms a held one. */
  z.object({ type: z.literal('booking.describe'), id }),
  /** A held one goes on from no consultation any more. */
  z.object({ type: z.literal('booking.detach'), id }),
  /** Gives a held one back. */
  z.object({ type: z.literal('booking.drop'), id }),
  z.object({ type: z.literal('booking.move'), id, at, with: id }),
  /** Asks once more. */
  z.object({ type: z.literal('booking.cancel'), id }),
  z.object({ type: z.literal('booking.cancelNow'), id }),
  /** The consultant's side: confirms one that awaits it. */
  z.object({ type: z.literal('booking.accept'), organisation: id, id }),
  z.object({ type: z.literal('booking.list') }),
  /** The link by which calendars read one's meetings. */
  z.object({ type: z.literal('booking.calendar'), what: z.enum(['show', 'renew', 'revoke']) }),
])
export type BookingAction = z.infer<typeof BookingAction>

/** Free times, from the first on, of anybody. */
export const offerAny = { type: 'booking.offer', from: '', with: '', moving: '' } as const

export const toMinutes = (instant: Date): number => Math.round(instant.getTime() / 60_000)
export const fromMinutes = (minutes: number): Date => new Date(minutes * 60_000)
