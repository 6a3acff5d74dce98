import type { ConversationRef } from '../chat/event.ts'
import { invitationCodeIn } from '../features/membership/index.ts'

/** What a message is for, told from its words and place alone. */
export type Intent =
  | { readonly kind: 'redeem'; readonly code: string }
  | { readonly kind: 'setConsultantsChannel' }
  | { readonly kind: 'ask' }

const SET_CHANNEL =
  /^このチャンネルを(コンサルタントの)?相談窓口に(する|して(ください)?|設定(する|して(ください)?)?)[。.]?$/

export function intentOf(text: string, conversation: ConversationRef): Intent {
  const code = conversation.kind === 'direct' ? invitationCodeIn(text) : undefined
  if (code) return { kind: 'redeem', code }
  if (SET_CHANNEL.test(text.normalize('NFKC').replace(/\s/g, ''))) return { kind: 'setConsultantsChannel' }
  return { kind: 'ask' }
}
