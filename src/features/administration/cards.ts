import { z } from 'zod'
import type { Context, Locale, Organisation } from '../../chat/context.ts'
import { dayOf } from '../../chat/day.ts'
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
import type { Catalogue } from '../../ports/products.ts'
import { ticketName } from '../escalation/index.ts'
import type { NoticeAction } from '../notices/index.ts'
import { type Counts, leftOf } from '../plans/index.ts'
import type { AdministrationAction } from './actions.ts'
import type { AddedContract } from './add-contract.ts'
import type { QuotaOutcome } from './adjust-quota.ts'
import type { AuditEntry, ListedOrganisation } from './administration-store.ts'
import { productName } from './outcome-words.ts'
import { phrases } from './phrases.ts'
import type { Quota, QuotaBalance, QuotaTerm } from './quota.ts'
import type { TagsOutcome } from './set-tags.ts'
import { FIGURES_DAYS, type figuresOf, type TicketFigures } from './ticket-figures.ts'

/** How many a card shows. */
export const PAGE = 10
/** The newest terms and contracts, so that a card stays one. */
const TERMS = 4
const CONTRACTS = 12
const HOLDS = 10

export type Administrator = Pick<Context, 'member' | 'now' | 'timeZone'>
type Card = Message<AdministrationAction | NoticeAction>

const isAdmin = ({ member }: Administrator): boolean => member.role === 'admin'

/** What an admin can do; a consultant can look. */
export function menuCard(reader: Administrator): Card {
  const { menu: words, button } = phrases[reader.member.locale]
  const look: readonly Button<AdministrationAction>[] = [
    { label: button.organisations, action: { type: 'administration.organisations', page: 0 } },
  ]
  const [contract, ...change] = isAdmin(reader) ? changes(reader.member.locale) : []
  return card(
    words.title,
    text(isAdmin(reader) ? words.what : words.look),
    buttons<AdministrationAction>(...(contract ? [contract] : []), ...look, ...change, {
      label: button.audit,
      action: { type: 'administration.audit', page: 0 },
    }),
    ...(isAdmin(reader)
      ? [
          buttons<AdministrationAction | NoticeAction>(
            { label: button.figures, action: { type: 'administration.tickets' } },
            { label: button.notices, action: { type: 'notice.menu', page: 0 } },
          ),
        ]
      : []),
    note(isAdmin(reader) ? `${words.how}\n${words.figures}` : words.how),
  )
}

/** `read`: one page, and one more where there are more. */
export function organisationsCard(
  read: readonly ListedOrganisation[],
  page: number,
  { member: { locale }, now, timeZone }: Administrator,
): Card {
  const { organisations: words, button } = phrases[locale]
  if (read.length === 0) return card(words.title, text(words.empty), backButton(locale))
  const shown = read.slice(0, PAGE)
  const today = dayOf(now, timeZone)
  return card(
    words.title,
    choices(
      words.page(page * PAGE + 1, page * PAGE + shown.length),
      ...shown.map((it) => organisationChoice(it, standing(it, today, locale), locale)),
    ),
    buttons<AdministrationAction>(
      ...(read.length > PAGE
        ? [{ label: button.more, action: { type: 'administration.organisations', page: page + 1 } } as const]
        : []),
      { label: button.menu, action: { type: 'administration.menu' } },
    ),
  )
}

function standing({ lastDay }: ListedOrganisation, today: string, locale: Locale): string {
  const { organisations: words, day } = phrases[locale]
  if (lastDay === undefined) return words.never
  return lastDay < today ? day(lastDay) : words.until(lastDay)
}

/** More than one customer goes by these words. */
export function severalCard(
  words: string,
  organisations: readonly Organisation[],
  { member: { locale } }: Administrator,
): Card {
  return card(
    phrases[locale].organisations.several(words),
    choices(
      phrases[locale].organisations.title,
      ...organisations
        .slice(0, PAGE)
        .map((it) => organisationChoice(it, phrases[locale].organisation.code, locale)),
    ),
    backButton(locale),
  )
}

const organisationChoice = ({ id, code, name }: Organisation, remark: string, locale: Locale) => ({
  label: phrases[locale].organisations.line(code, name, remark),
  button: phrases[locale].button.show,
  action: { type: 'administration.organisation', id } as const,
})

/** What one customer has bought, and how much of it is left. */
export function organisationCard(
  { organisation, terms }: Quota,
  tags: readonly string[],
  catalogue: Catalogue,
  reader: Administrator,
): Card {
  const { locale } = reader.member
  const { organisation: words, none, days, day, button } = phrases[locale]
  const contracts = terms.flatMap((it) => it.contracts)
  const shown = contracts.slice(-CONTRACTS)
  const lines = shown.map(
    (it) =>
      `- ${verbatim(words.bought(productName(catalogue, it.product), days(it.startsOn, it.endsOn), day(it.purchasedOn)))}`,
  )
  return card(
    organisation.name,
    facts(
      [words.code, organisation.code],
      ...(tags.length > 0 ? ([[words.tags, tags.join('、')]] as const) : []),
    ),
    ...(contracts.length === 0
      ? [text(none)]
      : [text(`**${words.contracts}**\n${lines.join('\n')}`), ...terms.slice(-TERMS).flatMap(termElements)]),
    ...holdElements(),
    ...(contracts.length > shown.length ? [note(words.earlier(contracts.length - shown.length))] : []),
    buttons<AdministrationAction>(
      ...(isAdmin(reader)
        ? [
            ...changes(locale, organisation.id),
            {
              label: button.tags,
              action: { type: 'administration.tags', organisation: organisation.id },
            } as const,
          ]
        : []),
      { label: button.menu, action: { type: 'administration.menu' } },
    ),
  )

  function termElements({ startsOn, endsOn, inForce, balances }: QuotaTerm): readonly Element<never>[] {
    if (balances.length === 0) return []
    const period = days(startsOn, endsOn) + (inForce ? ` ${words.inForce}` : '')
    return [
      text(`**${words.term(period)}**`),
      facts(...balances.map((it) => balanceFact(it, { startsOn, endsOn }, locale))),
    ]
  }

  function holdElements(): readonly Element<never>[] {
    const held = terms.flatMap(({ balances }) => balances.flatMap(({ holds }) => holds))
    if (held.length === 0) return []
    const { allowance } = phrases[locale]
    const each = held
      .slice(0, HOLDS)
      .map((it) => `- ${verbatim(words.hold(allowance[it.allowance], it.purpose, day(it.usedOn)))}`)
    return [text(`**${words.holds}**\n${each.join('\n')}`)]
  }
}

/** Web会議（追加分）：残り1回（全1回） 予約中0回 …; its own days only where they are not the term's. */
function balanceFact(
  it: QuotaBalance,
  term: { readonly startsOn: string; readonly endsOn: string },
  locale: Locale,
): Fact {
  const { allowance, source, organisation: words, day, open } = phrases[locale]
  const label = allowance[it.allowance] + (it.source === 'extra' ? `（${source.extra}）` : '')
  const own = it.validFrom !== term.startsOn || it.validTo !== term.endsOn
  const validity = own ? [words.between(day(it.validFrom), it.validTo ? day(it.validTo) : open)] : []
  return [label, [countWords(it, locale), ...validity].join('　')]
}

function countWords(it: Counts, locale: Locale): string {
  const { organisation: words } = phrases[locale]
  return [
    words.left(leftOf(it), it.granted),
    ...(it.used > 0 ? [words.used(it.used)] : []),
    ...(it.held > 0 ? [words.held(it.held)] : []),
    ...(it.expired > 0 ? [words.expired(it.expired)] : []),
  ].join('　')
}

export function contractAddedCard(
  { organisation, product, contract }: AddedContract,
  reason: string,
  { member: { locale } }: Administrator,
): Card {
  const { done: words, days, day } = phrases[locale]
  return card(
    words.contract,
    facts(
      [words.organisation, `${organisation.name}（${organisation.code}）`],
      [words.product, product.name],
      [words.period, days(contract.startsOn, contract.endsOn)],
      ...(contract.opensOn === contract.startsOn ? [] : ([[words.opensOn, day(contract.opensOn)]] as const)),
      [words.purchasedOn, day(contract.purchasedOn)],
      ...(reason === '' ? [] : ([[words.reason, reason]] as const)),
    ),
    thenButtons(organisation, locale),
  )
}

export function adjustedCard(
  { organisation, term, allowance, before, after }: Extract<QuotaOutcome, { kind: 'adjusted' }>,
  reason: string,
  { member: { locale } }: Administrator,
): Card {
  const { done: words, days, allowance: names } = phrases[locale]
  return card(
    words.adjusted,
    facts(
      [words.organisation, `${organisation.name}（${organisation.code}）`],
      [words.period, days(term.startsOn, term.endsOn)],
      [words.allowance, names[allowance]],
      [words.before, countWords(before, locale)],
      [words.after, countWords(after, locale)],
      [words.reason, reason],
    ),
    thenButtons(organisation, locale),
  )
}

export function taggedCard(
  { organisation, tags }: Extract<TagsOutcome, { kind: 'tagged' }>,
  { member: { locale } }: Administrator,
): Card {
  const { done: words, organisation: of, noTags } = phrases[locale]
  return card(
    words.tagged,
    facts(
      [words.organisation, `${organisation.name}（${organisation.code}）`],
      [of.tags, tags.length > 0 ? tags.join('、') : noTags],
    ),
    thenButtons(organisation, locale),
  )
}

/** The one time that the code is shown. */
export function codeIssuedCard(
  { code, expiresAt }: { readonly code: string; readonly expiresAt: Date },
  organisation: Organisation,
  { member: { locale }, timeZone }: Administrator,
): Card {
  const { done: words, day } = phrases[locale]
  return card(
    words.code,
    facts([words.organisation, `${organisation.name}（${organisation.code}）`]),
    text(`**${words.codeIs(code)}**`),
    text(words.codeHow(day(dayOf(expiresAt, timeZone)))),
    note(words.codeOnce),
    thenButtons(organisation, locale),
  )
}

/** `read`: one page, and one more where there are more. `people`: whom the log names by their accounts. */
export function auditCard(
  read: readonly AuditEntry[],
  page: number,
  people: ReadonlyMap<string, string>,
  { member: { locale }, timeZone }: Administrator,
): Card {
  const { audit: words, button } = phrases[locale]
  if (read.length === 0) return card(words.title, text(words.empty), backButton(locale))
  const at = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  const named: Readonly<Record<string, string>> = { ...words.by, ...Object.fromEntries(people) }
  const deeds: Readonly<Record<string, string>> = words.what
  const lines = read
    .slice(0, PAGE)
    .map(
      (it) =>
        `- ${verbatim(words.line(at.format(it.at), it.organisation.code, aboutOf(it, deeds[it.what] ?? it.what, locale), named[it.actor] ?? it.actor))}`,
    )
  return card(
    words.title,
    text(lines.join('\n')),
    buttons<AdministrationAction>(
      ...(read.length > PAGE
        ? [{ label: button.more, action: { type: 'administration.audit', page: page + 1 } } as const]
        : []),
      { label: button.menu, action: { type: 'administration.menu' } },
    ),
  )
}

/** How the consultants' desk does, over all and by consultant: nothing of whose the tickets are. */
export function figuresCard(
  { all, byConsultant }: ReturnType<typeof figuresOf>,
  { member: { locale } }: Administrator,
): Card {
  const { figures: words } = phrases[locale]
  const response = ({ medianFirstResponse: it }: TicketFigures) =>
    it === undefined ? '—' : words.minutes(it)
  const rating = ({ averageRating, ratings }: TicketFigures) =>
    averageRating === undefined ? '—' : words.rating(averageRating.toFixed(1), ratings)
  return card(
    words.title(FIGURES_DAYS),
    facts(
      [words.opened, String(all.opened)],
      [words.solved, String(all.solved)],
      [words.response, response(all)],
      [words.breaches, String(all.breaches)],
      [words.ratings, rating(all)],
    ),
    ...(byConsultant.length > 0
      ? [
          text(
            [
              `**${words.byConsultant}**`,
              ...byConsultant.map(
                (it) =>
                  `- ${verbatim(words.line(it.consultant, it.opened, it.solved, response(it), it.breaches, rating(it)))}`,
              ),
            ].join('\n'),
          ),
        ]
      : []),
    note(words.how),
    backButton(locale),
  )
}

/** With the ticket's number, and between whom it changed hands. */
function aboutOf({ what, details }: AuditEntry, deed: string, locale: Locale): string {
  if (!what.startsWith('ticket.')) return deed
  const read = TicketDetails.safeParse(details)
  if (!read.success) return deed
  const { number, before = '', after = '' } = read.data
  const { about, change } = phrases[locale].audit
  const hands = before !== '' && after !== '' ? [change(before, after)] : after === '' ? [] : [after]
  return about(deed, [ticketName(number), ...hands].join(' '))
}

const TicketDetails = z.object({
  number: z.coerce.number(),
  before: z.string().optional(),
  after: z.string().optional(),
})

export const refusedCard = (why: string, { member: { locale } }: Administrator): Card =>
  card(phrases[locale].done.refused, text(verbatim(why)), backButton(locale))

export const notAdminCard = ({ member: { locale } }: Pick<Administrator, 'member'>): Message<never> =>
  toAsker(message(phrases[locale].done.notAdmin, text(phrases[locale].done.notAdmin)))

export const goneCard = ({ member: { locale } }: Administrator): Card =>
  card(phrases[locale].menu.title, text(phrases[locale].done.gone), backButton(locale))

/** The three that change something, in the order of the menu. */
const changes = (locale: Locale, organisation = 'any'): readonly Button<AdministrationAction>[] => {
  const { button } = phrases[locale]
  return [
    { label: button.contract, action: { type: 'administration.contract', organisation } },
    { label: button.adjust, action: { type: 'administration.adjust', organisation } },
    { label: button.code, action: { type: 'administration.code', organisation } },
  ]
}

const thenButtons = ({ id }: Organisation, locale: Locale): Element<AdministrationAction> =>
  buttons<AdministrationAction>(
    { label: phrases[locale].button.organisations, action: { type: 'administration.organisation', id } },
    { label: phrases[locale].button.menu, action: { type: 'administration.menu' } },
  )

const backButton = (locale: Locale): Element<AdministrationAction> =>
  buttons<AdministrationAction>({
    label: phrases[locale].button.menu,
    action: { type: 'administration.menu' },
  })

/** All of it is the reader's alone. */
const card = (title: string, ...body: readonly Element<AdministrationAction | NoticeAction>[]): Card =>
  toAsker(message<AdministrationAction | NoticeAction>(title, heading(title), ...body))
