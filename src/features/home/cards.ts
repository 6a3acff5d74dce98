import type { Context, Locale } from '../../chat/context.ts'
import type { ConversationRef } from '../../chat/event.ts'
import {
  type Button,
  buttons,
  choices,
  type Element,
  type Fact,
  facts,
  heading,
  type Message,
  message,
  note,
  text,
  toAsker,
  verbatim,
} from '../../chat/message.ts'
import type { Library } from '../../ports/knowledge.ts'
import type { ChecksheetAction } from '../checksheet/index.ts'
import type { ConsultationAction } from '../consultation/index.ts'
import {
  type HistoryAction,
  historyChoice,
  type OpenConsultations,
  type PastConsultation,
} from '../history/index.ts'
import type { MembershipAction } from '../membership/index.ts'
import type { NoticeHistoryAction, ReadingCounts } from '../notices/reading/index.ts'
import { type Account, accountElements, type PlansAction } from '../plans/index.ts'
import { phrases } from './phrases.ts'

export type HomeAction =
  | ChecksheetAction
  | ConsultationAction
  | HistoryAction
  | MembershipAction
  | NoticeHistoryAction
  | PlansAction

/** For whom a Home is drawn, and when. */
export type Resident = Pick<Context, 'organisation' | 'member' | 'contract' | 'now' | 'timeZone'>

/** What is read for it. */
export interface HomeNews {
  /** The resident's own, newest first. */
  readonly recent: readonly PastConsultation[]
  /** Absent where it is not theirs to see. */
  readonly company: OpenConsultations | undefined
  readonly consultantsChannel: ConversationRef | undefined
  readonly account: Account
  readonly notices: ReadingCounts
}

/** Who one is to the desk, how to ask, what one asked last. Private, and pure. `greeting`: the desk's name, on the first sight of it. */
export function homeCard(
  resident: Resident,
  news: HomeNews,
  library: Pick<Library, 'products' | 'index'>,
  greeting?: string,
): Message<HomeAction> {
  const { locale, name } = resident.member
  const words = phrases[locale]
  const title = words.title(name)
  return toAsker(
    message<HomeAction>(
      title,
      heading(title),
      ...(greeting === undefined ? [] : [text(verbatim(words.hello(greeting)))]),
      ...(resident.organisation.kind === 'provider'
        ? consultantsHome(resident, news)
        : customersHome(resident, news, library)),
    ),
  )
}

function customersHome(
  resident: Resident,
  { recent, company, account, notices }: HomeNews,
  library: Pick<Library, 'products' | 'index'>,
): readonly Element<HomeAction>[] {
  const { locale } = resident.member
  const { how, button, ...words } = phrases[locale]
  return [
    facts(...personFacts(resident)),
    ...accountElements(resident, account, library),
    text(how.customer),
    buttons<HomeAction>(
      { label: button.write, action: { type: 'consultation.write' }, tone: 'primary' },
      ...(resident.contract.opens('checksheet')
        ? [{ label: button.checksheet, action: { type: 'sheet.show' } } as const]
        : []),
      { label: button.history, action: { type: 'history.own', page: 0 } },
      ...(company ? [{ label: button.company, action: { type: 'history.company', page: 0 } } as const] : []),
      linkButton(locale),
    ),
    ...(company ? [note(words.company(company.open, company.withConsultant))] : []),
    ...noticeElements(notices, locale),
    ...recentElements(recent, resident),
  ]
}

/** What the organisation was told, where it was told something. */
function noticeElements({ told, awaiting }: ReadingCounts, locale: Locale): readonly Element<HomeAction>[] {
  if (told === 0) return []
  const { button, ...words } = phrases[locale]
  return [
    text(words.notices(told, awaiting)),
    buttons<HomeAction>({ label: button.notices, action: { type: 'notices.list', page: 0 } }),
  ]
}

function recentElements(
  recent: readonly PastConsultation[],
  { member: { locale }, now, timeZone }: Resident,
): readonly Element<HomeAction>[] {
  const words = phrases[locale]
  if (recent.length === 0) return [note(words.none)]
  return [choices(words.recent, ...recent.map((it) => historyChoice(it, { locale, now, timeZone })))]
}

function consultantsHome(
  resident: Resident,
  { consultantsChannel }: HomeNews,
): readonly Element<HomeAction>[] {
  const { locale, role } = resident.member
  const words = phrases[locale].consultants
  const place = consultantsChannel
    ? placeName(consultantsChannel, locale)
    : words.missing[role === 'admin' ? 'admin' : 'others']
  return [facts(...personFacts(resident), [words.label, place]), text(words.how), buttons(linkButton(locale))]
}

const linkButton = (locale: Locale): Button<HomeAction> => ({
  label: phrases[locale].button.link,
  action: { type: 'membership.link' },
})

const personFacts = ({ member, organisation }: Resident): readonly Fact[] => {
  const words = phrases[member.locale]
  return [
    [words.name, words.person(member.name, words.role[member.role])],
    [words.organisation, organisation.name],
  ]
}

function placeName(place: ConversationRef, locale: Locale): string {
  const { channel, platform } = phrases[locale].consultants
  return channel(platform[place.platform], place.channel ?? '')
}
