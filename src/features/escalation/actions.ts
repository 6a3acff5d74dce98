import { z } from 'zod'

/** What the buttons of a consultants' card mean. */
export const EscalationAction = z.discriminatedUnion('type', [
  /** Links to a ticket's files expire: the card is drawn again, with fresh ones. */
  z.object({
    type: z.literal('escalation.links'),
    organisation: z.uuid(),
    number: z.number().int().positive(),
  }),
  /** How the desk's own answer came about. */
  z.object({
    type: z.literal('escalation.trace'),
    organisation: z.uuid(),
    number: z.number().int().positive(),
  }),
])
export type EscalationAction = z.infer<typeof EscalationAction>
