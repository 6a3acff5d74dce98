export { acknowledge } from './acknowledge.ts'
export { isNoticeForm, NoticeAction, NoticeReaderAction, noticeForms } from './actions.ts'
export { asksForNotices } from './asked-for.ts'
export type { NoticePorts, NoticeStores } from './at-hand.ts'
export { type Customer, wordsOf } from './audience.ts'
export { decideNotice, showNotices } from './decide-notice.ts'
export { bringNotices } from './hand-over.ts'
export { Audience, type Edition, type Notice, NoticeContent } from './notice.ts'
export type {
  CustomerMarks,
  DeliveryCounts,
  NoticeStore,
  RecipientCounts,
  ToldNotice,
} from './notice-store.ts'
export { checkNotice, openNoticeForm } from './open-form.ts'
export { askApprovers } from './request-approval.ts'
export { attachToNotice, noticeToAttachTo, noticePreview, uploadWords } from './attach.ts'
export { preview as previewPhrases } from './phrases.ja.ts'
