import type { UnknownDecision } from '../../../ports/unit-of-work.ts'
import { type Deed, record } from '../at-hand.ts'
import type { Notice } from '../notice.ts'
import type { Delivery } from '../notice-store.ts'
import { doubtCard, PAGE, unknownCard } from './cards.ts'
import { desk } from './phrases.ja.ts'
import { gathered, placeCard, presentOf } from './place-card.ts'
import { reportNow } from './report.ts'

/** So many are decided at once. */
const AT_ONCE = 500

/** Of which nobody can tell whether they arrived. */
export async function showUnknown({ ctx, stores, say }: Deed, notice: Notice, page: number, news?: string) {
  const { unknown } = await countOf(stores, notice)
  const shown = await stores.notices.deliveriesOf(notice.id, {
    ...{ only: 'unknown', skip: page * PAGE, limit: PAGE + 1 },
  })
  await say.send(ctx.conversation, unknownCard(notice, shown, page, unknown, ctx.timeZone, news))
}

/** One of them, with what can be done about it. */
export async function showDoubt(it: Deed, notice: Notice, row: string): Promise<void> {
  const delivery = await it.stores.notices.delivery(notice.id, row)
  if (delivery?.state !== 'unknown') return showUnknown(it, notice, 0, desk.unknown.changed)
  await it.say.send(it.ctx.conversation, doubtCard(notice, delivery, it.ctx.timeZone))
}

export async function settleOne(it: Deed, notice: Notice, row: string, how: UnknownDecision): Promise<void> {
  const delivery = await it.stores.notices.delivery(notice.id, row)
  if (delivery?.state !== 'unknown') return showUnknown(it, notice, 0, desk.unknown.changed)
  await settle(it, notice, [delivery], how)
}

/** All of them; where they are not as many as the presser saw, the present ones are shown instead. */
export async function settleAll(
  it: Deed,
  notice: Notice,
  count: number,
  how: UnknownDecision,
): Promise<void> {
  const all: Delivery[] = []
  for (let before: string | undefined; ; before = all.at(-1)?.seq) {
    const page = await it.stores.notices.deliveriesOf(notice.id, { only: 'unknown', before, limit: AT_ONCE })
    all.push(...page)
    if (page.length < AT_ONCE) break
  }
  if (all.length !== count || count === 0) return showUnknown(it, notice, 0, desk.unknown.changed)
  await settle(it, notice, all, how)
}

/** What is sent again says what the notice says now. */
async function settle(
  it: Deed,
  notice: Notice,
  deliveries: readonly Delivery[],
  how: UnknownDecision,
): Promise<void> {
  const { ctx, stores, say } = it
  const editions = await stores.notices.editions(notice.organisationId, notice.id)
  const [first] = editions
  if (how === 'again' && first) {
    const present = presentOf(notice, editions)
    const readings = await stores.notices.readings(
      notice.id,
      deliveries.map(({ organisation }) => organisation.id),
    )
    const cards = gathered()
    const rows = deliveries.map((delivery) => ({
      row: delivery.row,
      message: cards.add(
        placeCard(present, delivery, {
          readings: readings.get(delivery.organisation.id) ?? [],
          ...{ timeZone: ctx.timeZone, locale: 'ja' },
        }),
      ),
    }))
    await say.rebroadcast({ id: first.wave, messages: cards.messages, rows, unsent: 'said' })
    // It is on its way once more.
    await stores.notices.saveEdition({ ...first, finishedAt: undefined })
  }
  const decided = await say.decideUnknown(
    deliveries.map(({ row }) => row),
    how,
  )
  await record(it, how === 'again' ? 'notice.resend' : 'notice.assume', notice, { places: decided })
  await reportNow(it, notice, how === 'again' ? desk.unknown.again(decided) : desk.unknown.letBe(decided))
}

async function countOf({ notices }: Deed['stores'], { id }: Notice): Promise<{ readonly unknown: number }> {
  const groups = await notices.standing(id)
  return {
    unknown: groups.filter(({ state }) => state === 'unknown').reduce((sum, { count }) => sum + count, 0),
  }
}
