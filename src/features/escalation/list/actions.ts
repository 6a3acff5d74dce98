import { z } from 'zod'

/** What the buttons of lists of tickets mean. */
export const TicketListAction = z.object({
  type: z.literal('tickets.list'),
  /** `first`: whichever is first to who asks. Of the desk's people the next three, of a customer's the last two. */
  tab: z.enum(['first', 'mine', 'untaken', 'overdue', 'own', 'company']),
  page: z.number().int().min(0).max(999),
})
export type TicketListAction = z.infer<typeof TicketListAction>
