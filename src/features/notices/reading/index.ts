export { aboutNotice, noticeHere, noticeTold, saidUnderNotice } from './about-notice.ts'
export {
  isNoticeHistory,
  isReadingForm,
  NoticeHistoryAction,
  NoticePreferenceAction,
  readingForms,
} from './actions.ts'
export { toldCard } from './history-cards.ts'
export { findMoreNotices, findNotices, listNotices, showNotice } from './list-notices.ts'
export { asksForPreferences, type PastNotices, pastNoticesIn } from './past-notices.ts'
export { decidePreference, setNoticeChannel, showPreferences, stopNotices } from './preferences.ts'
export { checkReadingForm, openReadingForm } from './reading-forms.ts'
export type { NoticeReadingStore, ReadingCounts } from './reading-store.ts'
export { showLatest } from './welcome.ts'
