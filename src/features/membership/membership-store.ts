import type { Contract, Locale, Member, Organisation, Role } from '../../chat/context.ts'
import type { ConversationRef, MemberRef, Platform } from '../../chat/event.ts'
import type { AuditedDeed } from './audited-deed.ts'
import type { MappedChannelStore } from './channel-store.ts'
import type { LinkStore } from './link-store.ts'
import type { Crew } from './registration.ts'
import type { ContractCodeStore, StaffCodeStore } from './registration-store.ts'
import type { OrganisationSettingsStore } from './settings-store.ts'

/** Who writes. Read before any scope is known, since it is what the scope comes from. */
export interface Directory {
  /** `conversation`: where they write, if that may tell whose they are. */
  whois(from: MemberRef, conversation?: ConversationRef): Promise<Sender>
}

export type Sender =
  | {
      readonly kind: 'member'
      readonly organisation: Organisation
      readonly member: Member
      readonly contracts: readonly Contract[]
    }
  | { readonly kind: 'unknownUser' }
  /** Nobody knows them; they write in the provider's own workspace, in a channel that is this customer's. */
  | { readonly kind: 'inMappedChannel'; readonly organisationId: string }
  | { readonly kind: 'unknownWorkspace' }

/** Every change is written to the audit log by its use-case, in the same transaction. */
export interface MembershipStore {
  provider(): Promise<Organisation>
  organisation(organisationId: string): Promise<Organisation | undefined>
  organisationByCode(code: string): Promise<Organisation | undefined>
  /** @returns false when the code is taken */
  createOrganisation(organisation: Organisation): Promise<boolean>
  /** Many at once. @returns false, having created some, when a code was taken: undo the decision */
  createOrganisations(organisations: readonly Organisation[]): Promise<boolean>
  organisationOfWorkspace(platform: Platform, workspace: string): Promise<Organisation | undefined>
  linkWorkspace(organisationId: string, platform: Platform, workspace: string): Promise<void>
  memberOf(
    from: MemberRef,
  ): Promise<{ readonly organisation: Organisation; readonly member: Member } | undefined>
  /** Undefined for one who was removed, too. */
  member(organisationId: string, memberId: string): Promise<Member | undefined>
  /** With where the desk knows them; undefined for one who was removed, too. */
  registered(organisationId: string, memberId: string): Promise<RegisteredMember | undefined>
  /** What a member is called, or was: also of those who have left. */
  nameOf(organisationId: string, memberId: string): Promise<string | undefined>
  /** By role, owners first, then in the order in which they came. */
  members(organisationId: string): Promise<readonly RegisteredMember[]>
  owners(organisationId: string): Promise<readonly RegisteredMember[]>
  /** Adds the person, or brings them back, under a new member. */
  addMember(
    organisationId: string,
    from: MemberRef,
    member: { readonly name: string; readonly role: Role },
  ): Promise<void>
  /** Until the decision commits nobody else changes who the organisation's people are and in which role. */
  lock(organisationId: string): Promise<void>
  crew(organisationId: string): Promise<Crew>
  rename(organisationId: string, memberId: string, name: string): Promise<void>
  changeRole(organisationId: string, memberId: string, role: Role): Promise<void>
  changeLanguage(organisationId: string, memberId: string, locale: Locale): Promise<void>
  /** The person is unknown from then on; what they wrote stays with the organisation. */
  removeMember(organisationId: string, memberId: string, now: Date): Promise<void>
  greet(organisationId: string, memberId: string, now: Date): Promise<void>
}

/** A member, and who they are on each platform. */
export interface RegisteredMember extends Member {
  readonly identities: readonly MemberRef[]
}

export interface InvitationStore {
  add(invitation: Invitation): Promise<void>
  /** Takes the code out of use. @returns undefined when it is unknown, used or expired */
  redeem(codeHash: string, by: string, now: Date): Promise<Pick<Invitation, 'role' | 'name'> | undefined>
}

export interface Invitation {
  readonly codeHash: string
  readonly role: 'consultant' | 'admin'
  readonly name: string
  readonly expiresAt: Date
}

export interface AuditStore {
  record(organisationId: string, entry: AuditRecord): Promise<void>
  /** Many at once. Desk only. */
  recordAll(entries: readonly (AuditRecord & { readonly organisationId: string })[]): Promise<void>
}

export interface AuditRecord {
  readonly actor: string
  readonly what: AuditedDeed
  readonly details: Readonly<Record<string, unknown>>
}

export interface MembershipStores {
  readonly membership: MembershipStore
  readonly invitations: InvitationStore
  readonly audit: AuditStore
  readonly links: LinkStore
  readonly contractCodes: ContractCodeStore
  readonly staffCodes: StaffCodeStore
  readonly channels: MappedChannelStore
  readonly settings: OrganisationSettingsStore
}
