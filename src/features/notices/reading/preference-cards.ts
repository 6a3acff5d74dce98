import type { Locale } from '../../../chat/context.ts'
import type { FieldErrors, Form } from '../../../chat/message.ts'
import {
  type Button,
  buttons,
  choices,
  type Element,
  facts,
  heading,
  type Message,
  message,
  note,
  text,
  toAsker,
  verbatim,
} from '../../../chat/message.ts'
import { type NoticeCategory, noticeCategories } from '../../../ports/knowledge.ts'
import type { MembershipAction, OrganisationSettings } from '../../membership/index.ts'
import { quietHoursIn } from '../quiet-hours.ts'
import type { NoticePreferenceAction } from './actions.ts'
import { channelToken } from './channel-token.ts'
import { phrases } from './phrases.ts'

type CardAction = NoticePreferenceAction | MembershipAction

/** The platforms list so many. */
const MOST = 10

export interface Preferences extends OrganisationSettings {
  /** What nobody can decline. */
  readonly mandatory: readonly NoticeCategory[]
}

/** Where notices go, which and when, and what changes each of it. Private. `news`: what has just been changed. */
export function preferencesCard(chosen: Preferences, locale: Locale, news?: string): Message<CardAction> {
  const words = phrases[locale].preferences
  const { noticeChannels, remindsInChannel, quietHours, mandatory } = chosen
  const hasChannel = noticeChannels.length > 0
  const reminds = remindsInChannel ? 'channel' : 'owners'
  const more = noticeChannels.length - MOST
  const optional = noticeCategories.filter((it) => !mandatory.includes(it))
  return toAsker(
    message<CardAction>(
      words.title,
      heading(words.title),
      ...(news === undefined ? [] : [text(verbatim(news))]),
      facts(
        ...(hasChannel ? [] : [[words.where, words.owners] as const]),
        ...(hasChannel ? [[words.reminders, words.remindersIn[reminds]] as const] : []),
        [words.quiet, quietHours ?? words.anyHour],
      ),
      ...(hasChannel ? [channelList(chosen, locale)] : []),
      ...(more > 0 ? [note(words.more(more))] : []),
      text(words.how),
      ...(optional.length > 0
        ? [
            choices<CardAction>(
              words.categories,
              ...optional.map((category) => categoryChoice(category, chosen, locale)),
            ),
          ]
        : []),
      ...(mandatory.length > 0 ? [note(words.mandatory(mandatory))] : []),
      note(words.quietMeans),
      buttons<CardAction>(...ways(chosen, locale)),
    ),
  )
}

function channelList({ noticeChannels }: Preferences, locale: Locale): Element<CardAction> {
  const words = phrases[locale].preferences
  return choices<CardAction>(
    words.channels,
    ...noticeChannels.slice(0, MOST).map((it) => ({
      label: words.channel(words.platform[it.platform], it.channel ?? ''),
      button: words.leave,
      action: { type: 'notices.leave', channel: channelToken(it) } as const,
    })),
  )
}

function categoryChoice(category: NoticeCategory, { declinedNotices }: Preferences, locale: Locale) {
  const words = phrases[locale].preferences
  const isWanted = !declinedNotices.includes(category)
  return {
    label: words.category(category, isWanted),
    button: isWanted ? words.stop : words.resume,
    action: { type: 'notices.category', category, choice: isWanted ? 'declined' : 'wanted' } as const,
  }
}

function ways(
  { noticeChannels, remindsInChannel, quietHours }: Preferences,
  locale: Locale,
): readonly Button<CardAction>[] {
  const words = phrases[locale].preferences
  const other = remindsInChannel ? 'owners' : 'channel'
  return [
    {
      label: quietHours === undefined ? words.setQuiet : words.changeQuiet,
      action: { type: 'notices.quiet' },
    },
    ...(quietHours === undefined
      ? []
      : [{ label: words.noQuiet, action: { type: 'notices.anyHour' } } as const]),
    ...(noticeChannels.length > 0
      ? [{ label: words.remindersIn[other], action: { type: 'notices.reminds', where: other } } as const]
      : []),
    { label: words.back, action: { type: 'membership.members', page: 0 } },
  ]
}

export function quietForm(initial: string | undefined, locale: Locale): Form<NoticePreferenceAction> {
  const words = phrases[locale].preferences.form
  return {
    ...{ title: words.title, intro: words.intro, cancel: words.cancel },
    fields: [
      {
        ...{ name: 'hours', label: words.hours, hint: words.hint, lines: 'one', maxLength: 20 },
        ...{ missing: words.missing, initial: initial ?? '' },
      },
    ],
    submit: { label: words.save, action: { type: 'notices.quiet' } },
  }
}

export const checkQuietHours = (hours: string, locale: Locale): FieldErrors =>
  quietHoursIn(hours) === undefined ? { hours: phrases[locale].preferences.form.wrong } : {}

/** To everybody in the channel. */
export const channelSetCard = (locale: Locale): Message<never> => line(phrases[locale].preferences.set)

export const preferenceToldCard = (
  kind: 'notShared' | 'stopped' | 'stoppedHere' | 'notSet',
  locale: Locale,
): Message<never> => line(phrases[locale].preferences[kind])

const line = (words: string): Message<never> => message(words, text(words))
