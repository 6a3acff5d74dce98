import type { Locale } from '../../chat/context.ts'
import { type Message, message, note, text } from '../../chat/message.ts'
import { phrases } from './phrases.ts'

/** The one answer to people whom the desk does not know, in both languages. */
export function unknownSenderCard(kind: 'unknownUser' | 'unknownWorkspace'): Message<never> {
  const { ja, en } = phrases
  const words = kind === 'unknownUser' ? 'user' : 'workspace'
  return message(ja.unknown.summary, text(ja.unknown[words]), note(en.unknown[words]))
}

export const codeRefusedCard = (): Message<never> =>
  message(phrases.ja.code.refused, text(phrases.ja.code.refused), note(phrases.en.code.refused))

export function welcomeAboardCard(
  { role, name }: { readonly role: 'consultant' | 'admin'; readonly name: string },
  locale: Locale,
): Message<never> {
  const { code, role: roles } = phrases[locale]
  const accepted = code.accepted(name, roles[role])
  return message(accepted, text(accepted), text(code.next[role]))
}

/** In the language that was chosen. */
export const languageChangedCard = (locale: Locale): Message<never> =>
  message(phrases[locale].language.changed, text(phrases[locale].language.changed))
