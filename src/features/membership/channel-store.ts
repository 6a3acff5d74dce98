import type { Platform } from '../../chat/event.ts'

/** Channels in the provider's own workspace that are shared with one customer each. */
export interface MappedChannelStore {
  /** Oldest first. */
  of(organisationId: string): Promise<readonly MappedChannel[]>
  organisationOf(channel: ChannelRef): Promise<string | undefined>
  /** Whether this channel, or one of this Teams team, is the organisation's. */
  isMapped(
    organisationId: string,
    at: Omit<ChannelRef, 'channel'> & { readonly place: string },
  ): Promise<boolean>
  /** In the place of what it was mapped to. */
  map(organisationId: string, channel: ChannelRef, by: string, now: Date): Promise<void>
  /** @returns whether it was mapped to this organisation */
  unmap(organisationId: string, channel: ChannelRef): Promise<boolean>
}

export interface ChannelRef {
  readonly platform: Platform
  readonly workspace: string
  readonly channel: string
}

export interface MappedChannel extends ChannelRef {
  readonly mappedBy: string
  readonly mappedAt: Date
}
