import type { Locale, Member } from '../../chat/context.ts'
import type { Platform } from '../../chat/event.ts'
import { heading, type Message, message, note, text, toAsker, verbatim } from '../../chat/message.ts'
import { LINK_MINUTES } from './linking.ts'
import { phrases } from './phrases.ts'

/** In both languages: whoever writes it may be nobody's member. */
export function codeRefusedCard(kind: 'registration' | 'link' = 'registration'): Message<never> {
  const refused = (locale: Locale) =>
    kind === 'link' ? phrases[locale].link.unknown(LINK_MINUTES) : phrases[locale].code.refused
  return message(refused('ja'), text(refused('ja')), note(refused('en')))
}

export function welcomeAboardCard(
  { role, name }: { readonly role: 'consultant' | 'admin'; readonly name: string },
  locale: Locale,
): Message<never> {
  const { code, role: roles } = phrases[locale]
  const accepted = code.accepted(name, roles[role])
  return message(accepted, text(verbatim(accepted)), text(code.next[role]))
}

/** In the language that was chosen. */
export const languageChangedCard = (locale: Locale): Message<never> =>
  message(phrases[locale].language.changed, text(phrases[locale].language.changed))

/** Private: whoever writes the code is taken for its member. */
export function linkCodeCard(code: string, locale: Locale): Message<never> {
  const { title, code: shown, how, secret } = phrases[locale].link
  return toAsker(
    message(title, heading(title), text(`**${shown(code)}**`), text(how(LINK_MINUTES)), note(secret)),
  )
}

/** To whoever wrote the code. */
export function linkedCard({ name, locale }: Member): Message<never> {
  const { done, next } = phrases[locale].link
  return toAsker(message(done(name), text(verbatim(done(name))), text(next)))
}

/** To where the code was asked for. */
export function linkedElsewhereCard(platform: Platform, locale: Locale): Message<never> {
  const { doneElsewhere, notMe } = phrases[locale].link
  const done = doneElsewhere(phrases[locale].platform[platform])
  return toAsker(message(done, text(done), note(notMe)))
}

export const linkRefusedCard = (
  why: 'tooMany' | 'same' | 'notMergeable' | 'onlyOne',
  locale: Locale,
): Message<never> =>
  toAsker(message(phrases[locale].link.refused[why], text(phrases[locale].link.refused[why])))

export const unlinkedCard = (locale: Locale): Message<never> =>
  toAsker(message(phrases[locale].link.unlinked, text(phrases[locale].link.unlinked)))
