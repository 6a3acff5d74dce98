import { z } from 'zod'
import type { Attachment } from '../attachments/index.ts'

/** What a person needs to know to answer: kept with the ticket, so that its card can be drawn again. */
export const TicketContent = z.object({
  subject: z.string(),
  /** The member's own words; null once the member deleted them. */
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
})
export type TicketContent = z.infer<typeof TicketContent>

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
}

/** 受付番号: C-0042 */
export const ticketName = (number: number): string => `C-${String(number).padStart(4, '0')}`
