import type { Context } from '../../chat/context.ts'
import { message, text, toAsker } from '../../chat/message.ts'
import { scopeOf } from '../../ports/unit-of-work.ts'
import type { NoticePorts } from './at-hand.ts'
import { phrases } from './phrases.ts'
import { placeCard } from './sent/index.ts'

/**
 * 「確認しました」, of anybody of the company: counted once for each of them, and shown on the notice itself wherever the company reads
 * it. What was recalled or corrected meanwhile is shown as it is now; nothing besides is said where others read along.
 */
export function acknowledge(
  ctx: Context,
  { unitOfWork }: Pick<NoticePorts, 'unitOfWork'>,
  id: string,
): Promise<void> {
  const { organisation, member, now, timeZone } = ctx
  const words = phrases[member.locale].said
  return unitOfWork.decide(scopeOf(ctx), async ({ notices }, say) => {
    const tell = (said: string) => say.send(ctx.conversation, toAsker(message(said, text(said))))
    const present = await notices.present(organisation.id, id)
    if (!present) return void (await tell(words.gone))
    const readings = present.recall ? [] : await notices.acknowledge(organisation.id, id, member.id, now)
    const places = await notices.deliveriesTo(organisation.id, id)
    const shown = places.filter(({ state }) => state === 'sent' || state === 'waiting')
    for (const place of shown)
      await say.update(place.row, placeCard(present, place, { readings, timeZone, locale: 'ja' }))
    if (shown.length === 0) await tell(present.recall ? words.gone : words.acknowledged)
  })
}
