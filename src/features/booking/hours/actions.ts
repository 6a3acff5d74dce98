import { z } from 'zod'

/** Whose hours: a consultant's member id; empty: one's own. */
const of = z.union([z.literal(''), z.uuid()])

/** What the buttons and forms of consultants' hours mean. */
export const HoursAction = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hours.show'), of }),
  /** An admin chooses whose. */
  z.object({ type: z.literal('hours.list') }),
  /** Forms. */
  z.object({ type: z.literal('hours.change'), of }),
  z.object({ type: z.literal('hours.except'), of }),
  z.object({ type: z.literal('hours.room'), of }),
  z.object({ type: z.literal('hours.stop'), of }),
  z.object({ type: z.literal('hours.resume'), of }),
])
export type HoursAction = z.infer<typeof HoursAction>

export type HoursForm = Extract<HoursAction, { type: 'hours.change' | 'hours.except' | 'hours.room' }>

const FORMS: readonly string[] = ['hours.change', 'hours.except', 'hours.room']

export const isHoursForm = (action: { readonly type: string }): action is HoursForm =>
  FORMS.includes(action.type)
