import type {
  BusySpan,
  FeedFault,
  FeedReading,
  FeedRequest,
  FeedVersion,
} from '../../../../ports/busy-calendars.ts'

/** So many of one consultant. */
export const MOST_FEEDS = 5

/** A calendar of a consultant's elsewhere, by whose busy times they are not booked. */
export interface BusyFeed {
  readonly id: string
  readonly providerId: string
  readonly consultantId: string
  /** All that is shown of its address. */
  readonly host: string
  /** Its address, which only the calendars' port opens. */
  readonly sealed: string
  /** When it could be read last; its busy times are of then. */
  readonly readAt: Date | undefined
  readonly failing: Failing | undefined
}

export interface Failing {
  readonly why: FeedFault
  readonly since: Date
  readonly times: number
  /** When its consultant was told. */
  readonly warnedAt: Date | undefined
}

/** One that somebody has begun to read. */
export interface BegunFeed extends BusyFeed {
  /** Which reading of it this is. */
  readonly reading: number
  readonly version: FeedVersion
  readonly knownUntil: Date | undefined
  /** In which its times were understood. */
  readonly knownIn: string | undefined
  /** Of its consultant's hours, where they have any. */
  readonly timeZone: string | undefined
  readonly horizonDays: number | undefined
}

/** What a reading makes of a feed. */
export interface ReadFeed extends Pick<BusyFeed, 'readAt' | 'failing'> {
  readonly dueAt: Date
  /** Absent: what was known before is still so. */
  readonly known?: {
    readonly busy: readonly BusySpan[]
    readonly version: FeedVersion
    readonly until: Date
    readonly timeZone: string
  }
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** How often the desk looks for feeds that are due. */
export const FEED_MINUTES = 5
/** A little sooner, so that none waits for the turn after the next. */
const SOONER_MS = MINUTE_MS
const LONGEST_BACK_OFF_MS = 60 * MINUTE_MS
/** Nobody else reads it meanwhile: longer than a reading can take. */
const CLAIM_MS = 2 * MINUTE_MS

export const claimedUntil = (now: Date): Date => new Date(now.getTime() + CLAIM_MS)

/** Of a consultant who has set nothing yet. */
const USUAL_HORIZON_DAYS = 60
/** Read this far beyond what can be booked, so that a feed that stays the same need not be read anew each day. */
const AHEAD_DAYS = 14

export function requestOf(feed: BegunFeed, now: Date, deskZone: string): FeedRequest {
  const { id, sealed, version, knownUntil, knownIn, timeZone = deskZone } = feed
  const bookable = now.getTime() + ((feed.horizonDays ?? USUAL_HORIZON_DAYS) + 2) * DAY_MS
  const isKnown = knownUntil !== undefined && knownUntil.getTime() >= bookable && knownIn === timeZone
  return {
    ...{ id, sealed, timeZone, known: isKnown ? version : undefined },
    from: new Date(now.getTime() - DAY_MS),
    until: new Date(bookable + AHEAD_DAYS * DAY_MS),
  }
}

/** `told`: its consultant hears of it at this moment. */
export function afterReading(
  { failing, readAt }: Pick<BusyFeed, 'failing' | 'readAt'>,
  { until, timeZone }: Pick<FeedRequest, 'until' | 'timeZone'>,
  reading: FeedReading,
  now: Date,
  told: boolean,
): ReadFeed {
  const due = (afterMs: number): Date => new Date(now.getTime() + afterMs - SOONER_MS)
  switch (reading.kind) {
    case 'read': {
      const { busy, version } = reading
      const known = { busy, version, until, timeZone }
      return { dueAt: due(FEED_MINUTES * MINUTE_MS), readAt: now, failing: undefined, known }
    }
    case 'unchanged':
      return { dueAt: due(FEED_MINUTES * MINUTE_MS), readAt: now, failing: undefined }
    case 'failed': {
      const times = (failing?.times ?? 0) + 1
      const backOff = Math.min(FEED_MINUTES * MINUTE_MS * 2 ** (times - 1), LONGEST_BACK_OFF_MS)
      const since = failing?.since ?? now
      const warnedAt = failing?.warnedAt ?? (told ? now : undefined)
      return { dueAt: due(backOff), readAt, failing: { why: reading.why, since, times, warnedAt } }
    }
  }
}

/** What passes by itself is told of only when it has lasted. */
const PATIENCE_MS = 15 * MINUTE_MS

const PASSING: readonly FeedFault[] = ['unknownHost', 'unreachable', 'timeout', 'serverFault']

/** What a consultant is told without having asked: once of each time that a feed fails for, and once that it works again. */
export function newsOf(
  { failing }: Pick<BusyFeed, 'failing'>,
  reading: FeedReading,
  now: Date,
): 'fails' | 'works' | undefined {
  if (reading.kind !== 'failed') return failing?.warnedAt ? 'works' : undefined
  if (failing?.warnedAt) return undefined
  const lasts = now.getTime() - (failing?.since ?? now).getTime() >= PATIENCE_MS
  return lasts || !PASSING.includes(reading.why) ? 'fails' : undefined
}
