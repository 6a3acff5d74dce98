import { z } from 'zod'

/** clock.ts: Clock, as it is kept. */
export const StoredClock = z.object({
  target: z.number(),
  counted: z.number(),
  state: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('running'), since: z.coerce.date() }),
    z.object({ kind: z.literal('paused') }),
    z.object({ kind: z.literal('stopped') }),
  ]),
})
