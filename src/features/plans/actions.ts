import { z } from 'zod'
import { accountViews } from './account.ts'

/** What the buttons about one's own contract mean. */
export const PlansAction = z.discriminatedUnion('type', [
  z.object({ type: z.literal('plans.show'), view: z.enum(accountViews) }),
  /** Free times to choose from; or the meetings that are booked. */
  z.object({ type: z.literal('plans.meetings'), what: z.enum(['book', 'list']) }),
  /** A program of what to do is asked for. */
  z.object({ type: z.literal('plans.counselling') }),
  /** A person is asked about this product (its code). */
  z.object({ type: z.literal('plans.ask'), product: z.string().min(1).max(16) }),
])
export type PlansAction = z.infer<typeof PlansAction>
