import type { Contract, Organisation } from '../../chat/context.ts'
import type { AuditRecord, RegisteredMember } from '../membership/index.ts'
import type { CountedTicket } from './ticket-figures.ts'

/** What is read across organisations: by the provider's desk alone. */
export interface AdministrationStore {
  /** In the order of their codes; the provider is one of them. */
  organisations(page?: Page): Promise<readonly ListedOrganisation[]>
  /** Customers with these codes. Until the decision commits nobody else changes what they have bought. */
  lockCustomers(codes: readonly string[]): Promise<readonly Organisation[]>
  /** As `lockCustomers`, to read. */
  customers(codes: readonly string[]): Promise<readonly Organisation[]>
  /** Customers that people call so: by code, by name with or without 株式会社, else by a part of the name. At most `limit`. */
  customersCalled(words: string, limit: number): Promise<readonly Organisation[]>
  /** By organisation, oldest first; of all where none are named. */
  contracts(organisationIds?: readonly string[]): Promise<readonly SoldContract[]>
  /** Of all organisations, by their codes. */
  members(): Promise<readonly MemberOf[]>
  /** All that were opened, solved or rated since then, but for what was taken back. */
  tickets(since: Date): Promise<readonly CountedTicket[]>
  /** Newest first. */
  audit(wanted: AuditQuery): Promise<readonly AuditEntry[]>
  /** All that is kept of one organisation's contracts, people and checksheets. Undefined: there is none. */
  everythingOf(organisationId: string): Promise<OrganisationRecords | undefined>
}

export interface Page {
  readonly skip: number
  readonly limit: number
}

export interface ListedOrganisation extends Organisation {
  readonly members: number
  /** The last day of what it has bought. */
  readonly lastDay: string | undefined
}

export interface SoldContract extends Contract {
  readonly organisation: Organisation
}

export interface MemberOf {
  readonly organisation: Organisation
  readonly member: RegisteredMember
}

export interface AuditQuery {
  readonly organisationId?: string | undefined
  readonly since?: Date | undefined
  readonly skip?: number
  readonly limit: number
}

/** As it was recorded, by this version or one before. */
export interface AuditEntry extends Omit<AuditRecord, 'what'> {
  readonly what: string
  readonly id: string
  readonly at: Date
  readonly organisation: Organisation
}

/** Rows as they are kept, without what nobody may read: of codes their endings alone. */
export interface OrganisationRecords {
  readonly organisation: Organisation
  readonly workspaces: Rows
  readonly members: Rows
  readonly settings: Row | null
  readonly channels: Rows
  readonly contractCodes: Rows
  readonly contracts: readonly Contract[]
  readonly balances: Rows
  readonly holds: Rows
  readonly ledger: Rows
  readonly reminders: Rows
  /** Each with its answers and all of their changes. */
  readonly checksheetRuns: Rows
  readonly checksheetAssignments: Rows
  /** Each with what was said and asked. */
  readonly reviews: Rows
  /** Each with its rows, and with what there is to do for them. */
  readonly counsellings: Rows
  readonly audit: Rows
}

type Row = Readonly<Record<string, unknown>>
type Rows = readonly Row[]
