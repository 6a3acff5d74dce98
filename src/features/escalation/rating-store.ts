import type { Score } from './ticket.ts'

/** How a member of the customer's found what became of a ticket. */
export interface Rating {
  readonly memberId: string
  readonly score: Score
  /** Empty where nothing was added. */
  readonly comment: string
  readonly at: Date
}

/** One of each member for a ticket: their last word. */
export interface RatingStore {
  of(organisationId: string, number: number, memberId: string): Promise<Rating | undefined>
  save(organisationId: string, number: number, rating: Rating): Promise<void>
}
