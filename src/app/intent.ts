import type { Locale } from '../chat/context.ts'

import type { ConversationRef, InboundEvent } from '../chat/event.ts'
import { type AskedFor, administrationIn } from '../features/administration/index.ts'
import { asksForCalendar, asksForHours, type BookingWish, bookingWish } from '../features/booking/index.ts'
import {
  type ChecksheetWish,
  type CounsellingWish,
  checksheetWish,
  counsellingWish,
} from '../features/checksheet/index.ts'
import { type CurationWish, curationWish } from '../features/curation/index.ts'
import {
  type Addressee,
  asksForChannels,
  asksForTickets,
  type ChannelWish,
  channelWish,
  contactIn,
} from '../features/escalation/index.ts'
import { asksForHistory } from '../features/history/index.ts'
import { invitationCodeIn, linkCodeIn, registrationCodeIn } from '../features/membership/index.ts'
import { asksForNotices } from '../features/notices/index.ts'
import { asksForPreferences, type PastNotices, pastNoticesIn } from '../features/notices/reading/index.ts'
import { type AccountView, accountCommand } from '../features/plans/index.ts'

/** What a message is for, told from its words and place alone. */
export type Intent =
  | Command
  | Code
  | Administration
  | Curation
  | Hours
  | Contact
  | Notices
  | { readonly kind: 'ask' }

/** A message that is nothing but a command. */
export type Command =
  | { readonly kind: 'setConsultantsChannel'; readonly wish: ChannelWish }
  | { readonly kind: 'listConsultantsChannels' }
  | { readonly kind: 'changeLanguage'; readonly locale: Locale }
  | { readonly kind: 'link' }
  | { readonly kind: 'unlink' }
  | { readonly kind: 'home' }
  /** One's own contract. */
  | { readonly kind: 'account'; readonly view: AccountView }
  /** Past consultations, of a time or about something. */
  | { readonly kind: 'history' }
  /** What was handed over to consultants: one's own, or the desk's. */
  | { readonly kind: 'tickets' }
  | { readonly kind: 'takeBack' }
  /** Meetings: to book one, or those that are booked. */
  | { readonly kind: 'booking'; readonly wish: BookingWish }
  /** The checksheet: to answer it, or how it stands. */
  | { readonly kind: 'checksheet'; readonly wish: ChecksheetWish }
  /** A program of what to do: to ask for one, or what has come of it. */
  | { readonly kind: 'counselling'; readonly wish: CounsellingWish }
  /** The link by which calendars read one's meetings. */
  | { readonly kind: 'calendar' }
  | { readonly kind: 'members' }
  | { readonly kind: 'setNoticeChannel' }
  | { readonly kind: 'stopNotices' }
  | { readonly kind: 'noticePreferences' }
  /** `organisation`: its code, as it was written. */
  | { readonly kind: 'mapChannel'; readonly organisation: string }

/** Of the provider's people, where there is such a customer; else it is a question. */
export type Administration = { readonly kind: 'administration'; readonly asked: AskedFor }

/** Of the provider's people: an entry of the knowledge base; else it is a question. */
export interface Curation {
  readonly kind: 'curation'
  readonly wish: CurationWish
}

/** Of the provider's people: when they can be booked; else it is a question. */
export interface Hours {
  readonly kind: 'hours'
}

/** Of the provider's people, who tell customers something, or of customers, who look for what they were told; else it is a question. */
export interface Notices {
  readonly kind: 'notices'
  /** Undefined where it asks for none that were sent. */
  readonly past: PastNotices | undefined
  /** Whether it asks to send some. */
  readonly sends: boolean
}

/** Of the provider's people, who write to a customer first; else it is a question. */
export interface Contact {
  readonly kind: 'contact'
  readonly whom: Addressee
}

/** An invitation's, that of another account of the same person's, or a contract's or colleague's. */
export type Code =
  | { readonly kind: 'redeem'; readonly code: string }
  | { readonly kind: 'joinByCode'; readonly code: string }
  | { readonly kind: 'register'; readonly code: string }

/** Nothing but that one's own question is not needed any more: what else is taken back is a question. */
const TAKE_BACK =
  /^((この|その|今の|いまの|先ほどの|さきほどの|さっきの|上の|私の)?(ご?相談|ご?質問|お?問い?合わ?せ)(を|の|は)?)?取り?(下|さ)げ(る|ます|たい(です)?|て(ください|下さい|いただけますか|もらえますか)?|させて(ください|下さい|いただきます)|(を)?(お願い(いた|致)?します|希望します))?$|^withdraw(it|this|(my|this)(question|consultation))?(please)?$/i

const LINK =
  /^((アカウント)?連携(コード)?((を)?(する|したい(です)?|します|発行(する|して(ください|下さい)?)?|お願いします))?|(別|ほか|他)の(アプリ|アカウント)(と|に)(つなぐ|つなげる|つなげたい|つなぎたい|つなぎます|連携する|連携したい)(です)?|(link|connect)(account|anotherapp)?)$/i
const UNLINK =
  /^((アカウント)?連携(の|を)?解除((を)?(する|したい(です)?|します|して(ください|下さい)|お願いします))?|(unlink|disconnect)(account)?)$/i

const MEMBERS =
  /^(メンバー|利用者|登録者)(を?(管理|一覧|追加|登録|削除|確認)|の(管理|一覧|追加|登録|削除|確認))?(を|が)?(したい(です)?|する|します|見たい(です)?|見せて|表示(する|して)?|開く|開いて|外したい(です)?|外す|増やしたい(です)?)?(ください|下さい)?$|^管理者(を|の)?(引き?継ぎ?|交代|変更)(ぐ|たい(です)?|(を)?(する|したい(です)?))?$|^(manage)?members?(list|management)?$/i
const NOTICES_HERE =
  /^お知らせ(を|は|の送り先を)?(この|ここの)チャン?ネル(に|へ)(送る|送って(ください|下さい)?|送りたい(です)?|する|して(ください|下さい)?|設定(する|して(ください|下さい)?)?)$|^このチャン?ネル(に|へ|を)お知らせ(を送る|を送って(ください|下さい)?|の送り先に(する|して(ください|下さい)?))$/
const NO_NOTICES =
  /^お知らせ(を|の(送信|配信)を)?(止める|とめる|止めて(ください|下さい)?|停止(する|して(ください|下さい)?)?|やめる|やめて(ください|下さい)?)$/
const MAP_CHANNEL =
  /^このチャン?ネルを([A-Z0-9][A-Z0-9-]{1,31})(に|へ|と)(つなぐ|つなげる|つないで(ください|下さい)?|つなげて(ください|下さい)?)$/i

const HOME =
  /^(ホーム(画面)?|home)((を|に)?(開く|開いて|表示(する|して)?|見せて|見たい|戻る))?(ください|下さい)?$/i

export function intentOf(text: string, conversation: ConversationRef): Intent {
  const code = conversation.kind === 'direct' ? invitationCodeIn(text) : undefined
  if (code) return { kind: 'redeem', code }
  const linkCode = conversation.kind === 'direct' ? linkCodeIn(text) : undefined
  if (linkCode) return { kind: 'joinByCode', code: linkCode }
  const registrationCode = conversation.kind === 'direct' ? registrationCodeIn(text) : undefined
  if (registrationCode) return { kind: 'register', code: registrationCode }
  const words = text.normalize('NFKC').replace(/[\s。.、,!「」“”"']/g, '')
  const channel = channelWish(words)
  if (channel) return { kind: 'setConsultantsChannel', wish: channel }
  if (asksForChannels(words)) return { kind: 'listConsultantsChannels' }
  if (NOTICES_HERE.test(words)) return { kind: 'setNoticeChannel' }
  if (NO_NOTICES.test(words)) return { kind: 'stopNotices' }
  const [, organisation] = MAP_CHANNEL.exec(words) ?? []
  if (organisation) return { kind: 'mapChannel', organisation: organisation.toUpperCase() }
  if (HOME.test(words)) return { kind: 'home' }
  if (TAKE_BACK.test(words)) return { kind: 'takeBack' }
  const view = accountCommand(text)
  if (view) return { kind: 'account', view }
  if (asksForCalendar(text)) return { kind: 'calendar' }
  const wish = bookingWish(text)
  if (wish) return { kind: 'booking', wish }
  const sheet = checksheetWish(text)
  if (sheet) return { kind: 'checksheet', wish: sheet }
  const counselling = counsellingWish(text)
  if (counselling) return { kind: 'counselling', wish: counselling }
  if (asksForTickets(text)) return { kind: 'tickets' }
  if (asksForHistory(text)) return { kind: 'history' }
  if (MEMBERS.test(words)) return { kind: 'members' }
  if (asksForPreferences(text)) return { kind: 'noticePreferences' }
  const past = pastNoticesIn(text)
  const sends = asksForNotices(text)
  if (past || sends) return { kind: 'notices', past, sends }
  if (conversation.kind === 'direct') {
    if (asksForHours(text)) return { kind: 'hours' }
    if (LINK.test(words)) return { kind: 'link' }
    if (UNLINK.test(words)) return { kind: 'unlink' }
    if (/^(in)?(english|英語)(please|で|でお願いします)?$/i.test(words))
      return { kind: 'changeLanguage', locale: 'en' }
    if (/^(japanese|日本語)(please|で|でお願いします)?$/i.test(words))
      return { kind: 'changeLanguage', locale: 'ja' }
  }
  const whom = contactIn(text)
  if (whom) return { kind: 'contact', whom }
  const curated = curationWish(text)
  if (curated) return { kind: 'curation', wish: curated }
  const asked = administrationIn(text)
  if (asked) return { kind: 'administration', asked }
  return { kind: 'ask' }
}

/** The one form for people whom the desk does not know. */
export const REGISTER = 'membership.register'

/** Whether the event is somebody's attempt to register, of which the code is needed again if it has to be repeated. */
export const isRegistration = (event: InboundEvent): boolean =>
  event.type === 'message'
    ? intentOf(event.text, event.conversation).kind === 'register'
    : event.type === 'form' && event.action.type === REGISTER
