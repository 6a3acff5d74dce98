import { z } from 'zod'

const page = z.number().int().min(0).max(999)

/** What the buttons of lists of past consultations mean. */
export const HistoryAction = z.discriminatedUnion('type', [
  /** One's own, newest first. */
  z.object({ type: z.literal('history.own'), page }),
  /** The organisation's: subjects and states, for its owners. */
  z.object({ type: z.literal('history.company'), page }),
  /** A further page of what a message asked for; `turn` is where its words are kept. */
  z.object({ type: z.literal('history.found'), turn: z.string(), page }),
  z.object({ type: z.literal('history.show'), id: z.string() }),
])
export type HistoryAction = z.infer<typeof HistoryAction>
