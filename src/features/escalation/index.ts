export type { DeskStore, DeskStores } from './desk-store.ts'
export { openTicket, reviseTicket, showAttachments, withdrawTicket } from './open-ticket.ts'
export { setConsultantsChannel } from './set-consultants-channel.ts'
export { type Ticket, TicketContent, ticketName } from './ticket.ts'
