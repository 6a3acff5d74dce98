import { z } from 'zod'

/** A ticket is made into a candidate for the knowledge base. */
export const FromTicket = z.object({
  type: z.literal('curation.fromTicket'),
  organisation: z.uuid(),
  number: z.number().int().positive(),
})
export type FromTicket = z.infer<typeof FromTicket>

/** What the button FAQに追加 means on a ticket that a consultant has answered. */
export const fromTicket = ({
  organisationId,
  number,
}: {
  readonly organisationId: string
  readonly number: number
}): FromTicket => ({ type: 'curation.fromTicket', organisation: organisationId, number })
