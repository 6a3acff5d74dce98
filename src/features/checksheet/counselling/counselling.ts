import type { Submission } from '../submission.ts'

export type CounsellingState =
  /** Nobody has taken it. */
  'submitted' | 'taken' | 'delivered' | 'withdrawn'

/** A run for which a program of what to do was asked. */
export interface Counselling extends Submission {
  readonly id: string
  /** As people cite it: K-0012 */
  readonly number: number
  readonly runId: string
  readonly runNumber: number
  readonly sheetId: string
  readonly version: string
  readonly message: string
  /** What it takes of the organisation's allowance. */
  readonly holdId: string | undefined
  readonly state: CounsellingState
  /** What the consultant says in the end of the whole; may be empty. */
  readonly remark: string
  readonly submittedAt: Date
  readonly deliveredAt: Date | undefined
}

export const MAX_MESSAGE = 1_000
export const MAX_REMARK = 2_000

export const counsellingName = (number: number): string => `K-${String(number).padStart(4, '0')}`

/** What the ledger's hold is for. */
export const purposeOf = (id: string): string => `counselling:${id}`

export const isOpenCounselling = ({ state }: Pick<Counselling, 'state'>): boolean =>
  state === 'submitted' || state === 'taken'
