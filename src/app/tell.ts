import type { Context } from '../chat/context.ts'
import type { Message } from '../chat/message.ts'
import { staleCard } from '../features/consultation/index.ts'
import { scopeOf } from '../ports/unit-of-work.ts'
import type { AppPorts } from './ports.ts'

/** It is handled with these words, where it came from. */
export function tell(ctx: Context, { unitOfWork }: Pick<AppPorts, 'unitOfWork'>, it: Message): Promise<void> {
  return unitOfWork.decide(scopeOf(ctx), async (_, say) => {
    await say.send(ctx.conversation, it)
  })
}

/** There is nothing to be done with it, or not by them: they are told so. */
export const stale = (ctx: Context, desk: Pick<AppPorts, 'unitOfWork'>): Promise<void> =>
  tell(ctx, desk, staleCard(ctx.member.locale))

/** It is handled, and that is all. */
export const saysNothing = (ctx: Context, { unitOfWork }: Pick<AppPorts, 'unitOfWork'>): Promise<void> =>
  unitOfWork.decide(scopeOf(ctx), async () => undefined)
