import type { ConversationRef, MemberRef } from '../../../../chat/event.ts'
import type { BusyCalendars, FeedReading } from '../../../../ports/busy-calendars.ts'
import type { Scope, UnitOfWork } from '../../../../ports/unit-of-work.ts'
import { firstReached, type RegisteredMember } from '../../../membership/index.ts'
import type { Stores } from '../../desk.ts'
import { afterReading, type BegunFeed, claimedUntil, newsOf, requestOf } from './busy-feed.ts'
import type { BusyFeedStore } from './busy-feed-store.ts'
import { feedNewsCard } from './cards.ts'

export interface FeedPorts {
  readonly unitOfWork: UnitOfWork<FeedStores>
  readonly calendars: BusyCalendars
  readonly timeZone: string
  /** Undefined where the platform does not let the desk write to this person alone. */
  readonly directTo: (member: MemberRef) => Promise<ConversationRef | undefined>
}

type FeedStores = Pick<Stores, 'membership' | 'desk'> & { readonly busyFeeds: BusyFeedStore }

export interface FeedWork {
  readonly scope: Scope
  readonly clock: () => Date
  readonly signal: AbortSignal
}

/** Begins to read feeds that are due, at most `limit`. None: there are none left. */
export const beginFeeds = (
  { unitOfWork }: Pick<FeedPorts, 'unitOfWork'>,
  { scope, clock }: FeedWork,
  limit: number,
): Promise<readonly BegunFeed[]> =>
  unitOfWork.decide(scope, ({ busyFeeds }) => busyFeeds.beginDue(clock(), claimedUntil(clock()), limit))

/** Reads one, keeps what it says, and tells its consultant when it has begun to fail, or works again. */
export async function readFeed(
  ports: FeedPorts,
  { scope, clock, signal }: FeedWork,
  feed: BegunFeed,
): Promise<FeedReading> {
  const request = requestOf(feed, clock(), ports.timeZone)
  const reading = await ports.calendars.read(request, signal)
  const now = clock()
  const news = newsOf(feed, reading, now)
  const reader = news && (await readerOf(ports, scope, feed))
  await ports.unitOfWork.decide(scope, async ({ busyFeeds }, say) => {
    const kept = afterReading(feed, request, reading, now, news === 'fails')
    if (!(await busyFeeds.keep(feed, kept)) || !reader) return
    const { place, locale } = reader
    const told = { locale, timeZone: request.timeZone }
    const [since, isKnown] = [feed.failing?.since ?? now, feed.readAt !== undefined]
    const what =
      reading.kind === 'failed'
        ? ({ kind: 'fails', why: reading.why, since, isKnown } as const)
        : ({ kind: 'works' } as const)
    await say.notify(place, feedNewsCard(feed, what, told))
  })
  return reading
}

/** The consultant alone, else the consultants' channel; undefined: nowhere. */
async function readerOf(
  ports: FeedPorts,
  scope: Scope,
  { providerId, consultantId }: BegunFeed,
): Promise<{ readonly place: ConversationRef; readonly locale: RegisteredMember['locale'] } | undefined> {
  const { consultant, channel } = await ports.unitOfWork.decide(scope, async ({ membership, desk }) => ({
    consultant: await membership.registered(providerId, consultantId),
    channel: await desk.consultantsChannel(),
  }))
  const locale = consultant?.locale ?? 'ja'
  const place = (await firstReached(ports, consultant?.identities)) ?? channel
  return place && { place, locale }
}
