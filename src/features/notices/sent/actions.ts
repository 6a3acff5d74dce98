import { z } from 'zod'

const id = z.uuid()
const page = z.number().int().min(0).max(9_999)
/** What the presser saw: of an older one they are shown the present one. */
const revision = z.number().int().min(1)
const count = z.number().int().min(0)
/** What becomes of a message of which nobody can tell whether it arrived. */
const how = z.enum(['again', 'letBe'])

/** What the provider's admins do with a notice that is out, or is about to be. */
export const SentNoticeAction = z.discriminatedUnion('type', [
  z.object({ type: z.literal('notice.correct'), id, revision }),
  z.object({ type: z.literal('notice.correctNow'), id, revision, readings: z.enum(['keep', 'anew']) }),
  z.object({ type: z.literal('notice.recall'), id, revision }),
  z.object({ type: z.literal('notice.recallNow'), id, revision }),
  z.object({ type: z.literal('notice.leave'), id, revision }),
  z.object({ type: z.literal('notice.stop'), id, revision }),
  z.object({ type: z.literal('notice.failed'), id, page }),
  z.object({ type: z.literal('notice.unknown'), id, page }),
  z.object({ type: z.literal('notice.doubt'), id, row: z.uuid() }),
  z.object({ type: z.literal('notice.settle'), id, row: z.uuid(), how }),
  z.object({ type: z.literal('notice.settleAll'), id, count, how }),
  z.object({ type: z.literal('notice.unread'), id, page }),
  z.object({ type: z.literal('notice.remind'), id }),
  z.object({ type: z.literal('notice.file'), id }),
])
export type SentNoticeAction = z.infer<typeof SentNoticeAction>

/** Those whose button opens a form. */
export type SentNoticeForm = Extract<SentNoticeAction, { type: 'notice.correct' | 'notice.recall' }>

export const sentNoticeForms: readonly string[] = ['notice.correct', 'notice.recall']

export const isSentNoticeForm = (action: { readonly type: string }): action is SentNoticeForm =>
  sentNoticeForms.includes(action.type)
