import type { Locale } from '../../../chat/context.ts'
import type { ja } from './phrases.ja.ts'
import { phrases } from './phrases.ts'

/**
 * What keeps a message from being delivered, by the platforms' own codes.
 * https://docs.slack.dev/reference/methods/chat.postMessage#errors
 * https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-code-responses
 */
const KNOWN: Readonly<Record<string, keyof typeof ja.remedies>> = {
  not_in_channel: 'notInChannel',
  channel_not_found: 'notInChannel',
  channel_is_archived: 'archived',
  is_archived: 'archived',
  ConversationNotFound: 'channelGone',
  status404: 'channelGone',
  thread_not_found: 'messageGone',
  message_not_found: 'messageGone',
  ActivityNotFoundInConversation: 'messageGone',
  MessageNotFound: 'messageGone',
  notInstalled: 'notInstalled',
  not_installed: 'notInstalled',
  BotNotInConversationRoster: 'notInstalled',
  status403: 'notInstalled',
  Forbidden: 'notInstalled',
  ForbiddenOperationException: 'notInstalled',
  token_revoked: 'revoked',
  token_expired: 'revoked',
  account_inactive: 'revoked',
  invalid_auth: 'revoked',
  not_authed: 'revoked',
  MessageWritesBlocked: 'blocked',
  ConversationBlockedByUser: 'blocked',
  cannot_dm_bot: 'blocked',
  messages_tab_disabled: 'blocked',
  user_not_found: 'unknownPerson',
  user_disabled: 'unknownPerson',
  user_not_visible: 'unknownPerson',
  restricted_action: 'restricted',
  restricted_action_read_only_channel: 'restricted',
  restricted_action_non_threadable_channel: 'restricted',
  restricted_action_thread_only_channel: 'restricted',
  missing_scope: 'scope',
  no_permission: 'scope',
  cant_update_message: 'notEditable',
  edit_window_closed: 'notEditable',
  msg_too_long: 'notDrawn',
  invalid_blocks: 'notDrawn',
  cannotRender: 'notDrawn',
  unreadable: 'notDrawn',
  MessageSizeTooBig: 'notDrawn',
  ratelimited: 'notConnected',
  unreachable: 'notConnected',
  connectionLost: 'notConnected',
  platformNotConnected: 'notConnected',
  noToken: 'notConnected',
  abandoned: 'unknownOutcome',
  unknownOutcome: 'unknownOutcome',
}

/** How it is put right, in a sentence; a reason that nobody knows is named by its code. */
export function remedyOf(reason: string, locale: Locale): string {
  const { remedies, remedy } = phrases[locale]
  const known = Object.hasOwn(KNOWN, reason) ? KNOWN[reason] : undefined
  return known ? remedies[known] : remedy(reason)
}
