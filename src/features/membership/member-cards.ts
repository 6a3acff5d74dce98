import type { Locale, Member } from '../../chat/context.ts'
import type { Platform } from '../../chat/event.ts'
import {
  type Button,
  buttons,
  type Choice,
  choices,
  heading,
  type Message,
  message,
  note,
  text,
  toAsker,
  verbatim,
} from '../../chat/message.ts'
import type { MembershipAction } from './actions.ts'
import type { RegisteredMember } from './membership-store.ts'
import { ownerless } from './phrases.ja.ts'
import { phrases } from './phrases.ts'
import { STAFF_CODE_DAYS } from './registration.ts'
import { namesOf } from './registration-cards.ts'

/** How many colleagues a card shows. */
const PAGE = 10

/** The owner's list: themselves, and their colleagues, each with what takes them off it. Private. */
export function membersCard(
  members: readonly RegisteredMember[],
  { id, locale }: Member,
  page: number,
): Message<MembershipAction> {
  const words = phrases[locale].members
  const self = members.filter((it) => it.id === id)
  const others = members.filter((it) => it.id !== id)
  const shown = others.slice(page * PAGE, (page + 1) * PAGE)
  const list = choices<MembershipAction>(
    words.others(page * PAGE + 1, page * PAGE + shown.length),
    ...shown.map(
      (it): Choice<MembershipAction> => ({
        label: lineOf(it, locale),
        button: words.remove,
        action: { type: 'membership.remove', member: it.id },
      }),
    ),
  )
  const more = others.length > (page + 1) * PAGE
  return toAsker(
    message<MembershipAction>(
      words.title,
      heading(words.title),
      text(words.count(members.length)),
      ...self.map((it) => text(verbatim(words.you(lineOf(it, locale))))),
      shown.length > 0 ? list : note(words.alone),
      buttons<MembershipAction>(
        { label: words.add, action: { type: 'membership.invite' }, tone: 'primary' },
        { label: words.handOver, action: { type: 'membership.handOver', page: 0 } },
        { label: words.notices, action: { type: 'membership.notices' } },
        ...(more
          ? [{ label: words.more, action: { type: 'membership.members', page: page + 1 } } as const]
          : []),
      ),
    ),
  )
}

function lineOf({ name, role, identities }: RegisteredMember, locale: Locale): string {
  const { role: roles, platform, members } = phrases[locale]
  const platforms = [...new Set(identities.map((it) => platform[it.platform]))].join('・')
  return members.line(name, roles[role], platforms)
}

/** To whoever asked for what the owner does. */
export function ownersOnlyCard(
  kind: 'customer' | 'provider',
  owners: readonly Member[],
  locale: Locale,
): Message<never> {
  const { ownersOnly, noOwner, customersOnly } = phrases[locale].members
  const told =
    kind === 'provider' ? customersOnly : owners.length > 0 ? ownersOnly(namesOf(owners, locale)) : noOwner
  return toAsker(message(told, text(verbatim(told))))
}

/** Private: whoever writes the code becomes staff. */
export function staffCodeCard(code: string, locale: Locale): Message<MembershipAction> {
  const { title, code: shown, how, secret } = phrases[locale].members.invite
  return toAsker(
    message(
      title,
      heading(title),
      text(`**${shown(code)}**`),
      text(how(STAFF_CODE_DAYS)),
      note(secret),
      buttons(backButton(locale)),
    ),
  )
}

export function removalCard({ id, name }: Member, locale: Locale): Message<MembershipAction> {
  const { title, means, now, cancel } = phrases[locale].members.removal
  return toAsker(
    message<MembershipAction>(
      title(name),
      heading(title(name)),
      text(means),
      buttons<MembershipAction>(
        { label: now, action: { type: 'membership.removeNow', member: id }, tone: 'danger' },
        { label: cancel, action: { type: 'membership.members', page: 0 } },
      ),
    ),
  )
}

export const removedCard = ({ name }: Member, locale: Locale): Message<MembershipAction> =>
  told(phrases[locale].members.removal.done(name), locale)

export const lastOwnerCard = (locale: Locale): Message<MembershipAction> =>
  told(phrases[locale].members.removal.lastOwner, locale)

export const memberGoneCard = (locale: Locale): Message<MembershipAction> =>
  told(phrases[locale].members.gone, locale)

/** Whom ownership may go to: the colleagues. */
export function chooseOwnerCard(
  colleagues: readonly RegisteredMember[],
  page: number,
  locale: Locale,
): Message<MembershipAction> {
  const words = phrases[locale].members
  const { title, choose, nobody, to } = words.handingOver
  const shown = colleagues.slice(page * PAGE, (page + 1) * PAGE)
  if (shown.length === 0) return told(nobody, locale)
  const more = colleagues.length > (page + 1) * PAGE
  return toAsker(
    message<MembershipAction>(
      title,
      heading(title),
      choices<MembershipAction>(
        choose,
        ...shown.map(
          (it): Choice<MembershipAction> => ({
            label: lineOf(it, locale),
            button: to,
            action: { type: 'membership.handOverTo', member: it.id },
          }),
        ),
      ),
      buttons<MembershipAction>(
        ...(more
          ? [{ label: words.more, action: { type: 'membership.handOver', page: page + 1 } } as const]
          : []),
        backButton(locale),
      ),
    ),
  )
}

export function handOverCard({ id, name }: Member, locale: Locale): Message<MembershipAction> {
  const { confirm, means, now } = phrases[locale].members.handingOver
  return toAsker(
    message<MembershipAction>(
      confirm(name),
      heading(confirm(name)),
      text(verbatim(means(name))),
      buttons<MembershipAction>(
        { label: now, action: { type: 'membership.handOverNow', member: id }, tone: 'primary' },
        {
          label: phrases[locale].members.removal.cancel,
          action: { type: 'membership.members', page: 0 },
        },
      ),
    ),
  )
}

/** `reached`: whether the new owner could be told. */
export function handedOverCard({ name }: Member, reached: 'told' | 'untold', locale: Locale): Message<never> {
  const { done, untold } = phrases[locale].members.handingOver
  return toAsker(
    message(done(name), text(verbatim(done(name))), ...(reached === 'untold' ? [note(untold)] : [])),
  )
}

/** To the new owner. */
export function newOwnerCard(before: string, locale: Locale): Message<MembershipAction> {
  const words = phrases[locale].members
  const told = words.handingOver.toNew(before)
  return message(
    told,
    text(verbatim(told)),
    buttons({ label: words.title, action: { type: 'membership.members', page: 0 } }),
  )
}

/** To everybody in the channel, the customer included. Only Slack tells for certain who is of another company. */
export function channelMappedCard(
  organisation: string,
  { platform, before }: { readonly platform: Platform; readonly before: string | undefined },
  locale: Locale,
): Message<never> {
  const { done, next, replaced } = phrases[locale].mapping
  const joining = platform === 'slack' ? next.mention : next.code
  return message(
    done(organisation),
    text(verbatim(done(organisation))),
    text(verbatim(joining(organisation))),
    note(next.leaving),
    ...(before === undefined ? [] : [note(verbatim(replaced(before)))]),
  )
}

export const mappingRefusedCard = (
  why: 'notAdmin' | 'notShared' | 'consultants' | 'refused',
  locale: Locale,
): Message<never> => line(phrases[locale].mapping[why])

const line = (words: string): Message<never> => message(words, text(words))

const told = (words: string, locale: Locale): Message<MembershipAction> =>
  toAsker(message(words, text(verbatim(words)), buttons(backButton(locale))))

const backButton = (locale: Locale): Button<MembershipAction> => ({
  label: phrases[locale].members.back,
  action: { type: 'membership.members', page: 0 },
})

/** To the consultants: a customer has nobody who may add or remove members. */
export function ownerlessCard(
  organisation: string,
  { name, platform, left }: { readonly name: string; readonly platform: Platform; readonly left: number },
): Message<never> {
  const words = ownerless
  const title = words.title(organisation)
  return message(
    title,
    heading(title),
    text(verbatim(words.why(name, phrases.ja.platform[platform]))),
    text(words.staff(left)),
    text(words.next),
  )
}
