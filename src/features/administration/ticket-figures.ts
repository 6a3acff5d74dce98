import type { Opening } from '../desk-hours/index.ts'
import { elapsed, type TicketClocks } from '../escalation/index.ts'

/** So many days are summed up. */
export const FIGURES_DAYS = 30

/** Of one ticket, what is counted: nothing of whose it is. */
export interface CountedTicket {
  /** By name; undefined: nobody has it. */
  readonly consultant: string | undefined
  readonly openedAt: Date
  readonly solvedAt: Date | undefined
  readonly answeredAt: Date | undefined
  /** A consultant wrote first: nobody waited for them. */
  readonly begunByConsultant: boolean
  /** Undefined: of a ticket from before there were clocks. */
  readonly clocks: TicketClocks | undefined
  /** What customers said of it in these days, 1 to 5. */
  readonly scores: readonly number[]
}

export interface TicketFigures {
  readonly opened: number
  readonly solved: number
  /** In minutes of the desk's hours; undefined: nothing was answered. */
  readonly medianFirstResponse: number | undefined
  /** Tickets that missed a target. */
  readonly breaches: number
  readonly ratings: number
  /** Undefined: nobody rated. */
  readonly averageRating: number | undefined
}

export interface FiguresOf extends TicketFigures {
  readonly consultant: string
}

/** All of them, and by consultant: whoever has most first. Pure. `since`: what was before that day does not count. */
export function figuresOf(
  tickets: readonly CountedTicket[],
  at: { readonly since: Date; readonly now: Date; readonly opening: Opening },
): { readonly all: TicketFigures; readonly byConsultant: readonly FiguresOf[] } {
  const names = [...new Set(tickets.flatMap(({ consultant }) => consultant ?? []))]
  const byConsultant = names.map((consultant) => ({
    consultant,
    ...sumOf(
      tickets.filter((it) => it.consultant === consultant),
      at,
    ),
  }))
  return { all: sumOf(tickets, at), byConsultant: byConsultant.toSorted((a, b) => b.opened - a.opened) }
}

function sumOf(
  tickets: readonly CountedTicket[],
  { since, now, opening }: { readonly since: Date; readonly now: Date; readonly opening: Opening },
): TicketFigures {
  const opened = tickets.filter(({ openedAt }) => openedAt >= since)
  const scores = tickets.flatMap((it) => it.scores)
  const responses = opened.flatMap(({ answeredAt, begunByConsultant, clocks }) =>
    answeredAt && clocks && !begunByConsultant ? [elapsed(opening, clocks.first.clock, now) / 60_000] : [],
  )
  return {
    opened: opened.length,
    solved: tickets.filter(({ solvedAt }) => solvedAt !== undefined && solvedAt >= since).length,
    medianFirstResponse: medianOf(responses),
    breaches: opened.filter(({ clocks }) => clocks && missed(clocks, opening, now)).length,
    ratings: scores.length,
    averageRating: scores.length > 0 ? scores.reduce((sum, it) => sum + it, 0) / scores.length : undefined,
  }
}

const missed = ({ first, resolution }: TicketClocks, opening: Opening, now: Date): boolean =>
  [first, resolution].some(({ clock }) => elapsed(opening, clock, now) > clock.target * 60_000)

/** Of an even number, the mean of the two in the middle. */
function medianOf(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return low === undefined || high === undefined ? undefined : Math.round((low + high) / 2)
}
