import { z } from 'zod'
import type { Context } from '../../chat/context.ts'
import type { Library, ResponseTarget } from '../../ports/knowledge.ts'
import type { Opening } from '../desk-hours/index.ts'
import {
  type ClockNotice,
  dueAt,
  nextNoticeAt,
  noticeDue,
  pauseClock,
  resumeClock,
  StoredClock,
  startClock,
  stopClock,
} from './clock/index.ts'

const Kept = z.object({
  clock: StoredClock,
  /** The last that consultants were told of it. */
  told: z.enum(['warning', 'breach']).optional(),
})

/** How long a ticket takes, against its targets: until a consultant first writes, and until it is solved. */
export const TicketClocks = z.object({ first: Kept, resolution: Kept })
export type TicketClocks = z.infer<typeof TicketClocks>
export type ClockName = keyof TicketClocks
const NAMES = ['first', 'resolution'] as const

/** What the desk means to keep, by the customer's course; outside of any contract that of the learning course. */
export const targetOf = (
  { contract }: Pick<Context, 'contract'>,
  { provider }: Pick<Library, 'provider'>,
  urgent: boolean,
): ResponseTarget => provider.responseTargets[contract.course ?? 'learning'][urgent ? 'urgent' : 'normal']

export const startedClocks = ({ firstResponse, resolution }: ResponseTarget, now: Date): TicketClocks => ({
  first: { clock: startClock(firstResponse, now) },
  resolution: { clock: startClock(resolution, now) },
})

/** A consultant wrote: the first answer is there, and it is the customer's turn. */
export const answeredClocks = (
  opening: Opening,
  { first, resolution }: TicketClocks,
  now: Date,
): TicketClocks => ({
  first: { ...first, clock: stopClock(opening, first.clock, now) },
  resolution: { ...resolution, clock: pauseClock(opening, resolution.clock, now) },
})

/** The customer wrote, or it is open again: they wait. */
export const waitingClocks = ({ first, resolution }: TicketClocks, now: Date): TicketClocks => ({
  first,
  resolution: { ...resolution, clock: resumeClock(resolution.clock, now) },
})

export const stoppedClocks = (
  opening: Opening,
  { first, resolution }: TicketClocks,
  now: Date,
): TicketClocks => ({
  first: { ...first, clock: stopClock(opening, first.clock, now) },
  resolution: { ...resolution, clock: stopClock(opening, resolution.clock, now) },
})

/** What consultants are to be told now. */
export const clockNotices = (
  opening: Opening,
  clocks: TicketClocks,
  now: Date,
): readonly { readonly name: ClockName; readonly notice: ClockNotice }[] =>
  NAMES.flatMap((name) => {
    const { clock, told } = clocks[name]
    const notice = noticeDue(opening, clock, told, now)
    return notice ? [{ name, notice }] : []
  })

/** Until when a consultant is to write, or has to have solved it; undefined: it is not their turn. */
export const dueOf = (opening: Opening, { first, resolution }: TicketClocks): Date | undefined =>
  dueAt(opening, first.clock) ?? dueAt(opening, resolution.clock)

/** Hours may change meanwhile: so long a next look is put off at most. */
const LOOK_AGAIN_MS = 12 * 3_600_000

/** When the clocks are to be looked at again; undefined: neither runs, or everything is told. */
export function nextLookAt(opening: Opening, clocks: TicketClocks, now: Date): Date | undefined {
  const times = NAMES.flatMap((name) => {
    const { clock, told } = clocks[name]
    return nextNoticeAt(opening, clock, told, now) ?? []
  })
  if (times.length === 0) return undefined
  return new Date(Math.min(now.getTime() + LOOK_AGAIN_MS, ...times.map((it) => it.getTime())))
}
