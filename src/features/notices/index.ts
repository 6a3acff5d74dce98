export { acknowledge } from './acknowledge.ts'
export { isNoticeForm, NoticeAction, NoticeReaderAction, noticeForms } from './actions.ts'
export { asksForNotices } from './asked-for.ts'
export type { NoticePorts, NoticeStores } from './at-hand.ts'
export { type Customer, wordsOf } from './audience.ts'
export { decideNotice, showNotices } from './decide-notice.ts'
export { bringNotices } from './hand-over.ts'
export { Audience, type Edition, type Notice, NoticeContent, Pending } from './notice.ts'
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
export type { NoticeReadingStore } from './reading/index.ts'
export {
  checkSentForm,
  decideSentNotice,
  isSentNoticeForm,
  openSentForm,
  SentNoticeAction,
  sentNoticeForms,
} from './sent/index.ts'
