import type { Organisation, Role } from '../../chat/context.ts'
import { codeIn, newCode } from './code.ts'

const CODE = /^LK-[A-Z2-9]{4}-[A-Z2-9]{4}$/

export const LINK_MINUTES = 10
const HOUR_MS = 3_600_000
const CODES_AN_HOUR = 5
const WRONG_AN_HOUR = 10

/** 8 random letters: 39 bits, of which nobody tries more than a handful in ten minutes. */
export const newLinkCode = (): string => newCode('LK', 2)

/** The linking code that a message consists of. */
export const linkCodeIn = (text: string): string | undefined => codeIn(text, CODE)

export const anHourBefore = (now: Date): Date => new Date(now.getTime() - HOUR_MS)

/** `issued`: how many this member was given within the last hour. */
export const mayIssue = (issued: number): boolean => issued < CODES_AN_HOUR

/** The wrong codes of one sender, from the first of an hour on. */
export interface WrongCodes {
  readonly since: Date
  readonly count: number
}

/** Whether a code of this sender is looked at at all. */
export const mayTry = (wrong: WrongCodes | undefined, now: Date): boolean =>
  !wrong || wrong.since <= anHourBefore(now) || wrong.count < WRONG_AN_HOUR

export const oneMoreWrong = (wrong: WrongCodes | undefined, now: Date): WrongCodes =>
  wrong && wrong.since > anHourBefore(now) ? { ...wrong, count: wrong.count + 1 } : { since: now, count: 1 }

/** Whoever writes a code, as the desk knows them so far. */
export type Standing =
  | { readonly kind: 'nobody' }
  /** An operator or owner has removed them, at that time: only who may do that lets them in again. */
  | { readonly kind: 'removed'; readonly organisationId: string; readonly at: Date }
  | {
      readonly kind: 'member'
      readonly organisationId: string
      readonly memberId: string
      readonly role: Role
      /** In how many places the desk knows this member. */
      readonly identities: number
    }

export type LinkVerdict =
  /** They become one more identity of the code's member. */
  | 'add'
  /** They are the code's member already. */
  | 'same'
  /** Two members of one organisation turn out to be one person. */
  | 'merge'
  /** A colleague whose registration is more than this one place, or in another role. */
  | 'notMergeable'
  /** Nothing is told about why. */
  | 'refuse'

/** `host`: the organisation that the writer's workspace is linked to, if any; in the provider's own, customers are guests. */
export function judgeLink(
  owner: { readonly organisationId: string; readonly memberId: string; readonly role: Role },
  writer: Standing,
  host: Pick<Organisation, 'id' | 'kind'> | undefined,
): LinkVerdict {
  switch (writer.kind) {
    case 'removed':
      return 'refuse'
    case 'nobody':
      return host?.kind === 'customer' && host.id !== owner.organisationId ? 'refuse' : 'add'
    case 'member':
      if (writer.organisationId !== owner.organisationId) return 'refuse'
      if (writer.memberId === owner.memberId) return 'same'
      return writer.identities === 1 && writer.role === owner.role ? 'merge' : 'notMergeable'
  }
}
