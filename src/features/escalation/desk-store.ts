import type { ConversationRef } from '../../chat/event.ts'
import type { RelayStore } from './relay-store.ts'
import type { Ticket } from './ticket.ts'

export interface DeskStore {
  consultantsChannel(): Promise<ConversationRef | undefined>
  setConsultantsChannel(address: ConversationRef, setBy: string): Promise<void>
  nextNumber(): Promise<number>
  add(ticket: Ticket): Promise<void>
  /** As it stands until this decision commits. */
  ticket(organisationId: string, number: number): Promise<Ticket | undefined>
  /** What it is about. */
  consultationOf(organisationId: string, number: number): Promise<string | undefined>
  /** Its card stands in the consultants' channel now, sent by this outbox row. */
  announced(organisationId: string, number: number, deskRow: string): Promise<void>
  /** The customer's card that says how it stands is this outbox row from now on. */
  shown(organisationId: string, number: number, cardRow: string): Promise<void>
  /** Writes what it has become; its consultation is open or solved with it. */
  revise(ticket: Ticket): Promise<void>
  /** Tickets of every organisation that no consultant has been shown yet, oldest first. The desk's scope only. */
  unannounced(): Promise<readonly Ticket[]>
  /**
   * Numbers of the tickets that a consultant has in this conversation, the one spoken in last first; nobody takes one there until this
   * decision commits.
   */
  heldIn(organisationId: string, conversationKey: string): Promise<readonly number[]>
  /** Of the conversation, the one solved last that writing may still reopen. `since`: it was solved after that. */
  solvedIn(organisationId: string, conversationKey: string, since: Date): Promise<number | undefined>
  /** Which ticket's thread this is, taken or not. The desk's scope only. */
  inThread(thread: ConversationRef): Promise<TicketId | undefined>
  /** The thread under its card; undefined as long as that is not sent. */
  cardThread(organisationId: string, number: number): Promise<ConversationRef | undefined>
  /** Waits for what is being answered in its conversation, and has everybody wait who answers there, until this decision commits. */
  holdConversation(organisationId: string, conversationKey: string): Promise<void>
}

export interface DeskStores {
  readonly desk: DeskStore
  readonly relay: RelayStore
}

export interface TicketId {
  readonly organisationId: string
  readonly number: number
}
