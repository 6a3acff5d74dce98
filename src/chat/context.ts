import type { ConversationRef, MemberRef } from './event.ts'

/** Who is asking, under which contract, where and when: everything that a rule may depend on. */
export interface Context {
  readonly now: Date
  /** IANA name of the zone in which every rule that speaks of days is read. */
  readonly timeZone: string
  readonly organisation: Organisation
  readonly member: Member
  /** The contract that is in force today, or the one that ended last. */
  readonly contract: Contract | undefined
  readonly conversation: ConversationRef
  readonly from: MemberRef
  /** Which event is being handled: it, and the lease that orders its conversation, are checked as the decision commits. */
  readonly claim: EventClaim
}

export interface EventClaim {
  readonly eventId: string
  readonly conversationKey: string
  readonly leaseToken: string
}

export interface Organisation {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly kind: 'customer' | 'provider'
}

/** The language that the desk's own words are in; curated answers are in Japanese. */
export type Locale = 'ja' | 'en'

export type Role = 'staff' | 'owner' | 'consultant' | 'admin'

export interface Member {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly locale: Locale
  /** When the desk first answered this member; undefined before. */
  readonly greetedAt: Date | undefined
}

export type Course = 'learning' | 'practice'

/** Days are ISO dates (2026-12-31) in the desk's time zone, both included. */
export interface Contract {
  readonly course: Course
  readonly startsOn: string
  readonly endsOn: string
}
