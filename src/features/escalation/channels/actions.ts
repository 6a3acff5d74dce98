import { z } from 'zod'

/** What the buttons of the list of consultants' channels mean. */
export const ChannelAction = z.object({
  type: z.literal('channels.remove'),
  /** A course, or an organisation's id. */
  route: z.union([z.enum(['learning', 'practice']), z.uuid()]),
})
export type ChannelAction = z.infer<typeof ChannelAction>
