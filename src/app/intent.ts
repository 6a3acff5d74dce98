import type { Locale } from '../chat/context.ts'
import type { ConversationRef } from '../chat/event.ts'
import { type AskedFor, administrationIn } from '../features/administration/index.ts'
import { asksForHistory } from '../features/history/index.ts'
import { invitationCodeIn, linkCodeIn } from '../features/membership/index.ts'

/** What a message is for, told from its words and place alone. */
export type Intent = Command | Code | Administration | { readonly kind: 'ask' }

/** A message that is nothing but a command. */
export type Command =
  | { readonly kind: 'setConsultantsChannel' }
  | { readonly kind: 'changeLanguage'; readonly locale: Locale }
  | { readonly kind: 'link' }
  | { readonly kind: 'unlink' }
  | { readonly kind: 'home' }
  /** Past consultations, of a time or about something. */
  | { readonly kind: 'history' }
  | { readonly kind: 'takeBack' }

/** Of the provider's people, where there is such a customer; else it is a question. */
export type Administration = { readonly kind: 'administration'; readonly asked: AskedFor }

/** An invitation's, or that of another account of the same person's. */
export type Code =
  | { readonly kind: 'redeem'; readonly code: string }
  | { readonly kind: 'joinByCode'; readonly code: string }

const SET_CHANNEL =
  /^このチャンネルを(コンサルタントの)?相談窓口に(する|して(ください)?|設定(する|して(ください)?)?)$/

/** Nothing but that one's own question is not needed any more: what else is taken back is a question. */
const TAKE_BACK =
  /^((この|その|今の|いまの|先ほどの|さきほどの|さっきの|上の|私の)?(ご?相談|ご?質問|お?問い?合わ?せ)(を|の|は)?)?取り?(下|さ)げ(る|ます|たい(です)?|て(ください|下さい|いただけますか|もらえますか)?|させて(ください|下さい|いただきます)|(を)?(お願い(いた|致)?します|希望します))?$|^withdraw(it|this|(my|this)(question|consultation))?(please)?$/i

const LINK =
  /^((アカウント)?連携(コード)?((を)?(する|したい(です)?|します|発行(する|して(ください|下さい)?)?|お願いします))?|(別|ほか|他)の(アプリ|アカウント)(と|に)(つなぐ|つなげる|つなげたい|つなぎたい|つなぎます|連携する|連携したい)(です)?|(link|connect)(account|anotherapp)?)$/i
const UNLINK =
  /^((アカウント)?連携(の|を)?解除((を)?(する|したい(です)?|します|して(ください|下さい)|お願いします))?|(unlink|disconnect)(account)?)$/i

const HOME =
  /^(ホーム(画面)?|home)((を|に)?(開く|開いて|表示(する|して)?|見せて|見たい|戻る))?(ください|下さい)?$/i

export function intentOf(text: string, conversation: ConversationRef): Intent {
  const code = conversation.kind === 'direct' ? invitationCodeIn(text) : undefined
  if (code) return { kind: 'redeem', code }
  const linkCode = conversation.kind === 'direct' ? linkCodeIn(text) : undefined
  if (linkCode) return { kind: 'joinByCode', code: linkCode }
  const words = text.normalize('NFKC').replace(/[\s。.、,!「」“”"']/g, '')
  if (SET_CHANNEL.test(words)) return { kind: 'setConsultantsChannel' }
  if (HOME.test(words)) return { kind: 'home' }
  if (TAKE_BACK.test(words)) return { kind: 'takeBack' }
  if (asksForHistory(text)) return { kind: 'history' }
  if (conversation.kind === 'direct') {
    if (LINK.test(words)) return { kind: 'link' }
    if (UNLINK.test(words)) return { kind: 'unlink' }
    if (/^(in)?(english|英語)(please|で|でお願いします)?$/i.test(words))
      return { kind: 'changeLanguage', locale: 'en' }
    if (/^(japanese|日本語)(please|で|でお願いします)?$/i.test(words))
      return { kind: 'changeLanguage', locale: 'ja' }
  }
  const asked = administrationIn(text)
  if (asked) return { kind: 'administration', asked }
  return { kind: 'ask' }
}
