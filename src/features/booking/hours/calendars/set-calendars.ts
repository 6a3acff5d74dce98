import { randomUUID } from 'node:crypto'
import type { Context } from '../../../../chat/context.ts'
import type { FieldErrors, Form, Message } from '../../../../chat/message.ts'
import { type BusyCalendars, feedPlace } from '../../../../ports/busy-calendars.ts'
import { type Scope, scopeOf } from '../../../../ports/unit-of-work.ts'
import { staleCard } from '../../../consultation/index.ts'
import { type AuditStore, isOfDesk } from '../../../membership/index.ts'
import { actorOf, type BookingPorts, type Stores } from '../../desk.ts'
import { ownerOf } from '../set-hours.ts'
import type { CalendarAction, CalendarForm } from './actions.ts'
import {
  afterReading,
  type BegunFeed,
  type BusyFeed,
  claimedUntil,
  MOST_FEEDS,
  requestOf,
} from './busy-feed.ts'
import type { BusyFeedStore } from './busy-feed-store.ts'
import { type AddedNews, type CalendarNews, calendarsCard, type NotAdded } from './cards.ts'
import { calendarForm } from './forms.ts'
import { phrases } from './phrases.ts'

type Values = Readonly<Record<string, string>>
type Who = Pick<Context, 'organisation' | 'member' | 'now' | 'timeZone'>

export interface CalendarPorts extends Pick<BookingPorts, 'unitOfWork' | 'library'> {
  readonly calendars: BusyCalendars
}

/** What the address in an event's form is bound to until it is decided about. */
const eventPlace = (eventId: string): string => `inbound_event/${eventId}`

/** The form's values as they are stored with their event: an address opens its calendar to anybody who reads it. */
export const sealCalendar = (calendars: BusyCalendars, eventId: string, values: Values): Values => ({
  ...values,
  url: calendars.seal(values.url ?? '', eventPlace(eventId)),
})

/** The form behind a button; undefined: it is not theirs. Reads only. */
export async function openCalendarForm(
  ports: Pick<CalendarPorts, 'unitOfWork' | 'library'>,
  who: Who,
  action: CalendarForm,
): Promise<Form | undefined> {
  if (!isOfDesk(who)) return undefined
  const owner = await ports.unitOfWork.decide(readingScope(who), (stores) =>
    ownerOf(who, ports, stores, action.of),
  )
  return owner && calendarForm(action, who.member.locale)
}

/** What can be said of an address before it is tried. */
export function checkCalendar(
  { calendars }: Pick<CalendarPorts, 'calendars'>,
  who: Who,
  values: Values,
): FieldErrors {
  const fault = calendars.faultOf(values.url ?? '')
  return fault ? { url: phrases[who.member.locale].fault[fault] } : {}
}

/** 「外部カレンダー」, or a button or the form of its card. `values`: of a form that was submitted. */
export async function setCalendars(
  ctx: Context,
  ports: CalendarPorts,
  action: CalendarAction,
  values: Values | undefined,
): Promise<void> {
  if (!isOfDesk(ctx)) return answer(ctx, ports, async () => staleCard(ctx.member.locale))
  switch (action.type) {
    case 'calendars.show':
      return answer(ctx, ports, (stores) => show(ctx, ports, stores, action.of))
    case 'calendars.add':
      return values
        ? add(ctx, ports, action, values)
        : answer(ctx, ports, (it) => show(ctx, ports, it, action.of))
    case 'calendars.read':
      return read(ctx, ports, action.id)
    case 'calendars.remove':
      return answer(ctx, ports, (stores) => remove(ctx, ports, stores, action.id))
  }
}

const answer = (
  ctx: Context,
  { unitOfWork }: CalendarPorts,
  card: (stores: Stores) => Promise<Message>,
): Promise<void> =>
  unitOfWork.decide(scopeOf(ctx), async (stores, { send }) => {
    await send(ctx.conversation, await card(stores))
  })

async function show(
  ctx: Context,
  ports: CalendarPorts,
  stores: Stores,
  of: string,
  ...news: readonly CalendarNews[]
): Promise<Message> {
  const { locale } = ctx.member
  const owner = await ownerOf(ctx, ports, stores, of)
  if (!owner) return staleCard(locale)
  const { providerId, consultantId, name, timeZone } = owner.consultant
  const feeds = await stores.busyFeeds.of(providerId, consultantId)
  return calendarsCard({ name, feeds, of }, { locale, timeZone }, ...news)
}

/** It is read before it is kept, so that a mistake is told at once. */
async function add(ctx: Context, ports: CalendarPorts, { of }: CalendarForm, values: Values): Promise<void> {
  const address = ctx.claim && ports.calendars.open(values.url ?? '', eventPlace(ctx.claim.eventId))
  const refuse = (...news: readonly CalendarNews[]) =>
    answer(ctx, ports, (stores) => show(ctx, ports, stores, of, ...news))
  if (address === undefined) return refuse({ kind: 'refused', why: 'sealed' })
  const owner = await ports.unitOfWork.decide(readingScope(ctx), (stores) => ownerOf(ctx, ports, stores, of))
  if (!owner) return refuse()
  const wanted = { ...owner.consultant, of, actor: actorOf(ctx), now: ctx.now }
  const tried = await tryCalendar(ports, wanted, address)
  if (tried.kind !== 'read') return refuse(tried)
  await answer(ctx, ports, async (stores) =>
    show(ctx, ports, stores, of, await addTried(stores, ports, wanted, tried)),
  )
}

export interface WantedCalendar {
  readonly providerId: string
  readonly consultantId: string
  readonly timeZone: string
  readonly horizonDays: number
  /** Who the audit log says it was. */
  readonly actor: string
  readonly now: Date
}

interface Tried {
  readonly kind: 'read'
  readonly address: string
  readonly feed: BegunFeed
  readonly read: ReturnType<typeof afterReading>
}

/** Reads a calendar that is not known yet. Never within a decision. */
export async function tryCalendar(
  { calendars }: Pick<CalendarPorts, 'calendars'>,
  { providerId, consultantId, timeZone, horizonDays, now }: WantedCalendar,
  address: string,
): Promise<Tried | Extract<NotAdded, { kind: 'refused' }>> {
  const fault = calendars.faultOf(address)
  if (fault) return { kind: 'refused', why: fault }
  const id = randomUUID()
  const feed: BegunFeed = {
    ...{ id, providerId, consultantId, timeZone, horizonDays, reading: 1 },
    ...{ host: calendars.hostOf(address), sealed: calendars.seal(address, feedPlace(id)) },
    ...{ readAt: undefined, failing: undefined, knownUntil: undefined, knownIn: undefined },
    version: { etag: undefined, lastModified: undefined },
  }
  const request = requestOf(feed, now, timeZone)
  const reading = await calendars.read(request, NEVER)
  if (reading.kind === 'failed') return { kind: 'refused', why: reading.why }
  return { kind: 'read', address, feed, read: afterReading(feed, request, reading, now, false) }
}

/** Keeps one that could be read. */
export async function addTried(
  { busyFeeds, audit }: { readonly busyFeeds: BusyFeedStore; readonly audit: AuditStore },
  { calendars }: Pick<CalendarPorts, 'calendars'>,
  { actor, now }: WantedCalendar,
  { address, feed, read: kept }: Tried,
): Promise<AddedNews> {
  const { providerId, consultantId, host } = feed
  const there = await busyFeeds.of(providerId, consultantId)
  if (there.some(({ id, sealed }) => calendars.open(sealed, feedPlace(id)) === address.trim()))
    return { kind: 'known', host }
  if (!(await busyFeeds.add({ ...feed, createdAt: now }, MOST_FEEDS))) return { kind: 'full' }
  await busyFeeds.begin(providerId, feed.id, claimedUntil(now))
  await busyFeeds.keep(feed, kept)
  await audit.record(providerId, {
    actor,
    what: 'availability.calendarAdd',
    details: { consultant: consultantId, host },
  })
  return { kind: 'added', host }
}

async function read(ctx: Context, ports: CalendarPorts, id: string): Promise<void> {
  const feed = await ports.unitOfWork.decide(readingScope(ctx), async (stores) =>
    (await ownFeed(ctx, stores, id))
      ? stores.busyFeeds.begin(ctx.organisation.id, id, claimedUntil(ctx.now))
      : undefined,
  )
  if (!feed) return answer(ctx, ports, (stores) => show(ctx, ports, stores, '', { kind: 'gone' }))
  const request = requestOf(feed, ctx.now, ctx.timeZone)
  const reading = await ports.calendars.read({ ...request, known: undefined }, NEVER)
  await answer(ctx, ports, async (stores) => {
    // Its consultant reads so on this card, unless an admin does: then they are told as ever.
    const isTold = feed.consultantId === ctx.member.id
    await stores.busyFeeds.keep(feed, afterReading(feed, request, reading, ctx.now, isTold))
    const { host } = feed
    const news: CalendarNews =
      reading.kind === 'failed' ? { kind: 'failed', host, why: reading.why } : { kind: 'read', host }
    return show(ctx, ports, stores, ofOwner(ctx, feed), news)
  })
}

async function remove(ctx: Context, ports: CalendarPorts, stores: Stores, id: string): Promise<Message> {
  const feed = await ownFeed(ctx, stores, id)
  if (!feed || !(await removeFeed(stores, feed, actorOf(ctx))))
    return show(ctx, ports, stores, '', { kind: 'gone' })
  return show(ctx, ports, stores, ofOwner(ctx, feed), { kind: 'removed', host: feed.host })
}

/** @returns false when it is gone already */
export async function removeFeed(
  { busyFeeds, audit }: { readonly busyFeeds: BusyFeedStore; readonly audit: AuditStore },
  { providerId, consultantId, id, host }: BusyFeed,
  actor: string,
): Promise<boolean> {
  if (!(await busyFeeds.remove(providerId, id))) return false
  const details = { consultant: consultantId, host }
  await audit.record(providerId, { actor, what: 'availability.calendarRemove', details })
  return true
}

/** A feed that this person may see. */
async function ownFeed(
  { organisation, member }: Who,
  { busyFeeds }: Pick<Stores, 'busyFeeds'>,
  id: string,
): Promise<BusyFeed | undefined> {
  const feed = await busyFeeds.find(organisation.id, id)
  return feed && (feed.consultantId === member.id || member.role === 'admin') ? feed : undefined
}

const ofOwner = ({ member }: Who, { consultantId }: BusyFeed): string =>
  consultantId === member.id ? '' : consultantId

const readingScope = ({ organisation }: Who): Scope => ({ kind: 'desk', organisationId: organisation.id })

/** An event is handled to its end. */
const NEVER = new AbortController().signal
