import type { Draft } from './draft.ts'

/** The desk's scope only: the customer's side reads nothing of what is not sent. */
export interface DraftStore {
  /** As it stands until this decision commits. */
  of(organisationId: string, number: number): Promise<Draft | undefined>
  /** In the place of the one before. */
  save(draft: Draft): Promise<void>
  /** @returns false where these words are gone or were changed */
  remove(organisationId: string, id: string): Promise<boolean>
  /** What consultants wrote to this member about other tickets, newest first. */
  earlier(
    organisationId: string,
    of: { readonly memberId: string; readonly besides: number },
    limit: number,
  ): Promise<readonly EarlierAnswer[]>
}

export interface EarlierAnswer {
  readonly number: number
  readonly subject: string
  readonly words: string
}
