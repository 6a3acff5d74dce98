import type { Organisation } from '../../chat/context.ts'
import { codeIn, newCode } from './code.ts'
import type { Standing } from './linking.ts'

const CONTRACT_CODE = /^GA-[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/
const STAFF_CODE = /^ST-[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/
/** 「契約コード：GA-…」 and 「コードはGA-…です。」 are the code, too. */
const LABEL = /^(契約コード|登録コード|コード|code)\s*(は|です)?\s*[:：]?\s*/i
const ENDING = /\s*(です)?[。.]?$/

export const CONTRACT_CODE_DAYS = 60
export const LONGEST_CONTRACT_CODE_DAYS = 365
export const STAFF_CODE_DAYS = 7

/** 12 random letters: 59 bits, guessed by nobody within a year. */
export const newContractCode = (): string => newCode('GA', 3)
export const newStaffCode = (): string => newCode('ST', 3)

/** The contract or staff code that a text consists of. */
export function registrationCodeIn(text: string): string | undefined {
  const bare = text.trim().replace(LABEL, '').replace(ENDING, '')
  return codeIn(bare, CONTRACT_CODE) ?? codeIn(bare, STAFF_CODE)
}

/** The last four letters, by which people tell codes apart. */
export const endingOf = (code: string): string => code.slice(-4)

/** A code that is neither expired, revoked nor used up. */
export type CodeInForce =
  | { readonly kind: 'contract' }
  /** One colleague's, once. */
  | { readonly kind: 'staff'; readonly issuedAt: Date }

/** The people of an organisation. */
export interface Crew {
  readonly members: number
  readonly owners: number
  /** Whether it has, or ever had, an owner. */
  readonly hadOwner: boolean
}

export type RegistrationVerdict =
  | {
      readonly kind: 'register'
      readonly role: 'owner' | 'staff'
      /** Their workspace becomes the organisation's. */
      readonly linksWorkspace: boolean
    }
  /** Staff already, and the first to hold the contract code. */
  | { readonly kind: 'promote' }
  | { readonly kind: 'already' }
  /** Nothing is told about why. */
  | { readonly kind: 'refuse' }

/**
 * What a code makes of its writer. `host`: the organisation that their workspace is linked to, if any: in the provider's own they
 * are a guest, in another customer's they are refused. Whoever was removed comes back by a staff code given since then, or by an
 * operator.
 */
export function judgeRegistration(
  { code, organisationId, crew }: { code: CodeInForce | undefined; organisationId: string; crew: Crew },
  writer: Standing,
  host: Pick<Organisation, 'id' | 'kind'> | undefined,
): RegistrationVerdict {
  if (!code) return { kind: 'refuse' }
  const role = code.kind === 'contract' && lacksOwner(crew) ? 'owner' : 'staff'
  if (writer.kind === 'member') {
    if (writer.organisationId !== organisationId) return { kind: 'refuse' }
    return { kind: role === 'owner' ? 'promote' : 'already' }
  }
  if (host?.kind === 'customer' && host.id !== organisationId) return { kind: 'refuse' }
  if (writer.kind === 'removed') {
    const invited = code.kind === 'staff' && code.issuedAt > writer.at
    if (writer.organisationId !== organisationId || !invited) return { kind: 'refuse' }
  }
  return { kind: 'register', role, linksWorkspace: host === undefined }
}

/** One that has lost its last owner is given another by an operator, unless nobody is left in it. */
const lacksOwner = ({ members, owners, hadOwner }: Crew): boolean =>
  owners === 0 && (!hadOwner || members === 0)
