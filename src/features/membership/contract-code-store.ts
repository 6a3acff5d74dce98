/** The codes by which an organisation's people register. */
export interface ContractCodeStore {
  issue(organisationId: string, code: NewContractCode): Promise<void>
  /** Newest first, those out of use included. */
  of(organisationId: string): Promise<readonly ContractCode[]>
  /** Takes the codes in force out of use: those with this ending, or all. @returns the endings of those that this call revoked */
  revoke(organisationId: string, ending: string | undefined, now: Date): Promise<readonly string[]>
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
