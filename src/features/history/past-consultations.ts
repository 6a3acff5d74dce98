import type { Member } from '../../chat/context.ts'
import type { Consultation } from '../consultation/index.ts'

/** A consultation as a list shows it. One whose question its author deleted is in no list. */
export type PastConsultation = Pick<
  Consultation,
  'id' | 'memberId' | 'state' | 'subject' | 'ticketNumber' | 'createdAt'
>

/** A member of an organisation, to whom a call is confined. */
export interface Owner {
  readonly organisationId: string
  readonly memberId: Member['id']
}

/** From the first instant, up to but not including the second; an absent end is open. */
export interface Period {
  readonly from?: Date
  readonly before?: Date
}

/** One with its words, for those who search among their own. */
export interface SearchedConsultation extends PastConsultation {
  readonly question: string
  /** The answer as it stood on its card last; empty once the turn log has let go of it. */
  readonly answer: string
}

/** Consultations as they are read: outside any unit of work, each call within one organisation. Newest first. */
export interface PastConsultations {
  ofMember(owner: Owner, page: Page): Promise<readonly PastConsultation[]>
  /** All that an organisation's members asked: for who may see subjects and states. */
  ofOrganisation(organisationId: string, page: Page): Promise<readonly PastConsultation[]>
  /** The newest `limit` of a member's own with their words. */
  wordsOf(owner: Owner, period: Period, limit: number): Promise<readonly SearchedConsultation[]>
  /** One of a member's own with its words. */
  one(owner: Owner, id: string): Promise<SearchedConsultation | undefined>
  openIn(organisationId: string): Promise<OpenConsultations>
  /** What a member wrote, by the id of its turn, and when. */
  written(owner: Owner, turn: string): Promise<{ readonly words: string; readonly at: Date } | undefined>
}

export interface Page {
  readonly period: Period
  readonly skip: number
  readonly limit: number
}

export interface OpenConsultations {
  readonly open: number
  /** Of these, handed over to a consultant. */
  readonly withConsultant: number
}
