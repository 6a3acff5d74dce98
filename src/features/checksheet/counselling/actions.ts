import { z } from 'zod'
import { means } from './program.ts'

/** As people cite it. */
const number = z.number().int().positive()
const row = z.number().int().positive()
const page = z.number().int().nonnegative()
/** A run's number; 0: the open one. */
const run = z.number().int().nonnegative()

/** What the buttons and forms around a program mean. */
export const CounsellingAction = z.discriminatedUnion('type', [
  /** Of the customer. Asks once more. */
  z.object({ type: z.literal('counselling.ask'), run }),
  /** A form: what else is to be said. */
  z.object({ type: z.literal('counselling.submit'), run }),
  z.object({ type: z.literal('counselling.show'), number }),
  z.object({ type: z.literal('counselling.withdraw'), number }),
  /** One table of a program that was delivered, by pages. */
  z.object({ type: z.literal('counselling.table'), number, of: z.enum(means), page }),
  z.object({ type: z.literal('counselling.excel'), number }),
  /** Of the consultants' side. */
  z.object({ type: z.literal('counselling.take'), number }),
  z.object({ type: z.literal('counselling.takeOver'), number }),
  z.object({ type: z.literal('counselling.open'), number }),
  z.object({ type: z.literal('counselling.rows'), number, of: z.enum(means), page }),
  z.object({ type: z.literal('counselling.row'), number, row }),
  /** A form: its reason, tool, note and day. */
  z.object({ type: z.literal('counselling.edit'), number, row }),
  z.object({ type: z.literal('counselling.move'), number, row, by: z.enum(['up', 'down']) }),
  z.object({ type: z.literal('counselling.drop'), number, row }),
  z.object({ type: z.literal('counselling.restore'), number, row }),
  /** As the customer will see it. */
  z.object({ type: z.literal('counselling.preview'), number }),
  /** A form: what is said of the whole; it is delivered. */
  z.object({ type: z.literal('counselling.deliver'), number }),
])
export type CounsellingAction = z.infer<typeof CounsellingAction>

export type CounsellingForm = Extract<
  CounsellingAction,
  { type: 'counselling.submit' | 'counselling.edit' | 'counselling.deliver' }
>
export type CounsellingCustomerAction = Extract<
  CounsellingAction,
  {
    type:
      | 'counselling.ask'
      | 'counselling.submit'
      | 'counselling.show'
      | 'counselling.withdraw'
      | 'counselling.table'
  }
>
export type CounsellingDeskAction = Exclude<
  CounsellingAction,
  CounsellingCustomerAction | { type: 'counselling.excel' }
>

const FORMS: readonly string[] = ['counselling.submit', 'counselling.edit', 'counselling.deliver']

export const isCounsellingForm = (action: { readonly type: string }): action is CounsellingForm =>
  FORMS.includes(action.type)
