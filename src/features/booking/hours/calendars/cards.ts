import type { Locale } from '../../../../chat/context.ts'
import {
  buttons,
  facts,
  heading,
  type Message,
  message,
  note,
  text,
  verbatim,
} from '../../../../chat/message.ts'
import type { FeedFault } from '../../../../ports/busy-calendars.ts'
import type { HoursAction } from '../actions.ts'
import type { CalendarAction } from './actions.ts'
import { type BusyFeed, MOST_FEEDS } from './busy-feed.ts'
import { phrases } from './phrases.ts'

export interface ShownCalendars {
  readonly name: string
  readonly feeds: readonly BusyFeed[]
  /** Whose, as buttons say it: a member id, or empty for one's own. */
  readonly of: string
}

export type CalendarNews =
  | { readonly kind: 'removed' | 'read'; readonly host: string }
  | { readonly kind: 'failed'; readonly host: string; readonly why: FeedFault }
  | { readonly kind: 'gone' }
  | AddedNews

/** What came of adding one. */
export type AddedNews = { readonly kind: 'added'; readonly host: string } | NotAdded

export type NotAdded =
  | { readonly kind: 'known'; readonly host: string }
  | { readonly kind: 'full' }
  | { readonly kind: 'refused'; readonly why: FeedFault }

/** Times are of this zone. */
export interface CalendarReading {
  readonly locale: Locale
  readonly timeZone: string
}

/** One consultant's calendars elsewhere, for themselves or an admin. */
export function calendarsCard(
  { name, feeds, of }: ShownCalendars,
  reading: CalendarReading,
  ...news: readonly CalendarNews[]
): Message<CalendarAction | HoursAction> {
  const words = phrases[reading.locale]
  const { label, button } = words
  const title = words.title(name)
  const isFailing = feeds.some(({ failing, readAt }) => failing && readAt)
  return message<CalendarAction | HoursAction>(
    title,
    heading(title),
    ...news.map((it) => text(newsWords(it, reading.locale))),
    text(feeds.length === 0 ? words.none : words.intro),
    ...feeds.flatMap(({ id, host, readAt, failing }) => [
      facts(
        [label.calendar, host],
        [label.readAt, readAt ? timeOf(readAt, reading) : words.never],
        [
          label.state,
          failing ? words.failing(timeOf(failing.since, reading), words.fault[failing.why]) : words.fine,
        ],
      ),
      buttons<CalendarAction>(
        { label: button.read, action: { type: 'calendars.read', id } },
        { label: button.remove, action: { type: 'calendars.remove', id }, tone: 'danger' },
      ),
    ]),
    ...(isFailing ? [note(words.keeps)] : []),
    ...(feeds.length === 0 ? [note(words.intro)] : []),
    buttons<CalendarAction | HoursAction>(
      ...(feeds.length < MOST_FEEDS
        ? [{ label: button.add, action: { type: 'calendars.add', of }, tone: 'primary' } as const]
        : []),
      { label: button.back, action: { type: 'hours.show', of } },
    ),
  )
}

function newsWords(news: CalendarNews, locale: Locale): string {
  const { news: words, fault } = phrases[locale]
  switch (news.kind) {
    case 'added':
    case 'removed':
    case 'read':
    case 'known':
      return words[news.kind](verbatim(news.host))
    case 'failed':
      return words.failed(verbatim(news.host), fault[news.why])
    case 'refused':
      return words.refused(fault[news.why])
    case 'full':
      return words.full(MOST_FEEDS)
    case 'gone':
      return words.gone
  }
}

export const faultWords = (why: FeedFault, locale: Locale): string => phrases[locale].fault[why]

/** Without their having asked. */
export function feedNewsCard(
  { host }: Pick<BusyFeed, 'host'>,
  news:
    | { readonly kind: 'fails'; readonly why: FeedFault; readonly since: Date; readonly isKnown: boolean }
    | { readonly kind: 'works' },
  reading: CalendarReading,
): Message<CalendarAction> {
  const { told, fault, keeps, button } = phrases[reading.locale]
  const open = buttons<CalendarAction>({ label: button.open, action: { type: 'calendars.show', of: '' } })
  if (news.kind === 'works')
    return message<CalendarAction>(told.works(host), text(told.works(verbatim(host))))
  const since = timeOf(news.since, reading)
  return message<CalendarAction>(
    told.fails(host, since),
    text(`${told.fails(verbatim(host), since)}\n${fault[news.why]}`),
    ...(news.isKnown ? [note(keeps)] : []),
    open,
  )
}

/** 2026-11-24 09:30 */
const timeOf = (instant: Date, { timeZone }: CalendarReading): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(instant)
