import { z } from 'zod'

const id = z.uuid()
const page = z.number().int().min(0).max(9_999)
/** What the presser saw: of an older one they are shown the present one. */
const revision = z.number().int().min(1)
/** How many organisations the presser saw that it goes to. */
const count = z.number().int().min(0)

/** What the provider's admins do with notices. */
export const NoticeAction = z.discriminatedUnion('type', [
  z.object({ type: z.literal('notice.menu'), page }),
  z.object({ type: z.literal('notice.compose'), id: z.union([z.literal('new'), id]) }),
  z.object({ type: z.literal('notice.address'), id }),
  z.object({ type: z.literal('notice.draft'), id }),
  z.object({ type: z.literal('notice.who'), id, page }),
  z.object({ type: z.literal('notice.test'), id, revision }),
  z.object({ type: z.literal('notice.schedule'), id, revision, count }),
  z.object({ type: z.literal('notice.send'), id, revision, count }),
  z.object({ type: z.literal('notice.approve'), id, revision, count }),
  z.object({ type: z.literal('notice.approveAt'), id, revision, count }),
  z.object({ type: z.literal('notice.sendBack'), id, revision }),
  z.object({ type: z.literal('notice.withdraw'), id, revision }),
  z.object({ type: z.literal('notice.files'), id }),
  z.object({ type: z.literal('notice.detach'), id, file: id }),
  z.object({ type: z.literal('notice.discard'), id }),
  z.object({ type: z.literal('notice.report'), id }),
])
export type NoticeAction = z.infer<typeof NoticeAction>

/** What customers do with them. */
export const NoticeReaderAction = z.discriminatedUnion('type', [
  z.object({ type: z.literal('notices.acknowledge'), id }),
  /** A form: a question about it. */
  z.object({ type: z.literal('notices.ask'), id }),
])
export type NoticeReaderAction = z.infer<typeof NoticeReaderAction>

/** Those whose button opens a form. */
export type NoticeForm = Extract<
  NoticeAction,
  {
    type: 'notice.compose' | 'notice.address' | 'notice.schedule' | 'notice.approveAt' | 'notice.sendBack'
  }
>

export const noticeForms: readonly string[] = [
  'notice.compose',
  'notice.address',
  'notice.schedule',
  'notice.approveAt',
  'notice.sendBack',
]

export const isNoticeForm = (action: { readonly type: string }): action is NoticeForm =>
  noticeForms.includes(action.type)
