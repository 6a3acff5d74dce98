import { administrationStore } from './administration-store.ts'
import { attachmentStore } from './attachment-store.ts'
import { availabilityStore } from './availability-store.ts'
import { bookingStore } from './booking-store.ts'
import { busyFeedStore } from './busy-feed-store.ts'
import { calendarLinkStore } from './calendar-link-store.ts'
import { channelStore } from './channel-store.ts'
import { checksheetStore } from './checksheet-store.ts'
import { arrivedQuestions, consultationStore, turnLog } from './consultation-store.ts'
import { contractStore } from './contract-store.ts'
import { counsellingStore } from './counselling-store.ts'
import { curationStore } from './curation-store.ts'
import { deskStore } from './desk-store.ts'
import { draftStore } from './draft-store.ts'
import { fileStore } from './file-store.ts'
import { ledgerStore } from './ledger-store.ts'
import { linkStore } from './link-store.ts'
import { meetingStore } from './meeting-store.ts'
import { auditStore, invitationStore, membershipStore } from './membership-store.ts'
import { noticeReadingStore } from './notice-reading-store.ts'
import { noticeStore } from './notice-store.ts'
import { outgoingStore } from './outgoing-store.ts'
import { ratingStore } from './rating-store.ts'
import { contractCodeStore, staffCodeStore } from './registration-store.ts'
import { relayStore } from './relay-store.ts'
import { reminderStore } from './reminder-store.ts'
import { reviewStore } from './review-store.ts'
import { settingsStore } from './settings-store.ts'
import { taskStore } from './task-store.ts'
import { ticketListStore } from './ticket-list-store.ts'
import { traceStore } from './trace-store.ts'
import type { Transaction } from './transaction.ts'

/** Every feature's stores over one transaction. */
export const storesOf = (transaction: Transaction) => ({
  administration: administrationStore(transaction),
  outgoing: outgoingStore(transaction),
  membership: membershipStore(transaction),
  invitations: invitationStore(transaction),
  audit: auditStore(transaction),
  links: linkStore(transaction),
  contractCodes: contractCodeStore(transaction),
  staffCodes: staffCodeStore(transaction),
  channels: channelStore(transaction),
  settings: settingsStore(transaction),
  bookings: bookingStore(transaction),
  availabilities: availabilityStore(transaction),
  meetings: meetingStore(transaction),
  checksheets: checksheetStore(transaction),
  reviews: reviewStore(transaction),
  counsellings: counsellingStore(transaction),
  tasks: taskStore(transaction),
  busyFeeds: busyFeedStore(transaction),
  calendarLinks: calendarLinkStore(transaction),
  contracts: contractStore(transaction),
  ledger: ledgerStore(transaction),
  reminders: reminderStore(transaction),
  consultations: consultationStore(transaction),
  turns: turnLog(transaction),
  questions: arrivedQuestions(transaction),
  traces: traceStore(transaction),
  desk: deskStore(transaction),
  relay: relayStore(transaction),
  tickets: ticketListStore(transaction),
  drafts: draftStore(transaction),
  ratings: ratingStore(transaction),
  curation: curationStore(transaction),
  notices: noticeStore(transaction),
  noticeReading: noticeReadingStore(transaction),
  files: fileStore(transaction),
  attachments: attachmentStore(transaction, fileStore(transaction)),
})
