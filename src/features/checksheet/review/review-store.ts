import type { Answers } from '../answer.ts'
import type { SubmissionId } from '../submission.ts'
import type { Review, ReviewNote, ReviewNotes, ReviewQuestion } from './review.ts'

/** A comment of a review that was returned. */
export interface ReturnedNote extends ReviewNote {
  readonly number: number
  readonly consultant: string
  readonly returnedAt: Date
}

/** Runs that were handed in, each with a copy as it was then. At most one of a run is open: the database's index decides. */
export interface ReviewStore {
  /** Numbered as people cite it. @returns undefined when one of the run is open */
  add(organisationId: string, review: Omit<Review, 'number'>, copy: Answers): Promise<Review | undefined>
  /** As if it had never been. */
  discard(organisationId: string, id: string): Promise<void>
  /** Until the decision commits nobody else decides about it. */
  find(organisationId: string, number: number): Promise<Review | undefined>
  /** The same, of any organisation. Desk only. */
  numbered(number: number): Promise<Review | undefined>
  /** Writes everything but what was submitted, by whom, and when. */
  save(review: Review): Promise<void>
  /** Newest first. */
  ofRun(organisationId: string, runId: string): Promise<readonly Review[]>
  /** The answers as they were submitted. */
  copy(organisationId: string, id: string): Promise<Answers>
  notes(organisationId: string, id: string): Promise<ReviewNotes>
  /** In the stead of the one before. */
  saveNote(
    organisationId: string,
    id: string,
    note: ReviewNote & { readonly writtenBy: string; readonly writtenAt: Date },
  ): Promise<void>
  dropNote(organisationId: string, id: string, itemId: string): Promise<void>
  /** What a model drafted as a comment on an item. Desk only: the customer's side reads nothing of it. */
  draft(organisationId: string, id: string, itemId: string): Promise<string | undefined>
  saveDraft(
    organisationId: string,
    id: string,
    draft: { readonly itemId: string; readonly comment: string; readonly draftedAt: Date },
  ): Promise<void>
  /** Of one item, or of the whole review. Desk only. */
  dropDrafts(organisationId: string, id: string, itemId?: string): Promise<void>
  /** Oldest first. */
  questions(organisationId: string, id: string): Promise<readonly ReviewQuestion[]>
  ask(
    organisationId: string,
    id: string,
    asked: Pick<ReviewQuestion, 'itemId' | 'question'> & { readonly askedAt: Date },
  ): Promise<void>
  /** Answers what is open. @returns false where nothing is */
  answer(
    organisationId: string,
    id: string,
    given: { readonly answer: string; readonly answeredBy: string; readonly answeredAt: Date },
  ): Promise<boolean>
  /** What was said of an item in reviews that were returned, the latest first. */
  returnedNotes(
    organisationId: string,
    sheetId: string,
    itemId: string,
    limit: number,
  ): Promise<readonly ReturnedNote[]>
  /** Of the same sheet as this one, which is among them, in whichever run: newest first. */
  ofSameSheet(organisationId: string, id: string): Promise<readonly Review[]>
  /** What a consultant has and did not return, of any organisation, by number. Desk only. */
  heldBy(providerId: string, consultantId: string): Promise<readonly Review[]>
  /** Whose time is to be looked at by now, the longest due first, of any organisation. Desk only. */
  toLookAt(now: Date, limit: number): Promise<readonly SubmissionId[]>
}
