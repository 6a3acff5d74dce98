import type { Locale } from '../../../chat/context.ts'
import { dayOf } from '../../../chat/day.ts'
import type { ConversationRef } from '../../../chat/event.ts'
import type { Library } from '../../../ports/knowledge.ts'
import type { Say } from '../../../ports/unit-of-work.ts'
import type { MembershipStore } from '../../membership/index.ts'
import { type ContractStore, entitlementOn, pastAccess } from '../../plans/index.ts'
import { latestCard } from './history-cards.ts'
import type { ReadNoticeStores } from './list-notices.ts'

/** How many a newcomer is shown. */
const LATEST = 3

/** Who has just come to an organisation is shown what it was told last, where there is something. Part of their admission. */
export async function showLatest(
  {
    stores,
    say,
    library,
  }: {
    readonly stores: ReadNoticeStores & {
      readonly contracts: ContractStore
      readonly membership: MembershipStore
    }
    readonly say: Say
    readonly library: Pick<Library, 'products'>
  },
  {
    organisationId: id,
    to,
    now,
    timeZone,
    locale,
  }: {
    readonly organisationId: string
    /** Where they read alone. */
    readonly to: ConversationRef
    readonly now: Date
    readonly timeZone: string
    readonly locale: Locale
  },
): Promise<void> {
  const { products } = library
  const organisation = await stores.membership.organisation(id)
  if (!organisation) return
  const contract = entitlementOn(products, await stores.contracts.of(id), dayOf(now, timeZone))
  if (pastAccess({ contract, organisation }, products.rules) === 'nothing') return
  const told = await stores.notices.toldTo(id, { skip: 0, limit: LATEST })
  const ids = told.map((it) => it.id)
  const card = latestCard(told, await stores.noticeReading.acknowledged(id, ids), { timeZone, locale })
  if (card) await say.send(to, card)
}
