import { z } from 'zod'

const ticket = { organisation: z.uuid(), number: z.number().int().positive() }

/** What the buttons and forms around a ticket mean. */
export const EscalationAction = z.discriminatedUnion('type', [
  /** Links to a ticket's files expire: the card is drawn again, with fresh ones. */
  z.object({ type: z.literal('escalation.links'), ...ticket }),
  /** How the desk's own answer came about. */
  z.object({ type: z.literal('escalation.trace'), ...ticket }),
  z.object({ type: z.literal('escalation.take'), ...ticket }),
  /** A form: a consultant writes to a member first. */
  z.object({ type: z.literal('escalation.begin'), organisation: z.uuid(), member: z.uuid() }),
  /** From the colleague who has it. */
  z.object({ type: z.literal('escalation.takeOver'), ...ticket }),
  /** A form: what only the consultants read. */
  z.object({ type: z.literal('escalation.note'), ...ticket }),
  z.object({ type: z.literal('escalation.solve'), ...ticket }),
  /** A draft of an answer, from what the desk knows. */
  z.object({ type: z.literal('escalation.draft'), ...ticket }),
  /** A form: the answer as it is to be. */
  z.object({ type: z.literal('escalation.write'), ...ticket }),
  /** `id`: of the very words that were shown. */
  z.object({ type: z.literal('escalation.send'), ...ticket, id: z.uuid() }),
  z.object({ type: z.literal('escalation.discard'), ...ticket, id: z.uuid() }),
  /** Where the platform's forms take no files: the address of a page that brings them to the draft. */
  z.object({ type: z.literal('escalation.enclose'), ...ticket }),
  /** Its files are taken out again. */
  z.object({ type: z.literal('escalation.detach'), ...ticket, id: z.uuid() }),
  /** By a consultant, what is solved or closed. */
  z.object({ type: z.literal('escalation.reopen'), ...ticket }),
  /** What else can be done with it. */
  z.object({ type: z.literal('escalation.more'), ...ticket }),
  /** To whom it could be handed over. */
  z.object({ type: z.literal('escalation.handOver'), ...ticket, page: z.number().int().min(0).max(99) }),
  /** `to`: a member of the provider's. */
  z.object({ type: z.literal('escalation.handOverTo'), ...ticket, to: z.uuid() }),
  /** A Web meeting is proposed to the customer. */
  z.object({ type: z.literal('escalation.meet'), ...ticket }),
  /** Everything that was said, for the presser alone. */
  z.object({ type: z.literal('escalation.talk'), ...ticket, page: z.number().int().min(0).max(99) }),
  /** Its card once more. */
  z.object({ type: z.literal('escalation.open'), ...ticket }),
  /** Where the platform takes no files: the address of a page that does. */
  z.object({ type: z.literal('escalation.attach'), ...ticket }),
  /** What did not arrive, by its own id. */
  z.object({ type: z.literal('escalation.resend'), organisation: z.uuid(), id: z.uuid() }),
  /** Links to what came with a post expire: fresh ones; `id`: of what was carried. */
  z.object({ type: z.literal('escalation.relink'), organisation: z.uuid(), id: z.uuid() }),
  /** Of the customer's side. */
  z.object({ type: z.literal('ticket.reopen'), number: z.number().int().positive() }),
  z.object({ type: z.literal('ticket.attach'), number: z.number().int().positive() }),
  z.object({ type: z.literal('ticket.resend'), id: z.uuid() }),
  z.object({ type: z.literal('ticket.relink'), id: z.uuid() }),
  /** 1 to 5; 0 asks again. */
  z.object({
    type: z.literal('ticket.rate'),
    number: z.number().int().positive(),
    score: z.number().int().min(0).max(5),
  }),
  /** A form: what is added to that. */
  z.object({ type: z.literal('ticket.comment'), number: z.number().int().positive() }),
])
export type EscalationAction = z.infer<typeof EscalationAction>

export type EscalationForm = Extract<
  EscalationAction,
  { type: 'escalation.note' | 'escalation.begin' | 'escalation.write' | 'ticket.comment' }
>

export type MenuAction = Extract<
  EscalationAction,
  {
    type:
      | 'escalation.more'
      | 'escalation.handOver'
      | 'escalation.handOverTo'
      | 'escalation.meet'
      | 'escalation.talk'
      | 'escalation.open'
  }
>

const FORMS: readonly string[] = [
  ...['escalation.note', 'escalation.begin', 'escalation.write', 'ticket.comment'],
]

export const isEscalationForm = (action: { readonly type: string }): action is EscalationForm =>
  FORMS.includes(action.type)
