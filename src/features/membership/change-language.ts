import type { Context, Locale } from '../../chat/context.ts'
import { scopeOf, type UnitOfWork } from '../../ports/unit-of-work.ts'
import { languageChangedCard } from './cards.ts'
import type { MembershipStore } from './membership-store.ts'

/** 「English」 or 「日本語」 in a direct message: the desk's own words are in that language from then on, for this member. */
export function changeLanguage(
  ctx: Context,
  unitOfWork: UnitOfWork<{ readonly membership: MembershipStore }>,
  locale: Locale,
): Promise<void> {
  return unitOfWork.decide(scopeOf(ctx), async ({ membership }, say) => {
    await membership.changeLanguage(ctx.organisation.id, ctx.member.id, locale)
    await say.send(ctx.conversation, languageChangedCard(locale))
  })
}
