import { z } from 'zod'
import type { ConversationRef } from '../../chat/event.ts'
import type { Attachment } from '../attachments/index.ts'
import type { Opening } from '../desk-hours/index.ts'
import { answeredClocks, stoppedClocks, type TicketClocks, waitingClocks } from './ticket-clocks.ts'

/** What a person needs to know to answer: kept with the ticket, so that its card can be drawn again. */
export const TicketContent = z.object({
  subject: z.string(),
  /** The member's own words; null once the member deleted them, or they are past their retention. */
  question: z.string().nullable(),
  /** What the desk answered, in brief; empty when it could not. */
  answered: z.string(),
  /** Ids of what the answer rested on. */
  sources: z.array(z.string()),
  organisation: z.string(),
  contract: z.string(),
  asker: z.string(),
  platform: z.enum(['slack', 'teams', 'web']),
  urgent: z.boolean(),
  files: z.array(z.string()),
  /** A consultant wrote first: `question` is what they wrote. */
  begun: z.literal('byConsultant').optional(),
  /** Nobody asked for it: what it was opened for. Absent: a member pressed for it, or it is an incident. */
  because: z.enum(['unanswerable', 'needsPerson', 'askedAgain', 'unsolved']).optional(),
  /** The customer's when it was opened: by it their channel is chosen. */
  course: z.enum(['learning', 'practice']).optional(),
  /** The notice that it is about: N-0012 and its title. */
  notice: z.string().optional(),
})
export type TicketContent = z.infer<typeof TicketContent>

/** What the desk opens a ticket for of its own accord, besides an incident. */
export type Unasked = NonNullable<TicketContent['because']>

/**
 * `new` until a consultant takes it; then `taken` until they first write, and from there on it waits for whoever has not written
 * last. `solved` says the consultant; `closed`, for good, comes {@link REOPEN_DAYS} later.
 */
export type TicketState =
  | 'new'
  | 'taken'
  | 'waitingForCustomer'
  | 'waitingForConsultant'
  | 'solved'
  | 'closed'

/** So long after it was solved, writing reopens it. */
export const REOPEN_DAYS = 14

/** Who has a ticket: of the provider's people, by the name that customers read. */
export interface Consultant {
  readonly providerId: string
  readonly id: string
  readonly name: string
}

export interface Ticket {
  readonly organisationId: string
  readonly number: number
  readonly openedAt: Date
  readonly withdrawnAt: Date | undefined
  readonly content: TicketContent
  /** What came with the question, as it stands now. */
  readonly attachments: readonly Attachment[]
  /** The outbox row of its card in the consultants' channel; undefined until there is a channel. */
  readonly deskRow: string | undefined
  readonly state: TicketState
  /** Who asked, and where they are answered. */
  readonly memberId: string
  readonly conversation: ConversationRef
  /** Undefined while it is new. */
  readonly consultant: Consultant | undefined
  /** Where the consultants' side speaks; undefined while it is new. */
  readonly thread: ConversationRef | undefined
  /** The outbox row of the customer's card; undefined where there is none yet. */
  readonly cardRow: string | undefined
  readonly takenAt: Date | undefined
  /** When a consultant first wrote to the customer. */
  readonly answeredAt: Date | undefined
  readonly solvedAt: Date | undefined
  readonly closedAt: Date | undefined
  /** Undefined: of a ticket from before there were clocks. */
  readonly clocks: TicketClocks | undefined
  /** When something was last said in it. */
  readonly activeAt: Date
  /** Since when the consultant at hand has it. */
  readonly heldSince: Date | undefined
  /** Until when it is to be answered; undefined: nothing is promised. */
  readonly dueAt: Date | undefined
  /** What a model made of the question and what was said before; empty: nothing. */
  readonly summary: readonly string[]
  /** When it was asked for that; undefined: not since the words at hand. */
  readonly summarisedAt: Date | undefined
  /** What was said in the conversation shortly before, as it reads now, first to last. */
  readonly before: readonly Said[]
  /** Solved ones of the same organisation that are about the like. */
  readonly similar: readonly SolvedTicket[]
  /** What the like of it became at other organisations: nobody's words, and nothing of whose they were. */
  readonly elsewhere: readonly GeneralisedTicket[]
}

/** A turn of a customer's conversation with the desk. */
export interface Said {
  readonly at: Date
  readonly by: 'member' | 'bot'
  /** Empty for the desk itself. */
  readonly name: string
  readonly words: string
}

/** A solved ticket that two of the provider's people have published as a question and its answer, without whose it was. */
export interface GeneralisedTicket {
  /** The entry's. */
  readonly id: string
  readonly subject: string
  readonly answer: string
}

export interface SolvedTicket {
  readonly number: number
  readonly subject: string
}

/** A consultant has the conversation: the desk's own answers are silent in it. */
export function isHeld({ state, withdrawnAt }: Pick<Ticket, 'state' | 'withdrawnAt'>): boolean {
  if (withdrawnAt) return false
  switch (state) {
    case 'taken':
    case 'waitingForCustomer':
    case 'waitingForConsultant':
      return true
    case 'new':
    case 'solved':
    case 'closed':
      return false
  }
}

/** Whether writing in it still reopens it. */
export const mayReopen = ({ state, withdrawnAt }: Pick<Ticket, 'state' | 'withdrawnAt'>): boolean =>
  state === 'solved' && !withdrawnAt

/** A consultant takes what is new. */
export const taken = (
  ticket: Ticket,
  { by, thread, now }: { readonly by: Consultant; readonly thread: ConversationRef; readonly now: Date },
): Ticket => ({ ...given(ticket, by, now), state: 'taken', thread, takenAt: now })

/** Another consultant has it from now on. */
export const given = (ticket: Ticket, to: Consultant, now: Date): Ticket => ({
  ...ticket,
  ...{ consultant: to, heldSince: now, activeAt: now },
})

/** It is nobody's again; what was said and where stays. */
export const handedBack = (ticket: Ticket): Ticket => ({
  ...ticket,
  ...{ state: 'new', consultant: undefined, heldSince: undefined },
})

/** Since when its customer waits for somebody; undefined: they do not. */
export function waitingSince({
  state,
  withdrawnAt,
  openedAt,
  activeAt,
}: Pick<Ticket, 'state' | 'withdrawnAt' | 'openedAt' | 'activeAt'>): Date | undefined {
  if (withdrawnAt) return undefined
  switch (state) {
    case 'new':
    case 'taken':
      return openedAt
    case 'waitingForConsultant':
      return activeAt
    case 'waitingForCustomer':
    case 'solved':
    case 'closed':
      return undefined
  }
}

/** The consultant wrote to the customer. */
export const answered = (ticket: Ticket, opening: Opening, now: Date): Ticket => ({
  ...reopened(ticket),
  clocks: ticket.clocks && answeredClocks(opening, ticket.clocks, now),
  state: 'waitingForCustomer',
  answeredAt: ticket.answeredAt ?? now,
  activeAt: now,
})

/** The customer wrote: from now on they wait. */
export const written = (ticket: Ticket, now: Date): Ticket => ({
  ...reopened(ticket),
  clocks: ticket.clocks && waitingClocks(ticket.clocks, now),
  state: ticket.state === 'taken' ? 'taken' : 'waitingForConsultant',
  activeAt: now,
})

const reopened = (ticket: Ticket): Ticket => ({ ...ticket, solvedAt: undefined, closedAt: undefined })

export const solved = (ticket: Ticket, opening: Opening, now: Date): Ticket => ({
  ...ticket,
  clocks: ticket.clocks && stoppedClocks(opening, ticket.clocks, now),
  state: 'solved',
  solvedAt: now,
  activeAt: now,
})

export const closed = (ticket: Ticket, now: Date): Ticket => ({ ...ticket, state: 'closed', closedAt: now })

/** How content the customer is: 5 very, 1 not at all. */
export const SCORES = [1, 2, 3, 4, 5] as const
export type Score = (typeof SCORES)[number]

/** Undefined for any other number. */
export const scoreOf = (score: number): Score | undefined => SCORES.find((it) => it === score)

/** From here down somebody should look into it. */
export const POOR = 2

/** 受付番号: C-0042 */
export const ticketName = (number: number): string => `C-${String(number).padStart(4, '0')}`
