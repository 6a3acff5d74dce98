/** Whose a contract or staff code is. Read before any scope is known, since it is what the scope comes from. */
export interface RegistrationCodes {
  organisationOf(codeHash: string): Promise<string | undefined>
}

/** The codes by which an organisation's people register. */
export interface ContractCodeStore {
  issue(organisationId: string, code: NewContractCode): Promise<void>
  /** Newest first, those out of use included. */
  of(organisationId: string): Promise<readonly ContractCode[]>
  /** Takes the codes in force out of use: those with this ending, or all. @returns the endings of those that this call revoked */
  revoke(organisationId: string, ending: string | undefined, now: Date): Promise<readonly string[]>
  isInForce(organisationId: string, codeHash: string, now: Date): Promise<boolean>
  /** Counts one more use. @returns whether it is in force */
  use(organisationId: string, codeHash: string, now: Date): Promise<boolean>
}

export interface NewContractCode {
  readonly codeHash: string
  readonly ending: string
  readonly issuedBy: string
  readonly createdAt: Date
  readonly expiresAt: Date
}

export interface ContractCode extends Omit<NewContractCode, 'codeHash'> {
  readonly revokedAt: Date | undefined
  /** How many people have registered by it. */
  readonly uses: number
}

/** One-time codes, each of which an owner hands to one colleague. */
export interface StaffCodeStore {
  issue(organisationId: string, code: NewStaffCode): Promise<void>
  /** When the code was issued; undefined when it is unknown, used or expired. */
  inForceSince(organisationId: string, codeHash: string, now: Date): Promise<Date | undefined>
  /** Takes it out of use. @returns whether this call did */
  use(organisationId: string, codeHash: string, now: Date): Promise<boolean>
  /** What this member has issued and nobody has used expires now. */
  withdraw(organisationId: string, issuedBy: string, now: Date): Promise<void>
}

export interface NewStaffCode {
  readonly codeHash: string
  /** The member's id. */
  readonly issuedBy: string
  readonly createdAt: Date
  readonly expiresAt: Date
}
