import type { Context } from '../../chat/context.ts'
import { message, text, toAsker } from '../../chat/message.ts'
import { scopeOf } from '../../ports/unit-of-work.ts'
import type { NoticePorts } from './at-hand.ts'
import { phrases } from './phrases.ts'

/** 「確認しました」, of anybody of the company: counted once for each of them. */
export function acknowledge(
  ctx: Context,
  { unitOfWork }: Pick<NoticePorts, 'unitOfWork'>,
  id: string,
): Promise<void> {
  const { organisation, member, now } = ctx
  const words = phrases[member.locale].said
  return unitOfWork.decide(scopeOf(ctx), async ({ notices }, say) => {
    const told = await notices.told(organisation.id, id)
    const readings = told ? await notices.acknowledge(organisation.id, id, member.id, now) : []
    const own = readings.find(({ memberId }) => memberId === member.id)
    const said = !own ? words.gone : own.at < now ? words.already : words.acknowledged
    await say.send(ctx.conversation, toAsker(message(said, text(said))))
  })
}
