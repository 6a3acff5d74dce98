import type { Member } from '../../chat/context.ts'
import type { ConversationRef, MemberRef } from '../../chat/event.ts'
import type { Standing, WrongCodes } from './linking.ts'

/** Whose a code is. Read before any scope is known, since it is what the scope comes from. */
export interface LinkCodes {
  organisationOf(codeHash: string): Promise<string | undefined>
}

export interface LinkStore {
  /** How many this member was given since then. Until the decision commits nobody else is given one for them. */
  issuedSince(organisationId: string, memberId: string, since: Date): Promise<number>
  issue(organisationId: string, code: LinkCode): Promise<void>
  /** @returns undefined when it is unknown, used or expired, or its member was removed */
  find(organisationId: string, codeHash: string, now: Date): Promise<FoundCode | undefined>
  /** Takes it out of use. @returns whether this call did */
  use(organisationId: string, codeHash: string, now: Date): Promise<boolean>
  /** Until the decision commits nobody else changes these members. */
  hold(organisationId: string, memberIds: readonly string[]): Promise<void>
  standingOf(from: MemberRef): Promise<Standing>
  /** How many of a member's identities there are; until the decision commits nobody else changes that. */
  identitiesOf(organisationId: string, memberId: string): Promise<number>
  addIdentity(organisationId: string, memberId: string, from: MemberRef): Promise<void>
  removeIdentity(organisationId: string, from: MemberRef): Promise<void>
  /** All that `emptied` asked, wrote and said of answers becomes `member`'s, its identities too; `emptied` is removed. */
  merge(organisationId: string, emptied: string, member: string, now: Date): Promise<void>
  /** Until the decision commits nobody else counts for this sender. */
  wrongCodes(from: MemberRef): Promise<WrongCodes | undefined>
  countWrong(from: MemberRef, wrong: WrongCodes): Promise<void>
}

export interface LinkCode {
  readonly codeHash: string
  readonly memberId: string
  readonly conversation: ConversationRef
  readonly createdAt: Date
  readonly expiresAt: Date
}

export interface FoundCode {
  readonly member: Member
  readonly conversation: ConversationRef
}
