import { z } from 'zod'

/** The counselling's, as people cite it. */
const number = z.number().int().positive()
const row = z.number().int().positive()

/** What the buttons and forms around what is to be done mean. */
export const TaskAction = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('task.list'),
    of: z.enum(['all', 'mine']),
    page: z.number().int().nonnegative(),
  }),
  z.object({ type: z.literal('task.show'), number, row }),
  z.object({ type: z.literal('task.done'), number, row }),
  z.object({ type: z.literal('task.reopen'), number, row }),
  /** A form: until when. */
  z.object({ type: z.literal('task.due'), number, row }),
  /** Who looks after it: the members to choose from. */
  z.object({ type: z.literal('task.who'), number, row }),
  /** `member` empty: nobody in particular. */
  z.object({ type: z.literal('task.assign'), number, row, member: z.string().max(36) }),
])
export type TaskAction = z.infer<typeof TaskAction>

export type TaskForm = Extract<TaskAction, { type: 'task.due' }>

export const isTaskForm = (action: { readonly type: string }): action is TaskForm =>
  action.type === 'task.due'
