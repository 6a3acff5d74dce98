import { allowances, type Context, contents, type Entitlement, type Locale } from '../../chat/context.ts'
import { addDays, dayOf } from '../../chat/day.ts'
import {
  type Button,
  buttons,
  type Element,
  facts,
  heading,
  type Message,
  message,
  note,
  text,
  toAsker,
} from '../../chat/message.ts'
import type { Library } from '../../ports/knowledge.ts'
import type { Catalogue, Product, ProductSources } from '../../ports/products.ts'
import {
  type Account,
  type AccountView,
  type AllowanceLine,
  allowanceLines,
  nextMeeting,
  nextOffer,
  type Offer,
  offersOn,
} from './account.ts'
import type { PlansAction } from './actions.ts'
import { daysBetween } from './period.ts'
import { phrases } from './phrases.ts'

/** Whose contract it is, and when. */
export type Subscriber = Pick<Context, 'contract' | 'now' | 'timeZone' | 'member' | 'organisation'>

/** What a card about a contract is drawn from. */
interface Drawn {
  readonly subscriber: Subscriber
  readonly account: Account
  readonly library: Pick<Library, 'products' | 'index'>
  readonly today: string
  readonly offers: readonly Offer[]
  readonly words: Words
}

type Words = (typeof phrases)[Locale]

/** One's own contract, as asked for. Private, and pure. */
export function accountCard(
  view: AccountView,
  subscriber: Subscriber,
  account: Account,
  library: Pick<Library, 'products' | 'index'>,
): Message<PlansAction> {
  const drawn = drawnFor(subscriber, account, library)
  const { words } = drawn
  if (subscriber.organisation.kind === 'provider')
    return toAsker(message(words.contract.provider, text(words.contract.provider)))
  const [title, ...body] = BODY[view](drawn)
  return toAsker(message<PlansAction>(title, heading(title), ...body))
}

type Body = (drawn: Drawn) => readonly [title: string, ...body: Element<PlansAction>[]]

const BODY: Readonly<Record<AccountView, Body>> = {
  status: (drawn) => [
    drawn.words.contract.title,
    ...statusOf(drawn),
    ...row(...meetingButtons(drawn), goOnButton(drawn), contentsButton(drawn), personButton(drawn.words)),
  ],
  renewal: renewalBody,
  upgrade: upgradeBody,
  contents: contentsBody,
}

/** The same on a Home. */
export function accountElements(
  subscriber: Subscriber,
  account: Account,
  library: Pick<Library, 'products' | 'index'>,
): readonly Element<PlansAction>[] {
  const drawn = drawnFor(subscriber, account, library)
  return [...statusOf(drawn), ...row(...meetingButtons(drawn), goOnButton(drawn), contentsButton(drawn))]
}

function drawnFor(subscriber: Subscriber, account: Account, library: Drawn['library']): Drawn {
  const today = dayOf(subscriber.now, subscriber.timeZone)
  return {
    ...{ subscriber, account, library, today },
    offers: offersOn(library.products, subscriber.contract, today),
    words: phrases[subscriber.member.locale],
  }
}

function statusOf(drawn: Drawn): readonly Element<never>[] {
  const { subscriber, account, today, words } = drawn
  const { standing, course, period, next } = subscriber.contract
  const lines = allowanceLines(subscriber.contract, account, today)
  if (standing !== 'inForce' || !course || !period)
    return [
      text(outside(subscriber.contract, subscriber.member.locale)),
      ...reopening(drawn).map((it) => text(it)),
      ...(standing === 'notBegun' ? allowancesOf(lines, drawn) : []),
    ]
  const meeting = nextMeeting(account, today)
  return [
    facts(
      [words.contract.course, words.course[course]],
      [
        words.contract.period,
        words.contract.days(period.startsOn, period.endsOn, daysBetween(today, period.endsOn)),
      ],
      ...(next ? [[words.contract.next, words.contract.range(next.startsOn, next.endsOn)] as const] : []),
      [words.contract.nextMeeting, meeting ? words.contract.day(meeting) : words.contract.noMeeting],
    ),
    ...allowancesOf(lines, drawn),
  ]
}

/** A picture of more than so many squares says less than its numbers. */
const MOST_SQUARES = 30

function allowancesOf(lines: readonly AllowanceLine[], { words }: Drawn): readonly Element<never>[] {
  const { line, picture, legend, none } = words.allowances
  if (lines.length === 0) return [note(none)]
  const shown = lines.map(({ allowance, granted, used, held, left, expired }) => {
    const numbers = line(allowance, left, granted - expired, used, held)
    return granted > MOST_SQUARES ? numbers : `${numbers}\n${picture(used, held, left)}`
  })
  return [text(shown.join('\n\n')), note(legend)]
}

/** Why nothing can be used today, in one line. */
export function outside({ standing, period, next }: Entitlement, locale: Locale): string {
  const { contract: words } = phrases[locale]
  if (!period || standing === 'none') return words.none
  if (standing === 'notBegun') return words.notBegun(period.startsOn)
  if (standing === 'gap' && next) return words.gap(period.endsOn, next.startsOn)
  return words.over(period.endsOn)
}

/** What opens the desk again. */
function reopening({ subscriber, offers, today, words }: Drawn): readonly string[] {
  switch (subscriber.contract.standing) {
    case 'inForce':
    case 'none':
      return []
    case 'notBegun':
      return [words.reopen.notBegun]
    case 'gap':
      return [words.reopen.gap]
    case 'expired': {
      const sold = offers.filter((it) => it.kind === 'sold')
      const offer = nextOffer(sold)
      if (offer?.kind !== 'sold') return [words.reopen.person]
      const { startsOn } = offer.contract
      const { back, from } = words.reopen
      return [(startsOn < today ? back : from)(offer.product.name, startsOn)]
    }
  }
}

function renewalBody(drawn: Drawn): ReturnType<Body> {
  const { subscriber, offers, words } = drawn
  const renewal = offers.find(({ product }) => product.kind === 'renewal')
  const named = drawn.library.products.products.find(({ kind }) => kind === 'renewal')
  const title = words.offer.renewal((renewal?.product ?? named)?.name ?? words.contract.title)
  const { next } = subscriber.contract
  const back = statusButton(words)
  if (next)
    return [title, text(words.offer.bought(next.startsOn, next.endsOn)), ...row(back, personButton(words))]
  if (!renewal)
    return [
      title,
      text(words.offer.upgradeFirst),
      ...cite(drawn, 'purchase', 'renewal'),
      ...row(goOnButton(drawn), back, personButton(words)),
    ]
  if (renewal.kind === 'person')
    return [title, text(words.offer.person[renewal.why]), ...row(askButton(drawn, renewal.product), back)]
  return [
    title,
    factsOf(renewal, drawn),
    ...renewalRules(renewal, drawn).map((it) => text(it)),
    note(words.offer.assumption),
    ...cite(drawn, 'products', 'renewal'),
    ...row({ ...askButton(drawn, renewal.product), tone: 'primary' }, back, contentsButton(drawn)),
  ]
}

function renewalRules(
  { contract }: Extract<Offer, { kind: 'sold' }>,
  { subscriber, library, today, words }: Drawn,
): readonly string[] {
  const { period } = subscriber.contract
  if (!period) return []
  return [
    words.offer.renewalRule(period.endsOn, contract.startsOn),
    ...gapBefore(contract.startsOn, period.endsOn, library.products, words),
    ...(contract.startsOn < today ? [words.offer.late(daysBetween(today, contract.endsOn))] : []),
  ]
}

/** What holds between a contract's last day and the next one's first, where days lie between them. */
export function gapBefore(
  startsOn: string,
  endsOn: string,
  { rules }: Catalogue,
  { offer: { gapOpen, gapClosed } }: Words,
): readonly string[] {
  const gap = { from: addDays(endsOn, 1), to: addDays(startsOn, -1) }
  const days = daysBetween(gap.from, gap.to)
  if (days === 0) return []
  return [rules.gapDays === 'open' ? gapOpen(gap.from, gap.to) : gapClosed(gap.from, gap.to, days)]
}

function upgradeBody(drawn: Drawn): ReturnType<Body> {
  const { subscriber, offers, words } = drawn
  const { course, standing } = subscriber.contract
  const upgrade = offers.find(({ product }) => product.kind === 'upgrade')
  const begin = standing === 'none' || standing === 'expired'
  const courses = begin ? offers.filter(({ product }) => product.kind === 'course') : []
  return [
    words.offer.upgrade,
    ...(course === 'practice' ? [text(words.offer.already)] : []),
    ...(upgrade?.kind === 'person' ? [text(words.offer.person[upgrade.why])] : []),
    ...(upgrade?.kind === 'sold'
      ? [factsOf(upgrade, drawn), text(words.offer.upgradeRule(upgrade.contract.startsOn))]
      : []),
    ...courses.flatMap((it) =>
      it.kind === 'sold' ? [text(`**${it.product.name}**`), factsOf(it, drawn)] : [],
    ),
    ...differenceOf(drawn),
    ...(upgrade?.kind === 'sold' ? [note(words.offer.assumption)] : []),
    ...cite(drawn, 'products', 'contents', 'purchase', 'upgrade'),
    ...row(
      upgrade && { ...askButton(drawn, upgrade.product), tone: 'primary' },
      ...courses.map(({ product }) => askButton(drawn, product)),
      statusButton(words),
      upgrade || courses.length > 0 ? undefined : personButton(words),
    ),
  ]
}

/** What the higher course adds, and whom each suits. */
function differenceOf({ library: { products }, words }: Drawn): readonly Element<never>[] {
  const courses = products.products.filter(
    ({ kind, package: it }) => kind === 'course' && it === products.packages[0]?.code,
  )
  const lower = courses.find(({ course }) => course === 'learning')
  const higher = courses.find(({ course }) => course === 'practice')
  const added = higher?.opens.filter((it) => !lower?.opens.includes(it)) ?? []
  const { added: adds, suits } = words.offer
  return [
    ...(added.length > 0
      ? [text(`${adds(words.course.practice)}\n${listed(added.map((it) => words.content[it]))}`)]
      : []),
    ...courses
      .filter((it) => it.suits.length > 0)
      .map((it) => text(`${suits(words.course[it.course])}\n${listed(it.suits)}`)),
  ]
}

function factsOf(offer: Extract<Offer, { kind: 'sold' }>, drawn: Drawn): Element<never> {
  const { words } = drawn
  const { product, contract } = offer
  const price = priceOf(product, drawn.library.products, words)
  const included = allowances.flatMap((it) => {
    const times = product.allowances[it]
    return times > 0 ? [[it, times] as const] : []
  })
  const after = product.kind === 'upgrade' ? afterUpgrade(offer, drawn) : []
  return facts(
    ...(price === undefined ? [] : [[words.offer.price, price] as const]),
    [words.offer.period, words.contract.range(contract.startsOn, contract.endsOn)],
    ...(after.length > 0
      ? [[words.offer.after, words.offer.afterTimes(words.offer.times(after))] as const]
      : [[words.offer.includes, words.offer.times(included)] as const]),
  )
}

/** What would be left in all, were the upgrade bought today. */
function afterUpgrade(
  { grants }: Extract<Offer, { kind: 'sold' }>,
  { subscriber, account, today }: Drawn,
): readonly (readonly [AllowanceLine['allowance'], number])[] {
  const lines = allowanceLines(subscriber.contract, account, today)
  return allowances.flatMap((allowance) => {
    const left = lines.find((it) => it.allowance === allowance)?.left ?? 0
    const brought = grants.find((it) => it.allowance === allowance)?.times ?? 0
    return left + brought > 0 ? [[allowance, left + brought] as const] : []
  })
}

/** Undefined where the desk does not know it. */
export function priceOf({ price }: Product, { taxPercent }: Catalogue, words: Words): string | undefined {
  if (price === undefined) return undefined
  return words.offer.amount(price, Math.floor((price * (100 + taxPercent)) / 100))
}

function contentsBody(drawn: Drawn): ReturnType<Body> {
  const { subscriber, words } = drawn
  const { course, opens } = subscriber.contract
  const open = contents.filter((it) => opens(it)).map((it) => words.content[it])
  const closed = contents.filter((it) => !opens(it)).map((it) => words.content[it])
  const rest = course ? words.contents.closed(words.course.practice) : words.contents.outside
  return [
    words.contents.title,
    ...(course && open.length > 0
      ? [text(`${words.contents.open(words.course[course])}\n${listed(open)}`)]
      : []),
    ...(closed.length > 0 ? [text(`${rest}\n${listed(closed)}`)] : []),
    ...extraOf(drawn),
    ...cite(drawn, 'contents', 'counting'),
    ...row(closed.length > 0 ? goOnButton(drawn) : undefined, counsellingButton(drawn), statusButton(words)),
  ]
}

/** More times, where they can be bought. */
function extraOf(drawn: Drawn): readonly Element<never>[] {
  const extra = drawn.offers.find(({ product, kind }) => product.kind === 'extra' && kind === 'sold')
  const price = extra && priceOf(extra.product, drawn.library.products, drawn.words)
  return extra && price ? [text(drawn.words.offer.extra(extra.product.name, price))] : []
}

/** The sections of the guide that say so. */
function cite(
  { library: { index, products }, words }: Drawn,
  ...names: readonly (keyof ProductSources)[]
): readonly Element<never>[] {
  const sections = names.flatMap((name) => {
    const entry = index.entry(products.sources[name])
    return entry?.kind === 'section' ? [entry] : []
  })
  const titles = [...new Set(sections.map(({ documentTitle }) => documentTitle))].map((title) =>
    words.source(
      title,
      sections.filter(({ documentTitle }) => documentTitle === title).map(({ number }) => number),
    ),
  )
  return titles.length > 0 ? [note(words.sources(titles))] : []
}

export const statusButton = (words: Words): Button<PlansAction> => ({
  label: words.button.status,
  action: { type: 'plans.show', view: 'status' },
})

const contentsButton = ({ words }: Drawn): Button<PlansAction> => ({
  label: words.button.contents,
  action: { type: 'plans.show', view: 'contents' },
})

/** To free times, and to the meetings that are booked. */
function meetingButtons({
  subscriber,
  account,
  today,
  words,
}: Drawn): readonly (Button<PlansAction> | undefined)[] {
  if (!subscriber.contract.opens('webMeeting')) return []
  return [
    { label: words.button.book, action: { type: 'plans.meetings', what: 'book' }, tone: 'primary' },
    nextMeeting(account, today) === undefined
      ? undefined
      : { label: words.button.meetings, action: { type: 'plans.meetings', what: 'list' } },
  ]
}

/** As long as one is left. */
function counsellingButton({ subscriber, account, today, words }: Drawn): Button<PlansAction> | undefined {
  const lines = allowanceLines(subscriber.contract, account, today)
  const left = lines.find(({ allowance }) => allowance === 'counselling')?.left ?? 0
  return subscriber.contract.opens('counselling') && left > 0
    ? { label: words.button.counselling, action: { type: 'plans.counselling' } }
    : undefined
}

/** To where one can go on from here. */
function goOnButton({ subscriber, words }: Drawn): Button<PlansAction> {
  const { contract, standing, course } = subscriber.contract
  const begins = standing === 'none'
  const view = begins || (course ?? contract?.course) === 'learning' ? 'upgrade' : 'renewal'
  return {
    label: begins ? words.button.courses : words.button[view],
    action: { type: 'plans.show', view },
  }
}

const askButton = ({ words }: Drawn, { code, name }: Product): Button<PlansAction> => ({
  label: words.button.ask(name),
  action: { type: 'plans.ask', product: code },
})

/** About the contract, whatever it is. */
export const personButton = (words: Words): Button<PlansAction> => ({
  label: words.button.person,
  action: { type: 'plans.ask', product: ANYTHING },
})

/** No product's code: about the contract as such. */
export const ANYTHING = '-'

const row = (...shown: readonly (Button<PlansAction> | undefined)[]): readonly Element<PlansAction>[] => [
  buttons(...shown.filter((it) => it !== undefined)),
]

const listed = (items: readonly string[]): string => items.map((it) => `- ${it}`).join('\n')
