import { z } from 'zod'

/** As people cite it: short enough to stand beside another id in an action. */
const number = z.number().int().positive()

/** What the buttons and forms around a meeting mean. */
export const MeetingAction = z.discriminatedUnion('type', [
  /** Of the consultants' side. A form: why the meeting cannot be. */
  z.object({ type: z.literal('meeting.decline'), number }),
  z.object({ type: z.literal('meeting.handOver'), number }),
  z.object({ type: z.literal('meeting.handOverTo'), number, with: z.uuid() }),
  /** Asks once more. */
  z.object({ type: z.literal('meeting.cancel'), number }),
  z.object({ type: z.literal('meeting.cancelNow'), number }),
  /** A form: what was said. */
  z.object({ type: z.literal('meeting.minutes'), number }),
  z.object({ type: z.literal('meeting.noShow'), number }),
  /** Of the customer. */
  z.object({
    type: z.literal('meeting.rate'),
    id: z.uuid(),
    score: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  }),
])
export type MeetingAction = z.infer<typeof MeetingAction>

export type DeskAction = Exclude<MeetingAction, { type: 'meeting.rate' }>
export type MeetingForm = Extract<MeetingAction, { type: 'meeting.decline' | 'meeting.minutes' }>

const FORMS: readonly string[] = ['meeting.decline', 'meeting.minutes']

export const isMeetingForm = (action: { readonly type: string }): action is MeetingForm =>
  FORMS.includes(action.type)
