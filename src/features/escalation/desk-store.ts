import type { ConversationRef } from '../../chat/event.ts'
import type { Ticket } from './ticket.ts'

export interface DeskStore {
  consultantsChannel(): Promise<ConversationRef | undefined>
  setConsultantsChannel(address: ConversationRef, setBy: string): Promise<void>
  nextNumber(): Promise<number>
  add(ticket: Ticket, from: { readonly conversationKey: string; readonly memberId: string }): Promise<void>
  ticket(organisationId: string, number: number): Promise<Ticket | undefined>
  /** Its card stands in the consultants' channel now, sent by this outbox row. */
  announced(organisationId: string, number: number, deskRow: string): Promise<void>
  /** Writes its content and whether it was withdrawn. */
  revise(ticket: Ticket): Promise<void>
  /** Tickets of every organisation that no consultant has been shown yet, oldest first. The desk's scope only. */
  unannounced(): Promise<readonly Ticket[]>
}

export interface DeskStores {
  readonly desk: DeskStore
}
