import type { Locale, Member, Organisation } from '../../chat/context.ts'
import type { Platform } from '../../chat/event.ts'
import {
  type Button,
  buttons,
  type Element,
  type FieldErrors,
  type Form,
  heading,
  type Message,
  message,
  note,
  text,
  verbatim,
} from '../../chat/message.ts'
import type { MembershipAction } from './actions.ts'
import { MAX_NAME } from './person-name.ts'
import { phrases } from './phrases.ts'
import { registrationCodeIn } from './registration.ts'
import { isUnnamed } from './unnamed.ts'

const enterCode = (locale: Locale): Button<MembershipAction> => ({
  label: phrases[locale].unknown.enter,
  action: { type: 'membership.register' },
  tone: 'primary',
})
const noCode = (locale: Locale): Button<MembershipAction> => ({
  label: phrases[locale].unknown.noCode,
  action: { type: 'membership.noCode' },
})

/** The first thing that people read whom the desk does not know, in both languages. */
export function unknownSenderCard(kind: 'unknownUser' | 'unknownWorkspace'): Message<MembershipAction> {
  const { ja, en } = phrases
  const words = kind === 'unknownUser' ? 'user' : 'workspace'
  return message(
    ja.unknown.summary,
    text(ja.unknown[words]),
    text(ja.unknown.how),
    note(`${en.unknown[words]} ${en.unknown.how}`),
    buttons(enterCode('ja'), noCode('ja')),
  )
}

/** Whom to ask for a code. `support`: how the operator's support is reached, where that is confirmed. */
export function whomToAskCard(support: string | undefined): Message<MembershipAction> {
  const words = (locale: Locale) => {
    const { owner, support: contact, supportUnnamed } = phrases[locale].unknown.whom
    return [owner, contact(verbatim(support ?? supportUnnamed))] as const
  }
  const { title } = phrases.ja.unknown.whom
  return message(
    title,
    heading(title),
    ...words('ja').map(text),
    note(words('en').join(' ')),
    buttons(enterCode('ja')),
  )
}

/** Whatever was wrong with the code. */
export const registrationRefusedCard = (): Message<MembershipAction> =>
  message(
    phrases.ja.code.refused,
    text(phrases.ja.code.refused),
    note(phrases.en.code.refused),
    buttons(enterCode('ja'), noCode('ja')),
  )

export function registrationForm(locale: Locale): Form<MembershipAction> {
  const words = phrases[locale].register
  return {
    title: words.title,
    intro: words.intro,
    fields: [
      {
        name: 'code',
        label: words.code,
        hint: words.codeHint,
        lines: 'one',
        missing: words.codeMissing,
        maxLength: 60,
      },
      nameField(locale),
    ],
    submit: { label: words.send, action: { type: 'membership.register' } },
    cancel: words.cancel,
  }
}

/** What can be said of a code without looking it up. */
export const malformedCode = (values: Readonly<Record<string, string>>, locale: Locale): FieldErrors =>
  registrationCodeIn(values.code ?? '') ? {} : { code: phrases[locale].register.codeMalformed }

export function nameForm(locale: Locale): Form<MembershipAction> {
  const { send, cancel } = phrases[locale].register
  return {
    title: phrases[locale].name.title,
    fields: [nameField(locale)],
    submit: { label: send, action: { type: 'membership.name' } },
    cancel,
  }
}

const nameField = (locale: Locale): Form['fields'][number] => {
  const { name: label, nameHint: hint, nameMissing: missing } = phrases[locale].register
  return { name: 'name', label, hint, lines: 'one', missing, maxLength: MAX_NAME }
}

export const namedCard = (name: string, locale: Locale): Message<never> =>
  message(phrases[locale].name.done(name), text(verbatim(phrases[locale].name.done(name))))

/** To who has just registered. */
export function registeredCard(
  organisation: Organisation,
  { name, role }: { readonly name: string; readonly role: 'owner' | 'staff' },
  owners: readonly Member[],
): Message<MembershipAction> {
  const { ja, en } = phrases
  const title = ja.register.done(organisation.name, name, ja.role[role])
  const next = {
    owner: [text(ja.register.owner)],
    staff: owners.length > 0 ? [text(verbatim(ja.register.staff(namesOf(owners, 'ja'))))] : [],
  } satisfies Record<string, readonly Element<never>[]>
  const offers: readonly Button<MembershipAction>[] = [
    ...(isUnnamed(name) ? [nameYourself('ja')] : []),
    ...(role === 'owner'
      ? [{ label: ja.members.title, action: { type: 'membership.members', page: 0 } } as const]
      : []),
  ]
  return message<MembershipAction>(
    title,
    text(verbatim(title)),
    text(ja.register.ask),
    ...next[role],
    note(`${verbatim(en.register.done(organisation.name, name, en.role[role]))} ${en.register.ask}`),
    ...(offers.length > 0 ? [buttons<MembershipAction>(...offers)] : []),
  )
}

export const alreadyRegisteredCard = ({ name, locale }: Member): Message<MembershipAction> =>
  message<MembershipAction>(
    phrases[locale].register.already,
    text(phrases[locale].register.already),
    ...(isUnnamed(name) ? [buttons(nameYourself(locale))] : []),
  )

const nameYourself = (locale: Locale): Button<MembershipAction> => ({
  label: phrases[locale].register.nameYourself,
  action: { type: 'membership.name' },
})

/** To an owner: whoever holds the contract code can register. */
export function newColleagueCard(
  { name, platform }: { readonly name: string; readonly platform: Platform },
  locale: Locale,
): Message<MembershipAction> {
  const words = phrases[locale]
  const told = words.register.toOwner(name, words.platform[platform])
  return message(
    told,
    text(verbatim(told)),
    buttons({ label: words.members.title, action: { type: 'membership.members', page: 0 } }),
  )
}

/** 田中様、鈴木様 */
export const namesOf = (members: readonly Pick<Member, 'name'>[], locale: Locale): string =>
  members.map(({ name }) => (locale === 'ja' ? `${name}様` : name)).join(locale === 'ja' ? '、' : ', ')
