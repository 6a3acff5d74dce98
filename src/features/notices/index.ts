export { acknowledge } from './acknowledge.ts'
export { isNoticeForm, NoticeAction, NoticeReaderAction, noticeForms } from './actions.ts'
export { asksForNotices } from './asked-for.ts'
export { knownTo, type NoticePorts, type NoticeStores } from './at-hand.ts'
export { attachToNotice, noticePreview, noticeToAttachTo, uploadWords } from './attach.ts'
export { type Addressed, type Customer, exclusions, placesOf, wordsOf } from './audience.ts'
export { audienceOf, type Commanded, draftByCommand, progressOf, sendByCommand } from './by-command.ts'
export { decideNotice, showNotices } from './decide-notice.ts'
export { momentIn } from './forms.ts'
export { bringNotices } from './hand-over.ts'
export {
  Audience,
  type Edition,
  EVERYBODY,
  importances,
  MAX_BODY,
  MAX_ENTRIES,
  MAX_ITEMS,
  MAX_LINKS,
  MAX_TITLE,
  type Notice,
  NoticeContent,
  noticeName,
  Pending,
} from './notice.ts'
export { noticeCard } from './notice-card.ts'
export type {
  Delivery,
  DeliveryCounts,
  DeliveryGroup,
  NoticeReading,
  NoticeStore,
  Present,
  ToldNotice,
} from './notice-store.ts'
export { checkNotice, openNoticeForm } from './open-form.ts'
export { preview as previewPhrases } from './phrases.ja.ts'
export type { NoticeReadingStore } from './reading/index.ts'
export { askApprovers } from './request-approval.ts'
export {
  checkSentForm,
  decideSentNotice,
  isSentNoticeForm,
  openSentForm,
  SentNoticeAction,
  sentNoticeForms,
} from './sent/index.ts'
