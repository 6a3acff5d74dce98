import type { Context } from '../../../chat/context.ts'
import { decideCounselling } from './decide-counselling.ts'
import { lookAfterTasks, type TaskPorts } from './tasks/index.ts'
import type { CounsellingWish } from './wish.ts'

/** What is asked for in words. */
export function counselByWords(ctx: Context, ports: TaskPorts, { kind }: CounsellingWish): Promise<void> {
  switch (kind) {
    case 'ask':
      return decideCounselling(ctx, ports, { type: 'counselling.ask', run: 0 })
    case 'show':
      return decideCounselling(ctx, ports, { type: 'counselling.latest' })
    case 'tasks':
      return lookAfterTasks(ctx, ports, { type: 'task.list', of: 'all', page: 0 })
  }
}
