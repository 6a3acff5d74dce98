import type { Course } from '../../chat/context.ts'
import type { ConversationRef } from '../../chat/event.ts'
import type { TicketListStore } from './list/ticket-list-store.ts'
import type { RelayStore } from './relay-store.ts'
import type { Ticket } from './ticket.ts'

export interface DeskStore {
  /** The customer's own, else their course's, else the one for everything else. `of` undefined: what is no customer's. */
  consultantsChannel(of?: Routed): Promise<ConversationRef | undefined>
  /** `route` undefined: the one for everything else. */
  setConsultantsChannel(address: ConversationRef, setBy: string, route?: ChannelRoute): Promise<void>
  /** All of them, the one for everything else first. The desk's scope only. */
  consultantsChannels(): Promise<readonly RoutedChannel[]>
  /** What went there goes the next way from then on. @returns false where there is no such route. The desk's scope only. */
  removeConsultantsChannel(route: ChannelRoute): Promise<boolean>
  nextNumber(): Promise<number>
  add(ticket: Ticket): Promise<void>
  /**
   * As it stands until this decision commits. `alone`: also waits for what is being answered in its conversation, and has everybody wait
   * who answers there.
   */
  ticket(organisationId: string, number: number, alone?: 'alone'): Promise<Ticket | undefined>
  /** What it is about. */
  consultationOf(organisationId: string, number: number): Promise<string | undefined>
  /** Its card stands in the consultants' channel now, sent by this outbox row. */
  announced(organisationId: string, number: number, deskRow: string): Promise<void>
  /** The customer's card that says how it stands is this outbox row from now on. */
  shown(organisationId: string, number: number, cardRow: string): Promise<void>
  /** Its clocks are to be looked at again then; undefined: not before it changes. */
  lookAt(organisationId: string, number: number, at: Date | undefined): Promise<void>
  /** Whose clocks are to be looked at by now, the most urgent first. The desk's scope only. */
  toLookAt(now: Date, limit: number): Promise<readonly TicketId[]>
  /** Solved before then, and not closed. The desk's scope only. */
  toClose(before: Date, limit: number): Promise<readonly TicketId[]>
  /** Writes what it has become; its consultation is open or solved with it. */
  revise(ticket: Ticket): Promise<void>
  /** Tickets of every organisation that no consultant has been shown yet, oldest first. The desk's scope only. */
  unannounced(): Promise<readonly Ticket[]>
  /**
   * Numbers of the tickets that a consultant has in this conversation, the one spoken in last first; nobody takes one there until this
   * decision commits.
   */
  heldIn(organisationId: string, conversationKey: string): Promise<readonly number[]>
  /** Of the conversation, the one solved last, or that of this number. `since`: it was solved after that. */
  solvedIn(
    organisationId: string,
    conversationKey: string,
    since: Date,
    number?: number,
  ): Promise<number | undefined>
  /** Which ticket's thread this is, taken or not. The desk's scope only. */
  inThread(thread: ConversationRef): Promise<TicketId | undefined>
  /** The thread under its card; undefined as long as that is not sent. */
  cardThread(organisationId: string, number: number): Promise<ConversationRef | undefined>
  /** An answer to it that is being written is gone. @returns the outbox row of the card that shows it; undefined where there is none */
  forgetDraft(organisationId: string, number: number): Promise<string | undefined>
}

/** Whose matters a consultants' channel is for. */
export type ChannelRoute =
  | { readonly kind: 'default' }
  | { readonly kind: 'course'; readonly course: Course }
  | { readonly kind: 'organisation'; readonly organisationId: string }

/** What a way to the consultants is chosen by. */
export interface Routed {
  readonly organisationId: string
  /** Undefined outside a contract. */
  readonly course: Course | undefined
}

export interface RoutedChannel {
  readonly route: ChannelRoute
  readonly address: ConversationRef
}

export interface DeskStores {
  readonly desk: DeskStore
  readonly relay: RelayStore
  readonly tickets: TicketListStore
}

export interface TicketId {
  readonly organisationId: string
  readonly number: number
}
