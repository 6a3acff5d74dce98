import type { BegunFeed, BusyFeed, ReadFeed } from './busy-feed.ts'

/** Consultants' calendars elsewhere, and when they said last that they are busy. The desk's alone. */
export interface BusyFeedStore {
  /** In the order in which they came. */
  of(providerId: string, consultantId: string): Promise<readonly BusyFeed[]>
  find(providerId: string, id: string): Promise<BusyFeed | undefined>
  /** Yet to be read. @returns false when the consultant has as many as they may have */
  add(feed: NewFeed, most: number): Promise<boolean>
  /** Its busy times are free again. @returns false when it is gone */
  remove(providerId: string, id: string): Promise<boolean>
  /** Begins a reading, whoever else is at one. Nobody begins one of what is due before `claimedUntil`. */
  begin(providerId: string, id: string, claimedUntil: Date): Promise<BegunFeed | undefined>
  /** Begins readings of those that are due, at most `limit`; of no feed twice at once. */
  beginDue(now: Date, claimedUntil: Date, limit: number): Promise<readonly BegunFeed[]>
  /** @returns false when another reading has begun meanwhile, whose result counts, or it is gone */
  keep(feed: Pick<BegunFeed, 'providerId' | 'id' | 'reading'>, read: ReadFeed): Promise<boolean>
}

export interface NewFeed extends Pick<BusyFeed, 'id' | 'providerId' | 'consultantId' | 'host' | 'sealed'> {
  readonly createdAt: Date
}
