import type { Context } from '../../../chat/context.ts'
import type { JobClaim, Say, Scope, WavePlace } from '../../../ports/unit-of-work.ts'
import type { NoticePorts, NoticeStores } from '../at-hand.ts'
import type { Edition, Notice } from '../notice.ts'
import type { Told } from '../notice-store.ts'
import { quietUntil } from '../quiet-hours.ts'
import { gathered, placeCard, presentOf } from './place-card.ts'

/** One session decides it, and on an embedded database nothing else is decided meanwhile. */
const AT_ONCE = 200

export interface AtEditions extends Pick<Context, 'now' | 'timeZone'> {
  readonly ports: Pick<NoticePorts, 'unitOfWork' | 'providerId'>
  readonly scope: Scope & { readonly job?: JobClaim }
  readonly signal: AbortSignal
  /** How many places, or customers, are handed over in one decision. */
  readonly atOnce?: number | undefined
}

/**
 * What was decided about a notice that is out is handed to the outbox, some places at a time. How far it is commits with them:
 * whoever takes over goes on there.
 */
export async function bringEditions(work: AtEditions, id: string): Promise<void> {
  while (!work.signal.aborted) {
    const isDone = await work.ports.unitOfWork.decide(work.scope, async (stores, say) => {
      const { notices } = stores
      const notice = await notices.find(work.ports.providerId, id)
      if (!notice) return true
      const editions = await notices.editions(work.ports.providerId, id)
      const edition = await nextOf(stores, editions, work.now)
      if (!edition) return true
      const it = { ...work, stores, say, notice, editions, edition }
      await (edition.kind === 'reminder' ? bringReminder(it) : bringRevision(it))
      return false
    })
    if (isDone) return
  }
}

interface Bringing extends AtEditions {
  readonly stores: NoticeStores
  readonly say: Say
  readonly notice: Notice
  readonly editions: readonly Edition[]
  readonly edition: Edition
}

/** Of several corrections the last one says it all: those before it are over. */
async function nextOf(
  { notices }: NoticeStores,
  editions: readonly Edition[],
  now: Date,
): Promise<Edition | undefined> {
  const open = editions.filter(({ kind, handedAt }) => kind !== 'first' && handedAt === undefined)
  const latest = editions.findLast(isRevision)
  for (const edition of open.filter((it) => isRevision(it) && it !== latest))
    await notices.saveEdition({ ...edition, handedAt: now })
  return open.find((it) => it === latest) ?? open.find(({ kind }) => kind === 'reminder')
}

/** It changes what is said. */
export const isRevision = ({ kind }: Pick<Edition, 'kind'>): boolean =>
  kind === 'correction' || kind === 'recall'

/** From the newest row of when it was decided to the oldest: what was put into the outbox later says it already. */
async function bringRevision({
  stores: { notices },
  say,
  notice,
  editions,
  edition,
  now,
  timeZone,
  atOnce = AT_ONCE,
}: Bringing): Promise<void> {
  const page = await notices.deliveriesOf(notice.id, { before: edition.cursor, limit: atOnce })
  const last = page.at(-1)
  if (!last) return notices.saveEdition({ ...edition, handedAt: now })
  const present = presentOf(notice, editions)
  const readings = await notices.readings(
    notice.id,
    page.map(({ organisation }) => organisation.id),
  )
  const cards = gathered()
  const rows = page.map((it) => ({
    row: it.row,
    message: cards.add(
      placeCard(present, it, { readings: readings.get(it.organisation.id) ?? [], timeZone, locale: 'ja' }),
    ),
  }))
  const unsent = present.recall ? 'dropped' : 'said'
  await say.rebroadcast({ id: edition.wave, messages: cards.messages, rows, unsent })
  await notices.saveEdition({ ...edition, cursor: last.seq })
}

/** To the places where they were told, and to those alone who have not read it when it is their turn. */
async function bringReminder({
  stores: { notices },
  say,
  notice,
  editions,
  edition,
  now,
  timeZone,
  atOnce = AT_ONCE,
}: Bringing): Promise<void> {
  const page =
    notice.state === 'recalled'
      ? []
      : await notices.unread(notice.id, { after: edition.cursor ?? '', limit: atOnce })
  const last = page.at(-1)
  if (!last) return notices.saveEdition({ ...edition, handedAt: now })
  const present = presentOf(notice, editions)
  const cards = gathered()
  const places: WavePlace[] = []
  for (const told of page) places.push(...(await placesOf(told)))
  if (places.length > 0) await say.broadcast({ id: edition.wave, messages: cards.messages, places })
  await notices.saveEdition({ ...edition, cursor: last.id })

  async function placesOf({ id: organisationId, quietHours }: Told): Promise<readonly WavePlace[]> {
    const told = await notices.deliveriesTo(organisationId, notice.id)
    const notBefore = quietUntil(quietHours, notice.content.importance, now, timeZone)
    return told
      .filter(({ edition: kind, state }) => kind === 'first' && state === 'sent')
      .map((it) => ({
        ...{ organisationId, to: it.to, notBefore },
        message: cards.add(
          placeCard(present, { ...it, edition: 'reminder' }, { readings: [], timeZone, locale: 'ja' }),
        ),
      }))
  }
}
