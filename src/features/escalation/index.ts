export { EscalationAction, isEscalationForm } from './actions.ts'
export { answerExpected } from './answer-expected.ts'
export {
  type Afterwards,
  openingOf,
  reopenableSince,
  type TicketPorts,
  type TicketStores,
  ticketHere,
} from './at-hand.ts'
export { type Beside, besideOf } from './beside.ts'
export { bringerOf, bringFile } from './bring-file.ts'
export { carriedFrom, carry, change, supplement, type Written } from './carry.ts'
export { ChannelAction } from './channels/actions.ts'
export { listChannels, removeChannel, setConsultantsChannel } from './channels/set-channel.ts'
export { asksForChannels, type ChannelWish, channelWish } from './channels/wish.ts'
export { elapsed } from './clock/index.ts'
export { type Addressee, beginTicket, chooseAddressee, contactIn } from './contact.ts'
export { decideTicket } from './decide-ticket.ts'
export type { ChannelRoute, DeskStore, DeskStores, Routed, TicketId } from './desk-store.ts'
export { escalationForm } from './forms.ts'
export { abandonedTickets, type HandBackStores, handBack } from './hand-back.ts'
export { settleCarriedFile } from './hand-files.ts'
export { TicketListAction } from './list/actions.ts'
export { listTickets } from './list/list-tickets.ts'
export type { AtDesk, DeskTab, ListedTicket, TicketListStore } from './list/ticket-list-store.ts'
export { asksForTickets } from './list/wish.ts'
export { decideMenu } from './menu/decide-menu.ts'
export { openTicket, reviseTicket, showAttachments, showWhatWasSaid, withdrawTicket } from './open-ticket.ts'
export type { RatingStore } from './rating-store.ts'
export type { Carried, Note, RelayStore } from './relay-store.ts'
export { renewLinks } from './renew-links.ts'
export { tellFailures } from './resend.ts'
export { createSummarise, type Summarise, summariseTicket, ticketSummary } from './summarise.ts'
export { tellUnsolved } from './tell-unsolved.ts'
export {
  type GeneralisedTicket,
  type SolvedTicket,
  scoreOf,
  type Ticket,
  TicketContent,
  ticketName,
  type Unasked,
} from './ticket.ts'
export { TicketClocks } from './ticket-clocks.ts'
export { closeTicket, watchClocks } from './watch-clocks.ts'
