import { z } from 'zod'

/** What the buttons about one's own registration mean. */
export const MembershipAction = z.discriminatedUnion('type', [
  /** A code by which one adds who one is in another app. */
  z.object({ type: z.literal('membership.link') }),
])
export type MembershipAction = z.infer<typeof MembershipAction>
