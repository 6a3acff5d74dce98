import { z } from 'zod'

const page = z.number().int().min(0).max(999)
const member = z.string()

/** What the buttons and forms about who is registered mean. */
export const MembershipAction = z.discriminatedUnion('type', [
  /** A code by which one adds who one is in another app. */
  z.object({ type: z.literal('membership.link') }),
  /** The form for a contract or staff code: the only one for people whom the desk does not know. */
  z.object({ type: z.literal('membership.register') }),
  z.object({ type: z.literal('membership.noCode') }),
  /** The form for one's own name. */
  z.object({ type: z.literal('membership.name') }),
  z.object({ type: z.literal('membership.members'), page }),
  z.object({ type: z.literal('membership.invite') }),
  z.object({ type: z.literal('membership.remove'), member }),
  z.object({ type: z.literal('membership.removeNow'), member }),
  z.object({ type: z.literal('membership.handOver'), page }),
  z.object({ type: z.literal('membership.handOverTo'), member }),
  z.object({ type: z.literal('membership.handOverNow'), member }),
  /** Where notices go, and which: features/notices shows it. */
  z.object({ type: z.literal('membership.notices') }),
])
export type MembershipAction = z.infer<typeof MembershipAction>
