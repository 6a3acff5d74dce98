import type { MemberRef } from '../../chat/event.ts'

/**
 * How the desk reaches the Teams conversations that it has heard from: what Microsoft calls a conversation reference. Written
 * from authenticated activities only, since the desk's token is sent to the service URL.
 */
export interface TeamsPlaces {
  /** An activity came from there. The same again writes nothing. */
  keep(place: TeamsPlace): Promise<void>
  /** The desk was brought in, for the first time or again. */
  enter(place: TeamsPlace): Promise<void>
  /**
   * The desk was taken out of this conversation, or of the team with all its channels: nothing can be sent there until it is
   * heard from again.
   */
  leave(left: Pick<TeamsPlace, 'tenant' | 'conversation' | 'team'>): Promise<void>
  /** `left`: the desk was there once. */
  find(tenant: string, conversation: string): Promise<TeamsPlace | 'left' | undefined>
  /** The personal chat that this person has with the desk, newest first. */
  personalOf(member: Pick<MemberRef, 'workspace' | 'user'>): Promise<TeamsPlace | undefined>
  /** Any place of the tenant: it tells which service URL and bot id serve it. */
  anyOf(tenant: string): Promise<TeamsPlace | undefined>
  /** Whether this delivery is the one that tells people of a thread how to be heard: the first that asked, and it alone. */
  hintsIn(tenant: string, conversation: string, thread: string, delivery: string): Promise<boolean>
}

export interface TeamsPlace {
  readonly tenant: string
  /** Without the `;messageid=` of a thread. */
  readonly conversation: string
  readonly kind: 'personal' | 'channel' | 'groupChat'
  /** Of a personal chat: whose it is. */
  readonly user: string | undefined
  readonly serviceUrl: string
  /** How the platform names the desk there: 28:APP-ID. */
  readonly bot: string
  readonly team: string | undefined
  /** Messages that do not mention the desk reach it too: consent was granted, for the whole team. Learnt from the first of them. */
  readonly hearsAll: boolean
}
