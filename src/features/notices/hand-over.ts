import { randomUUID } from 'node:crypto'
import { dayOf } from '../../chat/day.ts'
import type { ConversationRef } from '../../chat/event.ts'
import { type JobClaim, LeaseLost, type Say, type Scope, type WavePlace } from '../../ports/unit-of-work.ts'
import { type OpenItem, openItemsOf } from '../checksheet/index.ts'
import { firstReached } from '../membership/index.ts'
import { entitlementOn } from '../plans/index.ts'
import { type NoticePorts, rulesOf } from './at-hand.ts'
import { type Customer, exclusionOf } from './audience.ts'
import type { Edition, Notice } from './notice.ts'
import { quietUntil } from './quiet-hours.ts'
import { openItemsCard } from './reading/item-card.ts'
import { bringEditions, gathered, placeCard, presentOf, reportOf, tellOwners } from './sent/index.ts'

/** So many customers are handed over in one decision, in which nothing else is decided on an embedded database. */
const AT_ONCE = 100

export interface AtNotices {
  readonly job: JobClaim
  readonly now: Date
  readonly timeZone: string
  readonly signal: AbortSignal
  /** How many customers, or places, are handed over in one decision. */
  readonly atOnce?: number
}

interface Work extends AtNotices {
  readonly ports: NoticePorts
  readonly scope: Scope
}

/**
 * What is due is put into the outbox, place by place, and how far it is is shown. Whoever takes over goes on where it was left:
 * customer and deliveries are written in one decision. A fault with one holds up none of the others.
 * @returns how many notices are still on their way @throws at the end, where there were faults
 */
export async function bringNotices(ports: NoticePorts, at: AtNotices): Promise<number> {
  const scope: Scope = { kind: 'desk', organisationId: ports.providerId, job: at.job }
  const work = { ...at, ports, scope }
  const due = await ports.unitOfWork.decide(scope, ({ notices }) => notices.due(at.now))
  let open = 0
  const faults: unknown[] = []
  for (const { id } of due) {
    if (at.signal.aborted) return due.length
    try {
      if (!(await bring(work, id))) open += 1
    } catch (error) {
      if (error instanceof LeaseLost) throw error
      faults.push(error)
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, `it failed for ${faults.length} notices`)
  return open
}

/** @returns whether nothing of it is on its way any more */
async function bring(work: Work, id: string): Promise<boolean> {
  await handOver(work, id)
  await bringEditions(work, id)
  await tellOwners(work, id)
  return showProgress(work, id)
}

/** Until everybody who was planned has it in the outbox. */
async function handOver(work: Work, id: string): Promise<void> {
  const { ports, scope, signal, now, timeZone, atOnce = AT_ONCE } = work
  const { unitOfWork, library } = ports
  while (!signal.aborted) {
    const batch = await unitOfWork.decide(scope, ({ notices }) => notices.planned(id, atOnce))
    if (batch.length === 0) return
    const places = await placesOf(ports, batch)
    const open = await openItemsIn(work, id, batch)
    const goesOn = await unitOfWork.decide(scope, async (stores, say) => {
      const { notices } = stores
      const notice = await notices.find(ports.providerId, id)
      const editions = notice ? await notices.editions(ports.providerId, id) : []
      const [first] = editions
      // Taken back meanwhile, or it is not to go out after all.
      if (!notice || !first || (notice.state !== 'scheduled' && notice.state !== 'sending')) return false
      if (notice.state === 'scheduled') await notices.save({ ...notice, state: 'sending' })
      const rules = rulesOf(library(), { now, timeZone })
      const handed: Customer[] = []
      for (const customer of batch) {
        // As the audience was decided before, only what the customer may still get is looked at.
        const isReached = (places.get(customer.organisation.id) ?? []).length > 0
        const why =
          exclusionOf(customer, notice.audience, notice.content.category, rules) ??
          (isReached ? undefined : 'nobody')
        if (why) await notices.skipped(id, customer.organisation.id, why)
        else handed.push(customer)
      }
      await broadcast(say, { notice, editions, first, handed, places, now, timeZone })
      await tellOpenItems(say, { notice, handed, open, now, timeZone })
      await notices.handed(
        id,
        handed.map(({ organisation }) => organisation.id),
        now,
      )
      return true
    })
    if (!goesOn) return
  }
}

/** Where each of them reads: the channels that it chose, else its owners alone. Looked up before the decision. */
async function placesOf(
  { directTo }: Pick<NoticePorts, 'directTo'>,
  customers: readonly Customer[],
): Promise<ReadonlyMap<string, readonly ConversationRef[]>> {
  const places = new Map<string, readonly ConversationRef[]>()
  for (const { organisation, channels, owners } of customers) {
    if (channels.length > 0) {
      places.set(organisation.id, channels)
      continue
    }
    const reached: ConversationRef[] = []
    for (const identities of owners) {
      const direct = await firstReached({ directTo }, identities)
      if (direct) reached.push(direct)
    }
    places.set(organisation.id, reached)
  }
  return places
}

async function broadcast(
  say: Say,
  it: {
    readonly notice: Notice
    readonly editions: readonly Edition[]
    readonly first: Edition
    readonly handed: readonly Customer[]
    readonly places: ReadonlyMap<string, readonly ConversationRef[]>
    readonly now: Date
    readonly timeZone: string
  },
): Promise<void> {
  const { notice, first, now, timeZone } = it
  // What was corrected meanwhile is told as it is now.
  const present = presentOf(notice, it.editions)
  const cards = gathered()
  const places = it.handed.flatMap((customer): readonly WavePlace[] => {
    const notBefore = quietUntil(customer.quietHours, notice.content.importance, now, timeZone)
    return (it.places.get(customer.organisation.id) ?? []).map((to) => ({
      ...{ organisationId: customer.organisation.id, to, notBefore },
      message: cards.add(
        placeCard(
          present,
          { edition: 'first', isInstead: false, to },
          { readings: [], timeZone, locale: 'ja' },
        ),
      ),
    }))
  })
  if (places.length > 0) await say.broadcast({ id: first.wave, messages: cards.messages, places })
}

/** What owners are told besides, alone: which of the notice's items their company has not achieved. */
interface OpenItems {
  readonly items: readonly OpenItem[]
  readonly owners: readonly ConversationRef[]
}

/** Looked up before the decision. Nothing for who has no sheet, and for who declined the category, though it cannot be stopped. */
async function openItemsIn(
  { ports, scope, now, timeZone }: Work,
  id: string,
  customers: readonly Customer[],
): Promise<ReadonlyMap<string, OpenItems>> {
  const found = new Map<string, OpenItems>()
  const { unitOfWork, providerId } = ports
  const library = ports.library()
  const notice = await unitOfWork.decide(scope, ({ notices }) => notices.find(providerId, id))
  if (!notice || notice.content.items.length === 0) return found
  const { category, items: numbers } = notice.content
  for (const { organisation, contracts, declined, owners } of customers) {
    const contract = entitlementOn(library.products, contracts, dayOf(now, timeZone))
    if (declined.includes(category) || !contract.opens('checksheet')) continue
    const items = await unitOfWork.decide(scope, (stores) =>
      openItemsOf(stores, library, organisation.id, numbers),
    )
    if (items.length === 0) continue
    const reached: ConversationRef[] = []
    for (const identities of owners) {
      const direct = await firstReached(ports, identities)
      if (direct) reached.push(direct)
    }
    found.set(organisation.id, { items, owners: reached })
  }
  return found
}

/** In a wave of its own: how the notice itself stands does not count it. */
async function tellOpenItems(
  say: Say,
  it: {
    readonly notice: Notice
    readonly handed: readonly Customer[]
    readonly open: ReadonlyMap<string, OpenItems>
    readonly now: Date
    readonly timeZone: string
  },
): Promise<void> {
  const { content } = it.notice
  const told = it.handed.flatMap((customer) => {
    const open = it.open.get(customer.organisation.id)
    return open && open.owners.length > 0 ? [{ customer, ...open }] : []
  })
  if (told.length === 0) return
  await say.broadcast({
    id: randomUUID(),
    messages: told.map(({ items }) => openItemsCard(content, items, 'ja')),
    places: told.flatMap(({ customer, owners }, place) => {
      const notBefore = quietUntil(customer.quietHours, content.importance, it.now, it.timeZone)
      return owners.map((to) => ({
        ...{ organisationId: customer.organisation.id, to, notBefore },
        message: place,
      }))
    }),
  })
}

/** @returns whether nothing is on its way any more */
function showProgress({ ports, scope, now, timeZone }: Work, id: string): Promise<boolean> {
  return ports.unitOfWork.decide(scope, async ({ notices }, say) => {
    const notice = await notices.find(ports.providerId, id)
    if (!notice) return true
    const editions = await notices.editions(ports.providerId, id)
    const [first] = editions
    if (!first) return true
    const recipients = await notices.recipients(id)
    // Counted once: what is sent meanwhile would finish an edition, and leave its notice on its way with nobody to look again.
    let isDone = false
    for (const edition of editions) {
      const isHanded = edition.kind === 'first' && recipients.planned === 0
      const handedAt = edition.handedAt ?? (isHanded ? now : undefined)
      const { waiting, held } = await notices.deliveries(edition.wave)
      const isOut = waiting + held === 0
      if (edition === first) isDone = isHanded && isOut
      const finishedAt = edition.finishedAt ?? (handedAt && isOut ? now : undefined)
      if (handedAt !== edition.handedAt || finishedAt !== edition.finishedAt)
        await notices.saveEdition({ ...edition, handedAt, finishedAt })
    }
    const standing: Notice =
      isDone && notice.state === 'sending' ? { ...notice, state: 'sent', finishedAt: now } : notice
    if (standing !== notice) await notices.save(standing)
    if (!notice.progressRow) return isDone
    const card = await reportOf({ notices }, standing, timeZone)
    if (!(await notices.isShown(notice.progressRow, card))) await say.update(notice.progressRow, card)
    return isDone
  })
}
