import type { Answers } from '../answer.ts'
import type { SubmissionId } from '../submission.ts'
import type { Counselling } from './counselling.ts'
import type { ProgramRow } from './program.ts'

/** Programs that were asked for, each with a copy of the answers as they were then. At most one of a run is open: the database's index decides. */
export interface CounsellingStore {
  /** Numbered as people cite it. @returns undefined when one of the run is open */
  add(
    organisationId: string,
    counselling: Omit<Counselling, 'number'>,
    its: { readonly copy: Answers; readonly rows: readonly ProgramRow[] },
  ): Promise<Counselling | undefined>
  /** As if it had never been. */
  discard(organisationId: string, id: string): Promise<void>
  /** Until the decision commits nobody else decides about it. */
  find(organisationId: string, number: number): Promise<Counselling | undefined>
  /** The same, of any organisation. Desk only. */
  numbered(number: number): Promise<Counselling | undefined>
  /** Writes everything but what was submitted, by whom, and when. */
  save(counselling: Counselling): Promise<void>
  /** Newest first. */
  of(organisationId: string): Promise<readonly Counselling[]>
  /** The answers as they were submitted. */
  copy(organisationId: string, id: string): Promise<Answers>
  /** As they were drafted, by their numbers. */
  rows(organisationId: string, id: string): Promise<readonly ProgramRow[]>
  /** Writes what of it can be edited. */
  saveRow(organisationId: string, id: string, row: ProgramRow): Promise<void>
  /** Whose time is to be looked at by now, the longest due first, of any organisation. Desk only. */
  toLookAt(now: Date, limit: number): Promise<readonly SubmissionId[]>
}
