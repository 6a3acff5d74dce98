/** Why a calendar could not be read. */
export const feedFaults = [
  /** Not an address of a calendar at all. */
  'notAddress',
  'notHttps',
  /** Of this machine or its network, by name or by number. */
  'privateAddress',
  'unknownHost',
  'unreachable',
  'timeout',
  'tooManyRedirects',
  /** 401, 403 */
  'notAllowed',
  /** 404, 410 */
  'notFound',
  /** Any other answer than the calendar. */
  'serverFault',
  'tooLarge',
  'notCalendar',
  'tooManyTimes',
  /** The desk's own secret was changed: the address has to be given again. */
  'sealed',
] as const
export type FeedFault = (typeof feedFaults)[number]

/** A time in which somebody is busy. */
export interface BusySpan {
  readonly from: Date
  readonly until: Date
}

export interface FeedRequest {
  readonly id: string
  readonly sealed: string
  /** Of those who keep the calendar: of all-day events, and of times without a zone. */
  readonly timeZone: string
  readonly from: Date
  readonly until: Date
  /** By which its server knows what was read last; undefined: it is read whatever it was. */
  readonly known: FeedVersion | undefined
}

/** RFC 9110, 8.8: as the server names what it gave. */
export interface FeedVersion {
  readonly etag: string | undefined
  readonly lastModified: string | undefined
}

export type FeedReading =
  /** In order, apart from each other. */
  | { readonly kind: 'read'; readonly busy: readonly BusySpan[]; readonly version: FeedVersion }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'failed'; readonly why: FeedFault }

/** Calendars of others, read by their addresses. An address opens its calendar to anybody, and is kept sealed. */
export interface BusyCalendars {
  /** What is wrong with an address as it is written; undefined: it can be tried. */
  faultOf(address: string): FeedFault | undefined
  /** All of it that may be shown. */
  hostOf(address: string): string
  /** `boundTo`: what the address belongs to; elsewhere it cannot be opened. */
  seal(address: string, boundTo: string): string
  /** Undefined: it was sealed under another secret, or for something else. */
  open(sealed: string, boundTo: string): string | undefined
  /** Takes a quarter of a minute at most, whatever the other side does. Never within a decision. */
  read(request: FeedRequest, signal: AbortSignal): Promise<FeedReading>
}

/** What the address of a feed is bound to. */
export const feedPlace = (id: string): string => `busy_feed/${id}`
