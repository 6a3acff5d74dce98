import { z } from 'zod'

const ticket = { organisation: z.uuid(), number: z.number().int().positive() }

/** What the buttons and forms around a ticket mean. */
export const EscalationAction = z.discriminatedUnion('type', [
  /** Links to a ticket's files expire: the card is drawn again, with fresh ones. */
  z.object({ type: z.literal('escalation.links'), ...ticket }),
  /** How the desk's own answer came about. */
  z.object({ type: z.literal('escalation.trace'), ...ticket }),
  z.object({ type: z.literal('escalation.take'), ...ticket }),
  /** From the colleague who has it. */
  z.object({ type: z.literal('escalation.takeOver'), ...ticket }),
  /** A form: what only the consultants read. */
  z.object({ type: z.literal('escalation.note'), ...ticket }),
  z.object({ type: z.literal('escalation.solve'), ...ticket }),
  /** By a consultant, what is solved or closed. */
  z.object({ type: z.literal('escalation.reopen'), ...ticket }),
  /** Where the platform takes no files: the address of a page that does. */
  z.object({ type: z.literal('escalation.attach'), ...ticket }),
  /** What did not arrive, by its own id. */
  z.object({ type: z.literal('escalation.resend'), organisation: z.uuid(), id: z.uuid() }),
  /** Of the customer's side. */
  z.object({ type: z.literal('ticket.reopen'), number: z.number().int().positive() }),
  z.object({ type: z.literal('ticket.attach'), number: z.number().int().positive() }),
  z.object({ type: z.literal('ticket.resend'), id: z.uuid() }),
])
export type EscalationAction = z.infer<typeof EscalationAction>

export type EscalationForm = Extract<EscalationAction, { type: 'escalation.note' }>

const FORMS: readonly string[] = ['escalation.note']

export const isEscalationForm = (action: { readonly type: string }): action is EscalationForm =>
  FORMS.includes(action.type)
