import { z } from 'zod'

/** Whose calendars: a consultant's member id; empty: one's own. */
const of = z.union([z.literal(''), z.uuid()])

/** What the buttons and the form of consultants' calendars elsewhere mean. */
export const CalendarAction = z.discriminatedUnion('type', [
  z.object({ type: z.literal('calendars.show'), of }),
  /** A form. */
  z.object({ type: z.literal('calendars.add'), of }),
  z.object({ type: z.literal('calendars.read'), id: z.uuid() }),
  z.object({ type: z.literal('calendars.remove'), id: z.uuid() }),
])
export type CalendarAction = z.infer<typeof CalendarAction>

export type CalendarForm = Extract<CalendarAction, { type: 'calendars.add' }>

export const isCalendarForm = (action: { readonly type: string }): action is CalendarForm =>
  action.type === 'calendars.add'
