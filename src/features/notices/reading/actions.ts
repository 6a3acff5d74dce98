import { z } from 'zod'
import { noticeCategories } from '../../../ports/knowledge.ts'
import type { NoticeReaderAction } from '../actions.ts'

const id = z.uuid()
const page = z.number().int().min(0).max(9_999)

/** What an organisation's owner chooses about notices. */
export const NoticePreferenceAction = z.discriminatedUnion('type', [
  /** `channel`: see {@link channelToken}; notices do not go there any more. */
  z.object({ type: z.literal('notices.leave'), channel: z.string().regex(/^[0-9a-f]{16}$/) }),
  z.object({
    type: z.literal('notices.category'),
    category: z.enum(noticeCategories),
    choice: z.enum(['wanted', 'declined']),
  }),
  /** A form. */
  z.object({ type: z.literal('notices.quiet') }),
  z.object({ type: z.literal('notices.anyHour') }),
  z.object({ type: z.literal('notices.reminds'), where: z.enum(['owners', 'channel']) }),
])
export type NoticePreferenceAction = z.infer<typeof NoticePreferenceAction>

/** What a customer's people do with the notices that they got. */
export const NoticeHistoryAction = z.discriminatedUnion('type', [
  z.object({ type: z.literal('notices.list'), page }),
  /** A further page of what a message asked for; `turn` is where its words are kept. */
  z.object({ type: z.literal('notices.found'), turn: z.uuid(), page }),
  z.object({ type: z.literal('notices.show'), id }),
])
export type NoticeHistoryAction = z.infer<typeof NoticeHistoryAction>

/** Those whose button opens a form. */
export type ReadingForm =
  | Extract<NoticePreferenceAction, { type: 'notices.quiet' }>
  | Extract<NoticeReaderAction, { type: 'notices.ask' }>

export const readingForms: readonly string[] = ['notices.quiet', 'notices.ask']

export const isReadingForm = (action: { readonly type: string }): action is ReadingForm =>
  readingForms.includes(action.type)

/** What is closed once the past is. */
export const isNoticeHistory = ({ type }: { readonly type: string }): boolean =>
  ['notices.list', 'notices.found', 'notices.show', 'notices.ask'].includes(type)
