import type { TicketId } from '../desk-store.ts'
import type { GeneralisedTicket, Said, SolvedTicket, Ticket } from '../ticket.ts'

/** A ticket as a list shows it. */
export interface ListedTicket
  extends Pick<
    Ticket,
    'organisationId' | 'number' | 'state' | 'withdrawnAt' | 'openedAt' | 'activeAt' | 'dueAt' | 'memberId'
  > {
  readonly subject: string
  readonly organisation: string
  readonly urgent: boolean
  /** By name; undefined: nobody has it. */
  readonly consultant: string | undefined
}

/** Of the desk's: one's own that are open, those nobody has, and those that should have been answered. */
export const deskTabs = ['mine', 'untaken', 'overdue'] as const
export type DeskTab = (typeof deskTabs)[number]

/** For whom and when the desk's tickets are listed. */
export interface AtDesk {
  readonly consultantId: string
  readonly now: Date
}

export interface Window {
  readonly skip: number
  readonly limit: number
}

/** Tickets as they are listed, and what is read beside one. What was taken back is in no list. */
export interface TicketListStore {
  /** Of every organisation: whoever waits longest first. The desk's scope only. */
  atDesk(tab: DeskTab, at: AtDesk, window: Window): Promise<readonly ListedTicket[]>
  countAtDesk(at: AtDesk): Promise<Readonly<Record<DeskTab, number>>>
  /** An organisation's, newest first. `memberId`: one member's own alone. */
  of(organisationId: string, memberId: string | undefined, window: Window): Promise<readonly ListedTicket[]>
  /** Numbers of those of a conversation that are neither over nor taken back. */
  openIn(organisationId: string, conversationKey: string): Promise<readonly number[]>
  /** Its consultation; undefined where there is none any more. */
  consultationOf(organisationId: string, number: number): Promise<string | undefined>
  /**
   * The newest that the desk and a customer said in a conversation before an instant, oldest first: neither what was carried between
   * people, nor what another ticket is about, nor what was deleted.
   */
  said(
    organisationId: string,
    of: { readonly conversationKey: string; readonly number: number; readonly before: Date },
    limit: number,
  ): Promise<readonly Said[]>
  /** An organisation's solved ones, newest first. */
  solved(organisationId: string, limit: number): Promise<readonly SolvedTicket[]>
  /**
   * What solved tickets of other organisations became, newest first: published entries that are served, with nothing of whose they were.
   */
  generalised(organisationId: string, limit: number): Promise<readonly GeneralisedTicket[]>
  /** Open ones that came after this and that no model was asked about, oldest first. The desk's scope only. */
  unsummarised(since: Date, limit: number): Promise<readonly TicketId[]>
  /**
   * Open ones whose consultant is not there: gone from the provider, or away on this day of theirs, and has not taken it since.
   * `of`: this one alone. The desk's scope only.
   */
  abandoned(now: Date, limit: number, of?: TicketId): Promise<readonly TicketId[]>
}
