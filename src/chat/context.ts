import type { ConversationRef, MemberRef, MessageId } from './event.ts'

/** Who is asking, under which contract, where and when: everything that a rule may depend on. */
export interface Context {
  readonly now: Date
  /** IANA name of the zone in which every rule that speaks of days is read. */
  readonly timeZone: string
  /** The public holidays of the desk's country; of an ISO date. */
  readonly holidays: { isHoliday(day: string): boolean }
  readonly organisation: Organisation
  readonly member: Member
  /** What the organisation may use today. */
  readonly contract: Entitlement
  readonly conversation: ConversationRef
  readonly from: MemberRef
  /** Which event is being handled: it, and the lease that orders its conversation, are checked as the decision commits. */
  readonly claim: EventClaim
  /** The desk's own message of which a button was pressed, where the platform tells. */
  readonly pressed?: MessageId | undefined
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

/** The twelve contents of the service that a course opens or does not. */
export const contents = [
  'checksheet',
  'lecture',
  'review',
  'counselling',
  'template',
  'practiceLecture',
  'education',
  'tool',
  'mail',
  'webMeeting',
  'roundTable',
  'news',
] as const
export type Content = (typeof contents)[number]

/** What is counted: times of it are granted, held and used. */
export const allowances = ['webMeeting', 'review', 'counselling'] as const
export type Allowance = (typeof allowances)[number]

/** ISO dates (2026-12-31) in the desk's time zone, both included. */
export interface Period {
  readonly startsOn: string
  readonly endsOn: string
}

/** One purchase, as it was recorded. Days are ISO dates in the desk's time zone. */
export interface Contract extends Period {
  readonly id: string
  /** The contract with which its term began: a learning course and its upgrade are one term, a renewal is its own. */
  readonly termId: string
  /** A code of the catalogue (`knowledge/products.yaml`). */
  readonly product: string
  readonly course: Course
  readonly purchasedOn: string
  /** From when what it opens is open: before `startsOn` where an upgrade is bought midway. */
  readonly opensOn: string
}

/** What an organisation may use on one day, and what it bought. */
export interface Entitlement {
  /** `none`: nothing was ever bought. `gap`: over, and the renewal that was bought has not begun. */
  readonly standing: 'none' | 'notBegun' | 'inForce' | 'gap' | 'expired'
  /** Undefined unless in force. */
  readonly course: Course | undefined
  /** Of the term at hand: the one in force, else the one that ended last, else the one that begins next. */
  readonly period: Period | undefined
  /** The contract of that term that counts: an upgrade from the day on which it opens. */
  readonly contract: Contract | undefined
  /** The term that was bought to follow. */
  readonly next: Period | undefined
  /** Every purchase, oldest first. */
  readonly contracts: readonly Contract[]
  opens(content: Content): boolean
}
